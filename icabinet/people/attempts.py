"""The log of signing in: who, when, from where and how, and who could not. It is kept for a set time.

A name that nobody has is not written down: people type their password there by mistake.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from icabinet import clock, ids
from icabinet.errors import Unavailable
from icabinet.extensions import services
from icabinet.people.tables import AttemptRow, PersonRow

IN, OUT = "in", "out"
UNKNOWN_NAME, LOCKED = "unknown_name", "locked"
FAILURES = ("wrong_password", UNKNOWN_NAME, LOCKED, "code_unknown")
_DAY_MS = 86_400_000
# Who guesses is one line a minute, however often it is tried.
_TOGETHER_MS = 60_000
_LONGEST = 200


@dataclass(frozen=True)
class Source:
    """How somebody came ("password", "code"), with which browser, and from which address."""

    way: str
    device: str
    address: str = ""


def note(session: Session, source: Source, outcome: str, person: str | None, meeting: str | None = None) -> None:
    """Write down what somebody did, in the transaction in which it is done; what is too old goes."""
    now = clock.now_ms()
    session.execute(delete(AttemptRow).where(AttemptRow.at < _begin(now)))
    device = source.device[:_LONGEST]
    said = {"person": person, "way": source.way, "outcome": outcome, "address": source.address, "device": device}
    same = _just_now(session, said, now) if outcome in FAILURES else None
    if same is not None:
        same.at, same.times = now, same.times + 1
    else:
        session.add(AttemptRow(id=ids.new(), at=now, meeting=meeting, times=1, **said))


def note_failure(source: Source, outcome: str, person: str | None = None) -> None:
    """Write down that somebody could not sign in. They are told so even if nothing can be written now."""
    with suppress(Unavailable):
        services().writer.write(lambda session: note(session, source, outcome, person))


def note_leaving(source: Source, person: str, meeting: str | None) -> None:
    """Write down that somebody signed out. They do so even if nothing can be written now."""
    with suppress(Unavailable):
        services().writer.write(lambda session: note(session, source, OUT, person, meeting))


def attempts(
    *, person: str | None = None, outcomes: Collection[str] = (), since: int = 0, before: int | None = None, most: int
) -> Sequence[Row[AttemptRow, str | None]]:
    """Return what is in the log with the person's name, the latest first. since, before: moments, ms."""
    query = select(AttemptRow, PersonRow.name).outerjoin(PersonRow, PersonRow.id == AttemptRow.person)
    query = query.where(AttemptRow.at >= max(since, _begin(clock.now_ms())))
    if person is not None:
        query = query.where(AttemptRow.person == person)
    if outcomes:
        query = query.where(AttemptRow.outcome.in_(outcomes))
    if before is not None:
        query = query.where(AttemptRow.at < before)
    with services().db.reading() as session:
        return session.execute(query.order_by(AttemptRow.at.desc(), AttemptRow.id).limit(most)).all()


def _just_now(session: Session, said: dict[str, str | None], now: int) -> AttemptRow | None:
    query = select(AttemptRow).filter_by(**said).where(AttemptRow.at > now - _TOGETHER_MS)
    return session.scalar(query.order_by(AttemptRow.at.desc()).limit(1))


def _begin(now: int) -> int:
    return now - services().settings.sign_in_log_days * _DAY_MS
