"""Results on pages and in files: who may have them, what is in them, and what never is."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import openpyxl
import pytest

from tests.desk import Desk, ref
from tests.sealing import seal
from tests.web.visitor import Visitor

RECOUNT = Path(__file__).parents[2] / "docs" / "recount.py"
NAMED, SECRET, AGAIN, EACH = map(ref, ("poll1", "poll2", "poll4", "poll5"))
FORMULA = '=HYPERLINK("http://evil","x")'
OPINION = "+1, -2 và @SUM(A1)"
TRACKERS = {"chair": "2222222abc", "m1": "2222222abd", "m2": "2222222abe"}


@pytest.fixture(scope="module")
def held(template: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A meeting in which something of each kind was decided, that these tests only look at."""
    desk = Desk.copy(template, tmp_path_factory.mktemp("votes") / "data")
    hold(desk.start())
    yield desk
    desk.close()


def hold(desk: Desk) -> None:
    desk.act("chair", "attendance.represent", member=desk.person("m3"), by=desk.person("m2"))
    for who in ("chair", "m1", "m2"):
        desk.act(who, "attendance.check_in")
    vote(desk, NAMED, FORMULA, shape={"opinion": True})
    desk.act("m1", "polls.cast", poll=NAMED, choice="no", opinion=OPINION)
    desk.act("chair", "polls.cast", poll=NAMED, choice="yes")
    desk.act("m2", "polls.cast", poll=NAMED, choice="yes", member=desk.person("m3"))
    desk.act("chair", "polls.close", id=NAMED)
    desk.act("chair", "attendance.end_representation", member=desk.person("m3"))
    vote(desk, SECRET, "Bầu kín?", secret=True)
    poll = desk.records("sec")[f"polls/{SECRET}"]
    for who, tracker in TRACKERS.items():
        desk.act(who, "polls.cast", poll=SECRET, sealed=seal(poll, "no" if who == "m1" else "yes", tracker))
    desk.act("chair", "polls.close", id=SECRET)
    vote(desk, AGAIN, "Biểu quyết lại?", repeats=NAMED)
    desk.act("chair", "polls.close", id=AGAIN)
    vote(desk, EACH, "Từng người?", shape={"form": "each", "options": ["An", "Bình"]}, preset="majority_cast")
    desk.act("m1", "polls.cast", poll=EACH, choice="yn")
    desk.act("chair", "polls.close", id=EACH)
    vote(desk, ref("poll6"), "Còn mở?")
    vote(desk, ref("poll7"), "Còn kiểm?", ways={"by_hand": True})
    desk.act("chair", "polls.close", id=ref("poll7"))


def vote(desk: Desk, poll: str, question: str, **args: object) -> None:
    desk.act("sec", "polls.prepare", id=poll, question=question, **args)
    desk.act("chair", "polls.open", id=poll)


def path(desk: Desk, rest: str = "") -> str:
    return f"/meetings/{desk.meeting}/polls{rest}"


def taken(desk: Desk, who: str, rest: str) -> bytes:
    """Return a file as somebody takes it along."""
    with Visitor(desk, who).get(path(desk, rest)) as answer:
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Disposition"].endswith(rest[-5:])
        return bytes(answer.data)


def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]


def words(data: bytes) -> str:
    """Return everything that is written anywhere in a file of Office."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        texts = [ET.fromstring(parts.read(name)).itertext() for name in parts.namelist() if name.endswith("xml")]
    return "\n".join(text for some in texts for text in some)


# --- the page ---


def test_a_result_stands_by_itself(held: Desk):
    text = Visitor(held, "guest").get(path(held, f"/{NAMED}")).text
    sentence = held.records("guest")[f"polls/{NAMED}"]["sentences"]["vi"]
    for said in (sentence, "HYPERLINK", "Name of m1", OPINION, "do Name of m2 bỏ thay", f"/polls/{AGAIN}"):
        assert said in text, said
    assert f"flask --app wsgi polls audit {NAMED}" in text
    # The line is where the needed votes are on the scale of all members.
    assert '<line x1="75.00%"' in text
    assert "style=" not in text
    assert f"/polls/{NAMED}" in Visitor(held, "m1").get(path(held, f"/{AGAIN}")).text


def test_a_secret_result_names_no_voter(held: Desk):
    for who in ("m2", "guest", "screen"):
        text = Visitor(held, who).get(path(held, f"/{SECRET}")).text
        assert all(tracker in text for tracker in TRACKERS.values())
        mine = f"Name of {who}"
        assert [name for name in ("chair", "m1", "m2") if f"Name of {name}" in text and f"Name of {name}" != mine] == []


def test_each_of_a_list_has_its_bar(held: Desk):
    text = Visitor(held, "m1").get(path(held, f"/{EACH}")).text
    assert text.count('class="scale"') == 2
    assert text.count("<line ") == 2


def test_what_is_not_published_is_refused_by_name(held: Desk):
    for poll in map(ref, ("poll6", "poll7")):
        for rest in (f"/{poll}", f"/{poll}/roll-call", f"/{poll}/export.xlsx", f"/{poll}/export.docx"):
            answer = Visitor(held, "sec").get(path(held, rest), headers={"Accept": "application/json"})
            assert (answer.status_code, answer.json["error"]["code"]) == (409, "not_published"), rest
    for rest in (f"/{ref('none')}", f"/{NAMED}/export.odt"):
        assert Visitor(held, "sec").get(path(held, rest)).status_code == 404
    answer = Visitor(held, "sec").get(path(held, f"/{SECRET}/roll-call"), headers={"Accept": "application/json"})
    assert answer.json["error"]["code"] == "no_roll_call"


def test_a_meeting_without_results_has_nothing_to_take_along(desk: Desk):
    answer = Visitor(desk, "sec").get(path(desk, "/export.xlsx"), headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "nothing_published")
    assert Visitor(desk, "sec").get(path(desk)).status_code == 200


def test_files_are_for_those_who_may_take_them(held: Desk):
    for who, status in {"guest": 403, "screen": 403, "out": 404}.items():
        assert Visitor(held, who).get(path(held, f"/{NAMED}/export.xlsx")).status_code == status
        assert Visitor(held, who).get(path(held, "/export.docx")).status_code == status


def test_the_roll_call_by_rank_and_by_given_name(held: Desk):
    visitor = Visitor(held, "m1")
    _, _, by_rank = visitor.get(path(held, f"/{NAMED}/roll-call")).text.partition("<tbody>")
    places = [by_rank.index(f"Name of {who}</th>") for who in ("chair", "m1", "m2", "m3")]
    assert places == sorted(places)
    assert OPINION in visitor.get(path(held, f"/{NAMED}/roll-call?order=name")).text


# --- files ---


def test_numbers_are_numbers_and_text_is_never_a_formula(held: Desk):
    data = taken(held, "m1", f"/{NAMED}/export.xlsx")
    sheet = book(data).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    hostile = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert {cell.value for cell in hostile} == {FORMULA, OPINION}
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in hostile)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]
    lines = rows(sheet)
    head = next(place for place, row in enumerate(lines) if row[:2] == ["Tán thành", "Không tán thành"])
    assert lines[head + 1] == [2, 1, 0, 0, 3, 4]


def test_all_votes_of_a_meeting_are_one_workbook(held: Desk):
    found = book(taken(held, "sec", "/export.xlsx"))
    assert [sheet.title for sheet in found][:2] == ["Tổng hợp", "Theo thành viên"]
    assert len(found.sheetnames) == 2 + 4
    questions = [row[1] for row in rows(found["Tổng hợp"])[3:]]
    assert questions == [FORMULA, "Bầu kín?", "Biểu quyết lại?", "Từng người?"]


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_no_file_ties_a_secret_ballot_to_a_voter(held: Desk, form: str):
    found = words(taken(held, "sec", f"/{SECRET}/export.{form}"))
    voters = [f"Name of {who}" for who in TRACKERS if who != "chair"]
    assert [name for name in voters if name in found] == []
    assert [who for who in TRACKERS if held.person(who) in found] == []
    assert ("2222222abd" in found) == (form == "xlsx")


def test_the_record_has_the_form_of_the_law(held: Desk):
    data = taken(held, "sec", "/export.docx")
    made = docx.Document(io.BytesIO(data))
    page = made.sections[0]
    assert [round(side.mm) for side in (page.page_width, page.page_height, page.left_margin, page.right_margin)] == [
        210, 297, 30, 15,
    ]  # fmt: skip
    assert made.styles["Normal"].font.name == "Times New Roman"
    found = words(data)
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BIÊN BẢN",
        "THƯ KÝ",
        "CHỦ TỌA",
        "Lưu: VT, Hồ sơ.",
    ):
        assert said in found, said
    assert found.index("THƯ KÝ") < found.index("CHỦ TỌA") < found.index("Nơi nhận:")
    assert held.records("sec")[f"polls/{NAMED}"]["sentences"]["vi"] in found


@pytest.mark.parametrize(("poll", "ballots"), [(NAMED, 3), (SECRET, 3)])
def test_the_record_can_be_counted_again_by_anybody(held: Desk, poll: str, ballots: int):
    """The desk's file has no more than anybody's."""
    data = taken(held, "sec", f"/{poll}/export.json")
    assert data == taken(held, "m2", f"/{poll}/export.json")
    counted = subprocess.run([sys.executable, RECOUNT], input=data, capture_output=True, check=True).stdout.decode()
    assert f"{ballots} ballots in the list, {ballots} received" in counted
    assert "2 yes, 1 no, 0 abstain" in counted


def test_who_was_taken_out_of_the_meeting_keeps_the_name(held: Desk):
    kept = held.save()
    held.act("sec", "meetings.remove_participant", person=held.person("m1"))
    assert "Name of m1" in Visitor(held, "m2").get(path(held, f"/{NAMED}")).text
    held.restore(kept)


# --- one's own ---


def test_my_votes_are_what_the_server_has(held: Desk):
    text = Visitor(held, "m1").get("/votes").text
    assert OPINION in text
    mine = text.split(f'data-meeting="{held.meeting}" data-vote="')[1:]
    own = {part.partition('"')[0]: part.partition("</li>")[0] for part in mine}
    assert "Không tán thành" in own[NAMED]
    # Of a secret vote nothing but that the ballot came.
    assert "data-own-tracker" in own[SECRET]
    assert "tán thành" not in own[SECRET].partition("Kết quả")[0].lower()
    assert not [tracker for tracker in TRACKERS.values() if tracker in text]
    assert "data-none" in own[AGAIN]
    assert "Name of" not in "".join(own.values())


def test_ballots_cast_for_others_are_among_them(held: Desk):
    text = Visitor(held, "m2").get("/votes").text
    assert "thay cho Name of m3" in text
    assert "do Name of m2 bỏ thay" in Visitor(held, "m3").get("/votes").text


def test_a_tablet_of_one_meeting_shows_that_meeting_only(held: Desk):
    assert "NOISE" not in Visitor(held, "m1", only=held.meeting).get("/votes").text
