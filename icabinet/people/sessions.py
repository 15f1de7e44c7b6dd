"""Signed-in tablets: server-side sessions that can be listed and ended at once."""

import hashlib
import secrets
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.database import Database, portions
from icabinet.errors import NotFound, NotSignedIn, Unavailable
from icabinet.extensions import services
from icabinet.people.tables import PersonRow, SignInRow

_SEEN_EVERY_MS = 60_000
_HOUR_MS = 3_600_000
Write = Callable[[Callable[[Session], None]], None]


_VIEWERS = (
    select(
        SignInRow.id, SignInRow.person, SignInRow.seen_at, SignInRow.meeting,
        PersonRow.name, PersonRow.locale, PersonRow.administers,
    )
    .join(PersonRow, PersonRow.id == SignInRow.person)
    .where(PersonRow.disabled.is_(False))
)  # fmt: skip


@dataclass(frozen=True)
class Viewer:
    """Who is asking: the person, the session, and the one meeting that the session is limited to, if any."""

    person: str
    name: str
    locale: str
    administers: bool
    session: str
    meeting: str | None


def begin(session: Session, person: str, device: str, *, meeting: str | None = None) -> str:
    """Sign a tablet in; return its token, which is kept nowhere here."""
    token, now = secrets.token_urlsafe(32), clock.now_ms()
    expires = now + services().settings.session_hours * _HOUR_MS
    session.add(
        SignInRow(
            id=id_of(token),
            person=person,
            meeting=meeting,
            device=device[:200],
            created_at=now,
            seen_at=now,
            expires_at=expires,
        )
    )
    return token


def viewer_of(token: str) -> Viewer:
    """Return who holds this token, or refuse with `not_signed_in`."""
    found = services().viewers.ask(id_of(token))
    if found is None:
        raise NotSignedIn
    return found


def viewers(database: Database, write: Write, session_ids: Collection[str]) -> dict[str, Viewer]:
    """Return who holds these sessions, of those that still hold, by id; note that they were seen."""
    now = clock.now_ms()
    rows: list[Any] = []
    with database.reading() as session:
        for some in portions(list(session_ids)):
            rows += session.execute(_VIEWERS.where(SignInRow.id.in_(some), SignInRow.expires_at > now))
    if stale := [row.id for row in rows if now - row.seen_at > _SEEN_EVERY_MS]:
        # Whoever reads must not be sent away because nothing can be written.
        with suppress(Unavailable):
            write(lambda session: _touch(session, stale, now))
    return {row.id: Viewer(row.person, row.name, row.locale, row.administers, row.id, row.meeting) for row in rows}


def living(session_ids: set[str]) -> set[str]:
    """Return those of the sessions that still hold."""
    query = (
        select(SignInRow.id)
        .join(PersonRow, PersonRow.id == SignInRow.person)
        .where(SignInRow.expires_at > clock.now_ms(), PersonRow.disabled.is_(False))
    )
    with services().db.reading() as session:
        living = (session.scalars(query.where(SignInRow.id.in_(some))) for some in portions(list(session_ids)))
        return {found for some in living for found in some}


def ends_at(session_id: str) -> int:
    """Return when the session ends by itself (ms), or refuse with `not_signed_in`."""
    with services().db.reading() as session:
        row = session.get(SignInRow, session_id)
        if row is None:
            raise NotSignedIn
        return row.expires_at


def list_of(person: str) -> list[SignInRow]:
    """Return the person's sessions that still hold, newest first."""
    query = (
        select(SignInRow)
        .where(SignInRow.person == person, SignInRow.expires_at > clock.now_ms())
        .order_by(SignInRow.created_at.desc())
    )
    with services().db.reading() as session:
        return list(session.scalars(query))


def end(session_id: str, *, of: str | None = None) -> None:
    """End a session (of this person, if given); its sockets are closed."""

    def work(session: Session) -> None:
        row = session.get(SignInRow, session_id)
        if row is None or (of is not None and row.person != of):
            raise NotFound(kind="session", id=session_id)
        session.delete(row)

    services().writer.write(work)
    _announce([session_id])


def end_all(person: str, *, but: str | None = None) -> None:
    """End every session of a person, except one."""

    def work(session: Session) -> list[str]:
        mine = (SignInRow.person == person, SignInRow.id != (but or ""))
        ended = list(session.scalars(select(SignInRow.id).where(*mine)))
        session.execute(delete(SignInRow).where(*mine))
        return ended

    _announce(services().writer.write(work))


def _announce(session_ids: list[str]) -> None:
    for session_id in session_ids:
        for farewell in services().farewells:
            farewell(session_id)


def _touch(session: Session, session_ids: Sequence[str], now: int) -> None:
    for some in portions(session_ids):
        session.execute(update(SignInRow).where(SignInRow.id.in_(some)).values(seen_at=now))


def id_of(token: str) -> str:
    """Return the id of the session that a token belongs to, if there is one."""
    return hashlib.sha256(token.encode()).hexdigest()
