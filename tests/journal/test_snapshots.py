"""What is kept of what was read last: many notebooks must not push out the one meeting that all of them read."""

import weakref

import pytest
from sqlalchemy import event

from icabinet.journal.records import heads_of
from icabinet.journal.snapshots import Snapshots
from tests.desk import Desk


@pytest.fixture
def queries(live: Desk):
    """The statements that were carried out."""
    said = []

    def note(_connection, _cursor, statement, *_):
        said.append(statement)

    event.listen(live.services.db.engine, "before_cursor_execute", note)
    yield said
    event.remove(live.services.db.engine, "before_cursor_execute", note)


def test_a_meeting_is_read_once_while_nothing_happens(live: Desk, queries):
    snapshots = Snapshots()
    with live.services.db.reading() as session:
        seq = heads_of(session, [live.stream])[live.stream]
        first = snapshots.of(session, live.stream, seq)
        read = len(queries)
        assert snapshots.of(session, live.stream, seq) is first
    assert len(queries) == read > 1


def test_of_an_empty_notebook_nothing_is_read(live: Desk, queries):
    with live.services.db.reading() as session:
        whole = Snapshots().of(session, "notebook:m:p", 0)
        later = Snapshots().since(session, "notebook:m:p", 0, 0)
        assert [bytes(part.seen_by(("person:p", "everyone"))) for part in (whole, later)] == [b"{}", b"{}"]
    assert queries == []


@pytest.mark.parametrize("number", [0, 1])
def test_a_hall_full_of_notebooks_does_not_push_out_the_meeting(live: Desk, queries, number):
    snapshots = Snapshots()
    with live.services.db.reading() as session:
        seq = heads_of(session, [live.stream])[live.stream]
        kept = snapshots.of(session, live.stream, seq), snapshots.since(session, live.stream, seq - 1, seq)
        for at in range(100):
            snapshots.of(session, f"notebook:m:{at}", number)
            snapshots.since(session, f"notebook:m:{at}", 0, number)
        queries.clear()
        assert snapshots.of(session, live.stream, seq) is kept[0]
        assert snapshots.since(session, live.stream, seq - 1, seq) is kept[1]
    assert queries == []


def test_what_was_true_before_is_let_go_of(live: Desk):
    snapshots = Snapshots()
    seq = live.head()
    with live.services.db.reading() as session:
        before = weakref.ref(snapshots.since(session, live.stream, seq - 1, seq))
    assert before() is not None
    live.add_item("later")
    with live.services.db.reading() as session:
        snapshots.since(session, live.stream, seq, seq + 1)
    assert before() is None
