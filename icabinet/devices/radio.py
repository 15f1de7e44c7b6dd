"""The child's side: between the desk's socket and the broker. Whatever the broker does, it is only this that waits.

Retained topics are kept here, too, and published anew after every connecting: a broker that lost its memory has it
back within a second.
"""

import socket
import ssl
import threading
from typing import Any

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from icabinet.devices.paces import Paces
from icabinet.devices.shapes import LARGEST, OF
from icabinet.devices.wire import Broker, News, Order
from icabinet.worker import wire

_KEEPALIVE_S = 10
_SOONEST_S, _LATEST_S = 1, 15
_ONCE = 1


def serve(descriptor: int) -> None:
    """Be told where the broker is, then pass on what is said on either side."""
    end = socket.socket(fileno=descriptor)
    end.setblocking(True)  # a green parent made it non-blocking
    try:
        radio = Radio(end, wire.receive(end, Broker))
        radio.start()
        while True:
            radio.publish(wire.receive(end, Order))
    except (EOFError, OSError, ValueError):
        return


class Radio:
    """A connection to the broker that comes back by itself, each time a little later."""

    def __init__(self, end: socket.socket, broker: Broker) -> None:
        self._end, self._broker = end, broker
        self._kept: dict[str, bytes] = {}
        self._saying = threading.Lock()
        self._paces = Paces()
        self._is_up = False
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id=broker.name)
        self._client.reconnect_delay_set(_SOONEST_S, _LATEST_S)
        self._client.on_connect, self._client.on_disconnect = self._connected, self._disconnected
        self._client.on_message = self._heard
        if broker.user:
            self._client.username_pw_set(broker.user, broker.password)
        if broker.tls:
            self._client.tls_set(ca_certs=broker.ca or None, tls_version=ssl.PROTOCOL_TLS_CLIENT)
        self._client.will_set(self._status, b'{"online":false}', qos=_ONCE, retain=True)

    @property
    def _status(self) -> str:
        return f"{self._broker.prefix}/status"

    def start(self) -> None:
        if self._broker.inside_only:
            from icabinet.outbound import confine  # only here: it brings the settings along

            confine()
        self._kept[self._status] = b'{"online":true}'
        self._client.connect_async(self._broker.host, self._broker.port, _KEEPALIVE_S)
        self._client.loop_start()

    def publish(self, order: Order) -> None:
        """Publish now if the broker is there; what is not retained, never again."""
        if order.retain:
            self._kept[order.topic] = order.payload
        if self._is_up:
            self._client.publish(order.topic, order.payload, qos=_ONCE, retain=order.retain)

    def _connected(self, client: mqtt.Client, _data: object, _flags: object, reason: Any, _properties: object) -> None:
        if reason.is_failure:
            return
        self._is_up = True
        heard = [(f"{self._broker.prefix}/+/{kind}/+/{verb}", _ONCE) for kind, verbs in OF.items() for verb in verbs]
        client.subscribe(heard)
        for topic, payload in list(self._kept.items()):
            client.publish(topic, payload, qos=_ONCE, retain=True)
            if not payload:
                del self._kept[topic]
        self._say(News(up=True))

    def _disconnected(self, *_: object) -> None:
        if self._is_up:
            self._is_up = False
            self._say(News(up=False))

    def _heard(self, _client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        verb = message.topic.rpartition("/")[2]
        # A press that the broker kept is an old one.
        if message.retain and verb != "state":
            return
        if self._paces.may(message.topic.rpartition("/")[0]):
            # Of what is too long just enough to see that it is.
            self._say(News(topic=message.topic, payload=bytes(message.payload[: LARGEST + 1])))
        elif dropped := self._paces.dropped():
            self._say(News(dropped=dropped))

    def _say(self, news: News) -> None:
        with self._saying:
            try:
                wire.send(self._end, news)
            except OSError:
                self._client.disconnect()
