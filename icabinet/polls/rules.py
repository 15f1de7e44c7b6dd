"""What a vote allows, step by step. Pure: no database, no clock, no sockets."""

from typing import Literal

import msgspec

from icabinet.errors import Conflict, Invalid, NotAllowed, Stale
from icabinet.polls.majority import Counts, Figures, Rule
from icabinet.polls.shapes import Choice, Shape, is_ballot
from icabinet.polls.tally import Decided

Kind = Literal["named", "secret", "analog"]
LONGEST_COUNTDOWN_S = 3_600


class AlreadyVoted(Conflict):
    """data: poll."""

    code = "already_voted"


class PollStillOpen(Conflict):
    """data: id."""

    code = "poll_still_open"


class NobodyEntitled(Conflict):
    """A vote without voters cannot be opened."""

    code = "nobody_entitled"


class NotPublished(Conflict):
    """The result is not there yet, or never will be. data: id, state."""

    code = "not_published"


class NothingPublished(Conflict):
    """The meeting has no published result yet. data: meeting."""

    code = "nothing_published"


class NoRollCall(Conflict):
    """The vote has no ballots with names: it was secret, or counted by hand. data: id."""

    code = "no_roll_call"


class Ways(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a vote is held.

    live: everybody sees a named ballot as it comes; changeable: a named ballot may be changed until the close; by_hand:
    the result is published by a step of its own, after the counts were checked; straw: it binds nobody.
    """

    live: bool = False
    changeable: bool = False
    by_hand: bool = False
    straw: bool = False


class Rolled(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A line of the roll call. `by`: who cast it if not the member; weight in millionths, where they differ."""

    person: str
    ballot: str | None = None
    by: str = ""
    weight: int | None = None
    opinion: str = ""
    paper: bool = False


class Result(Decided, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that was counted and concluded, with the numbers put into it.

    roll of a named vote; trackers: [tracker, ballot] of a secret one, by tracker; recused: who had a conflict of
    interest; paper: what was counted by hand, of the motion or of each option.
    """

    heads: Figures
    weights: Figures | None = None
    received: int
    recused: list[str] = msgspec.field(default_factory=list)
    paper: list[Counts] = msgspec.field(default_factory=list)
    roll: list[Rolled] | None = None
    trackers: list[tuple[str, str]] | None = None


class Votes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was counted by hand: so many ballots, of these so many that abstain or cannot be read.

    On a motion `votes` are yes and no; on options the votes of each; on `each` the yes-votes, and `against` the
    no-votes of each.
    """

    ballots: int
    abstain: int = 0
    invalid: int = 0
    votes: list[int]
    against: list[int] = msgspec.field(default_factory=list)


def check_ways(kind: Kind, shape: Shape, ways: Ways) -> None:
    """Refuse what would tell how somebody voted in a secret vote, or what nobody could count."""
    if kind == "secret" and (ways.live or ways.changeable or shape.opinion):
        raise Invalid(where="ways", why="this vote is secret")
    if kind == "analog" and (ways.live or ways.changeable or shape.form == "ranked"):
        raise Invalid(where="ways", why="this vote is counted by hand")


def check_majority(kind: Kind, shape: Shape, rule: Rule) -> None:
    """Sealed ballots and raised hands have no weight; silence is consent on a motion only."""
    if kind != "named" and rule.unit == "weight":
        raise Invalid(where="unit", why="only ballots with names have a weight")
    if shape.form != "motion" and rule.kind == "no_objection":
        raise Invalid(where="kind", why="only a motion")
    if shape.form != "motion" and rule.tie == "chair_side":
        raise Invalid(where="tie", why="only a motion")


def check_may_announce(poll: str, state: str) -> None:
    if state != "prepared":
        raise Stale(kind="poll", id=poll, state=state)


def check_may_say_ready(poll: str, state: str, *, announced: bool) -> None:
    if state != "prepared" or not announced:
        raise Stale(kind="poll", id=poll, state=state)


def check_may_open(poll: str, state: str, entitled: int) -> None:
    if state != "prepared":
        raise Stale(kind="poll", id=poll, state=state)
    if not entitled:
        raise NobodyEntitled


def check_may_close(poll: str, state: str) -> None:
    if state != "open":
        raise Stale(kind="poll", id=poll, state=state)


def check_may_publish(poll: str, state: str) -> None:
    if state != "closed":
        raise Stale(kind="poll", id=poll, state=state)


def check_may_cancel(poll: str, state: str) -> None:
    """What was counted stands, though it may be held anew."""
    if state not in ("prepared", "open", "ended"):
        raise Stale(kind="poll", id=poll, state=state)


def check_is_published(poll: str, state: str) -> None:
    """What is shown to everybody may be taken along."""
    if state != "published":
        raise NotPublished(id=poll, state=state)


def check_may_repeat(poll: str, state: str) -> None:
    if state not in ("published", "cancelled"):
        raise Stale(kind="poll", id=poll, state=state)


def check_may_cast(poll: str, state: str, *, entitled: bool, has_voted: bool, changeable: bool = False) -> None:
    """Only while the vote is open, only the entitled, only once, or as often as one changes one's mind."""
    if state != "open":
        raise Stale(kind="poll", id=poll, state=state)
    if not entitled:
        raise NotAllowed(permission="polls.cast")
    if has_voted and not changeable:
        raise AlreadyVoted(poll=poll)


def check_in_time(poll: str, now: int, closes_at: int | None) -> None:
    """The bell is the server's, whoever is to close the vote a moment later."""
    if closes_at is not None and now >= closes_at:
        raise Stale(kind="poll", id=poll, state="closed")


def check_ballot(shape: Shape, ballot: str, opinion: str) -> None:
    if not is_ballot(shape, ballot):
        raise Invalid(where="choice", why="not among the options")
    if opinion and not shape.opinion:
        raise Invalid(where="opinion", why="not asked for")


def check_seconds(seconds: int | None) -> None:
    if seconds is not None and not 0 < seconds <= LONGEST_COUNTDOWN_S:
        raise Invalid(where="seconds", why="range")


def totals_of(shape: Shape, counted: Votes) -> list[Counts]:
    """Return what was counted by hand as counts of the motion or of each option, or refuse what does not add up."""
    valid = counted.ballots - counted.abstain - counted.invalid
    if min(counted.ballots, counted.abstain, counted.invalid, valid, *counted.votes, *counted.against, 0) < 0:
        raise Invalid(where="ballots", why="range")
    if shape.form == "motion":
        return [_of_motion(counted, valid)]
    if len(counted.votes) != len(shape.options):
        raise Invalid(where="votes", why="length")
    if shape.form == "each":
        return _of_each(shape, counted)
    most = valid * (shape.most if shape.form == "several" else 1)
    least = valid * (shape.least if shape.form == "several" else 1)
    if not least <= sum(counted.votes) <= most or max(counted.votes) > valid:
        raise Invalid(where="votes", why="do not add up")
    return [
        Counts(yes=votes, no=valid - votes, abstain=counted.abstain, invalid=counted.invalid) for votes in counted.votes
    ]


def _of_motion(counted: Votes, valid: int) -> Counts:
    if len(counted.votes) != 2 or sum(counted.votes) != valid:  # noqa: PLR2004 - yes and no
        raise Invalid(where="votes", why="do not add up")
    return Counts(yes=counted.votes[0], no=counted.votes[1], abstain=counted.abstain, invalid=counted.invalid)


def _of_each(shape: Shape, counted: Votes) -> list[Counts]:
    """On each option one may abstain apart from the others."""
    if len(counted.against) != len(shape.options):
        raise Invalid(where="against", why="length")
    found = []
    for yes, no in zip(counted.votes, counted.against, strict=True):
        abstain = counted.ballots - counted.invalid - yes - no
        if abstain < 0:
            raise Invalid(where="votes", why="do not add up")
        found.append(Counts(yes=yes, no=no, abstain=abstain, invalid=counted.invalid))
    return found


def chair_choice(shape: Shape, ballot: str | None) -> Choice | None:
    """Return the chair's side, if there is a motion to have a side on."""
    return ballot if shape.form == "motion" and ballot else None  # type: ignore[return-value]
