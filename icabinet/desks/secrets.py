"""Secrets on their way through the errands, passwords and private ink: nobody reads them in the database."""

import base64
import hashlib
from typing import Any

from cryptography.fernet import Fernet

from icabinet.extensions import services

_SECRET = frozenset({"password", "marks"})


def sealed(arguments: dict[str, Any]) -> dict[str, Any]:
    """Seal what is secret among the arguments of a job, with the key of this installation."""
    return {
        name: _box().encrypt(value.encode()).decode() if name in _SECRET else value for name, value in arguments.items()
    }


def opened(arguments: dict[str, Any]) -> dict[str, Any]:
    """Undo `sealed`."""
    return {name: _box().decrypt(value).decode() if name in _SECRET else value for name, value in arguments.items()}


def _box() -> Fernet:
    key = hashlib.sha256(b"errands " + services().settings.secret_key.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
