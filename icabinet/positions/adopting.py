"""How consent items are adopted: by one gesture of the chair, or by one vote, whose result is heeded here."""

from icabinet.agenda.queries import item_of, numbers_of
from icabinet.errors import Stale
from icabinet.journal import actions
from icabinet.journal.actions import LIVE, Args, action
from icabinet.journal.facts import Fact
from icabinet.journal.turns import Turn, concludes
from icabinet.polls.queries import here_now, is_under_way, lineage, verdict_of
from icabinet.positions import rules
from icabinet.positions.facts import ConsentAdopted, ConsentDropped, ConsentPutToVote
from icabinet.positions.queries import (
    Members,
    call_of,
    consents_of,
    listed_for,
    positions_on,
    rule_of,
    states_of,
)
from icabinet.text import clean

# What a vote's question may have (polls).
_LONGEST_QUESTION = 1_000


class AdoptItems(Args, frozen=True):
    """`items`: the whole list, as whoever adopts has it before them."""

    items: list[str]


@action("positions.adopt", AdoptItems, permission="positions.adopt", when=LIVE)
def adopt(turn: Turn, args: AdoptItems) -> None:
    """Adopt the items of the consent list together."""
    _check_list(turn, args.items)
    call = call_of(turn.session, turn.stream)
    rules.check_by_gesture(call.adoption if call else "")
    for item in args.items:
        rules.check_still_agreed(item, agreed=_is_agreed(turn, item))
    present, counted, needed = here_now(turn.session, turn.meeting)
    rules.check_quorum(counted, needed)
    _record_adopted(turn, args.items, present)


class PutToVote(Args, frozen=True):
    """`poll`: id of the vote that is made; `words`: with what its question begins, before the items' names."""

    poll: str
    words: str
    items: list[str]


@action("positions.put_to_vote", PutToVote, permission="polls.run")
def put_to_vote(turn: Turn, args: PutToVote) -> None:
    """Prepare one vote on all items of the consent list; if it adopts, they are adopted."""
    _check_list(turn, args.items)
    question = _question(turn, clean(args.words, "words"), args.items)
    prepare = actions.find("polls.prepare")
    prepare.act(turn, prepare.parse({"id": args.poll, "question": question}))
    turn.record(ConsentPutToVote(poll=args.poll, items=args.items))


@concludes("polls.published")
def heed_vote(turn: Turn, fact: Fact) -> None:
    """A vote on the consent list adopts what is still on it and unopposed, or has each item dealt with by itself."""
    poll = str(getattr(fact, "poll", ""))
    items = listed_for(turn.session, turn.stream, lineage(turn.session, turn.stream, poll))
    verdict = verdict_of(turn.session, turn.stream, poll)
    if not items or verdict not in ("adopted", "rejected"):
        return
    adopted = [item for item in items if verdict == "adopted" and _is_unopposed(turn, item)]
    if adopted:
        _record_adopted(turn, adopted, here_now(turn.session, turn.meeting)[0], poll)
    if dropped := [item for item in items if item not in adopted]:
        turn.record(ConsentDropped(poll=poll, items=dropped))


def _check_list(turn: Turn, items: list[str]) -> None:
    """Refuse unless these are the list as it stands, and no vote on it is under way."""
    rules.check_is_the_list(items, states_of(turn.session, turn.stream))
    for row in consents_of(turn.session, turn.stream).values():
        if row.state == rules.LISTED and row.poll and is_under_way(turn.session, turn.stream, row.poll):
            raise Stale(kind="polls", id=row.poll, state="prepared")


def _is_agreed(turn: Turn, item: str) -> bool:
    """Whether the body's rule still holds: a member may have come, or an answer gone, since the item was listed."""
    call, members = call_of(turn.session, turn.stream), Members(turn.session, turn.meeting).on(item)
    return call is not None and rules.consents(rule_of(call), members, positions_on(turn.session, turn.stream, item))


def _is_unopposed(turn: Turn, item: str) -> bool:
    return rules.unopposed(Members(turn.session, turn.meeting).on(item), positions_on(turn.session, turn.stream, item))


def _record_adopted(turn: Turn, items: list[str], present: list[str], poll: str | None = None) -> None:
    call = call_of(turn.session, turn.stream)
    if call is not None:
        turn.record(ConsentAdopted(items=items, rule=rule_of(call), present=present, poll=poll))


def _question(turn: Turn, words: str, items: list[str]) -> str:
    """Name the items, by their numbers alone if there is no room for more."""
    numbers = numbers_of(turn.session, turn.stream)
    ordered = [item for item in numbers if item in items]
    titles = [f"{numbers[item]}. {item_of(turn.session, turn.stream, item).title}" for item in ordered]
    named = "\n".join((words, *titles))
    return named if len(named) <= _LONGEST_QUESTION else f"{words} {', '.join(numbers[item] for item in ordered)}"
