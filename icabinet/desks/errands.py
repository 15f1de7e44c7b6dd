"""Errands: what a process without children asks of those that have some, through the database that all of them share.

A row is the question and then the answer. Nothing of it is kept: who asked takes it away, and asks again if need be.
"""

import time
from typing import Any

from sqlalchemy import BigInteger, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from icabinet import clock, ids
from icabinet.database import Base, Json
from icabinet.desks.leases import taken
from icabinet.desks.secrets import sealed
from icabinet.errors import Unavailable
from icabinet.extensions import services
from icabinet.worker.refusals import refusal_of
from icabinet.worker.tickets import Ticket

# A worker that was killed is believed to be at it for so long; then another takes it.
HELD_MS = 8_000
# Whoever asked has long gone away.
STALE_MS = 120_000
_WORKER = "worker "
_GRACE_S = 10.0
_SOON_S, _LATER_S = 0.03, 0.5


class ErrandRow(Base):
    """`until`: so long somebody is at it (ms). `answer`: {"result"}, or {"refusal", "data"}."""

    __tablename__ = "errands"

    id: Mapped[str] = mapped_column(primary_key=True)
    job: Mapped[str]
    arguments: Mapped[dict[str, Any]] = mapped_column(Json)
    at: Mapped[int] = mapped_column(BigInteger)
    until: Mapped[int] = mapped_column(BigInteger)
    answer: Mapped[dict[str, Any] | None] = mapped_column(Json)


class FarBench:
    """Of a process without children. It waits as long as the job may take and a little, never for ever."""

    def run(
        self,
        job: str,
        *,
        deadline: float,
        source: str,
        out: str | None = None,
        ticket: Ticket | None = None,  # noqa: ARG002 - what is done elsewhere is done to its end
        **plain: Any,
    ) -> dict[str, Any]:
        if not worker_names():
            raise Unavailable(what="workers")
        arguments = {"deadline": deadline, "source": source, "out": out, **sealed(plain)}
        errand, now, writer = ids.new(), clock.now_ms(), services().writer
        row = ErrandRow(id=errand, job=job, arguments=arguments, at=now, until=0, answer=None)
        writer.write(lambda session: session.add(row))
        try:
            return _read(_awaited(errand, deadline + _GRACE_S))
        finally:
            writer.write(lambda session: session.execute(delete(ErrandRow).where(ErrandRow.id == errand)))


def worker_lease(name: str) -> str:
    """The name of the lease by which a worker shows that it lives."""
    return f"{_WORKER}{name}"


def worker_names() -> list[str]:
    """Return the names of all workers that live."""
    return sorted(name.removeprefix(_WORKER) for name in taken() if name.startswith(_WORKER))


def waiting() -> tuple[str, str, dict[str, Any]] | None:
    """Take the oldest errand that nobody is at: (id, job, arguments); None if there is none."""
    now = clock.now_ms()
    free = (ErrandRow.answer.is_(None), ErrandRow.until <= now, ErrandRow.at > now - STALE_MS)
    with services().db.reading() as session:
        oldest = select(ErrandRow.id, ErrandRow.job, ErrandRow.arguments).where(*free).order_by(ErrandRow.at).limit(1)
        found = session.execute(oldest).one_or_none()
    if found is None:
        return None
    errand, job, arguments = found
    mine = update(ErrandRow).where(ErrandRow.id == errand, *free).values(until=now + HELD_MS)
    return (errand, job, arguments) if services().writer.write(lambda session: _touched(session, mine)) else None


def answer(errand: str, said: dict[str, Any] | None) -> None:
    """Leave the answer where it is looked for; None gives the errand back to the others. Forget what is stale."""

    def work(session: Session) -> None:
        session.execute(update(ErrandRow).where(ErrandRow.id == errand).values(answer=said, until=0))
        session.execute(delete(ErrandRow).where(ErrandRow.at < clock.now_ms() - STALE_MS))

    services().writer.write(work)


def _touched(session: Session, statement: Any) -> bool:
    return bool(session.execute(statement).rowcount)  # type: ignore[attr-defined]


def _awaited(errand: str, patience_s: float) -> dict[str, Any]:
    end, pause = time.monotonic() + patience_s, _SOON_S
    while time.monotonic() < end:
        time.sleep(pause)
        pause = min(pause * 1.5, _LATER_S)
        with services().db.reading() as session:
            said = session.scalar(select(ErrandRow.answer).where(ErrandRow.id == errand))
        if said is not None:
            return dict(said)
    raise Unavailable(what="workers")


def _read(said: dict[str, Any]) -> dict[str, Any]:
    if "refusal" in said:
        raise refusal_of(said["refusal"])(**said["data"])
    return dict(said["result"])
