"""The queue of each address: what it has yet to be told, and how the telling fared."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, delete, or_, select
from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.extensions import services
from icabinet.hooks.parcels import FOR_GOOD, Receipt
from icabinet.hooks.tables import HookCallRow, HookRow
from icabinet.meetings.listing import Within, streams_within
from icabinet.people.bodies import names_within
from icabinet.publications.events import MERGED
from icabinet.publications.tables import AnnouncementRow

WAITING, CALLING, TAKEN, FAILED, MERGED_STATE = "waiting", "calling", "taken", "failed", "merged"
_SECOND_MS = 1_000
# After so many seconds it is tried again; then every hour.
PAUSES_S = (10, 60, 5 * 60, 15 * 60, 60 * 60)
# What is older is not told any more: a database that was restored tells nobody of last year.
GIVEN_UP_MS = 3 * 24 * 3600 * _SECOND_MS
# Whoever is at it has so long, and is then believed to be gone.
_HELD_MS = 10 * 60 * _SECOND_MS
_KEPT_MS = 30 * 24 * 3600 * _SECOND_MS


def due(session: Session, hook: HookRow, now: int, most: int) -> list[AnnouncementRow]:
    """Return what an address is to be told now, the oldest first, at most so many."""
    waiting = or_(HookCallRow.state.is_(None), HookCallRow.next_at <= now)
    since = max(now - GIVEN_UP_MS, hook.made_at)
    query = _of(session, hook).where(AnnouncementRow.at >= since, waiting)
    order = (AnnouncementRow.at, AnnouncementRow.stream, AnnouncementRow.number)
    return [row for row, _call in session.execute(query.order_by(*order).limit(most)).all()]


def waiting_hooks(session: Session, now: int) -> list[HookRow]:
    """Return the addresses that are to be told something now."""
    living = session.scalars(select(HookRow).where(HookRow.stopped_at.is_(None)).order_by(HookRow.id)).all()
    return [hook for hook in living if due(session, hook, now, 1)]


def of_hook(session: Session, hook: str, most: int = 100) -> Sequence[HookCallRow]:
    """Return the last calls of an address, the latest first."""
    query = select(HookCallRow).where(HookCallRow.hook == hook)
    return session.scalars(
        query.order_by(HookCallRow.at.desc(), HookCallRow.stream, HookCallRow.number.desc()).limit(most)
    ).all()


def split(rows: Sequence[AnnouncementRow]) -> tuple[list[AnnouncementRow], list[AnnouncementRow]]:
    """Return what is told, and what a later one that waits beside it stands for."""
    last = {(row.stream, row.event): row.number for row in rows if row.event in MERGED}
    told = [row for row in rows if last.get((row.stream, row.event), row.number) == row.number]
    return told, [row for row in rows if row not in told]


def hold(hook: str, rows: Sequence[AnnouncementRow], merged: Sequence[AnnouncementRow]) -> None:
    """Note that these are being told, and these others not: whoever comes next leaves them alone."""
    now = clock.now_ms()

    def work(session: Session) -> None:
        for row in rows:
            _put(session, hook, row, CALLING, _attempts(session, hook, row) + 1, next_at=now + _HELD_MS, at=now)
        for row in merged:
            _put(session, hook, row, MERGED_STATE, _attempts(session, hook, row), next_at=None, at=now)

    services().writer.write(work)


def note(hook: str, receipts: Sequence[tuple[AnnouncementRow, Receipt]]) -> None:
    """Write down how calls fared that were held."""
    now = clock.now_ms()

    def work(session: Session) -> None:
        for row, receipt in receipts:
            attempts = _attempts(session, hook, row)
            state = TAKEN if not receipt.why else FAILED if receipt.why in FOR_GOOD else WAITING
            again = now + _pause_ms(attempts) if state == WAITING else None
            _put(session, hook, row, state, attempts, next_at=again, why=receipt.why, status=receipt.status, at=now)

    services().writer.write(work)


def try_again(hook: str) -> int:
    """Have all that failed or waits be told now; return how much that is."""
    now = clock.now_ms()

    def work(session: Session) -> int:
        query = select(HookCallRow).where(HookCallRow.hook == hook, HookCallRow.state.in_((WAITING, FAILED)))
        rows = session.scalars(query).all()
        for row in rows:
            row.state, row.next_at = WAITING, now
        return len(rows)

    return services().writer.write(work)


def forget_old() -> None:
    """Delete what fared a month ago, however it did."""
    old = delete(HookCallRow).where(HookCallRow.at < clock.now_ms() - _KEPT_MS)
    services().writer.write(lambda session: session.execute(old))


def _of(session: Session, hook: HookRow) -> Select[AnnouncementRow, HookCallRow]:
    of_it = and_(
        HookCallRow.hook == hook.id,
        HookCallRow.stream == AnnouncementRow.stream,
        HookCallRow.number == AnnouncementRow.number,
    )
    query = (
        select(AnnouncementRow, HookCallRow).outerjoin(HookCallRow, of_it).where(AnnouncementRow.event.in_(hook.events))
    )
    if hook.body is None:
        return query
    names = names_within(session, hook.body, beneath=hook.beneath)
    within = Within(bodies=[*names], units=[*names.values()])
    return query.where(AnnouncementRow.stream.in_(streams_within(within)))


def _pause_ms(attempts: int) -> int:
    return PAUSES_S[min(max(attempts, 1), len(PAUSES_S)) - 1] * _SECOND_MS


def _attempts(session: Session, hook: str, row: AnnouncementRow) -> int:
    known = session.get(HookCallRow, (hook, row.stream, row.number))
    return known.attempts if known else 0


def _put(session: Session, hook: str, row: AnnouncementRow, state: str, attempts: int, **more: Any) -> None:
    said = {"why": "", "status": 0, **more}
    named = {"hook": hook, "stream": row.stream, "number": row.number, "event": row.event}
    session.merge(HookCallRow(**named, state=state, attempts=attempts, **said))
