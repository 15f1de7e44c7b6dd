"""Files of one's own: stored, then converted as papers are, so that the reader opens them."""

import hashlib
from dataclasses import dataclass
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet import clock, ids
from icabinet.extensions import services
from icabinet.folders.keeping import check_new
from icabinet.folders.queries import OwnSource, source_in, taken_by
from icabinet.folders.rules import MB, check_room
from icabinet.folders.tables import FileRow
from icabinet.papers.folder import copied
from icabinet.papers.restricting.rules import check_no_stamp
from icabinet.papers.storage import own_name
from icabinet.text import clean

UNFINISHED = ("uploaded", "converting")
# What stands where a paper's stream would, for those who deal with both.
OWN = "own"


@dataclass(frozen=True)
class Job:
    """A file that waits to be converted, as often tried as `attempts` says."""

    key: str
    filename: str
    attempts: int


def add_file(person: str, folder: str | None, filename: str, source: IO[bytes]) -> str:
    """Store a file durably; return its id. Refuses what would be more than a person may have."""
    name = clean(filename.replace("\\", "/").rpartition("/")[2], "filename", longest=300)
    check_no_stamp(name)
    file, made = ids.new(), services()
    most = made.settings.folders_mb
    with made.db.reading() as session:
        # Asked here too, so that nobody fills the disk who has no room.
        check_new(session, person, folder)
        left = most * MB - taken_by(session, person)
        check_room(most * MB - left, 1, most)
    with made.storage.scratch() as draft:
        stored = made.offload(copied, source, draft, made.settings.max_upload)
        check_room(most * MB - left, stored.size, most)
        # Nobody else's file has this key, though it may have the same bytes.
        key = hashlib.sha256(f"own {person} {file} {stored.sha}".encode()).hexdigest()
        made.storage.add(own_name(key), draft)

    def work(session: Session) -> None:
        check_new(session, person, folder)
        check_room(taken_by(session, person), stored.size, most)
        title = name.rpartition(".")[0] or name
        row = FileRow(
            id=file, person=person, folder=folder, title=title, filename=name, key=key, size=stored.size,
            state="uploaded", attempts=0, at=clock.now_ms(),
        )  # fmt: skip
        session.add(row)

    try:
        made.writer.write(work)
    except BaseException:
        made.storage.remove(own_name(key))
        raise
    return file


def unfinished(session: Session) -> list[str]:
    """Return the files that wait to be converted, or are being converted, the oldest first."""
    return list(session.scalars(select(FileRow.id).where(FileRow.state.in_(UNFINISHED)).order_by(FileRow.at)))


def source_of_file(file: str) -> OwnSource | None:
    """Return what can be drawn of a file; None if it is gone, or not ready."""
    with services().db.reading() as session:
        row = session.get(FileRow, file)
        return source_in(row) if row else None


def begin(file: str) -> Job | None:
    """Take a file to convert it; None if it is gone, or has been settled."""

    def work(session: Session) -> Job | None:
        row = session.get(FileRow, file)
        if row is None or row.state not in UNFINISHED:
            return None
        row.state, row.attempts = "converting", row.attempts + 1
        return Job(row.key, row.filename, row.attempts)

    return services().writer.write(work)


def finish(file: str, kind: str, renderer: str, sizes: list[list[float]]) -> bool:
    """Say that a file can be read; return whether it is still there."""
    return _settle(file, state="ready", kind=kind, renderer=renderer, sizes=sizes, reason=None)


def fail(file: str, reason: str) -> bool:
    """Say that a file cannot be read, and why; it can still be downloaded. Return whether it is still there."""
    return _settle(file, state="failed", reason=reason)


def put_back(file: str) -> bool:
    """Nothing came of it, through no fault of the file's: it waits again."""

    def work(session: Session) -> bool:
        row = session.get(FileRow, file)
        if row is None or row.state != "converting":
            return False
        row.state, row.attempts = "uploaded", row.attempts - 1
        return True

    return services().writer.write(work)


def _settle(file: str, **values: Any) -> bool:
    def work(session: Session) -> bool:
        row = session.get(FileRow, file)
        if row is None:
            return False
        for name, value in values.items():
            setattr(row, name, value)
        return True

    return services().writer.write(work)
