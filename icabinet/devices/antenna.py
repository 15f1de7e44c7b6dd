"""The parent's hold on the child that speaks to the broker: what is said is queued, and nobody waits for it."""

import logging
import os
import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from icabinet.devices.wire import Broker, News, Order
from icabinet.worker import wire

_MAIN = Path(__file__).with_name("__main__.py")
_MOST_WAITING = 10_000
_PATIENCE_S = 5.0
log = logging.getLogger(__name__)


class Antenna:
    """A running child. `hear` is called for each thing that comes, by one thread, in order."""

    def __init__(self, broker: Broker, hear: Callable[[News], None]) -> None:
        self._hear = hear
        self._end, theirs = socket.socketpair()
        command = [sys.executable, "-P", str(_MAIN), str(theirs.fileno())]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no argument from outside
                command, pass_fds=[theirs.fileno()], env=_environment(), stdin=subprocess.DEVNULL
            )
        self._orders: queue.Queue[msgspec.Struct | None] = queue.Queue(_MOST_WAITING)
        self._orders.put(broker)
        self._over = threading.Event()
        for work in (self._speak, self._listen):
            threading.Thread(target=work, name="antenna", daemon=True).start()

    @property
    def is_over(self) -> bool:
        """Whether the child is gone, or does not take what it is given."""
        return self._over.is_set()

    def say(self, order: Order) -> None:
        try:
            self._orders.put_nowait(order)
        except queue.Full:
            self._over.set()

    def close(self) -> None:
        """End the child; the broker then says by itself that we are gone."""
        self._over.set()
        self._process.kill()
        self._process.wait()
        self._orders.put_nowait(None) if not self._orders.full() else None
        self._end.close()

    def _speak(self) -> None:
        try:
            while (order := self._orders.get()) is not None and not self._over.is_set():
                wire.send(self._end, order)
        except OSError:
            self._over.set()

    def _listen(self) -> None:
        try:
            while not self._over.is_set():
                self._hear(wire.receive(self._end, News))
        except (EOFError, OSError, ValueError):
            self._over.set()


def _environment() -> dict[str, str]:
    """Only what Python needs to start: the broker's password comes over the socket."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
