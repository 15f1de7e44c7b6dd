"""What people see of positions: their own; chair, secretary and auditor all; other members what was promised."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.agenda.queries import items_of
from icabinet.attendance.queries import stand_ins
from icabinet.journal.records import DESK, EVERYONE, Views, person_tag, records
from icabinet.meetings.queries import participants_of
from icabinet.people.policy import ENTITLED_ROLES
from icabinet.positions.queries import Members, all_positions, call_of, consents_of, rule_of
from icabinet.positions.rules import POSITIONS, consents
from icabinet.positions.tables import CallRow, ConsentRow, PositionRow


@records("position_calls")
def calls(session: Session, stream: str, _ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    row = call_of(session, stream)
    if row is not None:
        yield "now", [(EVERYONE, call_record(row))]


@records("positions")
def positions(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(PositionRow).where(PositionRow.stream == stream)
    if ids is not None:
        query = query.where(PositionRow.item.in_({name.partition("/")[0] for name in ids}))
    rows = list(session.scalars(query))
    helped = stand_ins(session, stream)
    members = _members(session, stream) if any(row.shown for row in rows) else []
    for row in rows:
        name = f"{row.item}/{row.member}"
        if ids is None or name in ids:
            yield name, _views(row, helped.get(row.member), members)


def _views(row: PositionRow, helper: str | None, members: Collection[str]) -> Views:
    """`helper`: who stands in for the member now; `members`: who may see what is shown to members."""
    body = None if row.gone else position_record(row)
    readers = [row.member, *([helper] if helper in row.helpers else []), *(members if row.shown else [])]
    seeing: Views = [(person_tag(person), body) for person in dict.fromkeys(readers) if person]
    # Who stood in for the member before has heard of it, and hears of its end.
    before: Views = [(person_tag(person), None) for person in row.helpers if person not in readers]
    return [(DESK, body), *seeing, *before]


@records("consents")
def consent_states(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    call = call_of(session, stream)
    for item, row in consents_of(session, stream).items():
        if ids is None or item in ids:
            full = consent_record(row)
            if row.pulled_by is None or (call is not None and call.named):
                yield item, [(EVERYONE, full)]
            else:
                hidden = {**full, "pulled_by": None, "reason": ""}
                own: Views = [(person_tag(person), full) for person in (row.pulled_by, row.pulled_actor) if person]
                yield item, [(DESK, full), *own, (EVERYONE, hidden)]


@records("rollups")
def rollups(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    """In figures, for the desk: how many were asked and answered, and whether the item needs no debate."""
    call = call_of(session, stream)
    if call is None:
        return
    known, asked, rule = all_positions(session, stream, ids), Members(session, _meeting(stream)), rule_of(call)
    for row in items_of(session, stream):
        if ids is None or row.id in ids:
            members, said = asked.on(row.id), known.get(row.id, {})
            counts = Counter(said[member] for member in members if member in said)
            body = {
                "item": row.id,
                "members": len(members),
                "answered": counts.total(),
                "counts": {position: counts[position] for position in POSITIONS},
                "agreed": consents(rule, members, said),
            }
            yield row.id, [(DESK, body)]


def call_record(row: CallRow) -> dict[str, Any]:
    return {
        "closes_at": row.closes_at,
        "seen": row.seen,
        "named": row.named,
        "rule": row.rule,
        "adoption": row.adoption,
        "by": row.by,
        "at": row.at,
    }


def position_record(row: PositionRow) -> dict[str, Any]:
    return {
        "item": row.item,
        "member": row.member,
        "position": row.position,
        "text": row.text,
        "by": row.by,
        "at": row.at,
    }


def consent_record(row: ConsentRow) -> dict[str, Any]:
    return {
        "item": row.item,
        "asked": row.asked,
        "closes_at": row.closes_at,
        "state": row.state,
        "at": row.at,
        "poll": row.poll,
        "pulled_by": row.pulled_by,
        "reason": row.reason,
    }


def _members(session: Session, stream: str) -> list[str]:
    return [part.person for part in participants_of(session, _meeting(stream)) if part.role in ENTITLED_ROLES]


def _meeting(stream: str) -> str:
    return stream.partition(":")[2]
