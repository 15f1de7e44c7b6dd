"""Each entry's hash covers its envelope, its body's hash, and the entry before it (docs/protocol.md, J-rules)."""

import hashlib

import msgspec

START = bytes(32)


def canonical(value: object) -> bytes:
    """Encode to JSON with sorted keys, no spaces and UTF-8: the same value gives the same bytes for ever."""
    return msgspec.json.encode(value, order="sorted")


def body_hash(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()


def link(previous: bytes, envelope: tuple[str, int, str, int, int, str, str], body: bytes) -> bytes:
    """Return the entry's hash. envelope = (stream, seq, name, version, at, actor, cause); body = its hash."""
    return hashlib.sha256(previous + canonical([*envelope, body.hex()])).digest()
