"""The devices of a room, played: whoever has none can see what they would do, and press their keys."""

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from icabinet import ids
from icabinet.devices.wire import Broker

_KEEPALIVE_S = 10
_PATIENCE_S = 5.0
_ONCE = 1
# As docs/devices.md has it: without an answer a device says it again.
_ANSWERED_WITHIN_S = 2.0
_MOST_TIMES = 3
HELP = """\
speak A1          press the key at the microphone of unit A1
priority C        press the chair's priority key at unit C
vote A1 yes       press a voting key at unit A1 (yes, no, abstain)
card 04A2         hold a card to the reader at the door
fault A1 cable    let unit A1 report a fault; without words it is over
quit              go away"""


class Unknown(ValueError):
    """There is no such command."""


@dataclass
class _Asked:
    """A key that was pressed: what was typed, and how often it has been said."""

    words: str
    topic: str
    payload: str
    times: int = 0


class Simulator:
    """Units with microphone, light and keys, a camera, light and sound, and a card reader at the door.

    `out` is given a line for everything that a device is told.
    """

    def __init__(self, broker: Broker, room: str, units: Sequence[str], out: Callable[[str], None]) -> None:
        self._broker, self._units, self._out = broker, units, out
        self._base = f"{broker.prefix}/{room}"
        self._polls: dict[str, str | None] = {}
        self._asked: dict[str, _Asked] = {}
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id=f"simulator-{ids.new()}")
        self._client.on_connect, self._client.on_message = self._connected, self._heard
        self._client.on_disconnect = lambda *_: out("the broker is gone")
        if broker.user:
            self._client.username_pw_set(broker.user, broker.password)
        if broker.tls:
            self._client.tls_set(ca_certs=broker.ca or None)

    def start(self) -> None:
        """Connect; raises OSError if there is no broker."""
        self._client.connect(self._broker.host, self._broker.port, _KEEPALIVE_S)
        self._client.loop_start()

    def close(self) -> None:
        self._asked.clear()
        for unit in self._units:
            # An empty one takes away what the broker keeps.
            gone = self._client.publish(f"{self._base}/seats/{unit}/state", b"", _ONCE, retain=True)
            gone.wait_for_publish(_PATIENCE_S)
        self._client.on_disconnect = None
        self._client.disconnect()
        self._client.loop_stop()

    def do(self, line: str) -> None:
        """Carry out a command; raises Unknown."""
        match line.split():
            case ["speak" | "priority" as key, unit]:
                self._say(line, f"seats/{unit}/press", key=key)
            case ["vote", unit, choice]:
                self._say(line, f"seats/{unit}/vote", poll=self._polls.get(unit) or "", choice=choice)
            case ["card", *number] if number:
                self._say(line, "devices/door/card", card=" ".join(number))
            case ["fault", unit, *words]:
                self._state(unit, " ".join(words))
            case _:
                raise Unknown(line)

    def _connected(self, client: mqtt.Client, _data: object, _flags: object, reason: Any, _properties: object) -> None:
        if reason.is_failure:
            self._out(f"the broker does not let us in: {reason}")
            return
        self._out("connected")
        client.subscribe([(f"{self._base}/#", _ONCE), (f"{self._broker.prefix}/status", _ONCE)])
        for unit in self._units:
            self._state(unit, "")

    def _heard(self, _client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        told = _read(bytes(message.payload))
        if message.topic == f"{self._broker.prefix}/status":
            self._out(f"I-Cabinet is {'there' if told.get('online') else 'away'}")
            return
        match message.topic.removeprefix(f"{self._base}/").split("/"):
            case ["seats", unit, "set"]:
                self._polls[unit] = told.get("vote")
                self._out(f"{unit}: {_lamp(told)}")
            case [_, name, "answer"] if asked := self._asked.pop(str(told.get("id")), None):
                said = "done" if told.get("ok") else f"refused: {told.get('error')}"
                self._out(f"{name}: {asked.words}: {said}")
            case ["camera", "set"]:
                self._out(f"camera: looks at {told.get('preset')}")
            case ["scene"]:
                self._out(f"light and sound: {told.get('scene')}")
            case ["poll"]:
                count = f", {told.get('received')} of {told.get('entitled')}"
                self._out(f"vote: {told['state']}{count}" if told.get("state") else "vote: none")
            case ["floor"]:
                names = ", ".join(str(one["name"]) for one in told.get("speaking", ()))
                self._out(f"floor: {names or 'nobody'}, {told.get('waiting')} waiting")
            case ["meeting"]:
                self._out(f"meeting: {told.get('title') or 'none'}")

    def _say(self, words: str, place: str, **content: Any) -> None:
        number = ids.new()
        payload = json.dumps({"id": number, **content})
        self._asked[number] = _Asked(words.strip(), f"{self._base}/{place}", payload)
        self._say_again(number)

    def _say_again(self, number: str) -> None:
        """Say it, until there is an answer or it has been said often enough."""
        asked = self._asked.get(number)
        if asked is None:
            return
        if asked.times == _MOST_TIMES:
            self._asked.pop(number, None)
            self._out(f"{asked.words}: no answer")
            return
        asked.times += 1
        self._client.publish(asked.topic, asked.payload, _ONCE)
        again = threading.Timer(_ANSWERED_WITHIN_S, self._say_again, [number])
        again.daemon = True
        again.start()

    def _state(self, unit: str, fault: str) -> None:
        payload = json.dumps({"online": True, "kind": "microphone", "fault": fault})
        self._client.publish(f"{self._base}/seats/{unit}/state", payload, _ONCE, retain=True)


def _lamp(told: dict[str, Any]) -> str:
    microphone = "microphone open" if told.get("microphone") else "microphone closed"
    keys = ", voting keys lit" if told.get("vote") else ""
    return f"{microphone}, light {told.get('light', 'off')}{keys}"


def _read(payload: bytes) -> dict[str, Any]:
    """Return what was said; of what is not of our shape, nothing."""
    try:
        told = json.loads(payload)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
