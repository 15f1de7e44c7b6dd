"""Sealed ballots of a secret vote: X25519, HKDF-SHA256, AES-256-GCM (docs/protocol.md, B-rules).

The private half lies in a file outside the database and is destroyed with the closing, so that neither the
database nor its backups nor its write-ahead log give a choice back.
"""

import base64
import binascii
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
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

_KEY = 32
_TAG = 16
# What an envelope holds is as long for every ballot of a vote: its size tells nothing.
_BLOCK = 64
_AROUND = len('{"c":"","t":"2345678923"}')


# Anything else could be a message, or somebody's name, in a list that everybody reads.
_TRACKER = r"\A[2-9a-hjkmnp-z]{10}\Z"


class Opened(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an envelope holds: c, the ballot, and t, the tracker by which the voter finds it again."""

    c: str
    t: Annotated[str, msgspec.Meta(pattern=_TRACKER)]


def plain_length(shape: Shape) -> int:
    """Return how many bytes are sealed, whatever is chosen."""
    return _BLOCK * ceil((_AROUND + longest(shape)) / _BLOCK)


def envelope_from(text: str, shape: Shape) -> bytes:
    """Decode a sealed ballot; refuse one that cannot be an envelope."""
    try:
        envelope = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Invalid(where="sealed", why="not_base64") from error
    if len(envelope) != _KEY + plain_length(shape) + _TAG:
        raise Invalid(where="sealed", why="length")
    return envelope


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
                file.write(bytes(_KEY))
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
    salt = ephemeral + private.public_key().public_bytes_raw()
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(ephemeral))
        key = HKDF(SHA256(), _KEY, salt, f"icabinet ballot {poll}".encode()).derive(shared)
        plain = AESGCM(key).decrypt(bytes(12), sealed, None)
        return msgspec.json.decode(plain, type=Opened)
    except (InvalidTag, ValueError, msgspec.MsgspecError):
        return None
