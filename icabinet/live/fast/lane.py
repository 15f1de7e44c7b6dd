"""A lane: one tablet's connection, as the fast path's way to the tablet and from it.

Written without waiting: what the socket does not take at once waits here, in order, within bounds. Read by the hub
itself: what `hot` takes is dealt with at once; all else waits for a reader, and what comes behind it, too, so that the
order stays.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, Protocol

from icabinet import metrics
from icabinet.live.fast.cork import CORK
from icabinet.live.fast.frames import CLOSE, PING, PONG, TEXT, Broken, Incoming, end_of_begun, framed
from icabinet.live.messages import Message
from icabinet.live.packets import is_well_formed

# A tablet that takes nothing is cut off, and catches up from the journal when it is back (docs/protocol.md, C9).
MOST_FRAMES, MOST_BYTES, MOST_PATIENCE_S = 256, 2 * 1024 * 1024, 12.0
_AT_ONCE = 65_536
# Messages that are not heard at once, and pings, in so many seconds; events have a limit of their own besides.
_MOST_COUNTED, _COUNTED_S = 2_000, 10.0
_EVENT, _PONG = b"42", "3"
log = logging.getLogger(__name__)


class Hub(Protocol):
    """What a lane asks of the loop that runs this process; `wsgi.py` provides it. No callback may wait."""

    def watch(self, descriptor: int, *, writing: bool, ready: Callable[[int], object]) -> Any:
        """Call `ready(descriptor)` whenever it can be read (or written), until `unwatch`."""

    def unwatch(self, watch: Any) -> None: ...

    def soon(self, seconds: float, call: Callable[..., object], *args: object) -> None: ...


class Listener(Protocol):
    """Who hears of a lane what is not hot. Nothing here may wait."""

    def heard_pong(self) -> None: ...

    def attend_soon(self) -> None:
        """There are texts, or the end has come: let somebody come who may wait."""


class Lane:
    """`tell` the tablet something, or `cut` it off. `push`, `next_text` and `close` are for whoever keeps it."""

    __slots__ = (
        "_backlog", "_cold", "_connection", "_counted", "_counted_since", "_data", "_descriptor", "_held", "_hub",
        "_incoming", "_is_patient", "_is_read", "_listener", "_room", "_taken", "_write", "hot", "is_over",
        "waiting_bytes",
    )  # fmt: skip

    def __init__(self, connection: Any, hub: Hub, longest: int, listener: Listener) -> None:
        self.hot: Callable[[bytes], bool] | None = None
        self._listener = listener
        self._connection, self._hub = connection, hub
        self._descriptor: int = connection.fileno()
        self._write: Callable[[bytes], int] = connection.send
        self._incoming = Incoming(longest)
        self._cold: list[str] = []
        # Whether somebody reads what is cold: all else has to wait for that.
        self._is_read = False
        self.is_over = False
        self._counted, self._counted_since = 0, time.monotonic()
        self._held: list[bytes] = []
        self._backlog: list[bytes] = []
        self.waiting_bytes = 0
        self._taken = 0
        self._is_patient = False
        self._room: Any = None
        self._data = hub.watch(self._descriptor, writing=False, ready=self._ready)

    # --- to the tablet ---

    def tell(self, message: Message, *, volatile: bool = False) -> None:
        """Send a message; a volatile one now or never."""
        self.push(message.frame, volatile=volatile)

    def push(self, frame: bytes, *, volatile: bool = False) -> None:
        """Send the frame now, or as soon as there is room; a volatile one now or never."""
        if CORK.lanes is not None:
            if not self._held:
                CORK.lanes.append(self)
            self._held.append(frame)
            return
        if self._backlog:
            if not volatile:
                self._keep(frame)
            return
        if self.is_over:
            return
        try:
            sent = self._write(frame)
        except BlockingIOError:
            sent = 0
        except OSError:
            self.cut()
            return
        if sent == len(frame):
            return
        # Of several frames that may get lost, only one that has begun must be finished.
        end = end_of_begun(frame, sent) if volatile else len(frame)
        if sent < end:
            self._keep(frame[sent:end])

    def pour(self) -> None:
        """Send what was held back by the cork."""
        held, self._held = self._held, []
        self.push(held[0] if len(held) == 1 else b"".join(held))

    def cut(self) -> None:
        """End the connection here and now; what waits is dropped."""
        if not self.is_over:
            self._end()
            try:
                self._connection.shutdown(2)
            except OSError:
                log.debug("gone already")

    def _keep(self, frame: bytes) -> None:
        if not self._backlog:
            self._room = self._hub.watch(self._descriptor, writing=True, ready=self._drain)
            self._be_patient()
        self._backlog.append(frame)
        self.waiting_bytes += len(frame)
        # The first one may be a whole meeting, which a slow line takes long for; what piles up behind it may not.
        behind = self.waiting_bytes - len(self._backlog[0])
        if len(self._backlog) > MOST_FRAMES or behind > MOST_BYTES:
            self._give_up()

    def _drain(self, _descriptor: int) -> None:
        if self.is_over:
            # The hub had seen both that it can be read and that it can be written to.
            return
        frame = self._backlog[0] if len(self._backlog) == 1 else b"".join(self._backlog)
        try:
            sent = self._write(frame)
        except BlockingIOError:
            return
        except OSError:
            self.cut()
            return
        self._taken += sent
        self.waiting_bytes -= sent
        self._backlog.clear()
        if sent < len(frame):
            self._backlog.append(frame[sent:])
        else:
            self._hub.unwatch(self._room)
            self._room = None

    def _be_patient(self) -> None:
        if not self._is_patient:
            self._is_patient = True
            self._hub.soon(MOST_PATIENCE_S, self._lose_patience, self._taken)

    def _lose_patience(self, taken: int) -> None:
        self._is_patient = False
        if self._backlog and taken == self._taken:
            self._give_up()
        elif self._backlog:
            self._be_patient()

    def _give_up(self) -> None:
        metrics.CUT_OFF.inc()
        log.info("a tablet that takes nothing is cut off", extra={"bytes": self.waiting_bytes})
        self.cut()

    # --- from the tablet ---

    def _ready(self, _descriptor: int) -> None:
        try:
            self._take(self._connection.recv(_AT_ONCE))
        except BlockingIOError:
            return
        except (Broken, UnicodeDecodeError, OSError):
            self.cut()
        except Exception:
            log.exception("a connection failed")
            self.cut()

    def _take(self, data: bytes) -> None:
        if not data:
            self.cut()
        for kind, payload in self._incoming.feed(data):
            if self.is_over:
                return
            if kind == TEXT:
                self._hear(payload)
            elif kind == CLOSE or self._is_too_busy():
                self.cut()
            elif kind == PING:
                self.push(framed(payload, PONG))

    def _is_too_busy(self) -> bool:
        """Whether it sends more of what has no limit of its own (pings, greetings) than any tablet would."""
        now = time.monotonic()
        if now - self._counted_since > _COUNTED_S:
            self._counted_since, self._counted = now, 0
        self._counted += 1
        return self._counted > _MOST_COUNTED

    def _hear(self, payload: bytes) -> None:
        if not self._is_read and self.hot is not None and payload.startswith(_EVENT) and self.hot(payload):
            return
        text = payload.decode()
        if not is_well_formed(text) or self._is_too_busy():
            self.cut()
        elif text == _PONG and not self._is_read:
            self._listener.heard_pong()
        else:
            self._cold.append(text)
            if not self._is_read:
                self._is_read = True
                self._listener.attend_soon()

    def next_text(self) -> str | None:
        """Return the next text that was not hot; None if there is none, and then the reading is at an end."""
        if self._cold and not self.is_over:
            return self._cold.pop(0)
        self._is_read = False
        return None

    # --- the end ---

    def close(self) -> None:
        """End the connection after what was sent."""
        if not self.is_over:
            self.push(framed(b"", CLOSE))
            self._end()

    def _end(self) -> None:
        if self.is_over:
            # Saying goodbye has shown that nobody is there any more.
            return
        self.is_over = True
        self._backlog.clear()
        self.waiting_bytes = 0
        self._hub.unwatch(self._data)
        if self._room is not None:
            self._hub.unwatch(self._room)
        # Nothing of it may hold itself: a search for garbage comes rarely.
        self._data = self._room = self.hot = None
        self._listener.attend_soon()
