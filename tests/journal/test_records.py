"""Records: what is shown to whom, read by key, by stream, and since a number."""

import sqlite3

from icabinet.journal.records import (
    DESK,
    EVERYONE,
    changed_since,
    heads_of,
    person_tag,
    read,
    seen_by,
    snapshot,
)
from tests.desk import Desk, ref

MINE = person_tag("me")
VIEWS = {
    "a/1": [(MINE, {"x": "mine"}), (DESK, {"x": "desk"}), (EVERYONE, {"x": "all"})],
    "a/2": [(DESK, {"x": "desk"})],
    "a/3": [],
}


def test_the_first_view_that_fits_wins():
    assert seen_by({MINE, DESK, EVERYONE}, VIEWS)["a/1"] == {"x": "mine"}
    assert seen_by({DESK, EVERYONE}, VIEWS)["a/1"] == {"x": "desk"}
    assert seen_by({EVERYONE}, VIEWS)["a/1"] == {"x": "all"}


def test_what_one_may_not_see_is_left_out_and_what_is_gone_is_none():
    assert seen_by({EVERYONE}, VIEWS) == {"a/1": {"x": "all"}, "a/3": None}
    assert seen_by({DESK}, VIEWS) == {"a/1": {"x": "desk"}, "a/2": {"x": "desk"}, "a/3": None}
    assert seen_by(set(), VIEWS) == {"a/3": None}


def test_reading_by_key_gives_what_the_snapshot_has(live: Desk):
    live.add_item("item1")
    live.file_paper("paper1")
    live.draw("m1", "stroke1")
    live.open_poll("poll1")
    live.cast("m1", "poll1", "yes")
    live.act("m1", "floor.ask", id=ref("speech1"))
    live.act("m1", "attendance.check_in")
    live.act("chair", "presenting.show", paper=ref("paper1"), page=1)
    with live.services.db.reading() as session:
        whole = snapshot(session, live.stream)
        assert len({key.partition("/")[0] for key in whole}) == 15
        assert read(session, live.stream, whole) == whole
        for key, views in whole.items():
            assert read(session, live.stream, [key]) == {key: views}


def test_what_is_not_there_has_no_views(live: Desk):
    kinds = {key.partition("/")[0] for key in live.records("sec")} - {
        "floor",
        "presenting",
        "checking",
        "quorum",
        "help",
    }
    with live.services.db.reading() as session:
        for kind in (*kinds, "strokes", "polls", "speakers", "papers", "items"):
            assert read(session, live.stream, [f"{kind}/{ref('nowhere')}"]) == {f"{kind}/{ref('nowhere')}": []}
        key = f"ballots/{ref('nowhere')}/{live.person('m1')}"
        assert read(session, live.stream, [key]) == {key: []}
        assert read(session, live.stream, []) == {}


def test_a_stream_that_never_was_has_number_nought(desk: Desk):
    with desk.services.db.reading() as session:
        assert heads_of(session, ["meeting:never"]) == {"meeting:never": 0}
        assert changed_since(session, "meeting:never", 0) == {}
        assert snapshot(session, "notebook:never:was") == {}


def test_more_records_than_a_database_takes_in_one_question(live: Desk):
    """Catching up after much ink was erased is such a question."""
    live.add_item("item1")
    live.file_paper("paper1")
    live.draw("m1", "stroke1")
    keys = [*live.records("sec"), *(f"strokes/{ref(f'x{n}y')}" for n in range(3_000))]
    with live.services.db.reading() as session:
        raw = session.connection().connection.dbapi_connection
        raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 999)
        found = read(session, live.stream, keys)
        assert found.keys() == set(keys)
        assert {key: views for key, views in found.items() if views} == snapshot(session, live.stream)
