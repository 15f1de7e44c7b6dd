"""Asking, for the doors: what a viewer typed, answered from one moment of the database, outside the hub."""

from sqlalchemy.orm import Session

from icabinet.extensions import services
from icabinet.people.sessions import Viewer
from icabinet.search.finding import Findings, search
from icabinet.search.question import Question, read
from icabinet.search.scope import readable


def ask(
    asking: Viewer,
    typed: str,
    *,
    meeting: str | None = None,
    paper: str | None = None,
    after: str = "",
    old: bool = False,
) -> tuple[Question, Findings]:
    """Search what this viewer may read, in one meeting or one paper only if they are given.

    Versions that have been replaced are searched if `old`, or if it is one of them that is given. Refuses with
    `invalid` what is too long, or no place to go on from.
    """
    question, made = read(typed), services()

    def look(session: Session) -> Findings:
        among = readable(session, made.catalogue, asking, meeting=meeting, old=old or paper is not None)
        return search(session, question, among, paper=paper, after=after)

    with made.db.reading() as session:
        # The connection is taken here; SQLite then searches in the very thread that asks it to.
        session.connection()
        found: Findings = made.offload(look, session) if made.db.is_sqlite else look(session)
    return question, found
