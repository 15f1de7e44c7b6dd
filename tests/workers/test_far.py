"""A worker on another host: only the database, the S3 store and Redis in common."""

from pathlib import Path

import docx
import pytest
import requests

from tests.live.conftest import Room
from tests.workers.reader import Reader, word
from tests.workers.test_workers import Hire
from tools.servers import PostgreSQL, Redis
from tools.store import Store

# Sooner than the heartbeat could bring it.
AT_ONCE_S = 4.5


@pytest.fixture(scope="module")
def shared(postgresql: PostgreSQL, redis: Redis, store: Store) -> dict[str, str]:
    database = postgresql.url(postgresql.database())
    return {"database_url": database, "redis_url": redis.url, **store.make_bucket("far")}


@pytest.fixture(autouse=True)
def far(hire: Hire, tmp_path: Path) -> None:
    hire("far", own=tmp_path / "elsewhere")


def test_papers_are_converted_and_shown(room: Room):
    with Reader(room) as reader:
        record = reader.sees(reader.files(word(5)), "ready")
        for width in (400, 1200, 2000):
            answer = reader.asks_page(record, 1, width)
            assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png"), answer.text
        assert "Quyết" in [found[4] for found in reader.asks_words(record, 1).json()["words"]]


def test_a_programme_is_read_and_leaves_nothing_anywhere(room: Room, store: Store, folder: Path, tmp_path: Path):
    path = tmp_path / "programme.docx"
    document = docx.Document()
    document.add_paragraph("1. Khai mạc (10 phút)")
    document.save(str(path))
    with Reader(room) as reader:
        draft = reader.reads_programme(path.read_bytes())
    assert draft["items"][0]["title"] == "Khai mạc"
    listed = store.client().list_objects_v2(Bucket="far", Prefix="incoming/lent-")
    assert listed["KeyCount"] == 0
    for place in (folder, tmp_path / "elsewhere"):
        assert not list(place.rglob("lent-*"))


def test_what_the_worker_writes_arrives_at_once(room: Room):
    with Reader(room) as reader:
        paper = reader.files(word(1))
        reader.sees(paper, "ready", within=AT_ONCE_S)
        assert requests.get(f"{room.server.url}/readyz", timeout=10).json()["status"] == "ready"
