"""What the meetings and items are called under which papers were found."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from icabinet.agenda.tables import ItemRow
from icabinet.meetings.tables import MeetingRow
from icabinet.search.catalogue import Listed


@dataclass(frozen=True)
class Titles:
    """Of meetings by stream, of items by stream and id."""

    meetings: dict[str, str]
    items: dict[tuple[str, str], str]


def titles_of(session: Session, papers: Sequence[Listed]) -> Titles:
    """Return the titles for papers that were found."""
    streams = {row.stream for row in papers}
    items = {(row.stream, row.item) for row in papers if row.item}
    meetings = select(MeetingRow.stream, MeetingRow.title).where(MeetingRow.stream.in_(streams))
    named = select(ItemRow.stream, ItemRow.id, ItemRow.title).where(tuple_(ItemRow.stream, ItemRow.id).in_(items))
    return Titles(
        {row.stream: row.title for row in session.execute(meetings)},
        {(row.stream, row.id): row.title for row in session.execute(named)} if items else {},
    )
