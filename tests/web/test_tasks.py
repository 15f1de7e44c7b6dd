"""The pages of conclusions, tasks and statistics, as a browser without scripts uses them; and what is taken away."""

import hashlib
import io
import re

import docx
import openpyxl
import pytest

from icabinet.cli.parcel import needed
from icabinet.papers.storage import original_name
from icabinet.people import accounts, bodies
from icabinet.people.bodies import Seat
from tests.desk import BODY, MAIN, OUTSIDER, Desk, ref
from tests.web.visitor import Visitor

ITEM, TASK = ref("item1"), ref("task1")
PAGE = f"/meetings/{MAIN}/conclusions"
ACTS = iter(range(10**6))


def act(**fields: object) -> dict[str, object]:
    return {"act": ref(f"act{next(ACTS)}x"), **fields}


def taken(visitor: Visitor, path: str) -> io.BytesIO:
    answer = visitor.get(path)
    assert answer.status_code == 200
    with answer:
        return io.BytesIO(answer.data)


@pytest.fixture
def house(desk: Desk) -> Desk:
    """A live meeting that gave a task to a unit of which nobody was there, long overdue, and concluded on an item."""
    with desk.app.app_context():
        below = bodies.add_body("Sở Tài chính", desk.known[BODY])
        desk.known["staff"] = accounts.add_person("Người của Sở")
        bodies.seat(below, desk.known["staff"], Seat())
    desk.add_item("item1")
    desk.start()
    desk.act("m1", "attendance.check_in")
    desk.act("sec", "conclusions.record", item=ITEM, text="Đồng ý chủ trương.", announced=True)
    desk.act(
        "sec", "tasks.give", id=TASK, item=ITEM, text="Trình dự toán, =1+1", unit="Sở Tài chính", deadline_at=1_000
    )
    return desk


def test_it_is_concluded_and_given_without_a_script(desk: Desk):
    desk.add_item("item1")
    secretary = Visitor(desk, "sec")
    assert secretary.post(f"{PAGE}/act/conclusions.record", act(item=ITEM, text="Nháp", seen=0)).status_code == 303
    given = act(item=ITEM, id=TASK, text="Trình", unit="Sở A", helpers="Sở B; Sở C", deadline_at="2027-03-01")
    assert secretary.post(f"{PAGE}/act/tasks.give", given).status_code == 303
    page = secretary.get(PAGE).text
    for words in ("Nháp", "Trình", "Sở A", "Sở B, Sở C", "01/03/2027"):
        assert words in page
    member = Visitor(desk, "m1").get(PAGE).text
    assert "Nháp" not in member
    assert "Sở A" in member
    assert "<textarea" not in member


def test_words_that_were_overtaken_are_not_lost(house: Desk):
    answer = Visitor(house, "chair").post(f"{PAGE}/act/conclusions.record", act(item=ITEM, text="Của tôi", seen=0))
    assert answer.status_code == 409
    assert "Đồng ý chủ trương." in answer.text
    assert "Của tôi" in answer.text
    assert house.kinds("sec", "conclusions")[ITEM]["text"] == "Đồng ý chủ trương."


def test_whose_task_it_is_finds_it_and_reports(house: Desk):
    staff = Visitor(house, "staff")
    home = staff.get("/tasks")
    assert "Trình dự toán" in home.text
    page = staff.get(f"/tasks/{MAIN}/{TASK}")
    assert "Đồng ý chủ trương." in page.text
    assert "tasks.close" not in page.text
    sent = act(text="Đã trình", done="1", until="")
    assert staff.post(f"/tasks/{MAIN}/{TASK}/act/tasks.report", sent).status_code == 303
    assert house.kinds("m1", "tasks")[TASK]["state"] == "reported"
    assert "Đã trình" in Visitor(house, "sec").get("/tasks?show=reported").text
    # A guest knows of the task, and not of what is said about it.
    guest = Visitor(house, "guest").get(f"/tasks/{MAIN}/{TASK}").text
    assert "Trình dự toán" in guest
    assert "Đã trình" not in guest
    assert Visitor(house, OUTSIDER).get(f"/tasks/{MAIN}/{TASK}").status_code == 404
    assert Visitor(house, "sec", only=ref("other")).get(f"/tasks/{MAIN}/{TASK}").status_code == 404


def test_the_desk_moves_and_closes_it_and_a_refusal_says_why(house: Desk):
    secretary = Visitor(house, "sec")
    where = f"/tasks/{MAIN}/{TASK}/act/"
    for name, fields in (
        ("tasks.put_off", {"deadline_at": "2027-01-15", "reason": "Chờ"}),
        ("tasks.put_off", {"deadline_at": "", "reason": "?"}),
        ("tasks.remind", {}),
        ("tasks.close", {"text": ""}),
        ("tasks.return", {"reason": "Thiếu"}),
        ("tasks.drop", {"reason": "Thôi"}),
    ):
        assert secretary.post(where + name, act(**fields)).status_code == 303
    assert house.kinds("m1", "tasks")[TASK]["state"] == "dropped"
    assert secretary.post(where + "tasks.fly", act()).status_code == 404
    page = secretary.get(f"/tasks/{MAIN}/{TASK}").text
    assert page.count('data-test="step"') == 6


def test_the_board_is_narrowed_down(house: Desk):
    secretary = Visitor(house, "sec")
    for query, found in (
        ("show=overdue", True), ("show=overdue&q=du+toan", True), ("show=overdue&q=khac", False),
        ("show=closed", False), ("show=all&unit=Sở Tài chính", True), ("show=all&unit=Sở B", False),
        ("show=all&until=1970-01-02", True), ("show=all&since=1970-01-02", False), (f"show=all&meeting={MAIN}", True),
    ):  # fmt: skip
        assert ('data-test="task"' in secretary.get(f"/tasks?{query}").text) is found, query
    assert secretary.get("/tasks?since=yesterday").status_code == 422


@pytest.mark.parametrize("path", [f"{PAGE}.", "/tasks.", "/statistics."])
def test_what_is_taken_along_is_what_is_seen(house: Desk, path: str):
    secretary = Visitor(house, "sec")
    book = openpyxl.load_workbook(taken(secretary, f"{path}xlsx?show=all"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("Sở Tài chính" in str(cell.value) for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)
    if path != "/statistics.":
        written = docx.Document(taken(secretary, f"{path}docx?show=all"))
        said = " ".join([*(one.text for one in written.paragraphs), *(
            cell.text for table in written.tables for row in table.rows for cell in row.cells
        )])  # fmt: skip
        assert "Sở Tài chính" in said
        assert "Trình dự toán, =1+1" in said


def test_statistics_are_for_who_keeps_records(house: Desk):
    page = Visitor(house, "sec").get("/statistics").text
    for words in ("Sở Tài chính", "Name of m1", "The meeting"):
        assert words in page
    assert Visitor(house, "staff").get("/statistics").status_code == 403
    assert Visitor(house, "sec").get("/statistics?since=x").status_code == 422
    assert "The meeting" not in Visitor(house, "sec").get("/statistics?since=2090-01-01").text


def found(visitor: Visitor, query: str) -> int:
    return visitor.get(f"/search/{query}").text.count('class="thing"')


def test_things_are_found_by_words_by_how_they_stand_and_by_the_day(house: Desk):
    house.act("sec", "conclusions.record", text="Chỉ là dự thảo")
    secretary = Visitor(house, "sec")
    for query, many in (
        ("tasks?q=du+toan", 1), ("tasks?q=dự+toán&state=overdue", 1), ("tasks?q=so+tai+chinh", 1), ("tasks?q=khac", 0),
        ("tasks?state=closed", 0), ("conclusions?q=chu+truong", 1), ("conclusions", 2), ("conclusions?state=draft", 1),
        ("meetings?q=the+meeting&state=live", 1), ("meetings?until=2000-01-01", 0), ("meetings?since=2000-01-01", 2),
        ("slips", 0),
    ):  # fmt: skip
        assert found(secretary, query) == many, query
    assert secretary.get("/search/meetings?since=x").status_code == 422
    assert secretary.get("/search/secrets").status_code == 404


def test_nobody_finds_what_is_not_for_them(house: Desk):
    house.act("sec", "conclusions.record", text="Chỉ là dự thảo")
    house.open_poll("poll1")
    house.cast("m1", "poll1", "yes")
    before = [found(Visitor(house, who), "votes") for who in ("m1", "sec", OUTSIDER)]
    house.act("chair", "polls.close", id=ref("poll1"))
    after = [found(Visitor(house, who), "votes") for who in ("m1", "sec", OUTSIDER)]
    assert [late - early for early, late in zip(before, after, strict=True)] == [1, 1, 0]
    assert [found(Visitor(house, who), "conclusions") for who in ("m1", "sec", OUTSIDER)] == [1, 2, 0]
    assert [found(Visitor(house, who), "tasks") for who in ("staff", OUTSIDER)] == [1, 0]
    assert found(Visitor(house, "m1", only=ref("other")), "meetings") == 0


def test_files_of_conclusions_and_reports_are_taken_by_those_who_see_what_they_go_with(house: Desk):
    secretary, member, staff = (Visitor(house, who) for who in ("sec", "m1", "staff"))
    sent = {"item": ITEM, "file": (io.BytesIO(b"notice"), "TB 15.pdf")}
    assert secretary.post(f"{PAGE}/files", sent).status_code == 303
    [file] = house.kinds("m1", "conclusions")[ITEM]["files"]
    where = f"{PAGE}/files/{file['id']}"
    with member.get(where) as answer:
        assert (answer.data, answer.mimetype) == (b"notice", "application/octet-stream")
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "TB 15.pdf" in member.get(PAGE).text
    assert member.post(f"{PAGE}/files", {"item": ITEM, "file": (io.BytesIO(b"x"), "x")}).status_code == 403
    assert Visitor(house, OUTSIDER).get(where).status_code == 404
    # Whose task it is sees the conclusion, and what goes with it, without a part in the meeting.
    task = f"/tasks/{MAIN}/{TASK}"
    with staff.get(f"{task}/files/{file['id']}") as answer:
        assert answer.data == b"notice"
    report = act(text="Xong", done="1", until="", file=[(io.BytesIO(b"one"), "1.xlsx"), (io.BytesIO(b"two"), "2.xlsx")])
    assert staff.post(f"{task}/act/tasks.report", report).status_code == 303
    page = secretary.get(task).text
    found = re.findall(rf"{task}/files/(\w+)", page)
    assert len(found) == 3
    assert "1.xlsx" in page
    assert "1.xlsx" not in member.get(task).text
    for one in found:
        for who, status in ((secretary, 200), (member, 200 if one == file["id"] else 404)):
            with who.get(f"{task}/files/{one}") as answer:
                assert answer.status_code == status
    with house.services.db.reading() as session:
        kept = needed(session)
    for content in (b"notice", b"one", b"two"):
        assert original_name(hashlib.sha256(content).hexdigest()) in kept
