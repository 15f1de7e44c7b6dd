"""Shamir's shares of 32 bytes, byte by byte in GF(256) with AES' polynomial: so many of them give the secret. Pure."""

from collections.abc import Mapping
from functools import cache

_POLYNOMIAL, _BYTE = 0x11B, 256


def combined(shares: Mapping[int, bytes]) -> bytes:
    """Return what these shares (by place, from 1) are shares of: their polynomial's value at 0.

    Too few of them, or one that is wrong, give 32 bytes that mean nothing.
    """
    found = 0
    for place, share in shares.items():
        weight = 1
        for other in shares:
            if other != place:
                weight = _times(weight, _times(other, _inverse(other ^ place)))
        found ^= int.from_bytes(share.translate(_multiples(weight)))
    return found.to_bytes(len(next(iter(shares.values()))))


@cache
def _multiples(weight: int) -> bytes:
    return bytes(_times(weight, value) for value in range(_BYTE))


def _inverse(value: int) -> int:
    return next(other for other in range(1, _BYTE) if _times(value, other) == 1)


@cache
def _times(one: int, other: int) -> int:
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one <<= 1
        one ^= _POLYNOMIAL if one & _BYTE else 0
        other >>= 1
    return product
