"""The devices of a room, as far as tests need them: one client of the broker that hears all and says anything."""

import json
import queue
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

PATIENCE_S = 15.0


class Devices:
    """`told`: the last of each topic below the prefix. `say` something, `wait` for what is told."""

    def __init__(
        self, port: int, room: str = "hall", user: str = "", password: str = "", authority: Path | None = None
    ) -> None:
        self.told: dict[str, Any] = {}
        self.all: list[tuple[str, str]] = []
        self._room = room
        self._news: queue.Queue[None] = queue.Queue()
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2)
        self._client.on_connect = lambda client, *_: client.subscribe("icabinet/#", 1)
        self._client.on_subscribe = lambda *_: self._news.put(None)
        self._client.on_message = self._heard
        if user:
            self._client.username_pw_set(user, password)
        if authority:
            self._client.tls_set(ca_certs=str(authority))
        self._client.connect("127.0.0.1", port, 10)
        self._client.loop_start()
        self._news.get(timeout=PATIENCE_S)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def say(self, place: str, content: Any, *, retain: bool = False) -> None:
        payload = content if isinstance(content, bytes) else json.dumps(content).encode()
        self._client.publish(f"icabinet/{self._room}/{place}", payload, qos=1, retain=retain)

    def ask(self, place: str, **content: Any) -> Any:
        """Say something and return the answer."""
        answer = f"{place.rpartition('/')[0]}/answer"
        self.say(place, content)
        return self.wait(answer, lambda told: told is not None and told["id"] == content["id"])

    def wait(self, topic: str, fits: Callable[[Any], bool]) -> Any:
        """Wait until what was told last under a topic of the room fits; return it."""
        return self.wait_for(f"icabinet/{self._room}/{topic}", fits)

    def wait_for(self, topic: str, fits: Callable[[Any], bool]) -> Any:
        until = time.monotonic() + PATIENCE_S
        while not (topic in self.told and fits(self.told[topic])):
            left = until - time.monotonic()
            assert left > 0, (topic, self.told.get(topic))
            try:
                self._news.get(timeout=left)
            except queue.Empty:
                continue
        return self.told[topic]

    def _heard(self, _client: object, _data: object, message: mqtt.MQTTMessage) -> None:
        self.all.append((message.topic, message.payload.decode("utf-8", "replace")))
        try:
            self.told[message.topic] = json.loads(message.payload) if message.payload else None
        except ValueError:
            self.told[message.topic] = message.payload
        self._news.put(None)
