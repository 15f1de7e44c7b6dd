"""Which addresses may be called. The server must not be led into the network that it stands in (SSRF).

Outside: by HTTPS only, at addresses that the whole internet shares. Inside: only what `ICABINET_HOOKS_INSIDE` names,
by HTTP, too. Kept to when an address is typed, and again, with what its name leads to, each time before it is called.
"""

import ipaddress
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

from icabinet.errors import Invalid

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
LONGEST = 1_000
_PORTS = {"http": 80, "https": 443}
# Translators reach IPv4 by it (RFC 6052), whatever may be behind.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LAST_32_BITS = 0xFFFFFFFF


class Inside(NamedTuple):
    """What the setting names: networks, and names of hosts in small letters."""

    networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = ()
    names: frozenset[str] = frozenset()


class Place(NamedTuple):
    """An address, taken apart."""

    scheme: str
    host: str
    port: int
    path: str


def inside_of(setting: str) -> Inside:
    """Read `10.1.2.0/24, portal.lan`."""
    networks, names = [], []
    for one in filter(None, (part.strip().lower() for part in setting.split(","))):
        try:
            networks.append(ipaddress.ip_network(one, strict=False))
        except ValueError:
            names.append(one.rstrip("."))
    return Inside(tuple(networks), frozenset(names))


def checked(url: str, inside: Inside) -> Place:
    """Return the address taken apart, or refuse with `invalid` what may never be called."""
    place = _parts(url)
    with suppress(ValueError):
        if not may_reach(place, ipaddress.ip_address(place.host), inside):
            raise Invalid(where="url", why="address")
    if place.scheme != "https" and not _is_named(place.host, inside):
        raise Invalid(where="url", why="https")
    return place


def may_reach(place: Place, address: Ip, inside: Inside) -> bool:
    """Whether the address to which a place's name leads may be called."""
    real = _unwrapped(address)
    if any(real in network for network in inside.networks if network.version == real.version):
        return True
    # What a name of ours leads to is ours, but never this machine, nor its cloud's back door.
    by_name = place.host in inside.names and real.is_private and not (real.is_loopback or real.is_link_local)
    if by_name and not (real.is_unspecified or real.is_reserved or real.is_multicast):
        return True
    return place.scheme == "https" and real.is_global and not real.is_multicast


def _is_named(host: str, inside: Inside) -> bool:
    """Whether a host is inside by its name, or its address is."""
    with suppress(ValueError):
        address = _unwrapped(ipaddress.ip_address(host))
        return any(address in network for network in inside.networks if network.version == address.version)
    return host in inside.names


def _unwrapped(address: Ip) -> Ip:
    """Return the IPv4 address that an IPv6 address stands for, if it does."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & _LAST_32_BITS)
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        return inner or address
    return address


def _parts(url: str) -> Place:
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise Invalid(where="url", why="not_a_web_address") from error
    plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url and len(url) <= LONGEST
    if not (plain and parts.scheme in _PORTS and host) or port == 0:
        raise Invalid(where="url", why="not_a_web_address")
    if parts.username is not None or parts.fragment:
        raise Invalid(where="url", why="name_or_fragment")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, host.lower(), port or _PORTS[parts.scheme], path)
