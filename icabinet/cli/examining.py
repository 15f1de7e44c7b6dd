"""What `flask doctor` looks at. Every check says what it found; one that cannot be made says so, too."""

import ctypes
import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import redis
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from icabinet import backups, clock, languages
from icabinet.cli.findings import LOOK, OK, WRONG, Check, Finding
from icabinet.cli.hands import workers
from icabinet.cli.shelves import papers, searched
from icabinet.database import WrongRevision, check_revision
from icabinet.errors import Refusal
from icabinet.extensions import services
from icabinet.journal import reading
from icabinet.journal.tables import StreamRow
from icabinet.people import passwords
from icabinet.polls.sealing import KeyRoom
from icabinet.polls.tables import PollRow
from icabinet.web.assets import FOLDER

_GIB = 1024**3
_HOUR_S = 3600
# A backup every night, and two hours to make it.
_OLD_H = 26
_REDIS_S = 2.0
_AHEAD_MS = 5_000
_TOO_QUICK_MS, _TOO_SLOW_MS = 20, 1000
_TIME_ERROR = 5  # what adjtimex(2) answers of a clock that nothing sets


def examine(*, every_file: bool = False) -> Iterator[Finding]:
    """Look at everything; `every_file` recomputes the hash of each original instead of some."""
    yield from _run("settings", _settings)
    database = list(_run("database", _database))
    yield from database
    if all(found.state is not WRONG for found in database):
        yield from _run("journal", _journal)
        yield from _run("papers", lambda: papers(every_file=every_file))
        yield from _run("search", searched)
        yield from _run("secret votes", _secret_votes)
        yield from _run("clock", _clock)
        yield from _run("backup", _backup)
    for name, check in _OF_THE_MACHINE.items():
        yield from _run(name, check)


def _run(name: str, check: Check) -> Iterator[Finding]:
    try:
        yield from check()
    except Refusal as refusal:
        yield Finding(name, WRONG, f"{refusal.code} {refusal.data}")
    except (OSError, SQLAlchemyError, sqlite3.Error) as error:
        yield Finding(name, WRONG, str(error))


def _settings() -> Iterator[Finding]:
    chosen = services().settings
    yield Finding("settings", OK, f"data in {chosen.data_dir.resolve()}, people come to {chosen.origin}")
    if not chosen.secure:
        yield Finding("settings", LOOK, "ICABINET_PUBLIC_URL is not https: browsers seal secret ballots only over TLS")
    if chosen.debug:
        yield Finding("settings", LOOK, "ICABINET_DEBUG is on: exceptions are logged whole")
    for path in (chosen.data_dir / "secret_key", chosen.data_dir / "poll_keys"):
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield Finding("settings", WRONG, f"{path} is open to others: chmod go= {path}")


def _database() -> Iterator[Finding]:
    database = services().db
    # To look must not make one.
    if database.is_sqlite and not Path(database.engine.url.database or "").exists():
        yield Finding("database", WRONG, "there is none: flask --app wsgi db upgrade")
        return
    try:
        check_revision(database.engine)
    except WrongRevision as error:
        yield Finding("database", WRONG, f"{error}: flask --app wsgi db upgrade")
        return
    state = _state_of_pages() if database.is_sqlite else "ok"
    yield Finding("database", OK if state == "ok" else WRONG, f"{database.engine.dialect.name}, pages {state}")


def _state_of_pages() -> str:
    with closing(sqlite3.connect(services().db.engine.url.database or "")) as raw:
        return str(raw.execute("PRAGMA quick_check(1)").fetchone()[0])


def _journal() -> Iterator[Finding]:
    with services().db.reading() as session:
        verdicts = [reading.verify(session, stream) for stream in reading.streams(session)]
    for verdict in verdicts:
        if verdict.fault:
            yield Finding("journal", WRONG, f"{verdict.stream}: {verdict.fault}")
    holding = [verdict for verdict in verdicts if not verdict.fault]
    entries = sum(verdict.entries for verdict in holding)
    yield Finding("journal", OK, f"{len(holding)} chains hold, {entries} entries")


def _secret_votes() -> Iterator[Finding]:
    with services().db.reading() as session:
        waiting = _open_secret_polls(session)
    keys = set(KeyRoom(services().settings.data_dir / "poll_keys").kept())
    for meeting, poll in sorted(waiting - keys):
        yield Finding("secret votes", WRONG, f"{poll} in {meeting} has lost its key and can only be cancelled")
    if keys - waiting:
        yield Finding("secret votes", LOOK, f"{len(keys - waiting)} keys of ended votes: the next start ends them")
    yield Finding("secret votes", OK, f"{len(waiting & keys)} open")


def _open_secret_polls(session: Session) -> set[tuple[str, str]]:
    """Those whose key is the server's own."""
    query = select(PollRow.stream, PollRow.id, PollRow.keys).where(PollRow.secret, PollRow.state == "open")
    return {(stream.partition(":")[2], poll) for stream, poll, keys in session.execute(query) if keys is None}


def _clock() -> Iterator[Finding]:
    with services().db.reading() as session:
        last = session.scalar(select(func.max(StreamRow.last_at))) or 0
    ahead = last - clock.now_ms()
    if ahead > _AHEAD_MS:
        yield Finding("clock", WRONG, f"{ahead // 1000} s behind the journal's last entry")
    elif not _is_synchronized():
        yield Finding("clock", LOOK, "the kernel knows of no time server that sets it")
    yield Finding("clock", OK, languages.format_when(clock.now_ms()))


def _is_synchronized() -> bool:
    nothing_to_set = ctypes.create_string_buffer(512)
    return ctypes.CDLL(None).adjtimex(nothing_to_set) not in (-1, _TIME_ERROR)


def _backup() -> Iterator[Finding]:
    made = backups.last(services().settings.data_dir)
    if not services().db.is_sqlite:
        yield Finding("backup", OK, "of PostgreSQL, by its own tools")
    elif made is None:
        yield Finding("backup", LOOK, "none was ever made: flask --app wsgi backup FILE")
    else:
        with services().db.reading() as session:
            entries = session.scalar(select(func.sum(StreamRow.last_seq))) or 0
        hours = (clock.now_ms() - made.at) / (_HOUR_S * 1000)
        state = LOOK if hours > _OLD_H and entries > made.entries else OK
        yield Finding("backup", state, f"{hours:.0f} h ago, {entries - made.entries} entries since")


def _redis() -> Iterator[Finding]:
    if url := services().settings.redis_url:
        try:
            redis.Redis.from_url(url, socket_connect_timeout=_REDIS_S, socket_timeout=_REDIS_S).ping()
        except redis.RedisError:
            yield Finding("redis", LOOK, "does not answer: what other processes write comes with the heartbeat")
        else:
            yield Finding("redis", OK, "answers")


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(services().settings.data_dir).free
    state = OK if free > 5 * _GIB else LOOK if free > _GIB else WRONG
    yield Finding("disk", state, f"{free / _GIB:.1f} GiB free")
    if not services().settings.s3_bucket:
        services().storage.check()


def _store() -> Iterator[Finding]:
    if bucket := services().settings.s3_bucket:
        services().storage.check()
        yield Finding("store", OK, f"the bucket {bucket} can be written")


def _passwords() -> Iterator[Finding]:
    began = time.perf_counter()
    passwords.hashed("as long as a password")
    ms = (time.perf_counter() - began) * 1000
    yield Finding("passwords", OK if _TOO_QUICK_MS <= ms <= _TOO_SLOW_MS else LOOK, f"hashed in {ms:.0f} ms")


def _translations() -> Iterator[Finding]:
    for source in sorted(Path(current_app.root_path).glob("translations/*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            written = _sentences(read_po(file))
        compiled = source.with_suffix(".mo")
        if not compiled.exists():
            yield Finding("translations", WRONG, f"{compiled.name} of {source.parts[-3]} is not made: make setup")
            continue
        with compiled.open("rb") as file:
            current = _sentences(read_mo(file)) == written
        said = f"{source.parts[-3]}: {len(written)} sentences"
        yield (
            Finding("translations", OK, said) if current else Finding("translations", WRONG, f"{said}, not as compiled")
        )


def _sentences(catalog: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalog if message.id and message.string}


def _assets() -> Iterator[Finding]:
    made = (FOLDER / "vendor" / "importmap.json").exists()
    yield Finding("assets", OK if made else WRONG, "" if made else "static/vendor is not made: make setup")


_OF_THE_MACHINE: dict[str, Check] = {
    "redis": _redis,
    "disk": _disk,
    "store": _store,
    "workers": workers,
    "passwords": _passwords,
    "translations": _translations,
    "assets": _assets,
}
