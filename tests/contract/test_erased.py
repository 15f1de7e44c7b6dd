"""A whole meeting is erased, on both databases: its chain holds, and whoever was away learns that nothing is left."""

from unittest.mock import patch

from icabinet import clock
from icabinet.archive.retention import keep_for
from icabinet.desks.archiving.erasing import erase
from icabinet.journal import reading
from icabinet.journal.records import changed_since, snapshot
from tests.contract.test_story import hold_meeting
from tests.desk import BODY, MAIN, SYSTEM, Desk, ref

_IN_2045 = 2_366_841_600_000


def test_of_a_meeting_that_was_erased_the_chain_holds_and_nothing_is_left(desk: Desk):
    hold_meeting(desk)
    desk.act("sec", "archive.make", id=ref("archive1"))
    made = {"sha": "ab" * 32, "size": 5, "files": 7, "seq": desk.head(), "head": "00"}
    desk.inside(SYSTEM, "archive.finish", id=ref("archive1"), **made)
    desk.inside("chair", "archive.take", id=ref("archive1"))
    before = desk.head()
    with desk.app.app_context(), patch.object(clock, "now_ms", lambda: _IN_2045):
        keep_for(desk.known[BODY], 10, desk.person("admin"), written=False)
        erase(MAIN, desk.person("admin"), "The period is over")
        # Once more: there is nothing to be done.
        assert desk.head() == before + 1
    with desk.services.db.reading() as session:
        assert {reading.verify(session, stream).fault for stream in reading.streams(session)} == {None}
        assert snapshot(session, desk.stream) == {}
        missed = changed_since(session, desk.stream, before)
        assert f"polls/{ref('poll1')}" in missed
        assert not any(missed.values())
        assert [told.entry.seq for told in reading.told_since(session, desk.stream, 0)][-1] == before + 1
    left = desk.projected()
    desk.services.writer.write(lambda session: reading.replay(session, desk.stream))
    assert desk.projected() == left
