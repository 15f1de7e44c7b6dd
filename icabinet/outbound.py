"""Whom this process may reach: anybody, or (`ICABINET_OUTBOUND=none`) only this machine and private networks.

Nothing in the product asks the internet for anything. This is for rooms in which that must hold whatever is set,
and whatever a library does one day.
"""

import errno
import ipaddress
import logging
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

from icabinet.config import Settings

log = logging.getLogger(__name__)

CHOICES = ("any", "none")
_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
        "::1/128", "fc00::/7", "fe80::/10",
    )
)  # fmt: skip
# Names that no server of the internet gives away: RFC 6761, 6762, 8375, and ICANN's for private use.
_SUFFIXES = ("localhost", "local", "lan", "internal", "home.arpa")
_INTERNET = (socket.AF_INET, socket.AF_INET6)
# Settings that name somebody to talk to are called so; where people come to is not one of them.
_REACHING = ("_url", "_endpoint", "_host", "_server")
_NOT_REACHED = ("public_url",)


class Outside(PermissionError):
    """Somebody outside was to be reached, or a foreign name looked up."""


def check(settings: Settings) -> None:
    """Raise ValueError, with a sentence, if the settings name somebody whom they forbid to reach."""
    if settings.outbound not in CHOICES:
        raise ValueError(f"ICABINET_OUTBOUND is {settings.outbound!r}, and can be {' or '.join(CHOICES)}")
    if settings.outbound == "none":
        for name, host in _reached(settings):
            if not _is_inside(host):
                raise ValueError(f"{name} leads to {host}, which is outside, and ICABINET_OUTBOUND=none forbids that")


def confine() -> None:
    """Refuse, from now on and for good, whatever this process tries outside; the log names each host once."""
    told: set[str] = set()

    def guard(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in _HOSTS_IN:
            return
        for host in _HOSTS_IN[event](*arguments):
            if not _is_inside(host, resolve=event != "socket.getaddrinfo"):
                if host not in told:
                    told.add(host)
                    log.warning("refused to reach outside", extra={"host": host})
                raise Outside(errno.EACCES, "ICABINET_OUTBOUND=none", host)

    sys.addaudithook(guard)


def _reached(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield (setting, host) of everybody whom the settings name."""
    for name, value in settings.__dict__.items():
        if name.endswith(_REACHING) and name not in _NOT_REACHED and value:
            yield from ((f"ICABINET_{name.upper()}", host) for host in _hosts(str(value)))
    # What PostgreSQL's library takes where the address says nothing.
    if settings.database.startswith("postgresql") and not list(_hosts(settings.database)):
        yield from ((name, os.environ[name]) for name in ("PGHOST", "PGHOSTADDR") if name in os.environ)


def _hosts(address: str) -> Iterator[str]:
    parts = urlsplit(address if "://" in address else f"//{address}")
    query = parse_qs(parts.query)
    named = [parts.hostname or "", *query.get("host", ()), *query.get("hostaddr", ())]
    yield from (host for several in named for host in several.split(",") if host)


def _is_inside(host: str, *, resolve: bool = True) -> bool:
    """Whether a host is of this machine or a private network; a path is a socket in the file system."""
    if host.startswith(("/", "@")):
        return True
    with suppress(ValueError):
        return _is_private(host)
    name = host.lower().rstrip(".")
    if "." in name and not name.endswith(tuple(f".{suffix}" for suffix in _SUFFIXES)):
        return False
    return not resolve or all(map(_is_private, _addresses(name)))


def _is_private(literal: str) -> bool:
    """Whether an address is inside; ValueError if it is none."""
    address = ipaddress.ip_address(literal)
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in network for network in _NETWORKS if network.version == address.version)


def _addresses(name: str) -> list[str]:
    """Look a name of our own up; one that leads nowhere leads nowhere outside."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)]
    except OSError:
        return []


def _of_socket(used: socket.socket, address: Any) -> Iterator[str]:
    # A datagram may go to whom the socket is connected to already.
    if used.family in _INTERNET and address is not None:
        yield _text(address[0])


def _of_name(host: Any, *_: Any) -> Iterator[str]:
    if host:
        yield _text(host)


def _text(host: Any) -> str:
    return host.decode("ascii", "replace") if isinstance(host, bytes | bytearray) else str(host)


_HOSTS_IN: dict[str, Callable[..., Iterator[str]]] = {
    "socket.connect": _of_socket,
    "socket.sendto": _of_socket,
    "socket.sendmsg": _of_socket,
    "socket.getaddrinfo": _of_name,
    "socket.gethostbyname": _of_name,
    "socket.gethostbyaddr": _of_name,
}
