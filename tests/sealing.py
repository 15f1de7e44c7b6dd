"""Sealing a ballot as a tablet does, written from the protocol's text and not from the product's code."""

import base64
import json
import os
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


def seal_for_several(
    poll: dict[str, Any], choice: str, tracker: str, chance: tuple[bytes, ...] | None = None, *, length: int = 64
) -> str:
    """Seal a ballot for the holders of a poll's record. `chance`: ephemeral key, secret, and the coefficients."""
    needed, holders = poll["keys"]["needed"], poll["keys"]["holders"]
    ephemeral, secret, *coefficients = chance or [os.urandom(32) for _ in range(needed + 1)]
    public = X25519PrivateKey.from_private_bytes(ephemeral).public_key().public_bytes_raw()
    key = HKDF(SHA256(), 32, salt=public, info=b"icabinet ballot " + poll["id"].encode()).derive(secret)
    plain = json.dumps({"c": choice, "t": tracker}, separators=(",", ":")).encode().ljust(length)
    envelope = public + AESGCM(key).encrypt(bytes(12), plain, None)
    for place, holder in enumerate(holders, 1):
        theirs = base64.b64decode(holder["public_key"])
        shared = X25519PrivateKey.from_private_bytes(ephemeral).exchange(X25519PublicKey.from_public_bytes(theirs))
        info = f"icabinet share {poll['id']} {place}".encode()
        wrapping = HKDF(SHA256(), 32, salt=public + theirs, info=info).derive(shared)
        envelope += AESGCM(wrapping).encrypt(bytes(12), share_at(place, [secret, *coefficients]), None)
    return base64.b64encode(envelope).decode()


def share_at(place: int, polynomial: list[bytes]) -> bytes:
    """The polynomial's value at a place, byte by byte, by Horner's rule in GF(256)."""
    value = bytes(32)
    for coefficient in reversed(polynomial):
        value = bytes(_product(place, byte) ^ more for byte, more in zip(value, coefficient, strict=True))
    return value


def _product(one: int, other: int) -> int:
    """Multiply as polynomials over two, then take the rest by x^8 + x^4 + x^3 + x + 1."""
    found = 0
    for bit in range(8):
        found ^= (one << bit) * (other >> bit & 1)
    for bit in range(14, 7, -1):
        found ^= (0x11B << (bit - 8)) * (found >> bit & 1)
    return found


def seal_bytes(poll: dict[str, Any], plain: bytes, ephemeral: bytes | None = None) -> str:
    """Seal whatever bytes, as a dishonest tablet might."""
    own = X25519PrivateKey.from_private_bytes(ephemeral) if ephemeral else X25519PrivateKey.generate()
    theirs = base64.b64decode(poll["public_key"])
    public = own.public_key().public_bytes_raw()
    shared = own.exchange(X25519PublicKey.from_public_bytes(theirs))
    info = b"icabinet ballot " + poll["id"].encode()
    key = HKDF(algorithm=SHA256(), length=32, salt=public + theirs, info=info).derive(shared)
    return base64.b64encode(public + AESGCM(key).encrypt(bytes(12), plain, None)).decode()
