"""Checking in at the door with a telephone, and the attendance list as a page, a spreadsheet and a document."""

import io
import re

import docx
import openpyxl
import pytest

from icabinet import clock, ids
from icabinet.attendance.door import code_at
from icabinet.seats.arranging import arranged
from icabinet.seats.rooms import plan_in, room
from tests.desk import MAIN, ROOM, Desk
from tests.web.visitor import Program, Visitor


def shown(desk: Desk) -> str:
    return code_at(desk.settings.secret_key.encode(), MAIN, clock.now_ms())


def test_the_door_shows_a_picture_that_leads_to_the_check_in(desk: Desk):
    page = Visitor(desk, "screen").get(f"/meetings/{MAIN}/door")
    code = shown(desk)
    assert f"{code[:3]} {code[3:]}" in page.text or page.status_code == 200
    assert 1 <= int(page.headers["Refresh"]) <= 31
    answer = Program(desk, "screen").call("GET", f"/meetings/{MAIN}/door").get_json()
    assert answer["url"].endswith(f"/meetings/{MAIN}/here/{answer['code']}")
    assert answer["qr"].startswith("data:image/svg+xml")
    assert 0 < answer["valid_ms"] <= 30_000


def test_the_code_is_shown_to_those_who_show_it(desk: Desk):
    for who, status in (("m1", 403), ("guest", 403), ("sec", 200), ("chair", 200), ("out", 404)):
        assert Program(desk, who).call("GET", f"/meetings/{MAIN}/door").status_code == status


def test_whoever_scans_it_signed_in_is_checked_in_by_what_the_page_sends(desk: Desk):
    m1 = Visitor(desk, "m1")
    page = m1.get(f"/meetings/{MAIN}/here/{shown(desk)}")
    assert 'id="join"' in page.text
    assert desk.kinds("m1", "attendance") == {}, "opening it changes nothing"
    sent = dict(re.findall(r'<input type="hidden" name="(act|code)" value="([^"]+)"', page.text))
    assert m1.post(f"/meetings/{MAIN}/here", sent).status_code == 303
    assert desk.kinds("m1", "attendance")[desk.person("m1")]["how"] == "code"
    assert 'class="notice ok"' in m1.get(f"/meetings/{MAIN}/here").text


def test_whoever_is_not_signed_in_signs_in_first(desk: Desk):
    answer = Visitor(desk).get(f"/meetings/{MAIN}/here/abcdef")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("code", ["", "222222", "x" * 5_000, "\x00", "é"])
def test_a_code_that_is_not_shown_checks_nobody_in(desk: Desk, code):
    m1 = Visitor(desk, "m1")
    assert m1.post(f"/meetings/{MAIN}/here", {"act": ids.new(), "code": code}).status_code == 303
    assert "notice danger" in m1.get(f"/meetings/{MAIN}/here").text
    assert desk.kinds("m1", "attendance") == {}


# --- the list ---


@pytest.fixture
def listed(live: Desk) -> Desk:
    """Somebody with the name of a formula is there; somebody else has said why not."""
    live.act("m1", "attendance.check_in")
    live.act("m2", "attendance.answer", answer="declined", reason="=HYPERLINK(1)")
    return live


def test_the_list_is_for_the_desk(listed: Desk):
    for suffix in ("", ".xlsx", ".docx"):
        for who, status in (("sec", 200), ("chair", 200), ("aud", 200), ("m1", 403), ("screen", 403), ("out", 404)):
            assert Visitor(listed, who).get(f"/meetings/{MAIN}/attendance{suffix}").status_code == status


def test_the_spreadsheet_has_everybody_and_no_formula(listed: Desk):
    answer = Visitor(listed, "sec").get(f"/meetings/{MAIN}/attendance.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    texts = [str(cell.value) for cell in cells]
    assert {"Name of m1", "Name of m2", "Name of guest"} <= set(texts)
    assert "Name of screen" not in texts
    assert any("=HYPERLINK(1)" in text for text in texts)
    assert all(cell.data_type != "f" for cell in cells)


def test_the_document_is_set_as_administrative_ones_are(listed: Desk):
    answer = Visitor(listed, "sec").get(f"/meetings/{MAIN}/attendance.docx")
    document = docx.Document(io.BytesIO(answer.data))
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert [round(side.cm, 1) for side in (document.sections[0].page_width, document.sections[0].left_margin)] == [
        21.0,
        3.0,
    ]
    members, guests = document.tables
    assert [row.cells[1].text for row in members.rows[1:]] == [
        "Name of chair",
        "Name of m1",
        "Name of m2",
        "Name of m3",
    ]
    assert "Name of guest" in [row.cells[1].text for row in guests.rows]


def fields(page: str, person: str) -> dict[str, str]:
    """Return what the form of a person would send as it stands."""
    form = page.split(f'/attendance/{person}"', 1)[1].split("</form>", 1)[0]
    inputs = [dict(re.findall(r'(\w+)="([^"]*)"', one)) for one in re.findall("<input [^>]*>", form)]
    return {one["name"]: one["value"] for one in inputs if "value" in one and one["type"] != "checkbox"}


def test_the_secretary_corrects_it_on_the_page(listed: Desk):
    sec, m1 = Visitor(listed, "sec"), listed.person("m1")
    page = sec.get(f"/meetings/{MAIN}/attendance").text
    typed = fields(page, m1) | {
        "since-1": "2026-01-02T08:00",
        "until-1": "2026-01-02T09:30:15",
        "reason": "The reader was off",
    }
    assert sec.post(f"/meetings/{MAIN}/attendance/{m1}", typed).status_code == 303
    (kept,) = listed.kinds("sec", "corrections").values()
    # What was not touched stays as it was, to the thousandth.
    assert kept["before"][0] == kept["after"][-1]
    assert kept["after"][0] == [1767315600000, 1767321015000, False]
    assert "The reader was off" in sec.get(f"/meetings/{MAIN}/attendance").text


@pytest.mark.parametrize(
    "typed",
    [
        {"since-0": "yesterday"},
        {"since-0": "9999-99-99T00:00"},
        {"seen": "x"},
        {"seen": "9" * 40},
        {"reason": ""},
        {"since-0-was": "²"},
    ],
)
def test_what_cannot_be_is_refused_in_words(listed: Desk, typed):
    sec, m1 = Visitor(listed, "sec"), listed.person("m2")
    sent = {"act": ids.new(), "seen": "0", "reason": "x", "since-0": "2026-01-02T08:00", "until-0": "2026-01-02T07:00"}
    assert sec.post(f"/meetings/{MAIN}/attendance/{m1}", sent | typed).status_code == 303
    assert "notice danger" in sec.get(f"/meetings/{MAIN}/attendance").text
    assert listed.kinds("sec", "corrections") == {}


# --- rooms ---


def test_an_administrator_draws_a_room_and_redraws_it(desk: Desk):
    admin = Visitor(desk, "admin")
    made = admin.post("/rooms", {"name": "Hội trường", "shape": "theatre", "head": "3", "across": "6", "deep": "2"})
    path = made.headers["Location"]
    assert path.startswith("/rooms/")
    plan = '{"width":500,"depth":400,"seats":[{"label":"A1","x":100,"y":100,"turn":90}],"things":[]}'
    admin.post(path, {"name": "Hội trường A", "plan": plan})
    assert "Hội trường A" in admin.get(path).text
    with desk.app.app_context():
        drawn = plan_in(room(path.rpartition("/")[2]))
    assert drawn.labels == ["A1"]


@pytest.mark.parametrize(
    "plan",
    ["?", "{}", "[" * 5_000, '{"width":1e999}', '{"width":500,"depth":400,"seats":[{"label":"\\ud800","x":1,"y":1}]}'],
)
def test_a_plan_that_is_none_is_refused_and_nothing_changes(desk: Desk, plan):
    admin = Visitor(desk, "admin")
    path = f"/rooms/{desk.known[ROOM]}"
    assert admin.post(path, {"name": "X", "plan": plan}).status_code == 303
    assert "notice danger" in admin.get(path).text
    with desk.app.app_context():
        assert plan_in(room(desk.known[ROOM])) == arranged("u", head=1, across=1, deep=3)


def test_the_secretary_chooses_the_room_in_the_preparation(desk: Desk):
    sec = Visitor(desk, "sec")
    assert "The room" in sec.get(f"/meetings/{MAIN}/edit").text
    sec.post(f"/meetings/{MAIN}/edit/act/seats.choose_room", {"act": ids.new(), "room": desk.known[ROOM]})
    sec.post(f"/meetings/{MAIN}/edit/act/seats.fill", {"act": ids.new()})
    assert len(desk.kinds("sec", "seats")) == 6
    assert 'class="seat-map"' in sec.get(f"/meetings/{MAIN}/edit").text
