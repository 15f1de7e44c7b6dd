"""/healthz, /readyz: what a load balancer is told when a part fails."""

import shutil
import sqlite3

import pytest

from icabinet.errors import Unavailable
from icabinet.web import health
from icabinet.worker.refusals import WorkerTimedOut
from tests.desk import Desk
from tests.ops.conftest import Run

READY = {"database": "ok", "writer": "ok", "storage": "ok", "pool": "ok"}


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Look anew each time, and do not wait for what does not answer."""
    monkeypatch.setattr(health, "KEPT_S", 0)
    monkeypatch.setattr(health, "_WITHIN_S", 0.2)


@pytest.fixture
def warm(office: Desk) -> Desk:
    """The first child takes longer to start than to answer."""
    office.services.pool.run("answer", deadline=30)
    return office


def ready(desk: Desk) -> tuple[int, dict[str, str]]:
    answer = desk.app.test_client().get("/readyz")
    assert answer.json["status"] == ("ready" if answer.status_code == 200 else "not_ready")
    return answer.status_code, answer.json["parts"]


def failing(desk: Desk) -> dict[str, str]:
    status, parts = ready(desk)
    assert status == 503
    return {part: state for part, state in parts.items() if state != "ok"}


def test_it_is_ready_when_all_parts_work(warm: Desk):
    assert ready(warm) == (200, READY)


def test_the_first_child_is_started_for_the_answer(office: Desk, monkeypatch):
    monkeypatch.setattr(health, "_WITHIN_S", 30)
    assert ready(office) == (200, READY)
    assert [place["pid"] is not None for place in office.services.pool.states()] == [True]


def test_a_database_of_another_revision_is_not_ready(warm: Desk):
    with sqlite3.connect(warm.database) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0000'")
    raw.close()
    assert failing(warm) == {"database": "wrong_revision"}


def test_a_database_that_cannot_be_read_is_not_ready(warm: Desk):
    warm.services.db.engine.dispose()
    for path in warm.folder.glob("icabinet.sqlite*"):
        path.write_bytes(b"no database" * 1000)
    assert failing(warm)["database"] == "unreadable"


def test_a_locked_database_is_not_ready(warm: Desk):
    outside = sqlite3.connect(warm.database, isolation_level=None)
    outside.execute("BEGIN IMMEDIATE")
    assert failing(warm) == {"writer": "silent"}
    outside.execute("ROLLBACK")
    outside.close()
    assert ready(warm) == (200, READY)


def test_a_writer_that_cannot_store_is_not_ready(warm: Desk, monkeypatch):
    def fail() -> None:
        raise Unavailable(what="database")

    monkeypatch.setattr(warm.services.db, "writing", fail)
    assert failing(warm) == {"writer": "silent"}


def test_storage_that_cannot_be_written_is_not_ready(warm: Desk):
    shutil.rmtree(warm.folder / "storage" / "incoming")
    (warm.folder / "storage" / "incoming").write_text("in the way")
    assert failing(warm) == {"storage": "not_writable"}


def test_a_pool_that_is_closed_is_not_ready(warm: Desk):
    warm.services.pool.close()
    assert failing(warm) == {"pool": "silent"}


def test_a_child_that_hangs_is_not_ready(warm: Desk, monkeypatch):
    def hang(job: str, *, deadline: float) -> None:
        raise WorkerTimedOut(job=job, deadline=deadline)

    monkeypatch.setattr(warm.services.pool, "run", hang)
    assert failing(warm) == {"pool": "silent"}


def test_a_pool_at_work_is_ready(warm: Desk, monkeypatch):
    [seat] = warm.services.pool._seats
    monkeypatch.setattr(seat, "_job", "convert")
    assert ready(warm) == (200, READY)


def test_the_process_lives_whatever_is_wrong(office: Desk):
    office.services.pool.close()
    office.services.db.engine.dispose()
    office.database.unlink()
    answer = office.app.test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_who_asks_often_is_told_the_last_answer(warm: Desk, monkeypatch):
    monkeypatch.setattr(health, "KEPT_S", 1_000)
    assert ready(warm) == (200, READY)
    warm.services.pool.close()
    assert ready(warm) == (200, READY)
    monkeypatch.setattr(health, "KEPT_S", 0)
    assert failing(warm) == {"pool": "silent"}


def test_looking_changes_nothing(warm: Desk, run: Run):
    before = warm.dump()
    ready(warm)
    assert warm.dump() == before
