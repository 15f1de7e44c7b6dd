"""Who is led through the first steps of a new installation, and who has had enough of that."""

from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.extensions import services
from icabinet.people.tables import FirstStepsRow


def is_led(session: Session, person: str) -> bool:
    """Whether this administrator is shown the next step."""
    return session.get(FirstStepsRow, person) is None


def leave(person: str) -> None:
    """Show the next step no longer; the list of them can be opened at any time."""
    services().writer.write(lambda session: session.merge(FirstStepsRow(person=person, at=clock.now_ms())))


def resume(person: str) -> None:
    """Show the next step again."""

    def work(session: Session) -> None:
        row = session.get(FirstStepsRow, person)
        if row is not None:
            session.delete(row)

    services().writer.write(work)
