"""How long meetings are kept, what may be erased of them when, and that the chain holds without what is gone."""

import os
import sqlite3
from pathlib import Path
from unittest.mock import patch

import pytest

from icabinet import clock
from icabinet.archive.queries import doomed, erased_meetings, is_needed
from icabinet.archive.retention import keep_for
from icabinet.cli.parcel import needed
from icabinet.desks.archiving.desk import destroy
from icabinet.desks.archiving.erasing import erase
from icabinet.errors import Refusal
from icabinet.journal import reading
from icabinet.papers.storage import original_name
from tests.desk import BODY, EVERYBODY, MAIN, ROLES, SYSTEM, Desk, ref

A, B = ref("archive1"), ref("archive2")
WHY = "The period of ten years is over"
IN_2045 = 2_366_841_600_000
_YEAR_MS = 365 * 24 * 3600 * 1000


@pytest.fixture
def ended(live: Desk) -> Desk:
    """A meeting that is over, with a paper, ink of all kinds, a vote and a task that is closed."""
    live.file_paper("paper1")
    live.file_paper("paper2")
    live.act("sec", "papers.remove", id=ref("paper2"))
    live.draw("m1", "stroke1")
    live.draw("m1", "stroke2", private=True)
    live.open_poll("poll1")
    live.cast("m1", "poll1", "no")
    live.act("chair", "polls.close", id=ref("poll1"))
    live.act("sec", "meetings.end")
    return live


def archived(desk: Desk, archive: str = A, *, taken: bool = True) -> None:
    """Have an archive on record, as the desk that makes them leaves it."""
    desk.act("sec", "archive.make", id=archive)
    made = {"sha": "ab" * 32, "size": 5, "files": 7, "seq": desk.head(), "head": "00", "withheld": 0}
    desk.inside(SYSTEM, "archive.finish", id=archive, **made)
    if taken:
        desk.inside("chair", "archive.take", id=archive)


def keep(desk: Desk, years: int | None) -> None:
    with desk.app.app_context():
        keep_for(desk.known[BODY], years, desk.person("admin"), written=False)


def erased(desk: Desk, why: str = WHY, at: int = IN_2045) -> None:
    with desk.app.app_context(), patch.object(clock, "now_ms", lambda: at):
        erase(MAIN, desk.person("admin"), why)


def not_erased(desk: Desk, code: str, **how: object) -> dict[str, object]:
    before = desk.head()
    with pytest.raises(Refusal) as caught:
        erased(desk, **how)
    assert (caught.value.code, desk.head()) == (code, before)
    return caught.value.data


def verdicts(desk: Desk) -> dict[str, str | None]:
    with desk.services.db.reading() as session:
        return {name: reading.verify(session, name).fault for name in reading.streams(session)}


def test_the_desk_makes_archives_of_meetings_that_are_over(live: Desk):
    live.refused("sec", "archive.make", "wrong_state", id=A)
    live.act("sec", "meetings.end")
    live.refused("chair", "archive.make", "not_allowed", id=A)
    live.act("sec", "archive.make", id=A)
    live.refused("sec", "archive.make", "archive_under_way", id=B)
    live.inside(SYSTEM, "archive.fail", id=A, reason="archive_faulty")
    with pytest.raises(Refusal, match="stale"):
        live.inside("chair", "archive.take", id=A)
    archived(live, B)
    with pytest.raises(Refusal, match="stale"):
        live.inside(SYSTEM, "archive.fail", id=B, reason="late")
    assert [who for who in ROLES if f"archives/{B}" in live.records(who)] == ["chair", "sec", "aud"]
    with live.services.db.reading() as session:
        assert original_name("ab" * 32) in needed(session)


def test_nothing_is_erased_that_must_be_kept(ended: Desk):
    assert not_erased(ended, "must_be_kept") == {"until": None}
    keep(ended, 10)
    with ended.services.db.reading() as session:
        ended_at = session.connection().exec_driver_sql("SELECT ended_at FROM meetings WHERE id = ?", (MAIN,)).scalar()
    assert not_erased(ended, "must_be_kept", at=ended_at + 10 * _YEAR_MS)["until"] > ended_at + 10 * _YEAR_MS
    not_erased(ended, "not_archived")
    archived(ended, taken=False)
    not_erased(ended, "not_archived")
    ended.inside("sec", "archive.take", id=A)
    ended.act("chair", "archive.set_hold", held=True, why="Thanh tra")
    assert not_erased(ended, "on_hold") == {"why": "Thanh tra"}
    ended.act("chair", "archive.set_hold", held=False, why="Xong")
    not_erased(ended, "invalid", why="short")
    ended.act("sec", "tasks.give", id=ref("task1"), text="Task", unit="Unit")
    not_erased(ended, "tasks_open")
    ended.act("sec", "tasks.close", id=ref("task1"))
    # The archive that was taken does not have the task.
    not_erased(ended, "not_archived")
    archived(ended, B)
    erased(ended)


def test_of_an_erased_meeting_the_hashes_stay_and_nothing_else(ended: Desk):
    keep(ended, 10)
    archived(ended)
    noise = ended.dump()["entries"]
    shas = {fact.sha for fact in ended.facts() if type(fact).__name__ == "PaperFiled"}
    count = ended.head()
    notes = ended.head(ended.notebook_of("m1"))
    erased(ended)
    assert set(verdicts(ended).values()) == {None}
    assert (ended.head(), ended.head(ended.notebook_of("m1"))) == (count + 1, notes + 1)
    rows = {name: found for name, found in ended.projected().items() if found}
    assert list(rows) == ["erased_meetings"]
    assert not any(ended.projected(ended.notebook_of("m1"))[name] for name in ("strokes", "erased_strokes"))
    said = ended.facts()
    assert [type(fact).__name__ for fact in said] == ["MeetingErased"]
    assert (said[0].why, said[0].years, said[0].archive) == (WHY, 10, "ab" * 32)
    assert said[0].by == ended.person("admin")
    # Whoever looked at it sees that all of it is gone.
    told = ended.told[-1]
    assert f"papers/{ref('paper1')}" in told.changes
    assert all(body is None for views in told.changes.values() for _, body in views)
    # What is a meeting's beside it is not touched.
    assert [line for line in noise if "noise" in line] == [line for line in ended.dump()["entries"] if "noise" in line]
    with ended.services.db.reading() as session:
        assert [row.body for row in erased_meetings(session)] == [ended.known[BODY]]
        assert {row.sha for row in doomed(session)} == {*shas, "ab" * 32}
    # Done again, nothing more happens; and nobody makes the meeting anew.
    before = ended.dump()
    ended.refused("sec", "meetings.create", "id_taken", body=ended.known[BODY], title="x", starts_at=IN_2045)
    assert ended.dump() == before


def test_of_what_was_erased_no_byte_is_left_in_the_database(ended: Desk):
    ended.act("sec", "archive.set_hold", held=False, why="Tuyệt đối không được còn lại")
    keep(ended, 10)
    archived(ended)
    erased(ended)
    files = [ended.database, *ended.folder.glob("icabinet.sqlite-*")]
    assert not any("Tuyệt đối không được còn lại".encode() in file.read_bytes() for file in files)


def test_a_body_that_goes_silently_is_found(ended: Desk):
    with sqlite3.connect(ended.database) as raw:
        raw.execute("UPDATE entries SET body = NULL WHERE stream = ? AND seq = 3", (ended.stream,))
    raw.close()
    assert verdicts(ended)[ended.stream] == "the body of entry 3 is gone and nobody erased it"


def test_a_file_that_should_never_have_come_is_destroyed(ended: Desk):
    refused = [(ref("paper1"), "not_found"), (ref("none"), "not_found")]
    for paper, code in refused:
        ended.refused("chair", "archive.erase_file", code, paper=paper, why=WHY)
    ended.refused("sec", "archive.erase_file", "not_allowed", paper=ref("paper2"), why=WHY)
    ended.refused("chair", "archive.erase_file", "invalid", paper=ref("paper2"), why="secret")
    ended.act("chair", "archive.set_hold", held=True, why="Tòa án")
    ended.refused("chair", "archive.erase_file", "on_hold", paper=ref("paper2"), why=WHY)
    ended.act("chair", "archive.set_hold", held=False, why="Xong")
    ended.act("chair", "archive.erase_file", paper=ref("paper2"), why=WHY)
    ended.refused("chair", "archive.erase_file", "stale", paper=ref("paper2"), why=WHY)
    assert set(verdicts(ended).values()) == {None}
    assert ended.records("aud")[f"erased_files/{ref('paper2')}"]["why"] == WHY
    with ended.services.db.reading() as session:
        sha = doomed(session)[0].sha
        assert original_name(sha) not in needed(session)
    assert f"erased_files/{ref('paper2')}" not in ended.records("m1")


@pytest.mark.parametrize(("filed_again", "fresh"), [(False, False), (True, False), (False, True)])
def test_bytes_go_unless_another_paper_is_made_of_them(live: Desk, filed_again: bool, fresh: bool):
    with live.app.app_context(), Path(__file__).open("rb") as file:
        sha = live.services.storage.keep(file, 10**6).sha
    filed = {"item": None, "title": "x", "filename": "x.pdf", "sha": sha, "size": 1}
    live.inside("sec", "papers.file", id=ref("paper1"), **filed)
    live.act("sec", "papers.remove", id=ref("paper1"))
    live.act("chair", "archive.erase_file", paper=ref("paper1"), why=WHY)
    place = live.folder / "storage" / original_name(sha)
    # As if it had lain there for long; or as it was put there again in this moment.
    os.utime(place, (1, 1) if not fresh else None)
    if filed_again:
        live.inside("sec", "papers.file", id=ref("paper2"), **filed)
    with live.app.app_context(), live.services.db.reading() as session:
        assert is_needed(session, sha) == filed_again
    with live.app.app_context():
        destroy()
        assert (live.services.storage.find(original_name(sha)) is not None) == (filed_again or fresh)
    with live.services.db.reading() as session:
        assert doomed(session) == []


def test_only_the_desk_hears_of_archives(ended: Desk):
    archived(ended)
    kinds = ("archives/", "archive_holds/", "erased_files/")
    for who in EVERYBODY:
        if who in ROLES and who not in ("chair", "sec", "aud"):
            assert not [key for key in ended.records(who) if key.startswith(kinds)]
