"""Searching the files in one's own folders: nobody else's are ever looked at."""

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from icabinet.extensions import services
from icabinet.folders.files import OWN
from icabinet.folders.tables import FileRow
from icabinet.people.sessions import Viewer
from icabinet.search.catalogue import NOT_INDEXED, Listed
from icabinet.search.excerpts import plain_of
from icabinet.search.finding import Findings, search
from icabinet.search.question import read
from icabinet.search.tables import TextRow

_OF_FILE = and_(TextRow.sha == FileRow.key, TextRow.renderer == FileRow.renderer)


def ask_own(asking: Viewer, typed: str) -> Findings:
    """Search a viewer's own files; a tablet that is signed in for one meeting has none.

    Refuses with `invalid` what is too long.
    """
    question, made = read(typed), services()
    if asking.meeting is not None:
        return Findings([], None)

    def look(session: Session) -> Findings:
        return search(session, question, listed(session, asking.person))

    with made.db.reading() as session:
        # The connection is taken here; SQLite then searches in the very thread that asks it to.
        session.connection()
        found: Findings = made.offload(look, session) if made.db.is_sqlite else look(session)
    return found


def listed(session: Session, person: str) -> list[Listed]:
    """Return the files of a person that can be read."""
    query = (
        select(FileRow, func.coalesce(TextRow.id, NOT_INDEXED))
        .outerjoin(TextRow, _OF_FILE)
        .where(FileRow.person == person, FileRow.state == "ready")
    )
    return [
        Listed(
            OWN, row.id, row.folder, row.title, plain_of(row.title),
            is_old=False, bytes=(row.key, row.renderer), text=text, meeting="", starts_at=row.at,
        )
        for row, text in session.execute(query)
    ]  # fmt: skip
