"""What only PostgreSQL can do to us: connections that are cut, servers that restart, processes that hang."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from sqlalchemy import event, text

from icabinet import database, ids
from icabinet.app import create_app
from icabinet.config import Settings
from icabinet.database import WrongRevision, check_revision
from icabinet.errors import Unavailable
from icabinet.floor.facts import QueueSet
from icabinet.journal.turns import Turn
from tests.desk import Desk, ref
from tools.servers import PostgreSQL

ROOT = Path(__file__).parents[2]
_CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}' AND pid <> pg_backend_pid()"


@pytest.fixture
def desk(on_postgresql: Desk):
    yield on_postgresql.start()
    on_postgresql.close()


@pytest.fixture
def cut(desk: Desk, postgresql: PostgreSQL):
    """End every connection to the desk's database from outside."""
    name = str(desk.services.db.engine.url.database)
    return lambda: postgresql.execute(_CUT.format(name))


def close_floor(desk: Desk, before: Any = None) -> int:
    """Take a turn that closes the floor, in the midst of which something happens."""

    def act(turn: Turn) -> int:
        turn.record(QueueSet(open=False, limit_s=60))
        if before is not None:
            before()
        turn.session.execute(text("SELECT 1"))
        return turn.seq

    return desk.services.writer.take_turn(desk.stream, desk.known["sec"], ids.new(), act)


def test_a_connection_cut_in_the_midst_of_a_turn_is_not_noticed(desk: Desk, cut):
    start, times = desk.head(), []

    def once() -> None:
        times.append(1)
        if len(times) == 1:
            cut()

    desk.told.clear()
    assert close_floor(desk, once) == start + 1 == desk.head()
    assert len(times) == 2
    assert [one.entry.seq for one in desk.told] == [start + 1]


def test_a_connection_cut_again_and_again_refuses_and_tells_nothing(desk: Desk, cut):
    start = desk.head()
    desk.told.clear()
    with pytest.raises(Unavailable):
        close_floor(desk, cut)
    assert (desk.head(), desk.told) == (start, [])
    close_floor(desk)


def test_a_commit_that_may_or_may_not_have_arrived_is_not_tried_again_by_us(desk: Desk, cut):
    cause, writes = ids.new(), []

    @event.listens_for(desk.services.db.engine, "commit")
    def last_moment(connection: Any) -> None:
        if connection.get_execution_options().get("icabinet_writes"):
            writes.append(1)
            if len(writes) == 1:
                cut()

    with pytest.raises(Unavailable):
        desk.act("sec", "agenda.add_item", cause=cause, id=ref("item1"), title="x")
    answer = desk.act("sec", "agenda.add_item", cause=cause, id=ref("item1"), title="x")
    assert desk.act("sec", "agenda.add_item", cause=cause, id=ref("item1"), title="x") == answer
    assert answer.seq == desk.head()


def test_a_deadlock_is_undone_and_done_again(desk: Desk, postgresql: PostgreSQL):
    first, second = desk.known["m1"], desk.known["m2"]
    update = "UPDATE people SET name = name WHERE id = %s"
    times = []
    outside = psycopg2.connect(postgresql.url(str(desk.services.db.engine.url.database)))
    with ThreadPoolExecutor(1) as pool, outside, outside.cursor() as cursor:
        cursor.execute("SET deadlock_timeout = '60s'")
        cursor.execute(update, [second])

        def cross() -> None:
            times.append(1)
            mine = text("UPDATE people SET name = name WHERE id = :id")
            session = turns[0].session
            session.execute(mine, {"id": first})
            if len(times) == 1:
                pool.submit(lambda: (cursor.execute(update, [first]), outside.commit()))
                wait_until_blocked(postgresql)
            session.execute(mine, {"id": second})

        turns: list[Turn] = []

        def act(turn: Turn) -> int:
            turns[:] = [turn]
            turn.record(QueueSet(open=False, limit_s=60))
            cross()
            return turn.seq

        answer = desk.services.writer.take_turn(desk.stream, desk.known["sec"], ids.new(), act)
    outside.close()
    assert len(times) == 2
    assert answer == desk.head()


def test_a_server_that_is_down_refuses_and_one_that_is_back_goes_on(desk: Desk, postgresql: PostgreSQL):
    start = desk.head()
    desk.told.clear()
    postgresql.stop()
    with pytest.raises(Unavailable):
        desk.act("sec", "floor.close")
    with pytest.raises(Unavailable):
        desk.records("m1")
    assert desk.told == []
    postgresql.start()
    assert desk.head() == start
    assert desk.act("sec", "floor.close").seq == start + 1


def test_a_server_restarted_between_two_acts_is_not_noticed(desk: Desk, postgresql: PostgreSQL):
    seq = desk.act("sec", "floor.close").seq
    postgresql.restart()
    assert desk.act("sec", "floor.open").seq == seq + 1


def test_a_process_that_hangs_with_the_stream_in_its_hands_stops_nobody_for_ever(
    desk: Desk, postgresql: PostgreSQL, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(database._POSTGRESQL, "options", "-c lock_timeout=200ms")
    impatient = Desk(desk.folder, desk.known, database_url=desk.settings.database_url)
    hanging = psycopg2.connect(postgresql.url(str(desk.services.db.engine.url.database)))
    hanging.cursor().execute("SELECT * FROM streams WHERE id = %s FOR UPDATE", [desk.stream])
    with pytest.raises(Unavailable):
        impatient.act("sec", "floor.close")
    hanging.close()
    impatient.act("sec", "floor.close")
    impatient.close()


def test_many_processes_may_migrate_at_once(postgresql: PostgreSQL, tmp_path: Path):
    name = postgresql.database()
    address = {"ICABINET_DATABASE_URL": postgresql.url(name), "ICABINET_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-W", "ignore", "-m", "flask", "--app", "wsgi", "db", "upgrade"]
    environment = {**os.environ, **address}
    migrating = [subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE) for _ in range(3)]
    for process in migrating:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said.decode()
    app = create_app(Settings(data_dir=tmp_path, database_url=postgresql.url(name), secret_key="x"))
    check_revision(app.extensions["icabinet"].db.engine)
    app.extensions["icabinet"].db.engine.dispose()


def test_no_process_serves_on_a_database_of_another_revision(postgresql: PostgreSQL, tmp_path: Path):
    url = postgresql.url(postgresql.database())
    with pytest.raises(WrongRevision):
        create_app(Settings(data_dir=tmp_path, database_url=url, secret_key="x"), serving=True)


def wait_until_blocked(postgresql: PostgreSQL) -> None:
    while not postgresql.execute("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND state = 'active'"):
        threading.Event().wait(0.01)
