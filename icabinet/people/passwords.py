"""Argon2id, outside the hub: hashing takes 50 ms of a core on purpose, and no tablet may wait for it."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from icabinet.errors import Invalid
from icabinet.extensions import services

SHORTEST, LONGEST = 10, 200
_hasher = PasswordHasher()
# Compared against when there is no such login, so that the answer takes as long.
_NOBODY = _hasher.hash("nobody has this password")


def check_strength(password: str) -> None:
    """Refuse a password that is too short or absurdly long (ASVS 5.0, 6.2: length, no composition rules)."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(where="password", why="length", shortest=SHORTEST)


def hashed(password: str) -> str:
    return str(services().offload(_hasher.hash, password))


def fits(stored: str | None, password: str) -> bool:
    """Whether the password fits; takes the same time when there is nothing to compare with."""
    known = services().offload(_verify, stored or _NOBODY, password)
    return known and stored is not None


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
