"""The writer: batches, commits that fail, and who is told when. Promises P1 and P5."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from icabinet import ids
from icabinet.errors import Refusal, Unavailable
from icabinet.journal.batches import Told
from icabinet.people.tables import BodyRow
from tests.desk import Desk, ref


class Gate:
    """Holds the writer in front of a batch, so that a test decides what the batch is made of."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pool = ThreadPoolExecutor(16)
        self._inside, self._go = threading.Event(), threading.Event()

    def together(self, *jobs: Callable[[], Any]) -> list[Future[Any]]:
        """Have the jobs queue up in this order behind a shut gate, then open it: they are one batch."""
        first = self._pool.submit(self._desk.services.writer.write, self._hold)
        assert self._inside.wait(10)
        futures = []
        for job in jobs:
            futures.append(self._pool.submit(job))
            wait_until(lambda: self._desk.services.writer.waiting == len(futures))
        self._go.set()
        first.result(10)
        self._pool.shutdown(wait=False)
        return futures

    def _hold(self, _session: object) -> None:
        self._inside.set()
        assert self._go.wait(10)


def wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(100_000):
        if holds():
            return
        threading.Event().wait(0.001)
    pytest.fail("did not come about")


def add_item(desk: Desk, name: str, title: str = "x") -> Callable[[], Any]:
    return lambda: desk.act("sec", "agenda.add_item", id=ref(name), title=title)


def outcome(future: Future[Any]) -> str:
    """Say what became of an act: "stored", or the code of its refusal."""
    error = future.exception(10)
    if error is None:
        return "stored"
    assert isinstance(error, Refusal), error
    return error.code


def fill_disk(desk: Desk) -> Callable[[], None]:
    """Let the database not grow by a page any more; return what gives the space back."""

    def limit(pages: int) -> Callable[..., None]:
        def apply(connection: sqlite3.Connection, *_: object) -> None:
            connection.execute(f"PRAGMA max_page_count = {pages}")

        return apply

    engine = desk.services.db.engine
    full = limit(1)  # SQLite takes the present size for anything smaller
    event.listen(engine, "checkout", full)

    def free() -> None:
        event.remove(engine, "checkout", full)
        event.listen(engine, "checkout", limit(1_000_000))

    return free


BIG = "x" * 195


def import_many(desk: Desk, prefix: str) -> Callable[[], Any]:
    """An act that needs many pages."""
    items = [{"id": ref(f"{prefix}{n}x"), "title": BIG, "presenter": BIG} for n in range(90)]
    return lambda: desk.act("sec", "agenda.import_items", items=items)


def test_acts_that_wait_together_share_a_commit(live: Desk):
    commits = []
    event.listen(live.services.db.engine, "commit", commits.append)
    futures = Gate(live).together(*(add_item(live, f"item{n}") for n in range(8)))
    assert [outcome(future) for future in futures] == ["stored"] * 8
    assert len([one for one in commits if one.get_execution_options().get("icabinet_writes")]) == 1


def test_a_bad_act_in_a_batch_does_not_harm_the_others(live: Desk):
    def broken() -> None:
        live.services.writer.take_turn(live.stream, "somebody", ids.new(), lambda _turn: 1 / 0)

    jobs = [
        add_item(live, "item1"),
        add_item(live, "item2", ""),
        broken,
        add_item(live, "item1"),
        add_item(live, "item3"),
    ]
    futures = Gate(live).together(*jobs)
    assert isinstance(futures[2].exception(10), ZeroDivisionError)
    assert [outcome(futures[place]) for place in (0, 1, 3, 4)] == ["stored", "invalid", "id_taken", "stored"]
    assert set(live.kinds("sec", "items")) == {ref("item1"), ref("item3")}
    assert [one.entry.seq for one in live.told[-2:]] == [live.head() - 1, live.head()]


def test_an_act_that_breaks_a_constraint_is_undone_alone(live: Desk):
    def clash() -> None:
        live.services.writer.write(lambda session: session.add(BodyRow(id=live.known["body"], name="again")))

    futures = Gate(live).together(add_item(live, "item1"), clash, add_item(live, "item2"))
    assert isinstance(futures[1].exception(10), IntegrityError)
    assert [outcome(futures[0]), outcome(futures[2])] == ["stored", "stored"]
    assert len(live.kinds("sec", "items")) == 2


def test_entries_are_told_only_after_the_commit_and_in_order(live: Desk):
    seen = []

    def listen(told: list[Told]) -> None:
        with sqlite3.connect(live.database) as outside:
            query = "SELECT max(seq) FROM entries WHERE stream = ?"
            stored = outside.execute(query, (live.stream,)).fetchone()[0]
        outside.close()
        seen.extend((one.entry.seq, stored) for one in told)

    live.services.writer.listen(listen)
    start = live.head()
    futures = Gate(live).together(*(add_item(live, f"item{n}") for n in range(6)))
    assert [outcome(future) for future in futures] == ["stored"] * 6
    assert seen == [(start + place, start + 6) for place in range(1, 7)]


def test_a_listener_that_fails_harms_neither_the_act_nor_the_other_listeners(live: Desk):
    heard = []
    live.services.writer.listen(lambda _told: 1 / 0)
    live.services.writer.listen(heard.extend)
    live.add_item("item1")
    assert len(heard) == 1


def test_a_locked_database_refuses_everybody_and_nothing_is_told(live: Desk):
    event.listen(live.services.db.engine, "checkout", lambda c, *_: c.execute("PRAGMA busy_timeout = 50"))
    before = live.dump()
    live.told.clear()
    outside = sqlite3.connect(live.database, isolation_level=None)
    outside.execute("BEGIN IMMEDIATE")
    futures = Gate(live).together(*(add_item(live, f"item{n}") for n in range(3)))
    assert [outcome(future) for future in futures] == ["unavailable"] * 3
    outside.execute("ROLLBACK")
    outside.close()
    assert (live.dump(), live.told) == (before, [])
    live.add_item("item1")


def test_a_commit_that_fails_refuses_the_whole_batch_and_nothing_is_told(live: Desk):
    before = live.dump()
    live.told.clear()
    free = fill_disk(live)
    futures = Gate(live).together(
        add_item(live, "item1", ""), add_item(live, "item2"), import_many(live, "a"), add_item(live, "item3")
    )
    assert [outcome(future) for future in futures] == ["invalid", "unavailable", "unavailable", "unavailable"]
    assert (live.dump(), live.told) == (before, [])
    free()
    live.add_item("item1")
    import_many(live, "a")()
    assert live.kinds("sec", "items").keys() >= {ref("item1"), ref("a89x")}


def test_what_was_acknowledged_before_the_disk_was_full_is_there_after(live: Desk):
    answers = {name: live.act("sec", "agenda.add_item", id=ref(name), title=name) for name in ("item1", "item2")}
    free = fill_disk(live)
    with pytest.raises(Unavailable):
        import_many(live, "a")()
    free()
    assert set(live.kinds("sec", "items")) == set(map(ref, answers))
    assert live.head() == answers["item2"].seq


def test_an_act_refused_for_want_of_space_succeeds_when_it_is_sent_again(live: Desk):
    cause, args = ids.new(), {"items": [{"id": ref(f"a{n}x"), "title": BIG, "presenter": BIG} for n in range(90)]}
    free = fill_disk(live)
    with pytest.raises(Unavailable):
        live.act("sec", "agenda.import_items", cause=cause, **args)
    free()
    first = live.act("sec", "agenda.import_items", cause=cause, **args)
    assert live.act("sec", "agenda.import_items", cause=cause, **args) == first
    assert len(live.kinds("sec", "items")) == 90


def test_reading_goes_on_while_nothing_can_be_written(live: Desk):
    fill_disk(live)
    with pytest.raises(Unavailable):
        import_many(live, "a")()
    assert live.records("m1")["queues/general"]["open"] is True


def test_fifty_people_at_once_get_one_gapless_order(live: Desk):
    for n in range(10):
        live.add_item(f"item{n}x")
    start = live.head()
    live.told.clear()

    def crowd(n: int) -> list[int]:
        answers = []
        for place in range(4):
            fresh = {"id": ref(f"item{n}y{place}"), "title": "x"}
            answers.append(live.act("sec", "agenda.add_item", **fresh).seq)
        return answers

    with ThreadPoolExecutor(50) as pool:
        answered = list(pool.map(crowd, range(50)))
    expected = list(range(start + 1, start + 201))
    assert sorted(seq for seqs in answered for seq in seqs) == expected
    assert all(seqs == sorted(seqs) for seqs in answered)
    assert [one.entry.seq for one in live.told] == expected
    assert len(live.kinds("sec", "items")) == 210


def test_one_id_sent_by_many_threads_at_once_happens_once(live: Desk):
    cause = ids.new()
    with ThreadPoolExecutor(30) as pool:
        futures = [pool.submit(live.act, "m1", "floor.ask", cause=cause, id=ref("speech1")) for _ in range(30)]
        answers = {future.result(10).seq for future in futures}
    assert answers == {live.head()}


def test_closing_stores_what_is_queued(live: Desk):
    gate = Gate(live)
    futures = gate.together(*(add_item(live, f"item{n}") for n in range(5)))
    live.services.writer.close()
    assert [outcome(future) for future in futures] == ["stored"] * 5
    live.add_item("item9")  # and a closed writer begins again when it is needed
