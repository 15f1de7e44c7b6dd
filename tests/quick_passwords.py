"""Hashing a password takes long on purpose; those of made-up people need not."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from argon2 import PasswordHasher

from icabinet.people import passwords


@contextmanager
def quick_passwords() -> Iterator[None]:
    """Hash quickly meanwhile. What is stored says how it was hashed, so that every server can compare with it."""
    with patch.object(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)):
        yield
