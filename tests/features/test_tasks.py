"""Tasks: given, reported on by whose they are, reminded of in time, and carried on until they are closed."""

from typing import Any
from unittest.mock import patch

import pytest

from icabinet import clock, ids
from icabinet.errors import Refusal
from icabinet.people import accounts, bodies
from icabinet.people.bodies import Seat
from icabinet.performing import SYSTEM
from icabinet.tasks.facts import TaskClosed, TaskGiven, TaskReminded, TaskReported, TasksCarried
from icabinet.tasks.queries import carried_in, due_reminders, files_of, steps_of, tasks_for, waiting_for
from icabinet.tasks.tables import TaskRow
from tests.desk import BODY, MAIN, NOISE, Desk, ref

DAY = 86_400_000
TASK = ref("task1")


def give(desk: Desk, name: str = "task1", *, unit: str = "Sở A", **args: Any) -> str:
    desk.act("sec", "tasks.give", id=ref(name), text="Trình dự thảo", unit=unit, **args)
    return ref(name)


def row(desk: Desk, task: str = TASK) -> TaskRow:
    with desk.services.db.reading() as session:
        return session.get_one(TaskRow, (f"meeting:{MAIN}", task))


@pytest.fixture
def office(desk: Desk) -> Desk:
    """A body below the one that meets, of which somebody ("staff") sits in no meeting."""
    with desk.app.app_context():
        below = bodies.add_body("Sở A", desk.known[BODY])
        desk.known["staff"] = accounts.add_person("Người của Sở")
        bodies.seat(below, desk.known["staff"], Seat())
    return desk


def test_a_task_is_given_under_an_item_and_outlives_it(desk: Desk):
    item = desk.add_item("item1")
    with desk.happening() as facts:
        give(desk, item=item, unit="  Sở  A", helpers=["Sở B", "Sở A", "Sở B"], deadline_at=10 * DAY, remind_days=0)
    [fact] = facts
    assert isinstance(fact, TaskGiven)
    assert (fact.body, fact.unit, fact.helpers, fact.remind_at) == (desk.known[BODY], "Sở A", ["Sở B"], None)
    desk.act("sec", "agenda.remove_item", id=item)
    assert desk.kinds("guest", "tasks")[TASK]["item"] is None


def test_whose_task_it_is_reports_without_having_been_there(office: Desk):
    give(office)
    with office.happening() as facts:
        office.act("staff", "tasks.report", id=TASK, text="Đang làm", until=20 * DAY)
        office.act("staff", "tasks.report", id=TASK, text="Xong", done=True)
    assert facts[0] == TaskReported(task=TASK, text="Đang làm", done=False, until=20 * DAY)
    assert row(office).state == "reported"
    assert office.refused("staff", "tasks.report", "stale", id=TASK, text="?")["state"] == "reported"


def test_nobody_else_reports_and_whose_task_it_is_does_nothing_else(office: Desk):
    office.refused("staff", "tasks.report", "not_found", id=TASK, text="?")
    give(office)
    for who, code in (("out", "not_found"), ("m1", "not_allowed"), ("aud", "not_allowed")):
        office.refused(who, "tasks.report", code, id=TASK, text="?")
    for name in ("tasks.close", "attendance.check_in", "meetings.start"):
        office.refused("staff", name, "not_allowed", **({"id": TASK} if name == "tasks.close" else {}))


def test_a_unit_of_the_same_name_elsewhere_has_no_part_in_it(office: Desk):
    with office.app.app_context():
        other = bodies.add_body("Tỉnh khác")
        bodies.seat(other, office.known["out"], Seat(unit="Sở A"))
        bodies.seat(bodies.add_body("Sở A", other), office.known["out"], Seat())
    give(office)
    office.refused("out", "tasks.report", "not_found", id=TASK, text="?")
    with office.services.db.reading() as session:
        assert tasks_for(session, office.person("out")) == []
        assert [mine.owns for mine in tasks_for(session, office.person("staff"))] == [True]
        assert [(mine.owns, mine.follows) for mine in tasks_for(session, office.person("m1"))] == [(False, False)]


def test_a_task_is_closed_returned_put_off_and_dropped_by_the_desk(desk: Desk):
    give(desk, unit="Unit", deadline_at=5 * DAY)
    desk.act("m1", "tasks.report", id=TASK, text="Xong", done=True)
    desk.act("chair", "tasks.return", id=TASK, reason="Thiếu phụ lục")
    assert row(desk).state == "under_way"
    desk.act("sec", "tasks.put_off", id=TASK, deadline_at=6 * DAY, reason="Chờ ý kiến")
    with desk.happening() as facts:
        desk.act("chair", "tasks.close", id=TASK)
    assert facts == [TaskClosed(task=TASK, text="")]
    assert desk.refused("sec", "tasks.drop", "stale", id=TASK, reason="?")["state"] == "closed"
    desk.act("sec", "tasks.return", id=TASK, reason="Chưa xong")
    desk.act("sec", "tasks.drop", id=TASK, reason="Không còn cần")
    with desk.services.db.reading() as session:
        steps = [step.what for step in steps_of(session, desk.stream, TASK)]
    assert steps == ["given", "reported", "returned", "put_off", "closed", "returned", "dropped"]


def test_what_is_said_of_a_task_is_heard_by_the_desk_and_its_own_only(desk: Desk):
    give(desk, unit="Unit")
    desk.act("m1", "tasks.report", id=TASK, text="Chỉ cho thư ký")
    told = [one for one in desk.told if one.entry.kind.name == "tasks.reported"]
    assert [one.entry.kind.audience for one in told] == ["desk"]
    assert desk.kinds("screen", "tasks")[TASK]["state"] == "under_way"


def test_who_is_late_is_reminded_before_the_deadline_and_when_it_is_over(office: Desk):
    now = clock.now_ms()
    give(office, deadline_at=now + 4 * DAY)
    office.refused(SYSTEM, "tasks.remind_in_time", "conflict")
    with office.happening() as facts:
        for days in (1, 4):
            with patch.object(clock, "now_ms", lambda days=days: now + days * DAY + 1):
                with office.services.db.reading() as session:
                    assert due_reminders(session, clock.now_ms()) == [office.stream]
                office.act(SYSTEM, "tasks.remind_in_time")
    staff = office.person("staff")
    assert facts == [
        TaskReminded(task=TASK, why="soon", persons=[staff], remind_at=now + 4 * DAY),
        TaskReminded(task=TASK, why="overdue", persons=[staff], remind_at=None),
    ]
    with office.services.db.reading() as session:
        assert waiting_for(session, staff, now) == 1
        assert waiting_for(session, office.person("m1"), now) == 0


def test_what_is_not_closed_stands_on_the_next_agenda_until_it_is(desk: Desk):
    give(desk, "task1", deadline_at=2 * DAY)
    give(desk, "task2", deadline_at=DAY)
    desk.act("sec", "tasks.report", id=TASK, text="Xong", done=True)
    later = ids.new()
    desk.meeting = later
    desk.act("sec", "meetings.create", body=desk.known[BODY], title="Sau", starts_at=1_900_000_000_000)
    [item] = desk.kinds("sec", "items").values()
    carried = sorted(desk.kinds("sec", "carried").values(), key=lambda one: one["place"])
    assert [(one["task"], one["state"]) for one in carried] == [(ref("task2"), "given"), (TASK, "reported")]
    assert {one["item"] for one in carried} == {item["id"]}
    desk.meeting = MAIN
    desk.act("chair", "tasks.close", id=TASK)
    desk.meeting = later
    with desk.happening() as facts:
        desk.start()
    assert [one.task for fact in facts if isinstance(fact, TasksCarried) for one in fact.tasks] == [ref("task2")]
    with desk.services.db.reading() as session:
        assert [one.task for one in carried_in(session, desk.stream)] == [ref("task2")]


def test_tasks_are_put_on_an_agenda_anew_and_go_with_their_item(desk: Desk):
    desk.refused("sec", "tasks.carry", "nothing_to_carry", item=ref("item1"))
    give(desk)
    later = ids.new()
    desk.meeting = later
    desk.act("sec", "meetings.create", body=desk.known[BODY], title="Sau", starts_at=1_900_000_000_000)
    [item] = desk.kinds("sec", "items")
    desk.act("sec", "agenda.remove_item", id=item)
    assert desk.kinds("sec", "carried") == {}
    desk.act("sec", "tasks.carry", item=ref("item2"))
    assert desk.kinds("sec", "items")[ref("item2")]["title"] == "Việc thực hiện nhiệm vụ của các phiên họp trước"


def test_what_is_given_is_well_formed(desk: Desk):
    for args in (
        {"unit": ""}, {"unit": "x" * 201}, {"helpers": ["x"] * 21}, {"deadline_at": -1}, {"remind_days": 400},
    ):  # fmt: skip
        where = desk.refused("sec", "tasks.give", "invalid", **{"id": TASK, "text": "?", "unit": "A"} | args)["where"]
        assert where in args
    assert desk.refused("sec", "tasks.give", "not_found", id=TASK, text="?", unit="A", person="nobody")
    give(desk)
    desk.refused("sec", "tasks.give", "id_taken", id=TASK, text="?", unit="A")
    assert desk.meeting != NOISE


def test_where_the_units_word_is_enough_it_closes_the_task(office: Desk):
    give(office, by_word=True, deadline_at=clock.now_ms() + DAY)
    office.act("staff", "tasks.report", id=TASK, text="Đang làm")
    with office.happening() as facts:
        office.act("staff", "tasks.report", id=TASK, text="Xong", done=True)
    assert facts[1:] == [TaskClosed(task=TASK, text="")]
    assert (row(office).state, row(office).remind_at) == ("closed", None)
    office.act("sec", "tasks.return", id=TASK, reason="Chưa xong")
    office.act("sec", "tasks.edit", id=TASK, text="Trình dự thảo", unit="Sở A", by_word=False)
    office.act("staff", "tasks.report", id=TASK, text="Xong", done=True)
    assert row(office).state == "reported"


def test_who_prepares_the_bodys_meetings_sees_to_its_tasks_without_having_been_there(desk: Desk):
    with desk.app.app_context():
        desk.known["keeper"] = accounts.add_person("Thư ký mới")
        bodies.seat(desk.known[BODY], desk.known["keeper"], Seat(prepares=True))
        desk.known["other"] = accounts.add_person("Thư ký nơi khác")
        bodies.seat(bodies.add_body("Nơi khác"), desk.known["other"], Seat(prepares=True))
    desk.refused("keeper", "tasks.close", "not_found", id=TASK)
    give(desk)
    desk.act("keeper", "tasks.report", id=TASK, text="Sở báo miệng", done=True)
    desk.act("keeper", "tasks.return", id=TASK, reason="Thiếu phụ lục")
    desk.act("keeper", "tasks.close", id=TASK)
    desk.refused("other", "tasks.return", "not_found", id=TASK, reason="?")
    for name, args in (("tasks.give", {"id": ref("t2"), "text": "?", "unit": "A"}), ("meetings.start", {})):
        desk.refused("keeper", name, "not_allowed", **args)
    with desk.services.db.reading() as session:
        [mine] = tasks_for(session, desk.person("keeper"))
        assert (mine.runs, mine.follows, mine.owns, mine.was_there) == (True, True, False, False)
        assert tasks_for(session, desk.person("other")) == []


def test_files_come_with_a_report_from_those_whose_task_it_is(office: Desk):
    give(office)
    file = {"filename": "bao cao.xlsx", "sha": "b" * 64, "size": 9}
    office.inside("staff", "tasks.add_file", id=ref("file1"), task=TASK, **file)
    with office.services.db.reading() as session:
        assert [(one.filename, one.sha) for one in files_of(session, office.stream, TASK)] == [
            ("bao cao.xlsx", "b" * 64)
        ]
        assert steps_of(session, office.stream, TASK)[-1].what == "file_added"
    asked = {"id": ref("file2"), "task": TASK, **file}
    for who, code in (("m1", "not_allowed"), ("out", "not_found"), ("aud", "not_allowed")):
        with office.app.app_context(), pytest.raises(Refusal) as refused:
            office.inside(who, "tasks.add_file", **asked)
        assert refused.value.code == code
    office.refused("staff", "tasks.add_file", "unknown_action", **asked)
    with pytest.raises(Refusal, match="state_secret"):
        office.inside("staff", "tasks.add_file", **asked | {"filename": "TỐI MẬT.docx"})
    office.act("sec", "tasks.drop", id=TASK, reason="Không còn cần")
    with pytest.raises(Refusal):
        office.inside("staff", "tasks.add_file", **asked)
