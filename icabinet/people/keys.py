"""Keys of programs that read: made, taken back and dated by administrators; shown once, kept as hashes."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icabinet import clock, ids
from icabinet.errors import Conflict, Invalid, NotFound, Refusal
from icabinet.extensions import services
from icabinet.people.tables import BodyRow, KeyRow, PersonRow
from icabinet.text import clean

# So that one sees what it is where one finds it.
PREFIX = "ick_"
LIST, READ, PAPERS, TAKE, CALENDAR = "meetings.list", "meetings.read", "papers.list", "papers.take", "calendar"
SCOPES = (LIST, READ, PAPERS, TAKE, CALENDAR)
ANY = "any"
USUAL_DAYS, MOST_DAYS = 365, 731
USUAL_RATE, MOST_RATE = 120, 6_000
MOST_KEYS = 500
_DAY_MS = 24 * 3_600_000
_SEEN_EVERY_MS = 60_000


class KeyUnknown(Refusal):
    """The key is wrong, was taken back, or has expired; which of these is not said."""

    code, status = "key_unknown", 401


class ScopeMissing(Refusal):
    """The key is not for this. data: scope."""

    code, status = "scope_missing", 403


class TooManyKeys(Conflict):
    """There are too many keys that work. data: most."""

    code = "too_many_keys"


@dataclass(frozen=True)
class Key:
    """Which program is asking, and whose meetings it reaches: a person's, a body's, or all."""

    id: str
    name: str
    scopes: tuple[str, ...]
    person: str | None
    body: str | None
    beneath: bool
    rate: int
    expires_at: int


@dataclass(frozen=True)
class WantedKey:
    """A key as an administrator wants it; days: for how long it works; rate: requests a minute."""

    name: str
    scopes: Sequence[str] = (LIST,)
    person: str | None = None
    body: str | None = None
    beneath: bool = False
    days: int = USUAL_DAYS
    rate: int = USUAL_RATE


def add_key(wanted: WantedKey, made_by: str) -> tuple[str, str]:
    """Make a key; return its id, and its token, which is kept nowhere here."""
    token, key, now = PREFIX + secrets.token_urlsafe(32), ids.new(), clock.now_ms()
    row = KeyRow(
        id=key,
        name=clean(wanted.name, "name", longest=80),
        token=_hashed(token),
        scopes=_checked_scopes(wanted.scopes),
        person=wanted.person,
        body=wanted.body,
        beneath=wanted.beneath and wanted.body is not None,
        rate=_between("rate", wanted.rate, MOST_RATE),
        made_by=made_by,
        made_at=now,
        expires_at=now + _between("days", wanted.days, MOST_DAYS) * _DAY_MS,
        seen_from="",
        revoked_by="",
    )

    def work(session: Session) -> None:
        _check_reach(session, wanted)
        working = select(func.count()).where(KeyRow.revoked_at.is_(None), KeyRow.expires_at > now)
        if (session.scalar(working) or 0) >= MOST_KEYS:
            raise TooManyKeys(most=MOST_KEYS)
        session.add(row)

    services().writer.write(work)
    return key, token


def revoke_key(key: str, by: str, *, of: str | None = None) -> None:
    """Take a key back, at once and for ever; `of`: only if it reads for this person."""

    def work(session: Session) -> None:
        row = session.get(KeyRow, key)
        if row is None or (of is not None and row.person != of):
            raise NotFound(kind="keys", id=key)
        if row.revoked_at is None:
            row.revoked_at, row.revoked_by = clock.now_ms(), by

    services().writer.write(work)


def all_keys(*, of: str | None = None) -> Sequence[KeyRow]:
    """Return all keys, those that were taken back last, by name; or those only that read for a person and work."""
    query = select(KeyRow).order_by(KeyRow.revoked_at.is_not(None), KeyRow.name, KeyRow.id)
    if of is not None:
        query = query.where(KeyRow.person == of, KeyRow.revoked_at.is_(None), KeyRow.expires_at > clock.now_ms())
    with services().db.reading() as session:
        return session.scalars(query).all()


def key_of(token: str, asked_from: str) -> Key:
    """Return whose token this is, or refuse with `key_unknown`; note when and from where it was used."""
    with services().db.reading() as session:
        row = session.scalar(select(KeyRow).where(KeyRow.token == _hashed(token)))
        found = _working(session, row)
        seen_at = row.seen_at if row else None
    now = clock.now_ms()
    if now - (seen_at or 0) > _SEEN_EVERY_MS:
        services().writer.write(lambda session: _touch(session, found.id, now, asked_from))
    return found


def key_by_id(key: str) -> Key:
    """Return a key that works, or refuse with `key_unknown`."""
    with services().db.reading() as session:
        return _working(session, session.get(KeyRow, key))


def check_scope(key: Key, scope: str) -> None:
    """Refuse with `scope_missing` what a key is not for; with any key one may ask what it is for."""
    if scope not in (ANY, *key.scopes):
        raise ScopeMissing(scope=scope)


def _working(session: Session, row: KeyRow | None) -> Key:
    """Return the key, if it holds: one that reads for a person holds as long as their account does."""
    if row is None or row.revoked_at is not None or row.expires_at <= clock.now_ms():
        raise KeyUnknown
    holder = session.get(PersonRow, row.person) if row.person else None
    if row.person and (holder is None or holder.disabled):
        raise KeyUnknown
    return Key(row.id, row.name, tuple(row.scopes), row.person, row.body, row.beneath, row.rate, row.expires_at)


def _check_reach(session: Session, wanted: WantedKey) -> None:
    if wanted.person is not None and wanted.body is not None:
        raise Invalid(where="body", why="a person or a body")
    if wanted.person is not None and session.get(PersonRow, wanted.person) is None:
        raise NotFound(kind="person", id=wanted.person)
    if wanted.body is not None and session.get(BodyRow, wanted.body) is None:
        raise NotFound(kind="body", id=wanted.body)


def _checked_scopes(wanted: Sequence[str]) -> list[str]:
    if not wanted or not set(wanted) <= set(SCOPES):
        raise Invalid(where="scopes", why="unknown" if wanted else "missing")
    return [scope for scope in SCOPES if scope in wanted]


def _between(where: str, number: int, most: int) -> int:
    if not 0 < number <= most:
        raise Invalid(where=where, why="range", most=most)
    return number


def _touch(session: Session, key: str, now: int, asked_from: str) -> None:
    row = session.get_one(KeyRow, key)
    row.seen_at, row.seen_from = now, asked_from[:80]


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
