"""How word to people fares: a row for each message that was tried, beside the journal, which says that there is one."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, and_, delete, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from icabinet import clock
from icabinet.database import Base
from icabinet.extensions import services
from icabinet.invitations.tables import MailingRow
from icabinet.post.parcels import FOR_GOOD, Receipt

WAITING, SENDING, TAKEN, FAILED = "waiting", "sending", "taken", "failed"
_MINUTE_MS = 60_000
# After so many minutes it is tried again; then every hour.
_PAUSES = (1, 2, 5, 15, 30, 60)
# Nobody is invited to a meeting of last week because a server was away, or a database was restored.
GIVEN_UP_MS = 3 * 24 * 60 * _MINUTE_MS
# Whoever is at it has so long, and is then believed to be gone.
_HELD_MS = 10 * _MINUTE_MS


class DeliveryRow(Base):
    """next_at: when it is tried again, ms, if it waits; why, said: as in a receipt; at: of the last attempt."""

    __tablename__ = "deliveries"

    stream: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    address: Mapped[str]
    attempts: Mapped[int]
    next_at: Mapped[int | None] = mapped_column(BigInteger)
    why: Mapped[str]
    said: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)


class Sent(NamedTuple):
    """A message, and how it fared; None if it was not tried yet."""

    mailing: MailingRow
    delivery: DeliveryRow | None


_OF = and_(
    DeliveryRow.stream == MailingRow.stream,
    DeliveryRow.number == MailingRow.number,
    DeliveryRow.person == MailingRow.person,
)


def due(session: Session, now: int, most: int) -> Sequence[MailingRow]:
    """Return what is to be brought now, the oldest first, at most so many."""
    query = (
        select(MailingRow)
        .outerjoin(DeliveryRow, _OF)
        .where(MailingRow.at > now - GIVEN_UP_MS)
        .where(or_(DeliveryRow.state.is_(None), DeliveryRow.next_at <= now))
        .order_by(MailingRow.at, MailingRow.stream, MailingRow.number, MailingRow.person)
    )
    return session.scalars(query.limit(most)).all()


def of_meeting(session: Session, stream: str) -> list[Sent]:
    """Return all messages of a meeting, the oldest first."""
    query = select(MailingRow, DeliveryRow).outerjoin(DeliveryRow, _OF).where(MailingRow.stream == stream)
    found = session.execute(query.order_by(MailingRow.number, MailingRow.person))
    return [Sent(mailing, delivery) for mailing, delivery in found]


def hold(rows: Sequence[MailingRow], addresses: Mapping[str, str]) -> None:
    """Note that these are being brought: whoever comes next leaves them alone for a while."""
    now = clock.now_ms()

    def work(session: Session) -> None:
        for row in rows:
            to, attempts = addresses.get(row.person, ""), _attempts(session, row) + 1
            _put(session, row, SENDING, address=to, attempts=attempts, next_at=now + _HELD_MS, why="", said="", at=now)

    services().writer.write(work)


def note(row: MailingRow, address: str, receipt: Receipt) -> None:
    """Write down how a message fared that was held."""
    now = clock.now_ms()
    state = TAKEN if not receipt.why else FAILED if receipt.why in FOR_GOOD else WAITING

    def work(session: Session) -> None:
        attempts = _attempts(session, row)
        told = {"address": address, "attempts": attempts, "why": receipt.why, "said": receipt.said, "at": now}
        _put(session, row, state, next_at=now + _pause(attempts) if state == WAITING else None, **told)

    services().writer.write(work)


def try_again(stream: str) -> int:
    """Have all messages of a meeting that failed or wait be tried now; return how many these are."""
    now = clock.now_ms()

    def work(session: Session) -> int:
        query = select(DeliveryRow).where(DeliveryRow.stream == stream, DeliveryRow.state.in_((WAITING, FAILED)))
        rows = session.scalars(query).all()
        for row in rows:
            row.state, row.next_at = WAITING, now
        return len(rows)

    return services().writer.write(work)


def forget(session: Session, stream: str) -> None:
    """Delete what is known of the messages of a meeting that was erased."""
    session.execute(delete(DeliveryRow).where(DeliveryRow.stream == stream))


def _pause(attempts: int) -> int:
    return _PAUSES[min(max(attempts, 1), len(_PAUSES)) - 1] * _MINUTE_MS


def _attempts(session: Session, row: MailingRow) -> int:
    known = session.get(DeliveryRow, (row.stream, row.number, row.person))
    return known.attempts if known else 0


def _put(session: Session, row: MailingRow, state: str, **more: Any) -> None:
    session.merge(DeliveryRow(stream=row.stream, number=row.number, person=row.person, state=state, **more))
