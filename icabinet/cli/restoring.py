"""Putting a backup back: all of it is unpacked and proven beside, then moved into place, the database last."""

import hashlib
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import IO

import msgspec

from icabinet.cli.parcel import (
    DATABASE,
    FORMAT,
    MANIFEST,
    BackupFaulty,
    DataThere,
    Manifest,
    NeedsPgDump,
    hash_of,
    heads,
    is_sound,
    made_durable,
    private,
    read_copy,
)
from icabinet.extensions import services

_CHUNK = 1 << 18
# Any command makes one where there is none.
_MAY_BE_THERE = frozenset({"secret_key"})


def put_back(source: Path) -> Manifest:
    """Restore into the data folder, which must be empty; refuse with `backup_faulty` what does not prove itself."""
    if not services().db.is_sqlite:
        raise NeedsPgDump
    data_dir, place = services().settings.data_dir, Path(services().db.engine.url.database or "")
    data_dir.mkdir(parents=True, exist_ok=True)
    _check_empty(data_dir, place)
    with tempfile.TemporaryDirectory(dir=data_dir, prefix=".restoring-") as name:
        folder = Path(name)
        manifest = _unpack(source, folder)
        _check(folder, manifest)
        for member in manifest.files:
            _put(folder / member, member, manifest.files[member])
        _move(folder / DATABASE, place)
    return manifest


def _check_empty(data_dir: Path, place: Path) -> None:
    files = sorted(path for path in (place, *data_dir.rglob("*")) if path.is_file() and path.name not in _MAY_BE_THERE)
    if files:
        raise DataThere(found=str(files[0]))


def _unpack(source: Path, folder: Path) -> Manifest:
    try:
        with tarfile.open(source, "r:") as tar:
            manifest = _manifest(tar)
            wanted = {DATABASE: manifest.database, **manifest.files}
            while (member := tar.next()) is not None:
                if member.name not in wanted or not member.isreg():
                    raise BackupFaulty(why="unknown_file", where=member.name[:200])
                _unpack_one(tar, member, folder, wanted.pop(member.name))
    except (tarfile.TarError, EOFError) as error:
        raise BackupFaulty(why="not_a_backup", where=source.name) from error
    if wanted:
        raise BackupFaulty(why="missing", where=next(iter(wanted)))
    return manifest


def _manifest(tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    if first is None or first.name != MANIFEST or not first.isreg():
        raise BackupFaulty(why="not_a_backup", where=MANIFEST)
    try:
        manifest = msgspec.json.decode(_content(tar, first).read(), type=Manifest)
    except msgspec.MsgspecError as error:
        raise BackupFaulty(why="not_a_backup", where=MANIFEST) from error
    if manifest.format != FORMAT:
        raise BackupFaulty(why="not_a_backup", where=MANIFEST)
    return manifest


def _unpack_one(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, expected: str) -> None:
    # The name is one of the manifest's, whose pattern leads nowhere else.
    out, digest, source = folder / member.name, hashlib.sha256(), _content(tar, member)
    out.parent.mkdir(parents=True, exist_ok=True)
    with private(out) as file:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    if digest.hexdigest() != expected or (member.name != DATABASE and not is_sound(member.name, expected)):
        raise BackupFaulty(why="changed", where=member.name)


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(member)
    if content is None:
        raise BackupFaulty(why="unknown_file", where=member.name[:200])
    return content


def _check(folder: Path, manifest: Manifest) -> None:
    verdicts, members = read_copy(folder / DATABASE)
    if heads(verdicts) != manifest.streams:
        raise BackupFaulty(why="chain", where=MANIFEST)
    for member in members:
        if member not in manifest.files and member not in manifest.missing:
            raise BackupFaulty(why="missing", where=member)


def _put(made: Path, member: str, expected: str) -> None:
    """Have a proven file in the storage; in an S3 store something else may lie under its name, and stays there."""
    if hash_of(services().storage.add(member, made)) != expected:
        raise DataThere(found=member)


def _move(made: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(made, place)
    made_durable(place.parent)
