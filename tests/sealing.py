"""Sealing a ballot as a tablet does, written from the protocol's text and not from the product's code."""

import base64
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SEALED_BYTES = 32 + 64 + 16


def seal(poll: dict[str, Any], choice: str, tracker: str, ephemeral: bytes | None = None, *, length: int = 64) -> str:
    """Seal a ballot for a poll's record, which has `id` and `public_key`, so many bytes long."""
    plain = json.dumps({"c": choice, "t": tracker}, separators=(",", ":")).encode()
    return seal_bytes(poll, plain.ljust(length), ephemeral)


def seal_bytes(poll: dict[str, Any], plain: bytes, ephemeral: bytes | None = None) -> str:
    """Seal whatever bytes, as a dishonest tablet might."""
    own = X25519PrivateKey.from_private_bytes(ephemeral) if ephemeral else X25519PrivateKey.generate()
    theirs = base64.b64decode(poll["public_key"])
    public = own.public_key().public_bytes_raw()
    shared = own.exchange(X25519PublicKey.from_public_bytes(theirs))
    info = b"icabinet ballot " + poll["id"].encode()
    key = HKDF(algorithm=SHA256(), length=32, salt=public + theirs, info=info).derive(shared)
    return base64.b64encode(public + AESGCM(key).encrypt(bytes(12), plain, None)).decode()
