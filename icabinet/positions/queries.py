"""Questions about positions that other rooms of the house may ask."""

from collections.abc import Collection, Mapping, Sequence

import msgspec
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from icabinet.meetings.queries import participants_of, stream_of
from icabinet.polls.queries import recusals_of
from icabinet.positions.rules import NONE, Rule
from icabinet.positions.tables import CallRow, ConsentRow, PositionRow


def call_of(session: Session, stream: str) -> CallRow | None:
    """Return how the meeting asks for positions, None if it does not."""
    return session.get(CallRow, stream)


def rule_of(call: CallRow) -> Rule:
    """Return when an item needs no debate."""
    return msgspec.convert(call.rule, Rule)


def consent_of(session: Session, stream: str, item: str) -> ConsentRow | None:
    return session.get(ConsentRow, (stream, item))


def consents_of(session: Session, stream: str) -> dict[str, ConsentRow]:
    """Return, by item, how it stands with those of which something was said."""
    rows = session.scalars(select(ConsentRow).where(ConsentRow.stream == stream).order_by(ConsentRow.item))
    return {row.item: row for row in rows}


def states_of(session: Session, stream: str) -> dict[str, str]:
    return {item: row.state for item, row in consents_of(session, stream).items()}


def state_of(row: ConsentRow | None) -> str:
    return row.state if row else NONE


def listed_for(session: Session, stream: str, polls: Sequence[str]) -> list[str]:
    """Return the items that one of these votes is to adopt, and that are still on the list."""
    mine = (ConsentRow.stream == stream, ConsentRow.poll.in_(polls), ConsentRow.state == "listed")
    return list(session.scalars(select(ConsentRow.item).where(*mine).order_by(ConsentRow.item)))


def rows_on(session: Session, stream: str, item: str) -> list[PositionRow]:
    """Return all that is said on an item."""
    mine = (PositionRow.stream == stream, PositionRow.item == item, PositionRow.gone.is_(False))
    return list(session.scalars(select(PositionRow).where(*mine).order_by(PositionRow.member)))


def rows_of(session: Session, stream: str, member: str) -> list[PositionRow]:
    """Return all that a member says."""
    mine = (PositionRow.stream == stream, PositionRow.member == member, PositionRow.gone.is_(False))
    return list(session.scalars(select(PositionRow).where(*mine).order_by(PositionRow.item)))


def positions_on(session: Session, stream: str, item: str) -> dict[str, str]:
    """Return the positions that stand, by member."""
    return {row.member: row.position for row in rows_on(session, stream, item)}


def all_positions(session: Session, stream: str, items: Collection[str] | None) -> dict[str, dict[str, str]]:
    """Return the positions that stand, by item and member; those on some items, or on all (None)."""
    query = select(PositionRow.item, PositionRow.member, PositionRow.position)
    if items is not None:
        query = query.where(PositionRow.item.in_(items))
    found: dict[str, dict[str, str]] = {}
    for item, member, position in session.execute(
        query.where(PositionRow.stream == stream, PositionRow.gone.is_(False))
    ):
        found.setdefault(item, {})[member] = position
    return found


def anybody_answered(session: Session, stream: str) -> bool:
    """Whether a member has said anything yet, trusting in who will see it."""
    stated = exists().where(PositionRow.stream == stream)
    pulled = exists().where(ConsentRow.stream == stream, ConsentRow.pulled_by.is_not(None))
    return bool(session.scalar(select(or_(stated, pulled))))


class Members:
    """Who is asked: the members with a vote, but for those with a conflict of interest in the item."""

    def __init__(self, session: Session, meeting: str) -> None:
        self._entitled = [part.person for part in participants_of(session, meeting) if part.entitled]
        self._recused: Mapping[str, set[str]] = recusals_of(session, stream_of(meeting))

    def on(self, item: str) -> list[str]:
        recused = self._recused.get(item, ())
        return [person for person in self._entitled if person not in recused]
