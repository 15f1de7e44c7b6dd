"""Attendance: declared, in intervals, one's own or noted by the secretary."""

import pytest
from sqlalchemy import select

from icabinet import clock
from icabinet.attendance.door import code_at
from icabinet.attendance.facts import Arrived, Corrected, Left, WaysSet
from icabinet.attendance.queries import stays_of
from icabinet.attendance.report import report_of
from icabinet.attendance.stays import Stay
from icabinet.attendance.tables import PresenceRow
from icabinet.people.bodies import set_preset
from icabinet.performing import SYSTEM
from icabinet.polls.queries import here_now
from tests.desk import BODY, MAIN, NOISE, OUTSIDER, Desk, ref


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
    shown = {"person": m1, "present": True, "at": now + 2, "remote": False, "how": "tap"}
    assert desk.kinds("screen", "attendance")[m1] == shown
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
    assert facts == [Arrived(person=desk.person("m1"), how="desk"), Left(person=desk.person("m1"))]
    assert presence(desk, "m1") is False


def test_only_participants_are_noted(desk: Desk):
    desk.refused("sec", "attendance.mark", "not_found", person=desk.person(OUTSIDER), present=True)


def test_presence_in_another_meeting_is_none_here(desk: Desk):
    assert desk.kinds("sec", "attendance") == {}


# --- from afar, and with the code at the door ---


def test_going_from_the_room_to_afar_is_another_stay(desk: Desk):
    with desk.happening() as facts:
        for remote in (False, False, True, True, False):
            desk.act("m1", "attendance.check_in", remote=remote)
    m1 = desk.person("m1")
    assert facts == [Arrived(person=m1), Arrived(person=m1, remote=True), Arrived(person=m1)]
    with desk.services.db.reading() as session:
        stays = stays_of(session, desk.stream, m1)
    assert sum(stay.until is None for stay in stays) == 1


def code(desk: Desk, meeting: str = MAIN, ago: int = 0) -> str:
    return code_at(desk.settings.secret_key.encode(), meeting, clock.now_ms() - ago)


def test_where_the_code_is_wanted_a_touch_is_not_enough(desk: Desk):
    desk.act("sec", "attendance.set_ways", tap=False, afar=False)
    desk.refused("m1", "attendance.check_in", "needs_door_code")
    desk.refused("m1", "attendance.check_in", "needs_door_code", how="seat")
    desk.refused("m1", "attendance.check_in", "not_from_afar", remote=True)
    desk.refused("m1", "attendance.check_in", "door_code_expired", code=code(desk, NOISE))
    desk.refused("m1", "attendance.check_in", "door_code_expired", code=code(desk, ago=600_000))
    desk.act("m1", "attendance.check_in", code=code(desk))
    assert desk.kinds("m1", "attendance")[desk.person("m1")]["how"] == "code"


def test_what_was_proven_a_tablet_cannot_say_of_itself(desk: Desk):
    for how in ("code", "device", "desk", "magic"):
        desk.refused("m1", "attendance.check_in", "invalid", how=how)


def test_a_device_notes_who_takes_part_and_nobody_else(desk: Desk):
    seen = {"present": True, "device": "Gate"}
    desk.act(SYSTEM, "attendance.note_passage", person=desk.person("m1"), **seen)
    assert desk.facts()[-1] == Arrived(person=desk.person("m1"), how="device", device="Gate")
    for who in (OUTSIDER, "screen", "aud"):
        desk.refused(SYSTEM, "attendance.note_passage", "not_invited", person=desk.person(who), **seen)


# --- corrections ---


def test_the_secretary_puts_right_what_was_noted_and_nothing_is_lost(desk: Desk, monkeypatch):
    now = clock.now_ms() + 100_000
    monkeypatch.setattr(clock, "now_ms", lambda: now)
    desk.act("m1", "attendance.check_in")
    m1, stays = desk.person("m1"), [[now - 9_000, now - 5_000, False], [now - 4_000, None, True]]
    given = [dict(zip(("since", "until", "remote"), stay, strict=True)) for stay in stays]
    desk.act("sec", "attendance.correct", person=m1, stays=given, reason="Came earlier", seen=now)
    with desk.services.db.reading() as session:
        assert stays_of(session, desk.stream, m1) == [Stay(*stay) for stay in stays]
    (kept,) = desk.kinds("sec", "corrections").values()
    assert (kept["before"], kept["after"]) == ([[now, None, False]], stays)
    assert kept["reason"] == "Came earlier"
    assert Arrived(person=m1) in desk.facts()
    assert isinstance(desk.facts()[-1], Corrected)
    assert desk.kinds("m1", "corrections") == desk.kinds("sec", "corrections")
    assert desk.kinds("m2", "corrections") == {}
    desk.act("m1", "attendance.leave")
    assert presence(desk, "m1") is False


def test_a_correction_of_what_has_changed_meanwhile_is_refused(desk: Desk):
    desk.act("m1", "attendance.check_in")
    args = {"person": desk.person("m1"), "stays": [], "reason": "Never came"}
    desk.refused("sec", "attendance.correct", "stale", seen=0, **args)
    desk.refused("sec", "attendance.correct", "invalid", seen=0, **args | {"reason": " ", "person": desk.person("m2")})
    desk.refused("m1", "attendance.correct", "not_allowed", seen=0, **args)


def test_corrections_are_made_after_the_meeting_too(live: Desk):
    live.act("sec", "meetings.end")
    live.act(
        "sec",
        "attendance.correct",
        person=live.person("m2"),
        stays=[{"since": 5, "until": 9}],
        reason="Was here",
        seen=0,
    )
    assert presence(live, "m2") is False


# --- answers to the invitation ---


def test_why_somebody_stays_away_is_for_them_and_the_desk(desk: Desk):
    desk.act("m1", "attendance.answer", answer="declined", reason="In hospital")
    m1 = desk.person("m1")
    for who in ("m1", "sec", "chair", "aud"):
        assert desk.kinds(who, "invitations")[m1]["reason"] == "In hospital"
    for who in ("m2", "guest", "screen"):
        assert desk.kinds(who, "invitations")[m1]["answer"] == "declined"
        assert "reason" not in desk.kinds(who, "invitations")[m1]


def test_a_substitute_is_named_and_the_desk_lets_them_stand_in(desk: Desk):
    named = {"answer": "substitute", "reason": "Abroad", "substitute": desk.person("m2")}
    desk.act("m1", "attendance.answer", **named)
    assert desk.kinds("guest", "representations") == {}
    desk.act("sec", "attendance.represent", member=desk.person("m1"), by=desk.person("m2"))
    assert desk.kinds("guest", "representations")[desk.person("m1")]["by"] == desk.person("m2")
    desk.refused("m3", "attendance.answer", "not_found", **named | {"substitute": desk.person(OUTSIDER)})


def test_the_secretary_notes_an_answer_that_came_by_telephone(desk: Desk):
    desk.act("sec", "attendance.answer_for", person=desk.person("m1"), answer="accepted")
    assert desk.kinds("m1", "invitations")[desk.person("m1")]["by"] == desk.person("sec")
    desk.act("m1", "attendance.answer", answer="")
    assert desk.kinds("m1", "invitations")[desk.person("m1")]["answer"] == ""


# --- the quorum ---


def quorum(desk: Desk) -> dict[str, object]:
    return desk.kinds("guest", "quorum")["now"]


def test_the_quorum_is_counted_as_people_come_and_go(desk: Desk):
    assert (quorum(desk)["total"], quorum(desk)["needed"], quorum(desk)["met"]) == (4, 3, False)
    for who in ("chair", "m1", "guest"):
        desk.act(who, "attendance.check_in", remote=who == "m1")
    assert (quorum(desk)["here"], quorum(desk)["remote"], quorum(desk)["met"]) == (2, 1, False)
    desk.act("sec", "attendance.represent", member=desk.person("m2"), by=desk.person("chair"))
    assert quorum(desk)["met"] is True
    with desk.services.db.reading() as session:
        here, counted, needed = here_now(session, MAIN)
    assert len(here) == counted
    assert (len(here), needed) == (quorum(desk)["here"] + quorum(desk)["held"], quorum(desk)["needed"])
    assert quorum(desk)["sentences"] == {
        "en": "Present: 2 of 4 members, 1 of them from afar, plus 1 by stand-ins who are present. "
        "At least 2/3 of 4 = 3 needed: there is a quorum.",
        "vi": "Có mặt: 2/4 thành viên, trong đó 1 tham dự từ xa, thêm 1 có người thay đang có mặt. "
        "Cần ít nhất 2/3 của 4 = 3: đủ điều kiện họp.",
    }
    desk.act("sec", "meetings.remove_participant", person=desk.person("m1"))
    assert (quorum(desk)["total"], quorum(desk)["met"]) == (4, False)


def test_a_body_that_lays_down_no_quorum_has_none(desk: Desk):
    with desk.app.app_context():
        set_preset(desk.known[BODY], "majority_cast")
    desk.act("m1", "attendance.check_in")
    assert (quorum(desk)["needed"], quorum(desk)["met"]) == (None, None)


def test_a_body_may_not_count_for_its_quorum_who_is_elsewhere(desk: Desk):
    with desk.app.app_context():
        set_preset(desk.known[BODY], "people_committee", afar=False)
    assert desk.kinds("m1", "checking")["now"]["counted"] is False
    for who in ("chair", "m1", "m2"):
        desk.act(who, "attendance.check_in", remote=who == "m2")
    assert desk.facts()[-3] == Arrived(person=desk.person("chair"))
    assert WaysSet(tap=True, afar=True, counted=False) in desk.facts()
    assert (quorum(desk)["here"], quorum(desk)["apart"], quorum(desk)["met"]) == (3, 1, False)
    said = quorum(desk)["sentences"]
    assert "1 of all these from afar and not counted" in said["en"]
    with desk.services.db.reading() as session:
        here, counted, needed = here_now(session, MAIN)
    assert (len(here), counted, needed) == (3, 2, 3)
    # The vote of whoever is elsewhere counts as any other; only the quorum is short of one.
    desk.start()
    desk.open_poll("poll1")
    for who in ("chair", "m1", "m2"):
        desk.cast(who, "poll1", "yes")
    desk.act("chair", "polls.close", id=ref("poll1"))
    result = desk.result_of("poll1")
    assert (result["received"], result["outcomes"][0]["counts"]["yes"], result["heads"]["present"]) == (3, 3, 3)
    assert (result["verdict"], result["quorum"]) == ("no_quorum", {"number": 2, "needed": 3, "met": False, "apart": 1})
    # What the body decides later, this meeting does not hear of; its secretary may.
    with desk.app.app_context():
        set_preset(desk.known[BODY], "people_committee")
    assert quorum(desk)["met"] is False
    desk.act("sec", "attendance.set_ways", tap=True, afar=True, counted=True)
    assert quorum(desk)["met"] is True


# --- the report ---


@pytest.fixture
def reported(live: Desk, monkeypatch):
    """An hour's meeting: m1 late, m2 excused, m3 leaves before the end, the guest on time."""
    begin = clock.now_ms() + 1_000_000
    monkeypatch.setattr(clock, "now_ms", lambda: begin)
    live.act("m2", "attendance.answer", answer="declined", reason="In hospital")
    for minute, who, name in (
        (0, "guest", "check_in"),
        (0, "m3", "check_in"),
        (9, "m1", "check_in"),
        (40, "m3", "leave"),
    ):
        monkeypatch.setattr(clock, "now_ms", lambda minute=minute: begin + minute * 60_000)
        live.act(who, f"attendance.{name}")
    monkeypatch.setattr(clock, "now_ms", lambda: begin + 60 * 60_000)
    live.act("sec", "meetings.end")
    with live.services.db.reading() as session:
        return report_of(session, MAIN, clock.now_ms()), begin


def test_the_report_tells_members_from_guests_and_who_was_missing(reported):
    report, begin = reported
    lines = {line.part["name"].rpartition(" ")[2]: line for line in (*report.members, *report.guests)}
    assert [line.part["role"] for line in report.members] == ["chair", "member", "member", "member"]
    assert {line.part["role"] for line in report.guests} == {"secretary", "guest", "auditor"}
    assert lines["m3"].total.ms == 40 * 60_000
    assert lines["m3"].total.early == 20 * 60_000
    assert lines["m1"].total.late == begin + 9 * 60_000 - report.begin
    assert (lines["m2"].state, lines["m2"].excused, lines["chair"].excused) == ("absent", True, False)
    assert [line.part["name"] for line in report.missing] == ["Name of chair", "Name of m2"]
    length = report.end - report.begin
    assert all(0 <= line.total.ms <= length for line in lines.values() if line.total)


def test_members_of_the_body_who_were_not_invited_are_missing_too(desk: Desk):
    desk.act("sec", "meetings.remove_participant", person=desk.person("m3"))
    with desk.services.db.reading() as session:
        report = report_of(session, MAIN, clock.now_ms())
    assert [line.part["person"] for line in report.members if line.state == "not_invited"] == [desk.person("m3")]
