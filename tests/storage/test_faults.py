"""A store that is away, is slow, or gives back something else: refusals in words, and never a wrong byte (P8, P11)."""

import hashlib
import io
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from botocore.config import Config

from icabinet.config import Settings
from icabinet.errors import Unavailable
from icabinet.papers import depot, remote
from icabinet.papers.places import storage_of
from icabinet.papers.storage import Damaged, Storage, original_name, page_name
from tests.storage.conftest import here
from tests.storage.relay import Relay
from tools.store import Store

MIB = 1024 * 1024
# Long enough to travel in a packet of its own.
CONTENT = b"what was uploaded" + bytes(200_000)
NAME = original_name(hashlib.sha256(CONTENT).hexdigest())
SPOILT = (b"what was uploaded", b"what was inserted")
PAGE = page_name("cd" * 32, "mupdf", 1, 1200)


@pytest.fixture
def relay(store: Store) -> Iterator[Relay]:
    relay = Relay(store.port)
    yield relay
    relay.close()


@pytest.fixture
def storage(bucket: dict[str, str], relay: Relay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """A storage behind the relay that loses patience, and its grudge, soon."""
    soon = Config(connect_timeout=0.5, read_timeout=0.5, retries={"total_max_attempts": 2, "mode": "standard"})
    monkeypatch.setattr(depot, "_CONFIG", depot._CONFIG.merge(soon))
    monkeypatch.setattr(remote, "REST_S", 0.0)
    return opened(tmp_path / "one", bucket | {"s3_endpoint": relay.url})


def opened(data: Path, settings: dict[str, str]) -> Storage:
    return storage_of(Settings(data_dir=data, secret_key="x", **settings), here)


def keep(storage: Storage, content: bytes = CONTENT) -> str:
    return original_name(storage.keep(io.BytesIO(content), MIB).sha)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def there(store: Store, bucket: dict[str, str]) -> list[str]:
    listed = store.client().list_objects_v2(Bucket=bucket["s3_bucket"])
    return [one["Key"] for one in listed.get("Contents", ())]


def put(store: Store, bucket: dict[str, str], name: str, content: bytes, recorded: str | None) -> None:
    meta = {} if recorded is None else {"sha256": recorded}
    store.client().put_object(Bucket=bucket["s3_bucket"], Key=name, Body=content, Metadata=meta)


@pytest.mark.parametrize(
    ("name", "content", "recorded"),
    [
        (NAME, CONTENT[::-1], hashlib.sha256(CONTENT).hexdigest()),
        (NAME, b"x", hashlib.sha256(b"x").hexdigest()),
        (NAME, CONTENT, None),
        (PAGE, b"x", hashlib.sha256(b"y").hexdigest()),
        (PAGE, b"x", None),
    ],
    ids=["changed", "another original", "nothing recorded", "a changed page", "a page without a record"],
)
def test_what_was_changed_in_the_store_is_shown_to_nobody(
    storage: Storage, store: Store, bucket, tmp_path: Path, name: str, content: bytes, recorded: str | None
):
    put(store, bucket, name, content, recorded)
    with pytest.raises(Damaged):
        storage.find(name)
    assert storage.hash_of(name) is None
    assert files(tmp_path) == []


def test_an_original_that_was_changed_in_the_store_is_not_taken_for_kept(storage: Storage, store: Store, bucket):
    put(store, bucket, NAME, b"x", hashlib.sha256(b"x").hexdigest())
    with pytest.raises(Damaged):
        keep(storage)


def test_what_goes_wrong_on_the_way_in_is_not_stored(storage: Storage, store: Store, relay: Relay, bucket):
    relay.replace = SPOILT
    with pytest.raises(Unavailable):
        keep(storage)
    assert there(store, bucket) == []
    relay.replace = None
    assert keep(storage) == NAME


def test_what_goes_wrong_on_the_way_out_is_not_shown(
    storage: Storage, relay: Relay, bucket, store: Store, tmp_path: Path
):
    other = opened(tmp_path / "two", bucket)
    keep(other)
    relay.replace = SPOILT
    with pytest.raises(Damaged):
        storage.find(NAME)
    relay.replace = None
    found = storage.find(NAME)
    assert found is not None
    assert found.read_bytes() == CONTENT


def test_a_store_that_says_nothing_refuses_after_a_bounded_time_and_what_is_here_is_served(
    storage: Storage, relay: Relay
):
    name = keep(storage)
    relay.silent = True
    began = time.monotonic()
    for call in (lambda: keep(storage, b"another"), lambda: storage.find(PAGE), storage.check):
        with pytest.raises(Unavailable) as caught:
            call()
        assert caught.value.data["what"] == "storage"
    assert time.monotonic() - began < 30
    found = storage.find(name)
    assert found is not None
    assert found.read_bytes() == CONTENT
    relay.silent = False
    assert keep(storage, b"another") == original_name(hashlib.sha256(b"another").hexdigest())


def test_after_a_refusal_nobody_else_waits_for_the_same(storage: Storage, relay: Relay, monkeypatch):
    monkeypatch.setattr(remote, "REST_S", 1_000.0)
    relay.silent = True
    with pytest.raises(Unavailable):
        storage.find(PAGE)
    relay.silent = False
    began = time.monotonic()
    with pytest.raises(Unavailable):
        storage.find(PAGE)
    assert time.monotonic() - began < 0.2


@pytest.mark.parametrize("wrong", [{"s3_secret_key": "guessed"}, {"s3_bucket": "nowhere"}, {"s3_access_key": "no"}])
def test_wrong_settings_refuse_and_do_not_look_like_an_empty_store(bucket, tmp_path: Path, wrong: dict[str, Any]):
    storage = opened(tmp_path, bucket | wrong)
    with pytest.raises(Unavailable):
        storage.find(NAME)
    with pytest.raises(Unavailable):
        keep(opened(tmp_path, bucket | wrong))
    with pytest.raises(Unavailable):
        opened(tmp_path, bucket | wrong).check()


def test_two_who_come_for_the_same_bring_it_once(storage: Storage, bucket, tmp_path: Path, monkeypatch):
    keep(opened(tmp_path / "two", bucket))
    brought: list[str] = []
    fetch = depot.Depot.fetch

    def count(self: depot.Depot, clerk: depot.Clerk, name: str, path: Path) -> bool:
        brought.append(name)
        return fetch(self, clerk, name, path)

    monkeypatch.setattr(depot.Depot, "fetch", count)
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: storage.find(NAME), range(6)))
    assert None not in found
    assert brought == [NAME]


def test_the_store_is_never_asked_in_the_hub(bucket: dict[str, str], tmp_path: Path, monkeypatch):
    outside: list[bool] = []
    asked: list[str] = []
    client = depot.Clerk.s3.fget

    def offload(function: Callable[..., Any], *arguments: Any) -> Any:
        outside.append(True)
        try:
            return function(*arguments)
        finally:
            outside.pop()

    def s3(clerk: depot.Clerk) -> Any:
        asked.append("outside" if outside else "in the hub")
        return client(clerk)

    settings = Settings(data_dir=tmp_path / "one", secret_key="x", **bucket)
    storage = storage_of(settings, offload)
    monkeypatch.setattr(depot.Clerk, "s3", property(s3))
    name = keep(storage)
    for machine in (storage, storage_of(replace(settings, data_dir=tmp_path / "two"), offload)):
        asked.clear()
        assert machine.find(name) is not None
        with machine.scratch() as made:
            made.write_bytes(b"picture")
            machine.add(PAGE, made)
        with machine.lend(io.BytesIO(b"programme"), MIB):
            machine.hash_of(name)
        machine.check()
        assert [*machine.held("originals")]
        # Making a storage makes a client, which asks nobody.
        assert set(asked) - {"outside"} == set()
        assert len(asked) > 5
