"""A web process on green threads whose papers lie in an S3 store: the hub goes on, whatever the store does (P11)."""

import re
import shutil
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Self

import pymupdf
import pytest
import requests

from icabinet import ids
from icabinet.papers.remote import REST_S
from icabinet.web.health import KEPT_S
from tests.browser.cable import Cable
from tests.live.conftest import Room
from tests.live.server import Server, select_nothing
from tests.live.tablet import PATIENCE_S, Tablet
from tools.store import Store

MIB = 1024 * 1024
LARGE = 50 * MIB
# Far more than it takes here, far less than the upload.
SOON_S = 1.0
_buckets = count(1)


class Stored(Server):
    """A server on a bucket, at the end of a cable."""

    def __init__(self, data_dir: Path, settings: dict[str, str]) -> None:
        super().__init__(data_dir)
        self._settings = settings

    def environment(self) -> dict[str, str]:
        return super().environment() | {f"ICABINET_{name.upper()}": value for name, value in self._settings.items()}


@pytest.fixture
def cable(store: Store) -> Iterator[Cable]:
    cable = Cable(store.port)
    yield cable
    cable.close()


@pytest.fixture
def room(furnished, store: Store, cable: Cable, tmp_path: Path) -> Iterator[Room]:
    folder, world = furnished
    settings = store.make_bucket(f"serving{next(_buckets)}") | {"s3_endpoint": cable.url}
    server = Stored(shutil.copytree(folder, tmp_path / "data"), settings).start()
    yield Room(server, world)
    server.close()


def upload(room: Room, content: bytes, filename: str = "x.pdf") -> requests.Response:
    url = f"{room.server.url}/api/v1/meetings/{room.world.meeting}/papers"
    files = {"file": (filename, content)}
    return requests.post(url, headers=bearer(room), data={"id": ids.new()}, files=files, timeout=120)


def bearer(room: Room) -> dict[str, str]:
    return {"Authorization": f"Bearer {room.token('sec')}"}


def picture(room: Room, sha: str, page: int, width: int = 1200) -> requests.Response:
    return requests.get(
        f"{room.server.url}/papers/{sha}/pages/{page}", params={"w": width}, headers=bearer(room), timeout=60
    )


def ready(room: Room) -> tuple[int, str, str]:
    answer = requests.get(f"{room.server.url}/readyz", timeout=60)
    return answer.status_code, answer.json()["status"], answer.json()["parts"]["storage"]


def pdf(pages: int) -> bytes:
    with pymupdf.open() as document:
        for number in range(pages):
            document.new_page().insert_text((72, 72), f"page {number + 1}")
        return document.tobytes()


def filed(room: Room, content: bytes) -> dict:
    """File a paper; return its record once it can be read."""
    with Tablet(room.server, {"token": room.token("sec")}) as tablet:
        tablet.join(room.world.meeting)
        answer = upload(room, content)
        assert answer.status_code == 201, answer.text
        key = f"papers/{answer.json()['id']}"

        def is_ready(body: dict) -> bool:
            return any((one.get("changes", {}).get(key) or {}).get("state") == "ready" for one in body["entries"])

        tablet.wait("entries", is_ready, within=60)
    return answer.json()


class Pulse:
    """Asks a server all the time whether it lives, and knows how long it took at worst."""

    def __init__(self, server: Server) -> None:
        self.times: list[float] = []
        self._url = f"{server.url}/healthz"
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        with requests.Session() as session:
            while not self._done.is_set():
                began = time.perf_counter()
                assert session.get(self._url, timeout=60).ok
                self.times.append(time.perf_counter() - began)
                self._done.wait(0.01)


def test_while_a_large_upload_goes_on_everybody_is_answered(room: Room):
    room.token("sec")
    with Pulse(room.server) as pulse:
        began = time.perf_counter()
        answer = upload(room, bytes(range(256)) * (LARGE // 256))
        took = time.perf_counter() - began
    assert answer.status_code == 201, answer.text
    assert len(pulse.times) > 5
    assert max(pulse.times) < SOON_S, (took, sorted(pulse.times)[-5:])


def test_without_the_store_rendered_pages_are_served_and_uploads_are_refused_in_words(room: Room, cable: Cable):
    paper = filed(room, pdf(2))
    shown = picture(room, paper["sha"], 1)
    assert shown.status_code == 200, shown.text
    assert ready(room) == (200, "ready", "ok")
    cable.cut()
    cut = time.monotonic()
    again = picture(room, paper["sha"], 1)
    assert (again.status_code, again.content) == (200, shown.content)
    with Pulse(room.server) as pulse:
        refused = upload(room, b"%PDF-1.7")
        unseen = picture(room, paper["sha"], 2, width=2000)
    for answer in (refused, unseen):
        error = answer.json()["error"]
        assert (answer.status_code, error["code"], error["data"]["what"]) == (503, "unavailable", "storage")
        assert error["message"]
    assert max(pulse.times) < SOON_S, sorted(pulse.times)[-5:]
    while ready(room) == (200, "ready", "ok"):
        assert time.monotonic() - cut < KEPT_S + PATIENCE_S
    assert ready(room) == (200, "degraded", "away")
    cable.mend()
    heard = time.monotonic()
    while (answer := upload(room, pdf(1))).status_code != 201:
        assert answer.json()["error"]["code"] == "unavailable"
        assert time.monotonic() - heard < REST_S + PATIENCE_S
    assert picture(room, paper["sha"], 2, width=2000).status_code == 200
    assert not re.search(r"Traceback|incident", room.server.log), room.server.log


def test_a_machine_that_has_no_copy_refuses_and_has_the_page_once_the_store_is_back(
    room: Room, cable: Cable, store: Store
):
    content = pdf(1)
    paper = filed(room, content)
    # What is drawn ahead is there, so that nobody is at it any more.
    drawn, until = room.server.data_dir / "storage" / "pages", time.monotonic() + PATIENCE_S
    while len(list(drawn.rglob("1-*"))) < 2:
        assert time.monotonic() < until
        select_nothing(0.02)
    # As on another machine, where nothing of it has been yet.
    (room.server.data_dir / "storage").rename(room.server.data_dir / "gone")
    cable.cut()
    answer = picture(room, paper["sha"], 1)
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "unavailable")
    cable.mend()
    heard = time.monotonic()
    while (answer := picture(room, paper["sha"], 1)).status_code != 200:
        assert time.monotonic() - heard < REST_S + PATIENCE_S, answer.text
    assert answer.headers["Content-Type"] == "image/png"
