"""Where bytes lie: originals by SHA-256, never changed; what was made of them beside, and made again if lost."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from icabinet.errors import TooLarge

_CHUNK = 1 << 18
_BLOCK = 4096


@dataclass(frozen=True)
class Stored:
    """SHA-256 (hex) and number of bytes of an original."""

    sha: str
    size: int


class Storage(Protocol):
    """What the product needs of a place for bytes."""

    def keep(self, source: IO[bytes], limit: int) -> Stored:
        """Store an original durably under its hash; refuse with `too_large` past `limit` bytes."""

    def original(self, sha: str) -> Path:
        """Path of an original; it exists if the hash was stored."""

    def converted(self, sha: str) -> Path:
        """Path of the PDF made of an original that is not one."""

    def page(self, sha: str, renderer: str, page: int, width: int) -> Path:
        """Path of a page's picture; it may not have been made yet."""

    def check(self) -> None:
        """Raise OSError if nothing can be stored now."""

    def kept(self) -> Iterator[Path]:
        """Yield the files of all originals, and of uploads that have not ended."""


class LocalStorage:
    """A folder on this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def keep(self, source: IO[bytes], limit: int) -> Stored:
        handle, name = tempfile.mkstemp(dir=self._incoming())
        try:
            with os.fdopen(handle, "wb") as file:
                stored = _copy(source, file, limit)
            self._settle(Path(name), self.original(stored.sha))
        finally:
            with suppress(FileNotFoundError):
                Path(name).unlink()
        return stored

    def original(self, sha: str) -> Path:
        return self._folder / "originals" / sha[:2] / sha

    def converted(self, sha: str) -> Path:
        return self._folder / "converted" / sha[:2] / f"{sha}.pdf"

    def page(self, sha: str, renderer: str, page: int, width: int) -> Path:
        safe = renderer.replace("/", "-")
        return self._folder / "pages" / sha[:2] / sha / safe / f"{page}-{width}"

    def check(self) -> None:
        with tempfile.TemporaryFile(dir=self._incoming()) as file:
            file.write(bytes(_BLOCK))
            file.flush()

    def kept(self) -> Iterator[Path]:
        for folder in ("originals", "incoming"):
            yield from (path for path in sorted((self._folder / folder).rglob("*")) if path.is_file())

    def _incoming(self) -> Path:
        incoming = self._folder / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        return incoming

    def _settle(self, incoming: Path, place: Path) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        incoming.replace(place)
        # The name must survive a power cut as surely as the bytes.
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _copy(source: IO[bytes], target: IO[bytes], limit: int) -> Stored:
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(source):
        size += len(chunk)
        if size > limit:
            raise TooLarge(limit=limit)
        digest.update(chunk)
        target.write(chunk)
    target.flush()
    os.fsync(target.fileno())
    return Stored(digest.hexdigest(), size)


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK):
        yield chunk
