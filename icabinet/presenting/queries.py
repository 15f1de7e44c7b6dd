"""Questions about the presented page that other rooms of the house may ask."""

from sqlalchemy.orm import Session

from icabinet.presenting.tables import PresenterRow, PresentingRow


def presented(session: Session, stream: str) -> str | None:
    """Return the paper that is shown to everybody, None if none is."""
    row = session.get(PresentingRow, stream)
    return row.paper if row else None


def presenter(session: Session, stream: str) -> str | None:
    """Return who presents now: whoever was asked to, else whose page is shown; None if nobody presents."""
    asked = asked_to_present(session, stream)
    if asked is not None:
        return asked
    row = session.get(PresentingRow, stream)
    return row.by if row else None


def asked_to_present(session: Session, stream: str) -> str | None:
    """Return whom chair or secretary have asked to present, None if they present themselves."""
    row = session.get(PresenterRow, stream)
    return row.person if row else None
