"""By what devices know people: the number of a card, or what a face terminal calls them. Kept as keyed hashes only."""

import hashlib
import hmac
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.errors import Conflict, NotFound, Refusal
from icabinet.extensions import services
from icabinet.people.tables import BadgeRow, PersonRow
from icabinet.text import clean

_LONGEST = 120
_SHOWN = 4


class BadgeTaken(Conflict):
    """The card or number is somebody's already."""

    code = "badge_taken"


class IdentityUnknown(Refusal):
    """Nobody is known by what the device has read."""

    code, status = "identity_unknown", 404


def add_badge(person: str, identity: str) -> None:
    """Let devices know a person by this number, or name."""
    cleaned = _cleaned(identity)
    label = f"…{cleaned[-_SHOWN:]}" if len(cleaned) > 2 * _SHOWN else "…"

    def work(session: Session) -> None:
        if session.get(PersonRow, person) is None:
            raise NotFound(kind="person", id=person)
        if session.get(BadgeRow, _keyed(cleaned)) is not None:
            raise BadgeTaken
        session.add(BadgeRow(id=_keyed(cleaned), person=person, label=label, added_at=clock.now_ms()))

    services().writer.write(work)


def remove_badge(person: str, badge: str) -> None:
    """Let devices know the person by it no longer. badge: its id, as hex."""

    def work(session: Session) -> None:
        row = next((row for row in _of(session, person) if row.id.hex() == badge), None)
        if row is None:
            raise NotFound(kind="badges", id=badge)
        session.delete(row)

    services().writer.write(work)


def badges_of(person: str) -> Sequence[BadgeRow]:
    """Return by what devices know a person."""
    with services().db.reading() as session:
        return _of(session, person)


def person_by(identity: str) -> str:
    """Return whom a device has seen, or refuse with `identity_unknown`."""
    query = select(BadgeRow.person).join(PersonRow, PersonRow.id == BadgeRow.person)
    known = query.where(BadgeRow.id == _keyed(_cleaned(identity)), PersonRow.disabled.is_(False))
    with services().db.reading() as session:
        person = session.scalar(known)
    if person is None:
        raise IdentityUnknown
    return person


def _of(session: Session, person: str) -> Sequence[BadgeRow]:
    return session.scalars(select(BadgeRow).where(BadgeRow.person == person).order_by(BadgeRow.added_at)).all()


def _cleaned(identity: str) -> str:
    """Readers write the same number in small letters and in capitals, with and without colons."""
    return clean(identity, "identity", longest=_LONGEST).upper().replace(":", "").replace(" ", "")


def _keyed(cleaned: str) -> bytes:
    return hmac.digest(services().settings.secret_key.encode(), f"badge {cleaned}".encode(), hashlib.sha256)
