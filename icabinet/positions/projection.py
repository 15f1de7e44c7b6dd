"""How each fact changes positions and what becomes of the items. Nothing else writes them."""

from msgspec import to_builtins
from sqlalchemy.orm import Session

from icabinet.agenda.queries import item_of, items_of
from icabinet.attendance.queries import stand_ins
from icabinet.journal.facts import Entry, Fact, follows, projects
from icabinet.positions.facts import (
    ConsentAdopted,
    ConsentDropped,
    ConsentListed,
    ConsentPutToVote,
    ItemPulledOut,
    ItemPutBack,
    ItemSet,
    PositionsCalled,
    PositionStated,
    PositionTakenBack,
)
from icabinet.positions.queries import call_of, consent_of, consents_of, rows_of, rows_on
from icabinet.positions.rules import ADOPTED, DROPPED, LISTED, NONE, PULLED
from icabinet.positions.tables import CallRow, ConsentRow, PositionRow


@projects(PositionsCalled)
def call(session: Session, entry: Entry, fact: PositionsCalled) -> list[str]:
    session.merge(
        CallRow(
            stream=entry.stream,
            closes_at=fact.closes_at,
            seen=fact.seen,
            named=fact.named,
            rule=to_builtins(fact.rule),
            adoption=fact.adoption,
            by=entry.actor,
            at=entry.at,
        )
    )
    return ["position_calls/now", *_rollups(session, entry.stream)]


@projects(ItemSet)
def set_item(session: Session, entry: Entry, fact: ItemSet) -> list[str]:
    row = _consent(session, entry, fact.item)
    row.asked, row.closes_at = fact.asked, fact.closes_at
    return [_key(fact.item)]


@projects(PositionStated)
def state(session: Session, entry: Entry, fact: PositionStated) -> list[str]:
    before = session.get(PositionRow, (entry.stream, fact.item, fact.member))
    helper = stand_ins(session, entry.stream).get(fact.member)
    helped = [*(before.helpers if before else []), *([helper] if helper else [])]
    shown = (before is not None and before.shown) or _is_shown(session, entry.stream, fact.item)
    session.merge(
        PositionRow(
            stream=entry.stream,
            item=fact.item,
            member=fact.member,
            position=fact.position,
            text=fact.text,
            by=entry.actor,
            at=entry.at,
            helpers=sorted(set(helped)),
            shown=shown,
            gone=False,
        )
    )
    return _touched(fact.item, fact.member)


@projects(PositionTakenBack)
def take_back(session: Session, entry: Entry, fact: PositionTakenBack) -> list[str]:
    row = session.get_one(PositionRow, (entry.stream, fact.item, fact.member))
    row.position, row.text, row.by, row.at, row.gone = "", "", entry.actor, entry.at, True
    return _touched(fact.item, fact.member)


@projects(ConsentListed)
def list_items(session: Session, entry: Entry, fact: ConsentListed) -> list[str]:
    before = [row for row in consents_of(session, entry.stream).values() if row.state == LISTED]
    for row in before:
        if row.item not in fact.items:
            _becomes(row, NONE, entry)
    rows = [_consent(session, entry, item) for item in fact.items]
    for row in rows:
        if row.state != LISTED:
            _becomes(row, LISTED, entry)
    return [_key(item) for item in {row.item: None for row in (*before, *rows)}]


@projects(ItemPulledOut)
def pull_out(session: Session, entry: Entry, fact: ItemPulledOut) -> list[str]:
    row = _consent(session, entry, fact.item)
    _becomes(row, PULLED, entry)
    row.pulled_by, row.pulled_actor, row.reason = fact.member, entry.actor, fact.reason
    return [_key(fact.item)]


@projects(ItemPutBack)
def put_back(session: Session, entry: Entry, fact: ItemPutBack) -> list[str]:
    _becomes(_consent(session, entry, fact.item), NONE, entry)
    return [_key(fact.item)]


@projects(ConsentPutToVote)
def put_to_vote(session: Session, entry: Entry, fact: ConsentPutToVote) -> list[str]:
    for item in fact.items:
        _consent(session, entry, item).poll = fact.poll
    return [_key(item) for item in fact.items]


@projects(ConsentAdopted)
def adopt(session: Session, entry: Entry, fact: ConsentAdopted) -> list[str]:
    for item in fact.items:
        row = _consent(session, entry, item)
        _becomes(row, ADOPTED, entry)
        row.poll = fact.poll
    return [_key(item) for item in fact.items]


@projects(ConsentDropped)
def drop(session: Session, entry: Entry, fact: ConsentDropped) -> list[str]:
    for item in fact.items:
        row = _consent(session, entry, item)
        _becomes(row, DROPPED, entry)
        row.poll = fact.poll
    return [_key(item) for item in fact.items]


@follows("agenda.item_added")
@follows("polls.recused")
@follows("polls.recusal_ended")
def count_item_again(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """Who is asked about an item is counted anew."""
    return [f"rollups/{getattr(fact, 'item', '')}"] if call_of(session, entry.stream) else []


@follows("meetings.participant_added")
@follows("meetings.participant_removed")
def count_all_again(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    """Who comes or goes is asked, or not any more, on every item."""
    return _rollups(session, entry.stream) if call_of(session, entry.stream) else []


@follows("agenda.item_opened")
def deal_with(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """What is opened is dealt with by itself, and is on the list no longer."""
    row = consent_of(session, entry.stream, getattr(fact, "item", ""))
    if row is None or row.state != LISTED:
        return []
    _becomes(row, DROPPED, entry)
    return [_key(row.item)]


@follows("agenda.item_opened")
def show(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """Members see what others say once the item is opened, if that was promised."""
    item = getattr(fact, "item", "")
    rows = [row for row in rows_on(session, entry.stream, item) if _is_shown(session, entry.stream, item)]
    for row in rows:
        row.shown = True
    return [f"positions/{item}/{row.member}" for row in rows]


@follows("agenda.item_removed")
def forget(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """With the item goes what was said on it; for whom it never was hears nothing of that."""
    item = getattr(fact, "item", "")
    rows, consent = rows_on(session, entry.stream, item), consent_of(session, entry.stream, item)
    for row in rows:
        row.position, row.text, row.gone = "", "", True
    keys = [f"positions/{item}/{row.member}" for row in rows]
    if consent is not None:
        session.delete(consent)
        keys.append(_key(item))
    return [*keys, f"rollups/{item}"] if call_of(session, entry.stream) else keys


@follows("attendance.represented")
@follows("attendance.representation_ended")
def hand_over(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """Whoever stands in for a member sees their positions; whoever does no longer sees them go."""
    member, helper = getattr(fact, "member", ""), getattr(fact, "by", None)
    rows = rows_of(session, entry.stream, member)
    for row in rows:
        row.helpers = sorted({*row.helpers, *([helper] if helper else [])})
    return [f"positions/{row.item}/{member}" for row in rows]


def _consent(session: Session, entry: Entry, item: str) -> ConsentRow:
    """Return the item's row; the first that is said of an item makes it."""
    row = consent_of(session, entry.stream, item)
    if row is None:
        row = ConsentRow(stream=entry.stream, item=item, asked=True, state=NONE, at=entry.at, reason="")
        session.add(row)
        session.flush()
    return row


def _becomes(row: ConsentRow, state: str, entry: Entry) -> None:
    row.state, row.at, row.poll = state, entry.at, None
    row.pulled_by, row.pulled_actor, row.reason = None, None, ""


def _touched(item: str, member: str) -> list[str]:
    return [f"positions/{item}/{member}", f"rollups/{item}"]


def _key(item: str) -> str:
    return f"consents/{item}"


def _is_shown(session: Session, stream: str, item: str) -> bool:
    """Whether the other members see what is said on the item."""
    call = call_of(session, stream)
    return call is not None and call.seen == "opened" and item_of(session, stream, item).opened_at is not None


def _rollups(session: Session, stream: str) -> list[str]:
    return [f"rollups/{item.id}" for item in items_of(session, stream)]
