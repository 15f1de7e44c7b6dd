"""Asking, for the doors: what a viewer typed, answered from one moment of the database, outside the hub."""

from functools import partial

from icabinet.extensions import services
from icabinet.people.sessions import Viewer
from icabinet.search.finding import Findings, search
from icabinet.search.question import Question, read


def ask(
    asking: Viewer,
    typed: str,
    *,
    meeting: str | None = None,
    paper: str | None = None,
    after: str = "",
    old: bool = False,
) -> tuple[Question, Findings]:
    """Search what this viewer may read; refuse with `invalid` what is too long, or no place to go on from."""
    question, made = read(typed), services()
    with made.db.reading() as session:
        # The connection is taken here; SQLite then searches in the very thread that asks it to.
        session.connection()
        look = partial(search, session, asking, question, meeting=meeting, paper=paper, after=after, old=old)
        found: Findings = made.offload(look) if made.db.is_sqlite else look()
    return question, found
