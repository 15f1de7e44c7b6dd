"""What people see of archives: the desk all, nobody else anything."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.archive.tables import ArchiveRow, ErasedFileRow, HoldRow
from icabinet.journal.records import DESK, Views, records


@records("archives")
def archives(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    for row in session.scalars(select(ArchiveRow).where(ArchiveRow.stream == stream)):
        if ids is None or row.id in ids:
            yield row.id, [(DESK, archive_record(row))]


@records("archive_holds")
def holds(session: Session, stream: str, _ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    row = session.get(HoldRow, stream)
    if row is not None:
        yield "now", [(DESK, {"held": row.held, "why": row.why, "by": row.by, "at": row.at})]


@records("erased_files")
def files(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    for row in session.scalars(select(ErasedFileRow).where(ErasedFileRow.stream == stream)):
        if ids is None or row.paper in ids:
            yield row.paper, [(DESK, {"paper": row.paper, "sha": row.sha, "why": row.why, "by": row.by, "at": row.at})]


def archive_record(row: ArchiveRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "state": row.state,
        "by": row.by,
        "at": row.at,
        "made_at": row.made_at,
        "sha": row.sha,
        "size": row.size,
        "files": row.files,
        "seq": row.seq,
        "head": row.head,
        "withheld": row.withheld,
        "reason": row.reason,
        "taken_by": row.taken_by,
        "taken_at": row.taken_at,
    }
