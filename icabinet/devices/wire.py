"""What the desk and the child that speaks to the broker say to each other, and where the broker is."""

from urllib.parse import urlsplit

import msgspec

_PORTS = {"mqtt": 1883, "mqtts": 8883}


class Broker(msgspec.Struct):
    """Where the broker is, as whom we come, and what we listen to; the first thing that a child is told."""

    host: str
    port: int
    tls: bool
    name: str
    prefix: str
    user: str = ""
    password: str = ""
    ca: str = ""
    inside_only: bool = False


class Order(msgspec.Struct):
    """To be published; retained ones again after every connecting. An empty payload takes a retained one away."""

    topic: str
    payload: bytes
    retain: bool = True


class News(msgspec.Struct):
    """What a device said; or, without a topic, whether the broker is there, and how much was too much (`dropped`)."""

    topic: str = ""
    payload: bytes = b""
    up: bool = True
    dropped: int = 0


def address_of(url: str) -> tuple[str, int, bool]:
    """Return host, port and whether TLS is wanted; ValueError if it is no broker's address."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/") or parts.username:
        raise ValueError(f"ICABINET_MQTT_URL is {url!r}, and can be mqtt://host:1883 or mqtts://host:8883")
    return parts.hostname, parts.port or _PORTS[parts.scheme], parts.scheme == "mqtts"
