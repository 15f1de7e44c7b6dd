"""What a server is called in its own network: host names and addresses, given or found."""

import fcntl
import ipaddress
import re
import socket
import struct
from collections.abc import Iterable
from contextlib import suppress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
_SIOCGIFADDR = 0x8915  # netdevice(7): the IPv4 address of an interface
_LONGEST_INTERFACE = 15
# The machine itself, and a proxy on it, come by these.
HERE = ("localhost", "127.0.0.1")


class BadName(ValueError):
    """`args[0]` can stand in no certificate."""


def clean(names: Iterable[str]) -> list[str]:
    """Return the names as certificates write them, each once; BadName for what is neither host nor address."""
    return list(dict.fromkeys(_clean(name) for name in names if name.strip()))


def address(name: str) -> Address | None:
    """Return the address if the name is one."""
    with suppress(ValueError):
        return ipaddress.ip_address(name)
    return None


def found() -> list[str]:
    """Return this machine's name, the one it has in a network without name server, and its IPv4 addresses."""
    host = socket.gethostname().lower()
    names = [host, f"{host}.local"] if "." not in host else [host]
    return [*addresses(), *(name for name in names if _HOST.fullmatch(name))]


def addresses() -> list[str]:
    """Return the IPv4 addresses of this machine's interfaces, without the loopback's."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        given = [_address_of(probe, name) for _, name in socket.if_nameindex()]
    return [found for found in given if found and not ipaddress.ip_address(found).is_loopback]


def _address_of(probe: socket.socket, interface: str) -> str:
    asked = struct.pack("256s", interface[:_LONGEST_INTERFACE].encode())
    try:
        return socket.inet_ntoa(fcntl.ioctl(probe.fileno(), _SIOCGIFADDR, asked)[20:24])
    except OSError:
        return ""


def _clean(name: str) -> str:
    name = name.strip().lower().strip("[]").rstrip(".")
    if literal := address(name):
        return str(literal)
    with suppress(UnicodeError):
        host = name.encode("idna").decode()
        if _HOST.fullmatch(host) and not host.replace(".", "").isdigit():
            return host
    raise BadName(name)
