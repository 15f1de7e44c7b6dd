"""The desk that speaks for rooms: one process at a time, under a lease, hears the journal and the devices.

The journal only wakes it; what a room is told is read from the tables, so that nothing missed matters. A broker that
is away, slow or lying is the child's concern: this desk queues what is to be said, and never waits for it.
"""

import logging
import queue
import threading
import time

from flask import Flask

from icabinet.desks.leases import leased
from icabinet.devices.antenna import Antenna
from icabinet.devices.hearing import Hearing
from icabinet.devices.rooms import Rooms
from icabinet.devices.wire import Broker, News, address_of
from icabinet.errors import Unavailable
from icabinet.extensions import Services
from icabinet.journal.batches import Told
from icabinet.live.line import Line
from icabinet.live.line import News as Said

LEASE = "room devices"
# What other processes write is heard of through Redis; without it, or when that is lost, within this time.
_LOOK_S = 1.0
# A person who gets the floor waits for the microphone; five hundred ballots are not five hundred messages.
_GATHER_S = 0.1
_AT_ONCE = (
    "floor.", "agenda.", "meetings.", "equipment.", "seats.", "polls.opened", "polls.closed", "polls.published",
)  # fmt: skip
_AGAIN_S = 2.0
_SAY_AGAIN_S = 5.0
log = logging.getLogger(__name__)


class RoomDesk:
    """`start`, `hear` and `close` as any desk."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._services: Services = app.extensions["icabinet"]
        self._closed, self._lost = threading.Event(), threading.Event()
        # What a device said, or None where something has happened somewhere.
        self._bell: queue.SimpleQueue[News | None] = queue.SimpleQueue()
        self._is_rung = False
        self.rooms = Rooms(self._services)
        self._hearing = Hearing(self.rooms)
        self._thread = threading.Thread(target=self._run, name="room devices", daemon=True)

    def start(self) -> None:
        settings = self._services.settings
        if settings.redis_url:
            Line(settings.redis_url, settings.channel).listen(self._overhear, self._ring)
        self._thread.start()

    def hear(self, told: list[Told]) -> None:
        """Listen to this process's journal."""
        if any(one.entry.kind.name.startswith(_AT_ONCE) for one in told):
            self._ring()

    def close(self, within: float | None = None) -> bool:
        self._closed.set()
        self._bell.put(None)
        if self._thread.is_alive():
            self._thread.join(within)
        return not self._thread.is_alive()

    def _overhear(self, _who: str, news: Said) -> None:
        if "head" in news:
            self._ring()

    def _ring(self) -> None:
        if not self._is_rung:
            self._is_rung = True
            self._bell.put(None)

    def _run(self) -> None:
        while not self._closed.is_set():
            try:
                self._lost.clear()
                with self._app.app_context(), leased(LEASE, self._lost) as mine:
                    if mine:
                        self._speak()
            except Unavailable:
                log.warning("rooms cannot be spoken for: no database")
            except Exception:
                log.exception("the room desk failed")
            self._closed.wait(_AGAIN_S)

    def _speak(self) -> None:
        """Speak for the rooms as long as the lease is ours and the child lives."""
        antenna = Antenna(broker_of(self._services), self._bell.put)
        self.rooms.forget()
        try:
            self._attend(antenna)
        finally:
            antenna.close()
            self.rooms.is_up = False

    def _attend(self, antenna: Antenna) -> None:
        looked_at = told_at = 0.0
        pending = True
        while not (self._closed.is_set() or self._lost.is_set() or antenna.is_over):
            pending |= self._wait(antenna, _GATHER_S if pending else _LOOK_S)
            now = time.monotonic()
            if now - looked_at >= (_GATHER_S if pending else _LOOK_S):
                looked_at, pending = now, False
                self._tell(antenna)
            if now - told_at >= _SAY_AGAIN_S:
                told_at = now
                self.rooms.tell_desks()

    def _wait(self, antenna: Antenna, within: float) -> bool:
        """Wait for something to happen, and deal with it; return whether anything has."""
        try:
            news = self._bell.get(timeout=within)
        except queue.Empty:
            return False
        if news is None:
            self._is_rung = False
        elif news.dropped:
            log.warning("devices say too much", extra={"dropped": news.dropped})
        elif not news.topic:
            self.rooms.is_up = news.up
            log.log(logging.INFO if news.up else logging.WARNING, "the broker is %s", "there" if news.up else "gone")
            self.rooms.tell_desks()
        else:
            answer = self._hearing.hear(self.rooms.below(news.topic), news.payload)
            if answer is not None:
                antenna.say(self.rooms.order(*answer))
        return True

    def _tell(self, antenna: Antenna) -> None:
        try:
            for order in self.rooms.news():
                antenna.say(order)
        except Unavailable:
            log.warning("rooms are told nothing: no database")


def broker_of(services: Services) -> Broker:
    """Return where the broker is, and as whom we come."""
    settings = services.settings
    host, port, tls = address_of(settings.mqtt_url)
    return Broker(
        host=host,
        port=port,
        tls=tls,
        # The broker lets one of a name in: should two ever believe that they have the lease, the later one stays.
        name=settings.channel.replace(":", "-"),
        prefix=settings.mqtt_prefix,
        user=settings.mqtt_user,
        password=settings.mqtt_password,
        ca=settings.mqtt_ca,
        inside_only=settings.outbound == "none",
    )
