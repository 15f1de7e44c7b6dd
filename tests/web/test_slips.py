"""The pages of slips, as a browser without scripts uses them; and what is taken away as Word and Excel."""

import io
import re

import docx
import docx.document
import openpyxl
import pytest

from icabinet import clock
from icabinet.web.pages import moments
from tests.desk import BODY, MAIN, Desk, ref
from tests.web.visitor import Program, Visitor

SLIP = ref("slip1")
HOUR = 3_600_000
DAY, _TIME = moments.in_days(30, "")
ACTS = iter(range(10**6))


def act() -> str:
    return ref(f"act{next(ACTS)}x")


def typed(**changes: object) -> dict[str, object]:
    """What the fields of a slip hold."""
    said = {
        "subject": "Dự toán", "explanation": "Vì sao", "question": ["Đồng ý?", "Phương án?", ""],
        "options": ["", "A\nB\n", ""], "day": DAY, "time": "17:00", "remind_h": "24", "late": "refused",
        "changeable": "1", "preset": "people_committee", "act": act(), "send": act(), "then": "save",
    }  # fmt: skip
    return said | changes


@pytest.fixture
def house(desk: Desk) -> Desk:
    """A house with a slip that is out."""
    desk.meeting = SLIP
    args = {"subject": "Dự toán", "questions": [{"text": "Đồng ý?"}], "deadline_at": clock.now_ms() + 48 * HOUR}
    desk.act("sec", "slips.make", body=desk.known[BODY], chair=desk.person("chair"), **args)
    desk.file_paper("paper1", pages=2)
    desk.act("sec", "slips.send")
    return desk


def answered(desk: Desk, **choices: str) -> None:
    for who, choice in choices.items():
        opinion = {"opinion": "Cần bổ sung, =1+1"} if choice == "other" else {}
        desk.act(who, "slips.answer", answers=[{"choice": choice, **opinion}])


def test_a_slip_is_written_and_sent_without_a_script(desk: Desk):
    secretary = Visitor(desk, "sec")
    page = secretary.get("/slips/new")
    assert desk.known[BODY] in page.text
    made = secretary.post("/slips/new", {
        "act": act(), "body": desk.known[BODY], "subject": "Dự toán", "question": "Đồng ý?",
        "day": DAY, "time": "08:00",
    })  # fmt: skip
    assert made.status_code == 303
    edit = made.headers["Location"]
    assert "Đồng ý?" in secretary.get(edit).text
    assert secretary.post(edit, typed()).status_code == 303
    text = secretary.get(edit).text
    assert "Phương án?" in text
    assert "A\nB" in text
    sent = secretary.post(edit, typed(then="send", explanation="Cuối cùng"))
    slip = edit.removesuffix("/edit")
    assert secretary.get(sent.headers["Location"]).headers["Location"] == slip
    shown = Visitor(desk, "m1").get(slip).text
    assert "Cuối cùng" in shown
    assert shown.count('type="radio"') == 6
    # A draft is no longer to be written.
    assert secretary.get(edit).status_code == 303
    assert Visitor(desk, "m1").get(edit).status_code == 403


def test_what_is_refused_stays_in_the_fields(desk: Desk):
    secretary = Visitor(desk, "sec")
    refused = secretary.post(
        "/slips/new", {"act": act(), "body": desk.known[BODY], "subject": "Giữ lại", "question": " "}
    )
    assert refused.status_code == 422
    assert "Giữ lại" in refused.text
    desk.meeting = SLIP
    args = {"subject": "S", "questions": [{"text": "?"}], "deadline_at": 0}
    desk.act("sec", "slips.make", body=desk.known[BODY], **args)
    refused = secretary.post(f"/slips/{SLIP}/edit", typed(silence="1", explanation="Đã viết dài"))
    assert refused.status_code == 422
    assert "Đã viết dài" in refused.text
    assert 'role="alert"' in refused.text


def test_an_answer_is_recorded_to_the_second_and_one_without_words_is_not_taken(house: Desk):
    member = Visitor(house, "m1")
    assert "Ngân" not in member.get(f"/slips/{SLIP}").text
    refused = member.post(f"/slips/{SLIP}/answer", {"act": act(), "choice-0": "other", "opinion-0": " "})
    assert refused.status_code == 422
    assert re.search(r'value="other" required checked', refused.text)
    done = member.post(f"/slips/{SLIP}/answer", {"act": act(), "choice-0": "other", "opinion-0": "Cần thẩm định"})
    assert done.status_code == 303
    shown = member.get(f"/slips/{SLIP}").text
    assert re.search(r"\d\d:\d\d:\d\d", shown)
    assert "Cần thẩm định" in shown
    others = Visitor(house, "m2").get(f"/slips/{SLIP}").text
    assert "Cần thẩm định" not in others
    assert "Cần thẩm định" in Visitor(house, "chair").get(f"/slips/{SLIP}").text


def test_the_start_page_says_how_many_slips_wait(house: Desk):
    member = Visitor(house, "m1")
    assert 'class="badge">1<' in member.get("/").text
    assert "Dự toán" in member.get("/slips").text
    answered(house, m1="yes")
    assert 'class="badge">1<' not in member.get("/").text
    assert "Dự toán" not in member.get("/slips").text
    assert "Dự toán" in member.get("/slips?show=answered").text
    assert "Dự toán" in member.get("/slips?show=all").text
    # Slips are not meetings, and a tablet that is signed in for one meeting has none.
    assert "Dự toán" not in member.get("/").text
    tablet = Visitor(house, "m2", only=MAIN)
    assert "Dự toán" not in tablet.get("/slips").text
    assert tablet.get(f"/slips/{SLIP}").status_code == 404


def test_papers_are_filed_and_read_as_those_of_a_meeting(house: Desk):
    member = Visitor(house, "m1")
    assert f"/meetings/{SLIP}?paper={ref('paper1')}" in member.get(f"/slips/{SLIP}").text
    assert member.get(f"/meetings/{SLIP}").status_code == 200
    # The preparation of a slip is its own page.
    secretary = Visitor(house, "sec")
    assert secretary.get(f"/meetings/{SLIP}/edit").headers["Location"].endswith(f"/slips/{SLIP}/edit")


def test_the_desk_reminds_extends_and_withdraws(house: Desk):
    secretary, member = Visitor(house, "sec"), Visitor(house, "m1")
    where = f"/slips/{SLIP}/act/"
    secretary.post(where + "slips.remind", {"act": act()})
    assert "notice warn" in member.get(f"/slips/{SLIP}").text
    secretary.post(where + "slips.extend", {"act": act(), "day": DAY, "time": "08:00", "reason": "Chờ ý kiến"})
    assert "Chờ ý kiến" in member.get(f"/slips/{SLIP}").text
    assert member.post(where + "slips.close", {"act": act()}).status_code == 303
    assert house.records("m1")[f"slips/{SLIP}"]["state"] == "sent"
    assert secretary.post(where + "slips.answer", {"act": act()}).status_code == 404
    secretary.post(where + "slips.withdraw", {"act": act(), "reason": "Đưa ra phiên họp"})
    assert "Đưa ra phiên họp" in member.get(f"/slips/{SLIP}").text


def test_the_overdue_list_names_who_is_awaited(house: Desk, monkeypatch: pytest.MonkeyPatch):
    house.meeting = late = ref("slip2")
    args = {"subject": "Chậm", "questions": [{"text": "?"}], "deadline_at": clock.now_ms() + HOUR}
    house.act("sec", "slips.make", body=house.known[BODY], ways={"late": "marked"}, **args)
    house.act("sec", "slips.send")
    house.act("m1", "slips.answer", answers=[{"choice": "yes"}])
    now = clock.now_ms() + 2 * HOUR
    monkeypatch.setattr(clock, "now_ms", lambda: now)
    page = Visitor(house, "sec").get("/slips?show=overdue").text
    assert "Chậm" in page
    assert "Name of m2" in page
    assert "Name of m1" not in page
    assert "Dự toán" not in page
    assert late in Visitor(house, "m2").get("/slips").text
    assert "show=overdue" not in Visitor(house, "m2").get("/slips?show=overdue").text


def taken(visitor: Visitor, path: str) -> io.BytesIO:
    """Take a file along."""
    with visitor.get(path) as answer:
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
        return io.BytesIO(answer.data)


def cells_of(document: docx.document.Document) -> list[str]:
    return [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def closed(house: Desk) -> Visitor:
    answered(house, chair="yes", m1="yes", m2="other", m3="yes")
    house.act("sec", "slips.close")
    return Visitor(house, "sec")


def test_the_result_is_taken_along_as_word_and_as_excel(house: Desk):
    secretary = closed(house)
    page = secretary.get(f"/slips/{SLIP}").text
    assert 'data-test="sentence"' in page
    document = docx.Document(taken(secretary, f"/slips/{SLIP}/sheet.docx"))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Dự toán" in words
    assert "3 trên 4 thành viên tán thành" in words
    assert "Cần bổ sung, =1+1" in cells_of(document)
    book = openpyxl.load_workbook(taken(secretary, f"/slips/{SLIP}/sheet.xlsx"))
    rows = [tuple(row) for tab in book.worksheets for row in tab.iter_rows(values_only=True)]
    assert ("Đồng ý", 3) in rows or ("Agree", 3) in rows
    assert any("Cần bổ sung, =1+1" in row for row in rows)
    assert book.worksheets[0]._charts
    # A member has the result without who answered what.
    own = docx.Document(taken(Visitor(house, "m1"), f"/slips/{SLIP}/sheet.docx"))
    assert "3 trên 4 thành viên tán thành" in "\n".join(paragraph.text for paragraph in own.paragraphs)
    assert "Cần bổ sung, =1+1" not in cells_of(own)
    assert secretary.get(f"/slips/{SLIP}/sheet.odt").status_code == 404


def test_before_the_closing_only_the_desk_takes_answers_along(house: Desk):
    assert Visitor(house, "m1").get(f"/slips/{SLIP}/sheet.xlsx").status_code == 403
    assert taken(Visitor(house, "chair"), f"/slips/{SLIP}/sheet.xlsx").read(2) == b"PK"


def test_one_gesture_puts_the_result_on_the_agenda_and_sent_again_it_does_so_once(house: Desk):
    secretary = closed(house)
    assert MAIN in secretary.get(f"/slips/{SLIP}").text
    form = {"meeting": MAIN, "act": act(), "add": act(), "item": ref("item9"), "paper": ref("paper9")}
    for _ in range(2):
        assert secretary.post(f"/slips/{SLIP}/report", dict(form)).status_code == 303
    house.meeting = MAIN
    (item,) = house.kinds("m1", "items").values()
    assert "Dự toán" in item["title"]
    (paper,) = house.kinds("m1", "papers").values()
    assert (paper["item"], paper["filename"].endswith(".docx")) == (item["id"], True)
    house.meeting = SLIP
    assert len(house.records("sec")[f"slips/{SLIP}"]["reported"]) == 1
    assert Visitor(house, "m1").post(f"/slips/{SLIP}/report", dict(form)).status_code == 403


def test_statistics_are_for_who_runs_slips(house: Desk):
    secretary = closed(house)
    page = secretary.get("/slips/statistics").text
    assert "Name of m2" in page
    assert "<rect" in page
    assert "Name of m2" not in secretary.get("/slips/statistics?until=2000-01-01").text
    book = openpyxl.load_workbook(taken(secretary, "/slips/statistics.xlsx"))
    assert ["Name of chair", 1, 0, 0, 0, 1, 1, 0, 0, 0] in [
        list(row) for tab in book.worksheets for row in tab.iter_rows(values_only=True)
    ]
    assert book.worksheets[0]._charts
    assert secretary.get("/slips/statistics?since=gestern").status_code == 422
    assert Visitor(house, "m1").get("/slips/statistics").status_code == 403


def test_programs_list_slips_and_act_on_them(house: Desk):
    program = Program(house, "m1")
    (slip,) = program.call("GET", "/slips").json
    assert (slip["id"], slip["role"], slip["mine"]) == (
        SLIP,
        "member",
        [{"person": house.person("m1"), "answered_at": None}],
    )
    assert "remind_at" not in slip
    done = program.act(SLIP, "slips.answer", act(), answers=[{"choice": "yes"}])
    assert done.status_code == 200
    assert [meeting["id"] for meeting in program.call("GET", "/meetings").json if meeting["written"]] == []
