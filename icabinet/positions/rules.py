"""What positions allow, and when an item needs no debate. Pure: no database, no clock, no sockets."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from math import ceil
from typing import Literal

import msgspec

from icabinet.errors import Conflict, Invalid, NotAllowed, Stale
from icabinet.moments import LATEST_MS

Seen = Literal["never", "opened"]
Adoption = Literal["gesture", "vote"]

AGREES = "no_objection"
POSITIONS = (AGREES, "objection", "speak", "other")
ADOPTIONS: tuple[Adoption, ...] = ("gesture", "vote")
LONGEST = 2_000
LONGEST_REASON = 500

# How it stands with an item. Dropped: it was listed, and is dealt with by itself all the same.
NONE, LISTED, PULLED, ADOPTED, DROPPED = "none", "listed", "pulled", "adopted", "dropped"


class PositionsNotAsked(Conflict):
    """Nobody has asked for positions on this item. data: item."""

    code = "positions_not_asked"


class PositionTooLate(Conflict):
    """The time for positions on this item is over. data: item, closed_at."""

    code = "position_too_late"


class NotEntitled(NotAllowed):
    """Whoever acts has no say on this item, for this member. data: item, member."""

    code = "not_entitled"


class ItemAlreadyAdopted(Conflict):
    """data: item."""

    code = "item_already_adopted"


class NotAConsentItem(Conflict):
    """The item cannot be adopted together with others. data: item, why (open, answers, pulled, closed)."""

    code = "not_a_consent_item"


class PositionsPromised(Conflict):
    """Somebody has answered already, trusting in who will see it."""

    code = "positions_promised"


class NeedsVote(Conflict):
    """By the body's rule the items are adopted by a vote."""

    code = "needs_a_vote"


class NoQuorum(Conflict):
    """Too few members are here. data: present, needed."""

    code = "no_quorum"


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item needs no debate if at least `numerator/denominator` of its members have answered, all "no objection".

    Whatever else somebody has answered, a wish to speak and another opinion with it, keeps it off the list.
    """

    preset: str
    numerator: int
    denominator: int


PRESETS: Mapping[str, Rule] = {
    rule.preset: rule
    for rule in (
        Rule(preset="all_agree", numerator=1, denominator=1),
        Rule(preset="two_thirds_answered", numerator=2, denominator=3),
        Rule(preset="half_answered", numerator=1, denominator=2),
        Rule(preset="silence_is_consent", numerator=0, denominator=1),
    )
}


def preset(name: str) -> Rule:
    """Return the rule of this name, or refuse with `invalid`."""
    if name not in PRESETS:
        raise Invalid(where="consent", why="unknown")
    return PRESETS[name]


def checked_adoption(name: str) -> Adoption:
    """Return the way of this name, or refuse with `invalid`."""
    for adoption in ADOPTIONS:
        if adoption == name:
            return adoption
    raise Invalid(where="adoption", why="unknown")


def unopposed(members: Collection[str], positions: Mapping[str, str]) -> bool:
    """Whether no member has answered anything but "no objection". `positions`: by member; only members count."""
    return all(positions.get(member, AGREES) == AGREES for member in members)


def consents(rule: Rule, members: Collection[str], positions: Mapping[str, str]) -> bool:
    """Whether the answers let the item be adopted without debate; where nobody is asked, nobody agrees."""
    answered = sum(member in positions for member in members)
    needed = ceil(Fraction(rule.numerator, rule.denominator) * len(members))
    return bool(members) and answered >= needed and unopposed(members, positions)


def check_closes_at(closes_at: int) -> int:
    """A moment between 1970 and 2100, in ms; one that is past ends the asking at once."""
    if not 0 <= closes_at < LATEST_MS:
        raise Invalid(where="closes_at", why="range")
    return closes_at


def check_promise(before: tuple[Seen, bool], now: tuple[Seen, bool], *, answered: bool) -> None:
    """Who sees positions, and names, stays as it was once somebody has answered."""
    if answered and now != before:
        raise PositionsPromised


def check_asked(item: str, *, called: bool, asked: bool) -> None:
    if not (called and asked):
        raise PositionsNotAsked(item=item)


def check_position(position: str) -> str:
    if position not in POSITIONS:
        raise Invalid(where="position", why="unknown")
    return position


def check_entitled(item: str, member: str, *, speaks_for: bool, entitled: bool, recused: bool) -> None:
    """Only of one's own, or for whom one stands in; only who has a vote and no conflict of interest."""
    if not speaks_for or not entitled or recused:
        raise NotEntitled(item=item, member=member)


def check_in_time(item: str, now: int, closes_at: int, state: str) -> None:
    """`state`: of the agenda item; once it is closed nobody waits for positions."""
    if now >= closes_at or state == "closed":
        raise PositionTooLate(item=item, closed_at=closes_at)


def check_not_adopted(item: str, state: str) -> None:
    if state == ADOPTED:
        raise ItemAlreadyAdopted(item=item)


def check_may_pull(item: str, state: str, of_item: str) -> None:
    """Until the adoption, whatever was said before; `of_item`: the agenda item's own state."""
    check_not_adopted(item, state)
    if state == PULLED or of_item == "closed":
        raise Stale(kind="consents", id=item, state=state)


def check_may_put_back(item: str, state: str, pulled_by: str | None, member: str) -> None:
    check_not_adopted(item, state)
    if state != PULLED:
        raise Stale(kind="consents", id=item, state=state)
    if pulled_by != member:
        raise NotEntitled(item=item, member=member)


def check_may_set(item: str, state: str) -> None:
    """What stands on the list was answered in time; it leaves the list first."""
    check_not_adopted(item, state)
    if state == LISTED:
        raise Stale(kind="consents", id=item, state=state)


def check_items(items: Collection[str], most: int) -> None:
    if len(items) > most or len(set(items)) < len(items):
        raise Invalid(where="items", why="length", longest=most)


def check_may_list(item: str, state: str, of_item: str, *, over: bool, agreed: bool) -> None:
    """Refuse what is still being answered, was answered otherwise, was pulled out, or is done with."""
    check_not_adopted(item, state)
    reasons = {"closed": of_item == "closed", "pulled": state == PULLED, "open": not over, "answers": not agreed}
    for why, holds in reasons.items():
        if holds:
            raise NotAConsentItem(item=item, why=why)


def check_is_the_list(items: Collection[str], states: Mapping[str, str]) -> None:
    """`states` of all items; whoever adopts must have the list before them as it is now."""
    listed = {item for item, state in states.items() if state == LISTED}
    for item in sorted(listed ^ set(items)):
        check_not_adopted(item, states.get(item, NONE))
        raise Stale(kind="consents", id=item, state=states.get(item, NONE))
    if not items or len(set(items)) < len(items):
        raise Invalid(where="items", why="length")


def check_by_gesture(adoption: str) -> None:
    if adoption != "gesture":
        raise NeedsVote


def check_still_agreed(item: str, *, agreed: bool) -> None:
    """Who is a member, and who has a conflict of interest, may have changed since the item was listed."""
    if not agreed:
        raise NotAConsentItem(item=item, why="answers")


def check_quorum(present: int, needed: int | None) -> None:
    if needed is not None and present < needed:
        raise NoQuorum(present=present, needed=needed)
