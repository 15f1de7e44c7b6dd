"""A child for one errand: it is handed a message, says a few things, and is gone."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from icabinet.worker import wire

Said = TypeVar("Said", bound=msgspec.Struct)


def asked(
    main: Path,
    message: msgspec.Struct,
    kind: type[Said],
    count: int,
    patience_s: float,
    *,
    go_on: msgspec.Struct | None = None,
) -> Generator[Said]:
    """Start `python main <fd>`, hand it the message, and yield what it says: `count` things, fewer if it dies.

    With `go_on`, that is said to it when what it said last has been dealt with. It is ended when the generator is.
    """
    if not count:
        return
    end, theirs = socket.socketpair()
    with end:
        with theirs:
            command = [sys.executable, "-P", str(main), str(theirs.fileno())]
            child = subprocess.Popen(  # noqa: S603 - our own program, no argument from outside
                command, pass_fds=[theirs.fileno()], env=_environment(), stdin=subprocess.DEVNULL
            )
        try:
            until = time.monotonic() + patience_s
            with suppress(EOFError, OSError, ValueError):
                wire.send(end, message)
                for _ in range(count):
                    yield wire.receive(end, kind, until)
                    if go_on is not None:
                        wire.send(end, go_on)
        finally:
            child.kill()
            child.wait()


def _environment() -> dict[str, str]:
    """Only what Python needs to start: passwords and keys come over the socket."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
