"""Sealed ballots of a secret vote: X25519, HKDF-SHA256, AES-256-GCM (docs/protocol.md, B-rules).

The private half lies in a file outside the database and is destroyed with the closing, so that neither the
database nor its backups nor its write-ahead log give a choice back. Where several people keep keys, theirs come into
that file only when voting is over.
"""

import base64
import binascii
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from icabinet.errors import Invalid, Unavailable
from icabinet.polls.shapes import Shape, is_ballot, longest
from icabinet.polls.shares import combined

_KEY = 32
_TAG = 16
_SHARE = _KEY + _TAG
_NONCE = bytes(12)  # each key is used once
# What an envelope holds is as long for every ballot of a vote: its size tells nothing.
_BLOCK = 64
_AROUND = len('{"c":"","t":"2345678923"}')


# Anything else could be a message, or somebody's name, in a list that everybody reads.
_TRACKER = r"\A[2-9a-hjkmnp-z]{10}\Z"


class Opened(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an envelope holds: c, the ballot, and t, the tracker by which the voter finds it again."""

    c: str
    t: Annotated[str, msgspec.Meta(pattern=_TRACKER)]


@lru_cache(maxsize=64)
def plain_length(shape: Shape) -> int:
    """Return how many bytes are sealed, whatever is chosen."""
    return _BLOCK * ceil((_AROUND + longest(shape)) / _BLOCK)


def envelope_from(text: str, shape: Shape, holders: int = 0) -> bytes:
    """Decode a sealed ballot; refuse one that cannot be an envelope. `holders`: how many keep a key of the vote."""
    return _decoded(text, "sealed", _KEY + plain_length(shape) + _TAG + holders * _SHARE)


def public_key_from(text: str) -> str:
    """Return a holder's public key as it is kept; refuse one with which nothing could be sealed."""
    key = _decoded(text, "public_key", _KEY)
    try:
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(key))
    except ValueError as error:
        raise Invalid(where="public_key", why="degenerate") from error
    return base64.b64encode(key).decode()


def private_key_from(text: str, public_key: str) -> bytes:
    """Decode a holder's private key; refuse any but the other half of that public key."""
    private = _decoded(text, "private_key", _KEY)
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    if base64.b64encode(public).decode() != public_key:
        raise Invalid(where="private_key", why="another key")
    return private


def _decoded(text: str, where: str, length: int) -> bytes:
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Invalid(where=where, why="not_base64") from error
    if len(found) != length:
        raise Invalid(where=where, why="length")
    return found


class KeyRoom:
    """The folder of private keys of open secret votes, one file each, readable by the owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, meeting: str, poll: str) -> str:
        """Make the vote's key pair, keep the private half durably, return the public half in base64."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        private = X25519PrivateKey.generate()
        with os.fdopen(os.open(self._path(meeting, poll), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(private.private_bytes_raw())
            file.flush()
            os.fsync(file.fileno())
        return base64.b64encode(private.public_key().public_bytes_raw()).decode()

    def put(self, meeting: str, poll: str, place: int, private: bytes) -> None:
        """Keep durably the key that somebody gave, at its place (from 1) among those of the vote."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(self._path(meeting, poll), os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            file.seek((place - 1) * _KEY)
            file.write(private)
            file.flush()
            os.fsync(file.fileno())

    def given(self, meeting: str, poll: str) -> dict[int, bytes]:
        """Return the keys that were given here, by place."""
        try:
            kept = self._path(meeting, poll).read_bytes()
        except FileNotFoundError:
            return {}
        keys = {1 + at // _KEY: kept[at : at + _KEY] for at in range(0, len(kept), _KEY)}
        return {place: key for place, key in keys.items() if any(key)}

    def open_shared(
        self, meeting: str, poll: str, shape: Shape, envelopes: Iterable[bytes], *, holders: int, needed: int
    ) -> Iterator[Opened | None]:
        """Like `open_all`, with the keys that were given: so many are `needed` of those of so many `holders`."""
        given = self.given(meeting, poll)
        if len(given) < needed:
            # Some lie at another process, which does not share its folder with this one: they may be given again.
            raise Unavailable(what="poll_key")
        keys = {place: X25519PrivateKey.from_private_bytes(key) for place, key in given.items()}
        for envelope in envelopes:
            opened = _opened_together(keys, poll, envelope, holders)
            yield opened if opened and is_ballot(shape, opened.c) else None

    def open_all(self, meeting: str, poll: str, shape: Shape, envelopes: Iterable[bytes]) -> Iterator[Opened | None]:
        """Open every envelope of the vote; None stands for one that does not open, or holds no ballot of this vote."""
        try:
            private = X25519PrivateKey.from_private_bytes(self._path(meeting, poll).read_bytes())
        except FileNotFoundError as error:
            # It lies at the process that opened the vote, which does not share its folder with this one.
            raise Unavailable(what="poll_key") from error
        for envelope in envelopes:
            opened = _opened(private, poll, envelope)
            yield opened if opened and is_ballot(shape, opened.c) else None

    def destroy(self, meeting: str, poll: str) -> None:
        """Overwrite and remove the private key; nothing happens if there is none."""
        with suppress(FileNotFoundError):
            with self._path(meeting, poll).open("r+b") as file:
                file.write(bytes(os.fstat(file.fileno()).st_size))
                file.flush()
                os.fsync(file.fileno())
            self._path(meeting, poll).unlink()

    def kept(self) -> list[tuple[str, str]]:
        """(meeting, poll) of the votes whose key is still here."""
        names = [path.name for path in self._folder.iterdir()] if self._folder.is_dir() else []
        return [(meeting, poll) for meeting, _, poll in (name.partition("-") for name in names)]

    def age_s(self, meeting: str, poll: str) -> float:
        """Return how long ago the vote's key was made; 0 if there is none any more."""
        try:
            return time.time() - self._path(meeting, poll).stat().st_mtime
        except FileNotFoundError:
            return 0.0

    def _path(self, meeting: str, poll: str) -> Path:
        return self._folder / f"{meeting}-{poll}"


def _opened(private: X25519PrivateKey, poll: str, envelope: bytes) -> Opened | None:
    ephemeral, sealed = envelope[:_KEY], envelope[_KEY:]
    try:
        return msgspec.json.decode(_unlocked(private, ephemeral, f"icabinet ballot {poll}", sealed), type=Opened)
    except (InvalidTag, ValueError, msgspec.MsgspecError):
        return None


def _opened_together(keys: Mapping[int, X25519PrivateKey], poll: str, envelope: bytes, holders: int) -> Opened | None:
    """The ballot lies under a secret of its own, of which each holder's key unlocks a share."""
    middle = len(envelope) - holders * _SHARE
    ephemeral, sealed = envelope[:_KEY], envelope[_KEY:middle]
    try:
        shares = {
            place: _unlocked(key, ephemeral, f"icabinet share {poll} {place}", _share(envelope[middle:], place))
            for place, key in keys.items()
        }
        key = HKDF(SHA256(), _KEY, ephemeral, f"icabinet ballot {poll}".encode()).derive(combined(shares))
        return msgspec.json.decode(AESGCM(key).decrypt(_NONCE, sealed, None), type=Opened)
    except (InvalidTag, ValueError, msgspec.MsgspecError):
        return None


def _share(shares: bytes, place: int) -> bytes:
    return shares[(place - 1) * _SHARE : place * _SHARE]


def _unlocked(private: X25519PrivateKey, ephemeral: bytes, info: str, sealed: bytes) -> bytes:
    """Raise InvalidTag or ValueError if this key does not open it."""
    salt = ephemeral + private.public_key().public_bytes_raw()
    shared = private.exchange(X25519PublicKey.from_public_bytes(ephemeral))
    return AESGCM(HKDF(SHA256(), _KEY, salt, info.encode()).derive(shared)).decrypt(_NONCE, sealed, None)
