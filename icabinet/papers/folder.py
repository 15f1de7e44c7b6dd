"""A folder as a storage: on this machine, or a network's folder that all machines see under the same path."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from icabinet import ids
from icabinet.errors import TooLarge
from icabinet.papers.proving import Prover, sha_of
from icabinet.papers.storage import Held, Offload, Stored, converted_name, original_name, pages_name

_CHUNK = 1 << 18
_BLOCK = 4096
_LENT = "incoming/lent-"
_ORIGINALS = "originals/"
# These have no hash of their bytes in their names; it is written down when they are put there.
_RECORDED = ("converted/", "own/")
_CHECKSUMS = "checksums/"


class Folder:
    """`offload` runs what waits for the disk outside the hub."""

    def __init__(self, folder: Path, offload: Offload) -> None:
        self._folder = folder.resolve()
        self._offload = offload
        self._prover = Prover(offload)

    def keep(self, source: IO[bytes], limit: int) -> Stored:
        with self.scratch() as draft:
            stored: Stored = self._offload(copied, source, draft, limit)
            name = original_name(stored.sha)
            # What may lie there already has the same bytes, unless the disk has spoilt them.
            self._offload(settle, draft, self.place(name))
            self._prover.trust(name, self.place(name))
        return stored

    @contextmanager
    def lend(self, source: IO[bytes], limit: int) -> Iterator[str]:
        name = lent_name()
        try:
            self._offload(copied, source, self._here(name), limit)
            yield name
        finally:
            self.place(name).unlink(missing_ok=True)

    @contextmanager
    def borrow(self) -> Iterator[str]:
        name = lent_name()
        try:
            yield name
        finally:
            self.place(name).unlink(missing_ok=True)

    def add(self, name: str, made: Path) -> Path:
        place = self.place(name)
        if not place.exists():
            with self.scratch() as draft:
                self._offload(_moved, made, draft)
                if name.startswith(_RECORDED):
                    self._record(name, self._offload(sha_of, draft))
                self._offload(settle, draft, place)
        return place

    def find(self, name: str) -> Path | None:
        place = self.place(name)
        try:
            self._prover.check(name, place, self.recorded(name))
        except FileNotFoundError:
            return None
        return place

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        handle, name = tempfile.mkstemp(dir=self._incoming())
        os.close(handle)
        try:
            yield Path(name)
        finally:
            Path(name).unlink(missing_ok=True)

    def hash_of(self, name: str) -> str | None:
        with suppress(OSError):
            return str(self._offload(sha_of, self.place(name)))
        return None

    def recorded(self, name: str) -> str | None:
        if name.startswith(_ORIGINALS):
            return name.rpartition("/")[2]
        if name.startswith(_RECORDED):
            with suppress(FileNotFoundError):
                return self.place(_CHECKSUMS + name).read_text()
        return None

    def drop(self, name: str) -> None:
        """Forget what lies here, where it is only a copy."""
        self.place(name).unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        self.drop(name)
        self.place(_CHECKSUMS + name).unlink(missing_ok=True)

    def remove_pages(self, sha: str) -> None:
        self._offload(shutil.rmtree, self.place(pages_name(sha)), True)

    def held(self, kind: str) -> Iterator[Held]:
        for path in sorted((self._folder / kind).rglob("*")):
            with suppress(FileNotFoundError):
                if path.is_file():
                    yield Held(path.relative_to(self._folder).as_posix(), path.stat().st_mtime)

    def let_go(self, name: str) -> None:
        """Nothing here is a copy."""

    def erase(self, sha: str, before: float) -> None:
        self._offload(self._destroy, sha, before)

    def _destroy(self, sha: str, before: float) -> None:
        place, doomed = self.place(original_name(sha)), self._here(f"incoming/erased-{ids.new()}")
        with suppress(FileNotFoundError):
            # Taken aside first, and only then looked at: what comes from now on is a file of its own.
            place.rename(doomed)
            if doomed.stat().st_mtime >= before:
                settle(doomed, place)
                return
            doomed.unlink()
        for name in (converted_name(sha), _CHECKSUMS + converted_name(sha)):
            self.place(name).unlink(missing_ok=True)
        shutil.rmtree(self.place(pages_name(sha)), ignore_errors=True)

    def check(self) -> None:
        with tempfile.TemporaryFile(dir=self._incoming()) as file:
            file.write(bytes(_BLOCK))
            file.flush()

    def place(self, name: str) -> Path:
        """Where the bytes of this name lie, or would."""
        return self._folder / name

    def _record(self, name: str, sha: str) -> None:
        with self.scratch() as draft:
            draft.write_text(sha)
            self._offload(settle, draft, self.place(_CHECKSUMS + name))

    def _here(self, name: str) -> Path:
        self._incoming()
        return self.place(name)

    def _incoming(self) -> Path:
        incoming = self._folder / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        return incoming


def lent_name() -> str:
    """Mint a name for what is lent."""
    return f"{_LENT}{ids.new()}"


def is_lent(name: str) -> bool:
    """Whether what lies under this name lies there for a while only."""
    return name.startswith(_LENT)


def copied(source: IO[bytes], target: Path, limit: int) -> Stored:
    """Copy an upload into a file, durably; refuse with `too_large` past `limit` bytes."""
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise TooLarge(limit=limit)
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Stored(digest.hexdigest(), size)


def settle(draft: Path, place: Path) -> None:
    """Give a file that is whole its name, so that the name survives a power cut as surely as the bytes."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _moved(made: Path, draft: Path) -> None:
    try:
        made.replace(draft)
    except OSError:
        # It lies on another disk.
        shutil.copyfile(made, draft)
        made.unlink()
