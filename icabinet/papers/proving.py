"""Proof that a file is still what was put there, once for each state of it: what was proven is not read again."""

import hashlib
from collections import OrderedDict
from pathlib import Path

from icabinet.papers.storage import Damaged, Offload

_MOST = 20_000
State = tuple[int, int, int]


class Prover:
    """`offload` reads outside the hub."""

    def __init__(self, offload: Offload) -> None:
        self._offload = offload
        self._proven: OrderedDict[str, State] = OrderedDict()

    def check(self, name: str, path: Path, wanted: str | None) -> None:
        """Refuse with `damaged` unless the file has this SHA-256, if it is known. Raises FileNotFoundError."""
        state = _state(path)
        if wanted is None or self._proven.get(name) == state:
            return
        if self._offload(sha_of, path) != wanted:
            raise Damaged(name=name)
        self._note(name, state)

    def trust(self, name: str, path: Path) -> None:
        """Hold the file as it is now for proven: whoever has just written it has seen its bytes."""
        self._note(name, _state(path))

    def _note(self, name: str, state: State) -> None:
        self._proven[name] = state
        self._proven.move_to_end(name)
        if len(self._proven) > _MOST:
            self._proven.popitem(last=False)


def sha_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _state(path: Path) -> State:
    status = path.stat()
    return status.st_mtime_ns, status.st_size, status.st_ino
