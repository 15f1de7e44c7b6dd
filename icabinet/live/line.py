"""The line between the processes: Redis, and nothing that is kept. Whoever is not there does not hear it."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import Any

import msgspec
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from icabinet import ids

News = dict[str, Any]
_MOST_WAITING = 10_000
_MOST_AT_ONCE = 500
_AGAIN_S = 1.0
_PATIENCE_S = 2.0
log = logging.getLogger(__name__)


class Line:
    """`say` something to the other processes on the same channel; `listen` to what they say.

    It never makes anybody wait, and drops what it cannot say. Each end has a name of its own, `me`.
    """

    def __init__(self, url: str, channel: str) -> None:
        self.me = ids.new()
        self._channel = channel
        self._redis = redis.Redis.from_url(
            url,
            socket_connect_timeout=_PATIENCE_S,
            socket_timeout=_PATIENCE_S,
            health_check_interval=5,
            retry=Retry(NoBackoff(), 0),
        )
        self._waiting: queue.Queue[News] = queue.Queue(_MOST_WAITING)
        self._is_up = True

    def say(self, news: News) -> None:
        """Say it soon, after what was said before; or never."""
        try:
            self._waiting.put_nowait(news)
        except queue.Full:
            log.debug("too much waits to be said")

    def speak(self) -> None:
        """Begin to say what there is to say."""
        threading.Thread(target=self._speak, name="line out", daemon=True).start()

    def listen(self, hear: Callable[[str, News], None], connected: Callable[[], object]) -> None:
        """Call `hear(who, news)` from now on, and `connected` whenever something may have been missed until now."""
        self.speak()
        threading.Thread(target=self._hear, args=(hear, connected), name="line in", daemon=True).start()

    def _speak(self) -> None:
        while True:
            message = msgspec.json.encode([self.me, self._next()])
            try:
                self._redis.publish(self._channel, message)
            except (redis.RedisError, OSError):
                log.debug("not said", exc_info=True)

    def _next(self) -> list[News]:
        """Wait for news; return all there is, as one message."""
        news = [self._waiting.get()]
        while len(news) < _MOST_AT_ONCE and not self._waiting.empty():
            news.append(self._waiting.get())
        return news

    def _hear(self, hear: Callable[[str, News], None], connected: Callable[[], object]) -> None:
        while True:
            try:
                self._attend(hear, connected)
            except (redis.RedisError, OSError) as error:
                if self._is_up:
                    log.warning("Redis is gone: what other processes write arrives with the heartbeat (%s)", error)
                self._is_up = False
            except Exception:
                log.exception("the line failed")
            time.sleep(_AGAIN_S)

    def _attend(self, hear: Callable[[str, News], None], connected: Callable[[], object]) -> None:
        with self._redis.pubsub() as ear:  # type: ignore[no-untyped-call]
            ear.subscribe(self._channel)
            while True:
                message = ear.get_message(timeout=_PATIENCE_S) or {"type": "silence"}
                if message["type"] == "subscribe":
                    log.log(logging.DEBUG if self._is_up else logging.INFO, "Redis is there")
                    self._is_up = True
                    connected()
                elif message["type"] == "message":
                    who, said = msgspec.json.decode(message["data"])
                    for news in said if who != self.me else ():
                        hear(who, news)
