"""What was seen of papers is written down by a desk of its own."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from icabinet.desks import noting
from icabinet.papers.sightings import Sighting, Sightings, views_of
from tests.desk import MAIN, Desk, ref


def test_what_was_seen_is_written_down_in_time_also_after_a_failure(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed, written = threading.Event(), threading.Event()

    def write(work: Callable[[Session], None]) -> None:
        if not failed.is_set():
            failed.set()
            raise RuntimeError("once")
        desk.services.writer.write(work)
        written.set()

    monkeypatch.setattr(noting, "LOOK_S", 0.01)
    desk.app.extensions["sightings"] = sightings = Sightings(write)
    noted = noting.noting_desk(desk.app)
    noted.start()
    for page, moment in ((1, failed), (2, written)):
        seen = Sighting(MAIN, ref("paper1"), desk.person("m1"), "page", session="", device="", page=page)
        sightings.note_soon(seen)
        assert moment.wait(60)
    noted.close()
    with desk.services.db.reading() as session:
        assert [row.page for row in views_of(session, MAIN, ref("paper1"))] == [2]
