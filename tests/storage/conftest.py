"""The same tests on both kinds of storage: a folder, and a bucket of a real S3 store."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from icabinet.config import Settings
from icabinet.papers.places import storage_of
from icabinet.papers.storage import Storage
from tools.store import Store

_buckets = count(1)
Open = Callable[..., Storage]


def here(function: Callable[..., Any], *arguments: Any) -> Any:
    return function(*arguments)


@pytest.fixture
def bucket(store: Store) -> dict[str, str]:
    """The settings of a bucket with nothing in it."""
    return store.make_bucket(f"bucket{next(_buckets)}")


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest) -> dict[str, str]:
    """The settings by which all machines find the same storage."""
    return {} if request.param == "folder" else request.getfixturevalue("bucket")


@pytest.fixture
def machine(place: dict[str, str], tmp_path: Path) -> Open:
    """`machine("one")` opens the storage as another machine has it; a folder is the network's, a bucket is cached."""

    def opened(name: str = "one") -> Storage:
        data = tmp_path / (name if place else "shared")
        return storage_of(Settings(data_dir=data, secret_key="x", **place), here)

    return opened


@pytest.fixture
def storage(machine: Open) -> Iterator[Storage]:
    return machine()
