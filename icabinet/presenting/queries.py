"""Questions about the presented page that other rooms of the house may ask."""

from sqlalchemy.orm import Session

from icabinet.presenting.tables import PresentingRow


def presented(session: Session, stream: str) -> str | None:
    """Return the paper that is shown to everybody, None if none is."""
    row = session.get(PresentingRow, stream)
    return row.paper if row else None


def presenter(session: Session, stream: str) -> str | None:
    """Return who presents now: whose page is shown; None if nobody presents."""
    row = session.get(PresentingRow, stream)
    return row.by if row else None
