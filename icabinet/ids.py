"""Names of things: random, so that they say nothing about order, and short enough to read aloud."""

import re
import secrets

from icabinet.errors import Invalid

_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
_LENGTH = 20
_MANY = len(_ALPHABET) ** _LENGTH
_ID = re.compile(r"[0-9a-z]{16,32}")


def new() -> str:
    """Return 20 characters (103 bits)."""
    left, letters = secrets.randbelow(_MANY), []
    for _ in range(_LENGTH):
        left, letter = divmod(left, len(_ALPHABET))
        letters.append(_ALPHABET[letter])
    return "".join(letters)


def check(value: object, where: str = "id") -> str:
    """Return `value` if it is a well-formed id; otherwise refuse with `invalid`."""
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    raise Invalid(where=where, why="not_an_id")
