"""Making a backup: one moment of the database, proven, then the files that its journal speaks of."""

import io
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

import msgspec

from icabinet import clock
from icabinet.cli.parcel import (
    DATABASE,
    FORMAT,
    MANIFEST,
    Manifest,
    NeedsPgDump,
    PapersMissing,
    hash_of,
    heads,
    is_sound,
    made_durable,
    private,
    read_copy,
)
from icabinet.extensions import services


def make(target: Path, *, incomplete: bool = False) -> Manifest:
    """Write a proven backup to `target`, which until then stays what it was."""
    if not services().db.is_sqlite:
        raise NeedsPgDump
    with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".backup-") as folder:
        copy, draft = Path(folder) / DATABASE, Path(folder) / "draft.tar"
        _copy_database(copy)
        manifest = _manifest(copy, incomplete=incomplete)
        _pack(draft, manifest, copy)
        draft.replace(target)
    made_durable(target.absolute().parent)
    return manifest


def _copy_database(copy: Path) -> None:
    source = services().db.engine.raw_connection()
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as target:
            # All pages in one step: one moment of the database, and writers need not wait for it.
            source.driver_connection.backup(target)  # type: ignore[union-attr]
            _leave_envelopes_out(target)
    finally:
        source.close()


def _leave_envelopes_out(copy: sqlite3.Connection) -> None:
    # Their keys are never backed up: nobody could count them, and somebody might keep them until a key is found.
    for statement in ("journal_mode = MEMORY", "secure_delete = ON"):
        copy.execute(f"PRAGMA {statement}")
    copy.execute("DELETE FROM sealed_ballots")


def _manifest(copy: Path, *, incomplete: bool) -> Manifest:
    verdicts, members = read_copy(copy)
    found = {member: services().storage.hash_of(member) for member in members}
    files = {member: sha for member, sha in found.items() if sha is not None and is_sound(member, sha)}
    missing = [member for member in members if member not in files]
    if missing and not incomplete:
        raise PapersMissing(count=len(missing), first=missing[0])
    return Manifest(
        format=FORMAT,
        made_at=clock.now_ms(),
        database=hash_of(copy) or "",
        streams=heads(verdicts),
        files=files,
        missing=missing,
    )


def _pack(draft: Path, manifest: Manifest, copy: Path) -> None:
    with private(draft) as file, tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        text = msgspec.json.format(msgspec.json.encode(manifest))
        tar.addfile(_entry(MANIFEST, len(text), manifest), io.BytesIO(text))
        _add(tar, DATABASE, copy, manifest)
        for member in manifest.files:
            _add(tar, member, _found(member), manifest)


def _found(member: str) -> Path:
    path = services().storage.find(member)
    if path is None:
        raise PapersMissing(count=1, first=member)
    return path


def _add(tar: tarfile.TarFile, name: str, path: Path, manifest: Manifest) -> None:
    with path.open("rb") as file:
        tar.addfile(_entry(name, path.stat().st_size, manifest), file)


def _entry(name: str, size: int, manifest: Manifest) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, manifest.made_at // 1000
    return entry
