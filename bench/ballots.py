"""Sealing a ballot as a tablet does (docs/protocol.md, B-rules)."""

import base64
import json
import secrets

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_LENGTH = 64  # of what is sealed in a vote on a motion
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def tracker() -> str:
    """Return a tracker, as random as a tablet's."""
    return "".join(secrets.choice(_LETTERS) for _ in range(10))


def seal(poll: str, public_key: str, choice: str, mark: str) -> str:
    """Return the envelope of a ballot on a motion, in base64."""
    theirs, own = base64.b64decode(public_key), X25519PrivateKey.generate()
    public = own.public_key().public_bytes_raw()
    shared = own.exchange(X25519PublicKey.from_public_bytes(theirs))
    key = HKDF(SHA256(), 32, public + theirs, f"icabinet ballot {poll}".encode()).derive(shared)
    plain = json.dumps({"c": choice, "t": mark}, separators=(",", ":")).encode().ljust(_LENGTH)
    return base64.b64encode(public + AESGCM(key).encrypt(bytes(12), plain, None)).decode()
