"""Attendance: declared, in intervals, one's own or noted by the secretary."""

from sqlalchemy import select

from icabinet import clock
from icabinet.attendance.facts import Arrived, Left
from icabinet.attendance.tables import PresenceRow
from tests.desk import OUTSIDER, Desk


def presence(desk: Desk, who: str) -> bool | None:
    record = desk.kinds("guest", "attendance").get(desk.person(who))
    return record["present"] if record else None


def test_one_arrives_leaves_and_comes_back(desk: Desk, monkeypatch):
    now = clock.now_ms() + 10_000
    with desk.happening() as facts:
        for minute, name in enumerate(("check_in", "leave", "check_in")):
            monkeypatch.setattr(clock, "now_ms", lambda minute=minute: now + minute)
            desk.act("m1", f"attendance.{name}")
    m1 = desk.person("m1")
    assert facts == [Arrived(person=m1), Left(person=m1), Arrived(person=m1)]
    assert desk.kinds("screen", "attendance")[m1] == {"person": m1, "present": True, "at": now + 2}
    with desk.services.db.reading() as session:
        mine = select(PresenceRow.since, PresenceRow.until).where(
            PresenceRow.stream == desk.stream, PresenceRow.person == m1
        )
        assert sorted(map(tuple, session.execute(mine))) == [(now, now + 1), (now + 2, None)]


def test_all_in_one_millisecond_the_last_word_counts(desk: Desk, monkeypatch):
    now = clock.now_ms() + 10_000
    monkeypatch.setattr(clock, "now_ms", lambda: now)
    for name in ("check_in", "leave", "check_in"):
        desk.act("m1", f"attendance.{name}")
    assert presence(desk, "m1") is True
    desk.act("m1", "attendance.leave")
    assert presence(desk, "m1") is False


def test_saying_it_twice_changes_nothing(desk: Desk):
    with desk.happening() as facts:
        desk.act("m1", "attendance.check_in")
        desk.act("m1", "attendance.check_in")
        desk.act("m2", "attendance.leave")
    assert facts == [Arrived(person=desk.person("m1"))]


def test_the_secretary_notes_it_for_somebody(desk: Desk):
    with desk.happening() as facts:
        desk.act("sec", "attendance.mark", person=desk.person("m1"), present=True)
        desk.act("sec", "attendance.mark", person=desk.person("m1"), present=False)
    assert facts == [Arrived(person=desk.person("m1")), Left(person=desk.person("m1"))]
    assert presence(desk, "m1") is False


def test_only_participants_are_noted(desk: Desk):
    desk.refused("sec", "attendance.mark", "not_found", person=desk.person(OUTSIDER), present=True)


def test_presence_in_another_meeting_is_none_here(desk: Desk):
    assert desk.kinds("sec", "attendance") == {}
