"""Questions about messages."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.messages.rules import DONE, KINDS
from icabinet.messages.tables import HelpCallRow, HelpRow


def offered(session: Session, stream: str) -> list[str]:
    """Return what may be called for."""
    row = session.get(HelpRow, stream)
    return row.kinds if row else list(KINDS)


def open_calls(session: Session, stream: str, person: str) -> list[str]:
    """Return the kinds of somebody's calls that are not done yet."""
    mine = select(HelpCallRow.kind).where(
        HelpCallRow.stream == stream, HelpCallRow.person == person, HelpCallRow.state != DONE
    )
    return list(session.scalars(mine))
