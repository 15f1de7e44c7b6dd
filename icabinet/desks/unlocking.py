"""Taking the password off a file, once, at the door: it is neither stored nor written to any log."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

from icabinet.errors import NotFound, Refusal
from icabinet.extensions import services
from icabinet.worker.refusals import UnreadablePaper

_UNLOCK_S = 60.0


class WrongFilePassword(Refusal):
    """The password does not open the file."""

    code, status = "wrong_file_password", 422


@dataclass(frozen=True)
class Locked:
    """A file with the password that opens it."""

    source: IO[bytes]
    password: str = field(repr=False)


@contextmanager
def unlocked(file: Locked, limit: int) -> Iterator[IO[bytes]]:
    """Yield the bytes of the same file without its password, at most `limit` of them either way."""
    storage = services().storage
    with storage.lend(file.source, limit) as locked, storage.borrow() as name:
        is_open = _unlock(locked, name, file.password)
        path = storage.find(name if is_open else locked)
        if path is None:
            raise NotFound(kind="file", id=locked)
        with path.open("rb") as readable:
            yield readable


def _unlock(locked: str, name: str, password: str) -> bool:
    """Put the open file under this name; return False if it has no password that had to be taken off."""
    try:
        services().bench.run("unlock", deadline=_UNLOCK_S, source=locked, out=name, password=password)
    except UnreadablePaper as refusal:
        if refusal.data.get("reason") == "wrong_password":
            raise WrongFilePassword from None
        if refusal.data.get("reason") == "not_encrypted":
            return False
        raise
    return True
