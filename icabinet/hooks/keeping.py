"""Addresses that are told: made and taken away by administrators, each with a secret by which it knows us."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icabinet import clock, ids
from icabinet.errors import Conflict, Invalid, NotFound
from icabinet.extensions import services
from icabinet.hooks.addresses import checked, inside_of
from icabinet.hooks.tables import HookRow
from icabinet.people.tables import BodyRow
from icabinet.publications.events import EVENTS
from icabinet.text import clean

MOST_HOOKS = 50


class TooManyHooks(Conflict):
    """There are too many addresses. data: most."""

    code = "too_many_hooks"


@dataclass(frozen=True)
class WantedHook:
    """An address as an administrator wants it. events: none: all of them."""

    name: str
    url: str
    events: Sequence[str] = ()
    body: str | None = None
    beneath: bool = False


def add_hook(wanted: WantedHook, made_by: str) -> tuple[str, str]:
    """Have an address told from now on; return its id and its secret."""
    url = wanted.url.strip()
    checked(url, inside_of(services().settings.hooks_inside))
    if not set(wanted.events) <= set(EVENTS):
        raise Invalid(where="events", why="unknown")
    hook = ids.new()
    row = HookRow(
        id=hook,
        name=clean(wanted.name, "name", longest=80),
        url=url,
        events=[event for event in EVENTS if event in (wanted.events or EVENTS)],
        body=wanted.body,
        beneath=wanted.beneath and wanted.body is not None,
        serial=1,
        made_by=made_by,
        made_at=clock.now_ms(),
    )

    def work(session: Session) -> None:
        if wanted.body is not None and session.get(BodyRow, wanted.body) is None:
            raise NotFound(kind="body", id=wanted.body)
        living = select(func.count()).where(HookRow.stopped_at.is_(None))
        if (session.scalar(living) or 0) >= MOST_HOOKS:
            raise TooManyHooks(most=MOST_HOOKS)
        session.add(row)

    services().writer.write(work)
    return hook, secret_of(hook, 1)


def stop_hook(hook: str) -> None:
    """Tell an address nothing any more, at once and for ever."""

    def work(session: Session) -> None:
        row = _row(session, hook)
        row.stopped_at = row.stopped_at or clock.now_ms()

    services().writer.write(work)


def renew_secret(hook: str) -> str:
    """Give an address another secret, by which all calls from now on are signed; return it."""

    def work(session: Session) -> int:
        row = _row(session, hook)
        if row.stopped_at is not None:
            raise NotFound(kind="hooks", id=hook)
        row.serial += 1
        return row.serial

    return secret_of(hook, services().writer.write(work))


def hooks() -> Sequence[HookRow]:
    """Return all addresses, those that are told first, by name."""
    with services().db.reading() as session:
        query = select(HookRow).order_by(HookRow.stopped_at.is_not(None), HookRow.name, HookRow.id)
        return session.scalars(query).all()


def hook_row(hook: str) -> HookRow:
    """Return an address, or refuse with `not_found`."""
    with services().db.reading() as session:
        return _row(session, hook)


def secret_of(hook: str, serial: int) -> str:
    """Return an address' secret: it is reckoned from the secret key, so that no copy of the database has it."""
    said = "\0".join(("hook", hook, str(serial))).encode()
    digest = hmac.digest(services().settings.secret_key.encode(), said, hashlib.sha256)
    return f"whsec_{base64.b64encode(digest).decode()}"


def _row(session: Session, hook: str) -> HookRow:
    row = session.get(HookRow, hook)
    if row is None:
        raise NotFound(kind="hooks", id=hook)
    return row
