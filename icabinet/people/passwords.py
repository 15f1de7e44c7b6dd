"""Argon2id, outside the hub: hashing takes 50 ms of a core on purpose, and no tablet may wait for it."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from icabinet.errors import Invalid
from icabinet.extensions import services

SHORTEST, LONGEST = 10, 200
_hasher = PasswordHasher()


def check_strength(password: str) -> None:
    """Refuse a password that is too short or absurdly long (ASVS 5.0, 6.2: length, no composition rules)."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(where="password", why="length", shortest=SHORTEST)


def hashed(password: str) -> str:
    return str(services().offload(_hasher.hash, password))


def fits(stored: str | None, password: str) -> bool:
    """Whether the password fits; takes the same time when there is nothing to compare with."""
    return bool(services().offload(_verify, stored, password))


def _verify(stored: str | None, password: str) -> bool:
    # Whoever asks first waits for it, whether or not there is something to compare with.
    nobody = _nobody()
    try:
        _hasher.verify(stored or nobody, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


@cache
def _nobody() -> str:
    """Return what is compared with when there is no such login, so that the answer takes as long."""
    return str(_hasher.hash("nobody has this password"))
