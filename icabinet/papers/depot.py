"""Talking to an S3 store: each call is whole or refuses, and waits for a bounded time.

The calls here block, so they never run in the hub (`remote.py` sees to that). Nothing here writes to the log: its
locks belong to the hub.
"""

import base64
import queue
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from icabinet import logs
from icabinet.config import Settings
from icabinet.errors import Unavailable
from icabinet.papers.proving import sha_of
from icabinet.papers.storage import Damaged, Held, original_name

# So many calls at once; whoever comes later waits for one of them.
CALLS = 4
_PATIENCE_S = 30.0
_CHUNK = 1 << 20
_SHA = "sha256"
_LIBRARIES = ("boto3", "botocore", "s3transfer", "urllib3")
_CONFIG = Config(
    connect_timeout=3,
    read_timeout=15,
    retries={"total_max_attempts": 3, "mode": "standard"},
    s3={"addressing_style": "path", "payload_signing_enabled": True},
    # We send a checksum of our own with everything.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class Clerk:
    """A client of the library, made when it is first needed.

    No two threads ever share one: its locks are those of green threads, with which real ones cannot wait.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client: Any = None

    @property
    def s3(self) -> Any:
        if self._client is None:
            self._client = _client(self._settings)
        return self._client


class Depot:
    """A bucket. Every object carries the SHA-256 of its bytes, which is proven by the store when it comes in."""

    def __init__(self, settings: Settings) -> None:
        self._bucket = settings.s3_bucket
        self._clerks: queue.LifoQueue[Clerk] = queue.LifoQueue()
        clerks = [Clerk(settings) for _ in range(CALLS)]
        for clerk in clerks:
            self._clerks.put(clerk)
        # The first client brings all that the libraries load late.
        _ = clerks[0].s3
        logs.hush(*_LIBRARIES)

    @contextmanager
    def clerk(self) -> Iterator[Clerk]:
        """Have one of the few clerks to oneself."""
        try:
            clerk = self._clerks.get(timeout=_PATIENCE_S)
        except queue.Empty as error:
            raise Unavailable(what="storage", why="all calls are taken") from error
        try:
            yield clerk
        finally:
            self._clerks.put(clerk)

    def store(self, clerk: Clerk, name: str, path: Path, sha: str) -> bool:
        """Put a file there; return False if there is something already, which stays."""
        there = self.sha_there(clerk, name)
        if there is not None:
            _check(name, there)
            return False
        proof = base64.b64encode(bytes.fromhex(sha)).decode()
        try:
            with path.open("rb") as file, _refusing():
                clerk.s3.put_object(
                    Bucket=self._bucket,
                    Key=name,
                    Body=file,
                    IfNoneMatch="*",
                    ChecksumSHA256=proof,
                    Metadata={_SHA: sha},
                )
        except _Taken:
            return False
        return True

    def fetch(self, clerk: Clerk, name: str, path: Path) -> bool:
        """Write what is there into a file; return False if there is nothing."""
        try:
            with _refusing():
                answer = clerk.s3.get_object(Bucket=self._bucket, Key=name)
                with path.open("wb") as file:
                    for chunk in answer["Body"].iter_chunks(_CHUNK):
                        file.write(chunk)
        except _Nothing:
            return False
        recorded = answer["Metadata"].get(_SHA, "")
        _check(name, recorded)
        if sha_of(path) != recorded:
            raise Damaged(name=name)
        return True

    def sha_there(self, clerk: Clerk, name: str) -> str | None:
        """Return the hash that was recorded with what is there; None if there is nothing."""
        try:
            with _refusing():
                answer = clerk.s3.head_object(Bucket=self._bucket, Key=name)
        except _Nothing:
            return None
        return str(answer["Metadata"].get(_SHA, ""))

    def listed(self, clerk: Clerk, kind: str) -> list[Held]:
        with _refusing():
            pages = clerk.s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=f"{kind}/")
            found = [one for page in pages for one in page.get("Contents", ())]
        return [Held(one["Key"], one["LastModified"].timestamp()) for one in found]

    def remove(self, clerk: Clerk, name: str) -> None:
        with _refusing():
            clerk.s3.delete_object(Bucket=self._bucket, Key=name)

    def check(self, clerk: Clerk) -> None:
        """Refuse unless something can be put there and be read."""
        name = "incoming/check"
        with _refusing():
            clerk.s3.put_object(Bucket=self._bucket, Key=name, Body=b"check")
            clerk.s3.head_object(Bucket=self._bucket, Key=name)


class _Taken(Exception):
    """Somebody was faster."""


class _Nothing(Exception):
    """There is nothing under this name."""


def _client(settings: Settings) -> Any:
    return boto3.session.Session().client(
        "s3",
        endpoint_url=settings.s3_endpoint or None,
        region_name=settings.s3_region,
        aws_access_key_id=settings.s3_access_key,
        aws_secret_access_key=settings.s3_secret_key,
        config=_CONFIG,
    )


def _check(name: str, recorded: str) -> None:
    """The name of an original says what its bytes are."""
    if name.startswith("originals/") and name != original_name(recorded):
        raise Damaged(name=name)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        code = error.response.get("Error", {}).get("Code")
        if status == HTTPStatus.PRECONDITION_FAILED:
            raise _Taken from error
        if status == HTTPStatus.NOT_FOUND and code in ("404", "NoSuchKey"):
            raise _Nothing from error
        raise Unavailable(what="storage", why=str(code)) from error
    except BotoCoreError as error:
        raise Unavailable(what="storage", why=type(error).__name__) from error
