"""What a backup is made of: a tar with a manifest, the database, and the files that its journal speaks of.

A converted paper goes with its original: made again, perhaps by another version, its pages might not be those
that were drawn on.
"""

import hashlib
import os
import sqlite3
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.archive.queries import WITH_BYTES, erased_files, kept_archives
from icabinet.database import Database, WrongRevision, check_revision
from icabinet.errors import Conflict, Refusal
from icabinet.folders.queries import names_needed
from icabinet.journal import reading
from icabinet.journal.reading import Verdict
from icabinet.journal.tables import EntryRow
from icabinet.papers.storage import converted_name, original_name
from icabinet.papers.tables import PaperRow

FORMAT = 1
_HOUR_S = 3600
MANIFEST, DATABASE = "manifest.json", "icabinet.sqlite"

Hash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
_MEMBER = (
    r"^(originals/[0-9a-f]{2}/[0-9a-f]{64}|(converted|own)/[0-9a-f]{2}/[0-9a-f]{64}\.pdf|own/[0-9a-f]{2}/[0-9a-f]{64})$"
)
Member = Annotated[str, Meta(pattern=_MEMBER)]


class NeedsPgDump(Refusal):
    """The database is PostgreSQL's, which is backed up and restored by tools of its own."""

    code, status = "needs_pg_dump", 501


class BackupFaulty(Refusal):
    """data: why, one of "not_a_backup", "changed", "missing", "unknown_file", "chain", "revision"; where."""

    code, status = "backup_faulty", 422


class DataThere(Conflict):
    """A backup is restored into an empty data folder only. data: found."""

    code = "data_there"


class PapersMissing(Conflict):
    """Files that the journal speaks of are not there, or were changed. data: count, first."""

    code = "papers_missing"


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a stream has come: its entries, and the hash of the last one."""

    stream: str
    entries: int
    head: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """First in the tar. `files`: SHA-256 by member; `missing`: members that were not there to be backed up."""

    format: int
    made_at: int
    database: Hash
    streams: list[Head]
    files: dict[Member, Hash]
    missing: list[str]


def needed(session: Session) -> list[str]:
    """Return the members that are needed: every file that came in or was made and is not erased.

    What papers that are shown were converted to, and people's own files as well; archives of meetings lie among the
    originals. They are named as in the storage.
    """
    entries = select(EntryRow.stream, EntryRow.body).where(EntryRow.name.in_(WITH_BYTES), EntryRow.body.is_not(None))
    filed = [(stream, msgspec.json.decode(body or "")) for stream, body in session.execute(entries)]
    gone = erased_files(session)
    originals = {original_name(said["sha"]) for stream, said in filed if (stream, said.get("paper")) not in gone}
    originals |= {original_name(sha) for sha in kept_archives(session)}
    made = select(PaperRow.sha).where(PaperRow.state == "ready", PaperRow.kind != "pdf")
    return sorted(originals | {converted_name(sha) for sha in session.scalars(made)} | set(names_needed(session)))


def orphans(held: Mapping[str, float], known: Collection[str]) -> list[str]:
    """Return which files, held since then (seconds of the epoch), are of no paper.

    What is young may have been stored for a paper that is just being filed.
    """
    young = time.time() - _HOUR_S
    return sorted(name for name, at in held.items() if name not in known and at < young)


def is_sound(member: str, found: str | None) -> bool:
    """Whether a file that has this SHA-256 (None: is not there) can be this member."""
    return found is not None and (member.startswith(("converted/", "own/")) or member.endswith(found))


def hash_of(path: Path) -> str | None:
    """Return the file's SHA-256, None if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def read_copy(path: Path) -> tuple[list[Verdict], list[str]]:
    """Prove a copy of the database; return the verdicts of its streams, and the members that its papers need."""
    _check_pages(path)
    database = Database(f"sqlite:///{path}")
    try:
        check_revision(database.engine)
        with database.reading() as session:
            verdicts, members = [reading.verify(session, name) for name in reading.streams(session)], needed(session)
    except WrongRevision as error:
        raise BackupFaulty(why="revision", where=str(error)) from error
    finally:
        database.engine.dispose()
    for verdict in verdicts:
        if verdict.fault:
            raise BackupFaulty(why="chain", where=f"{verdict.stream}: {verdict.fault}")
    return verdicts, members


def _check_pages(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        try:
            state = raw.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise BackupFaulty(why="changed", where=DATABASE) from error
    if state != "ok":
        raise BackupFaulty(why="changed", where=DATABASE)


def heads(verdicts: list[Verdict]) -> list[Head]:
    return [Head(verdict.stream, verdict.entries, verdict.head) for verdict in verdicts]


@contextmanager
def private(path: Path) -> Iterator[IO[bytes]]:
    """Make a file that only its owner may read; it is durable at the end of the block."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def made_durable(folder: Path) -> None:
    """Let the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
