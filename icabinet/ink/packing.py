"""The points of a mark as one short string: it crosses the wire, lies in the journal and in the table as it is.

Points are a flat list x, y, pressure, x, y, pressure, …: x and y in 1/10000 of the page's width, pressure 0–1000. Each
triple is written as its difference from the one before (the first from 0, 0, 0). A hand moves little from one point to
the next, so most numbers fit into one byte: zigzag (0, -1, 1, -2, … become 0, 1, 2, 3, …), seven bits to a byte, the
lowest first, the eighth bit says that more follow. The bytes are base64url without padding. The tablet's half is
`static/ink/packing.js`.
"""

import binascii
from collections.abc import Sequence
from itertools import accumulate

from icabinet.errors import Invalid

# The other alphabet's two letters are none of this one.
_TO_URL, _FROM_URL = bytes.maketrans(b"+/", b"-_"), bytes.maketrans(b"-_+/", b"+/!!")
_SEVEN_BITS = 127
# Four bytes hold every difference between two places near a page; a number that goes on is none of ours.
_WIDEST = 28
_OF_ONE_BYTE = [byte >> 1 ^ -(byte & 1) for byte in range(_SEVEN_BITS + 1)]


def pack(points: Sequence[int]) -> str:
    """Return the points as a string."""
    raw = bytearray()
    before = [0, 0, 0]
    for place, value in enumerate(points):
        difference = value - before[place % 3]
        before[place % 3] = value
        rest = difference << 1 if difference >= 0 else (-difference << 1) - 1
        while rest > _SEVEN_BITS:
            raw.append(rest & _SEVEN_BITS | 128)
            rest >>= 7
        raw.append(rest)
    return binascii.b2a_base64(raw, newline=False).rstrip(b"=").translate(_TO_URL).decode()


def unpack(text: str) -> list[int]:
    """Return the points that the string stands for; refuse with `invalid` what was never packed."""
    differences = _numbers(_bytes(text))
    points = [0] * len(differences)
    for axis in range(3):
        points[axis::3] = accumulate(differences[axis::3])
    return points


def _bytes(text: str) -> bytes:
    try:
        padded = text.encode("ascii").translate(_FROM_URL) + b"=" * (-len(text) % 4)
        return binascii.a2b_base64(padded, strict_mode=True)
    except ValueError as error:
        raise Invalid(where="points", why="not_packed") from error


def _numbers(raw: bytes) -> list[int]:
    numbers: list[int] = []
    value = shift = 0
    for byte in raw:
        if byte > _SEVEN_BITS:
            value |= (byte & _SEVEN_BITS) << shift
            shift += 7
        elif shift:
            value |= byte << shift
            numbers.append(value >> 1 ^ -(value & 1))
            if shift >= _WIDEST:
                break
            value = shift = 0
        else:
            numbers.append(_OF_ONE_BYTE[byte])
    if shift:
        raise Invalid(where="points", why="not_packed")
    return numbers
