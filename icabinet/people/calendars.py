"""Everybody's own calendar: an address that calendar programs read. Whoever has it reads it; it can be made anew."""

from sqlalchemy.orm import Session

from icabinet.extensions import services
from icabinet.people.links import check_code, code_for
from icabinet.people.tables import CalendarRow

_PURPOSE = "calendar"


def calendar_code(person: str) -> str:
    """Return the secret part of the address of somebody's calendar."""
    return code_for(_PURPOSE, person, str(_serial(person)))


def check_calendar(person: str, code: str) -> None:
    """Refuse with `not_found` an address that is wrong, or was made anew since."""
    check_code(code, _PURPOSE, person, str(_serial(person)))


def renew_calendar(person: str) -> None:
    """Give the calendar another address; the one before leads nowhere from now on."""

    def work(session: Session) -> None:
        row = session.get(CalendarRow, person)
        session.merge(CalendarRow(person=person, serial=(row.serial if row else 0) + 1))

    services().writer.write(work)


def _serial(person: str) -> int:
    with services().db.reading() as session:
        row = session.get(CalendarRow, person)
        return row.serial if row else 0
