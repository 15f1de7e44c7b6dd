"""Which papers somebody may search: this is the one place that decides it."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.tables import StreamRow
from icabinet.meetings.queries import stream_of
from icabinet.meetings.tables import ParticipantRow
from icabinet.papers.rights import hidden_from, read_ahead
from icabinet.people import policy
from icabinet.people.sessions import Viewer
from icabinet.search.catalogue import Catalogue, Listed

_MINE = select(ParticipantRow.stream, ParticipantRow.role, StreamRow.last_seq).join(
    StreamRow, StreamRow.id == ParticipantRow.stream
)


def readable(
    session: Session, catalogue: Catalogue, asking: Viewer, *, meeting: str | None = None, old: bool = False
) -> list[Listed]:
    """Return the papers that this viewer may read now.

    Nothing of any other paper may be looked at on behalf of this viewer: no hit, no count, no title. With `meeting`,
    only of this one; with `old`, versions too that have been replaced.
    """
    if asking.meeting not in (None, meeting or asking.meeting):
        return []
    only = meeting or asking.meeting
    mine = [ParticipantRow.person == asking.person, *([ParticipantRow.stream == stream_of(only)] if only else [])]
    roles, numbers = {}, {}
    for stream, role, number in session.execute(_MINE.where(*mine)):
        if policy.may(role, "papers.read"):
            roles[stream], numbers[stream] = role, number
    hidden = _hidden(session, asking.person, roles)
    papers = catalogue.of(session, numbers)
    if hidden:
        # Of thousands of papers mostly none is hidden: then none is looked at.
        papers = [paper for paper in papers if (paper.stream, paper.id) not in hidden]
    return papers if old else [paper for paper in papers if not paper.is_old]


def _hidden(session: Session, person: str, roles: Mapping[str, str]) -> set[tuple[str, str]]:
    read_ahead(session, roles)
    return {(stream, paper) for stream, role in roles.items() for paper in hidden_from(session, stream, person, role)}
