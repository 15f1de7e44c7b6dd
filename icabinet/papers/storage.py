"""Where bytes lie, each under a name that never comes to mean anything else: this says what one may rely on."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from icabinet.errors import Refusal

Offload = Callable[..., Any]


class Damaged(Refusal):
    """What lies under this name is not what was put there, so nobody is shown it. data: name."""

    code, status = "damaged", 503


@dataclass(frozen=True)
class Stored:
    """SHA-256 (hex) and number of bytes of an original."""

    sha: str
    size: int


@dataclass(frozen=True)
class Held:
    """What lies in a storage: its name, and since when (seconds of the epoch)."""

    name: str
    at: float


def original_name(sha: str) -> str:
    """The name of a file as it was uploaded: it says what the bytes must be."""
    return f"originals/{sha[:2]}/{sha}"


def converted_name(sha: str) -> str:
    """The name of the PDF made of an original that is not one."""
    return f"converted/{sha[:2]}/{sha}.pdf"


def own_name(key: str) -> str:
    """The name of a file of somebody's own; `key` is that file's alone."""
    return f"own/{key[:2]}/{key}"


def own_pdf_name(key: str) -> str:
    """The name of the PDF made of a file of somebody's own that is not one."""
    return f"{own_name(key)}.pdf"


def pages_name(sha: str) -> str:
    """The name below which all pictures of its pages lie."""
    return f"pages/{sha[:2]}/{sha}"


def page_name(sha: str, renderer: str, page: int, width: int, bare: bool = False) -> str:
    """The name of a page's picture; bare: without what others had written on it."""
    return f"{pages_name(sha)}/{renderer.replace('/', '-')}/{page}{'-bare' if bare else ''}-{width}"


def tile_name(sha: str, renderer: str, page: int, width: int, column: int, row: int, bare: bool = False) -> str:
    """The name of a square of a page drawn so wide."""
    return f"{page_name(sha, renderer, page, width, bare)}-{column}-{row}"


class Storage(Protocol):
    """What the product needs of a place for bytes.

    Nothing is ever overwritten. A storage that is not on this machine may be away: then everything below but what was
    brought here before refuses with `unavailable`, and nothing has been changed.
    """

    def keep(self, source: IO[bytes], limit: int) -> Stored:
        """Store an original durably under its hash; refuse with `too_large` past `limit` bytes."""

    def lend(self, source: IO[bytes], limit: int) -> AbstractContextManager[str]:
        """Have bytes under a name for as long as the block lasts."""

    def borrow(self) -> AbstractContextManager[str]:
        """Have a name for as long as the block lasts, under which `add` may put something meanwhile."""

    def add(self, name: str, made: Path) -> Path:
        """Put a file of this machine, which is then gone, under a name; return what lies there as `find` would.

        If something lies there already, that stays.
        """

    def find(self, name: str) -> Path | None:
        """Return a file on this machine with the bytes of this name; None if there are none.

        Refuses with `damaged` what is not what was put there: always what is brought from elsewhere, and an original or
        what was made of it the first time after it may have changed.
        """

    def scratch(self) -> AbstractContextManager[Path]:
        """Have an empty file for a while, for others to write in, from where `add` is quick."""

    def hash_of(self, name: str) -> str | None:
        """Read what lies there, not a copy of it; return its SHA-256, None if it cannot be had."""

    def recorded(self, name: str) -> str | None:
        """Return the SHA-256 that was written down with what was put there; None if none was."""

    def held(self, kind: str) -> Iterator[Held]:
        """Yield what there is of a kind: "originals", "converted", "own", or "incoming", which others may be at."""

    def let_go(self, name: str) -> None:
        """Drop what was lent by another process, where only a copy of it is here."""

    def remove(self, name: str) -> None:
        """Take away what lies there, if anything does. Only what is somebody's own goes, never what was filed."""

    def remove_pages(self, sha: str) -> None:
        """Take away the pictures of its pages that lie on this machine."""

    def erase(self, sha: str, before: float) -> None:
        """Destroy an original and all that was made of it, if it was put there before that moment (of the epoch).

        The one exception to what is said above, for what the law wants destroyed. Whoever puts the same bytes there
        again meanwhile has them.
        """

    def check(self) -> None:
        """Raise OSError, or refuse with `unavailable`, if nothing can be stored now."""
