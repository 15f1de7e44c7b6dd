"""The child's side: call an address, and say of each call how it fared. Nothing of an answer is kept but its status."""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress

from icabinet.hooks.addresses import Inside, Place, checked, inside_of, may_reach
from icabinet.hooks.parcels import FORBIDDEN, GONE, REFUSED, UNREACHABLE, UNTRUSTED, Bag, Call, Receipt, Way
from icabinet.worker import wire

PATIENCE_S = 10.0
_TAKEN = range(200, 300)


class Forbidden(OSError):
    """The name leads to where nobody may be called."""


def serve(descriptor: int) -> None:
    """Take one bag, answer with a receipt for each of its calls, and end."""
    end = socket.socket(fileno=descriptor)
    end.setblocking(True)  # a green parent made it non-blocking
    with suppress(EOFError, OSError, ValueError):
        bag = wire.receive(end, Bag)
        if bag.way.closed:
            from icabinet.outbound import confine

            confine()
        for receipt in bring(bag):
            wire.send(end, receipt)


def bring(bag: Bag) -> Iterator[Receipt]:
    """Yield a receipt for each call, in order; whom nobody can reach is not tried again for the rest of the bag."""
    trouble: Receipt | None = None
    for call in bag.calls:
        receipt = trouble or _called(call, bag.way)
        if not receipt.status:
            trouble = receipt
        yield receipt


def _called(call: Call, way: Way) -> Receipt:
    from icabinet.errors import Invalid

    try:
        place = checked(call.url, inside_of(way.inside))
        status = _status(place, call, way)
    except (Forbidden, Invalid, PermissionError):
        return Receipt(why=FORBIDDEN)
    except ssl.SSLError:
        return Receipt(why=UNTRUSTED)
    except (OSError, http.client.HTTPException, ValueError):
        return Receipt(why=UNREACHABLE)
    # A way on to somewhere else is not followed: nobody has looked at where it leads.
    return Receipt(why="" if status in _TAKEN else GONE if status == http.HTTPStatus.GONE else REFUSED, status=status)


def _status(place: Place, call: Call, way: Way) -> int:
    """Send the request and return the status of the answer, of which no more is read."""
    line = http.client.HTTPConnection(place.host, place.port, timeout=PATIENCE_S)
    # The very address that was looked at, whatever the name leads to the next time that somebody asks.
    line.sock = _connected(place, inside_of(way.inside), way.ca)
    try:
        line.request("POST", place.path, call.body, call.headers)
        return line.getresponse().status
    finally:
        line.close()


def _connected(place: Place, inside: Inside, ca: str) -> socket.socket:
    addresses = _addresses(place)
    if not all(may_reach(place, ipaddress.ip_address(address), inside) for address in addresses):
        raise Forbidden(place.host)
    plain = _first(addresses, place.port)
    if place.scheme != "https":
        return plain
    trusted = ssl.create_default_context()
    if ca:
        trusted.load_verify_locations(ca)
    try:
        return trusted.wrap_socket(plain, server_hostname=place.host)
    except BaseException:
        plain.close()
        raise


def _addresses(place: Place) -> list[str]:
    found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    # A zone is a way out of this machine, and no part of the address.
    return list(dict.fromkeys(str(one[4][0]).partition("%")[0] for one in found))


def _first(addresses: list[str], port: int) -> socket.socket:
    trouble: OSError = OSError("the name leads nowhere")
    for address in addresses:
        try:
            return socket.create_connection((address, port), PATIENCE_S)
        except OSError as error:
            trouble = error
    raise trouble
