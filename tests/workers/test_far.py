"""A worker on another host: only the database, the S3 store and Redis in common."""

import time
from pathlib import Path

import docx
import pytest

from tests.live.conftest import Room
from tests.workers.reader import Reader, word
from tests.workers.test_workers import Hire
from tools.servers import PostgreSQL, Redis
from tools.store import Store

# Sooner than the heartbeat would bring all of them.
AT_ONCE_S = 2.5


@pytest.fixture(scope="module")
def shared(postgresql: PostgreSQL, redis: Redis, store: Store) -> dict[str, str]:
    database = postgresql.url(postgresql.database())
    return {"database_url": database, "redis_url": redis.url, **store.make_bucket("far")}


@pytest.fixture(autouse=True)
def far(hire: Hire, tmp_path: Path) -> None:
    hire("far", own=tmp_path / "elsewhere")


def test_papers_are_converted_and_shown(room: Room):
    reader = Reader(room)
    record = reader.sees(reader.files(word(5)), "ready")
    for width in (400, 1200, 2000):
        answer = reader.asks_page(record, 1, width)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png"), answer.text
    assert "Quyết" in reader.asks_words(record, 1)


def test_a_programme_is_read_and_leaves_nothing_anywhere(room: Room, store: Store, folder: Path, tmp_path: Path):
    path, document = tmp_path / "programme.docx", docx.Document()
    document.add_paragraph("1. Khai mạc (10 phút)")
    document.save(str(path))
    assert Reader(room).reads_programme(path.read_bytes())["items"][0]["title"] == "Khai mạc"
    assert store.client().list_objects_v2(Bucket="far", Prefix="incoming/lent-")["KeyCount"] == 0
    for place in (folder, tmp_path / "elsewhere"):
        assert not list(place.rglob("lent-*"))


def test_what_the_worker_writes_arrives_at_once(room: Room):
    reader, late = Reader(room), []
    with reader.tablet() as tablet:
        tablet.join(room.world.meeting)
        for paragraphs in range(1, 5):
            reader.files(word(paragraphs))
            facts: list[str] = []
            while "papers.converted" not in facts:
                for entry in tablet.wait("entries", lambda _: True, within=30)["entries"]:
                    facts.append(entry["fact"])
                    if entry["by"] == "system":
                        late.append(time.time() - entry["at"] / 1000)
    assert len(late) == 8
    assert max(late) < AT_ONCE_S, late
