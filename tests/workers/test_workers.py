"""Papers are converted and drawn by processes that serve nobody, wherever they run (P9, P11)."""

import ctypes
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
import requests

from tests.live.conftest import Room
from tests.live.server import ROOT, select_nothing
from tests.workers.conftest import Worker
from tests.workers.reader import Reader, word
from tools.servers import PostgreSQL

Hire = Callable[..., Worker]
TAKEN_OVER_S = 30.0


def readiness(room: Room) -> tuple[int, str, str]:
    answer = requests.get(f"{room.server.url}/readyz", timeout=10)
    return answer.status_code, answer.json()["status"], answer.json()["parts"]["pool"]


def wait_for(what: Callable[[], bool], within: float = TAKEN_OVER_S) -> None:
    deadline = time.monotonic() + within
    while not what():
        assert time.monotonic() < deadline
        select_nothing(0.02)


def rows(shared: dict[str, str], query: str) -> list[tuple[object, ...]]:
    with closing(psycopg2.connect(shared["database_url"])) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def change(shared: dict[str, str], statement: str) -> None:
    with closing(psycopg2.connect(shared["database_url"])) as connection, connection, connection.cursor() as cursor:
        cursor.execute(statement)


def is_converting(shared: dict[str, str], paper: str) -> bool:
    """Asked of the database: a tablet that hears of it late may be told of the finished paper at once."""
    return rows(shared, f"SELECT state FROM papers WHERE id = '{paper}'") == [("converting",)]


def children_of(pid: int) -> list[int]:
    """Whichever of its threads has started them."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for thread in threads for child in thread.read_text().split()]


def test_a_paper_waits_for_a_worker_which_converts_and_draws_it(room: Room, hire: Hire):
    reader = Reader(room)
    paper = reader.files(word(40))
    wait_for(lambda: readiness(room) == (200, "degraded", "no_worker"))
    worker = hire("one")
    record = reader.sees(paper, "ready")
    assert record["pages"] > 1
    for page, width in ((1, 1200), (record["pages"], 400), (1, 2000)):
        answer = reader.asks_page(record, page, width)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png"), answer.text
    assert "Quyết" in reader.asks_words(record, 1)
    wait_for(lambda: readiness(room) == (200, "ready", "ok"))
    # It has no children, and never had.
    assert children_of(room.server.pid) == []
    assert worker.end() == 0
    for log in (room.server.log, worker.log):
        assert not re.search(r"Traceback|incident", log), log


def test_a_worker_killed_in_the_midst_is_replaced_by_another(room: Room, hire: Hire, shared: dict[str, str]):
    reader = Reader(room)
    doomed = hire("doomed")
    paper = reader.files(word(100))
    wait_for(lambda: is_converting(shared, paper))
    # Otherwise it might be done before the other one has started.
    os.kill(doomed.pid, signal.SIGSTOP)
    other = hire("other")
    attempts = f"SELECT attempts FROM papers WHERE id = '{paper}'"
    doomed.kill()
    # For how long it is believed to be at it, tests/cluster waits.
    change(shared, "UPDATE leases SET until = 0 WHERE name LIKE 'conversion %'")
    wait_for(lambda: rows(shared, attempts) == [(2,)])
    record = reader.sees(paper, "ready")
    assert reader.asks_page(record, record["pages"]).status_code == 200
    assert not re.search(r"Traceback|incident", other.log), other.log


def test_a_page_is_had_from_another_worker_when_one_hangs_with_it(room: Room, hire: Hire):
    reader = Reader(room)
    hanging = hire("hanging")
    record = reader.sees(reader.files(word(20)), "ready")
    assert reader.asks_page(record, 1).status_code == 200
    os.kill(hanging.pid, signal.SIGSTOP)
    hire("other")
    assert reader.asks_page(record, 1, 2000).status_code == 200
    hanging.kill()


def test_a_worker_asked_to_end_leaves_a_paper_to_the_next_at_once(room: Room, hire: Hire, shared: dict[str, str]):
    reader = Reader(room)
    ending = hire("ending")
    paper = reader.files(word(100))
    wait_for(lambda: is_converting(shared, paper) and children_of(ending.pid) != [])
    # It will not come to the end of it, however quick the machine is.
    for child in children_of(ending.pid):
        os.kill(child, signal.SIGSTOP)
    other = hire("other")
    assert is_converting(shared, paper)
    began = time.monotonic()
    assert ending.end() == 0
    assert time.monotonic() - began < 15
    reader.sees(paper, "ready")
    assert rows(shared, f"SELECT attempts FROM papers WHERE id = '{paper}'") == [(2,)]
    for worker in (ending, other):
        assert not re.search(r"Traceback|incident", worker.log), worker.log


def test_without_a_worker_pages_refuse_at_once_and_meetings_go_on(room: Room, hire: Hire):
    reader = Reader(room)
    worker = hire("one")
    record = reader.sees(reader.files(word(3)), "ready")
    drawn = reader.asks_page(record, 1)
    assert worker.end() == 0
    assert reader.asks_page(record, 1).content == drawn.content
    refused = reader.asks_page(record, 1, 2000)
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "unavailable")
    with reader.tablet() as tablet:
        tablet.join(room.world.meeting)
        assert "ok" in tablet.act(room.world.stream, "presenting.show", paper=room.world.paper, page=2)
    wait_for(lambda: readiness(room) == (200, "degraded", "no_worker"))


def test_a_worker_hears_that_it_should_end_whichever_of_its_threads_is_told(room: Room, hire: Hire):
    worker = hire("one")
    *_, last = sorted(int(thread.name) for thread in Path(f"/proc/{worker.pid}/task").iterdir())
    assert last != worker.pid
    assert ctypes.CDLL(None).tgkill(worker.pid, last, signal.SIGTERM) == 0
    assert worker.ends() == 0


def test_a_worker_that_hangs_at_its_end_says_where_and_ends(room: Room, hire: Hire, shared: dict[str, str]):
    worker = hire("stuck", given_s=2.0)
    with closing(psycopg2.connect(shared["database_url"])) as holding, holding.cursor() as cursor:
        cursor.execute("LOCK TABLE leases IN ACCESS EXCLUSIVE MODE")
        assert worker.end() == 1
    assert re.search(r"^Timeout \(0:00:02\)!$", worker.log, re.MULTILINE)
    assert re.search(r'File ".*/leases.py", line \d+ in leased', worker.log)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"ICABINET_WORKERS": "0"}, "must be 1 at least"),
        ({"ICABINET_DATABASE_URL": ""}, "needs PostgreSQL"),
        ({"ICABINET_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x"}, "cannot be read"),
    ],
)
def test_a_worker_that_could_not_work_does_not_start(shared: dict[str, str], tmp_path: Path, settings, said: str):
    assert said in refused(tmp_path, shared, ["-m", "flask", "--app", "wsgi", "work"], settings)


def test_no_worker_starts_on_a_database_of_another_revision(postgresql: PostgreSQL, tmp_path: Path):
    shared = {"database_url": postgresql.url(postgresql.database())}
    assert "revision none" in refused(tmp_path, shared, ["-m", "flask", "--app", "wsgi", "work"], {})


def test_a_server_that_nobody_could_work_for_does_not_start(shared: dict[str, str], tmp_path: Path):
    settings = {"ICABINET_DATABASE_URL": "", "ICABINET_WORKERS": "0"}
    environment = {**os.environ, "ICABINET_DATA_DIR": str(tmp_path), **settings}
    upgrade = [sys.executable, "-W", "ignore", "-m", "flask", "--app", "wsgi", "db", "upgrade"]
    subprocess.run(upgrade, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=60)
    assert "SQLite is not for" in refused(tmp_path, shared, ["wsgi.py"], settings)


def refused(folder: Path, shared: dict[str, str], words: list[str], settings: dict[str, str]) -> str:
    """Start a process that must not go on; return what it says."""
    chosen = {f"ICABINET_{name.upper()}": value for name, value in shared.items()}
    environment = {**os.environ, "ICABINET_DATA_DIR": str(folder), **chosen, **settings}
    command = [sys.executable, "-W", "ignore", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr
