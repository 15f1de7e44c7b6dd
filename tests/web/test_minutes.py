"""Documents on their pages and in files: a meeting that was held becomes minutes, and two who write are warned."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from click.testing import Result

from icabinet.people import letterheads
from icabinet.worker.forms.checking.job import check_form
from tests.desk import BODY, MAIN, Desk, ref
from tests.web.visitor import Visitor

LATER = ref("later")
_DOCUMENT = re.compile(r"/documents/(\w+)/edit")
_FIELD = re.compile(r'name="(\w+)" value="([^"]*)"')


@pytest.fixture(scope="module")
def held(template: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A meeting that was held: an item with a speech and a vote, and one that was never opened."""
    desk = Desk.copy(template, tmp_path_factory.mktemp("minutes") / "data")
    with desk.app.app_context():
        letterheads.set_letterhead(desk.known[BODY], "UBND", "Hà Nội")
    desk.start()
    for who in ("chair", "sec", "m1", "m2"):
        desk.act(who, "attendance.check_in")
    desk.add_item("item1", presenter="Sở Tài chính")
    desk.add_item("item2")
    desk.act("sec", "agenda.open_item", id=ref("item1"))
    desk.act("m1", "floor.ask", id=ref("speech1"), subject="số liệu")
    desk.act("chair", "floor.call", id=ref("speech1"))
    desk.act("chair", "floor.end", id=ref("speech1"))
    desk.act("sec", "polls.prepare", id=ref("poll1"), question="Thông qua?", item=ref("item1"))
    desk.act("chair", "polls.open", id=ref("poll1"))
    for who in ("chair", "m1", "m2"):
        desk.cast(who, "poll1", "yes")
    desk.act("chair", "polls.close", id=ref("poll1"))
    desk.act("sec", "agenda.close_item", id=ref("item1"))
    # Opened by mistake: it has never been.
    desk.act("sec", "agenda.open_item", id=ref("item2"))
    desk.act("sec", "agenda.take_back", id=ref("item2"))
    desk.act("sec", "conclusions.record", item=ref("item1"), text="Giao Sở Tài chính", announced=True)
    desk.act("m2", "attendance.leave")
    desk.act("sec", "meetings.end")
    desk.meeting = LATER
    desk.act("sec", "meetings.create", body=desk.known[BODY], title="Phiên sau", starts_at=4_000_000_000_000)
    desk.meeting = MAIN
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def minutes(held: Desk) -> str:
    """The minutes of it, drafted on the page; their id."""
    answer = Visitor(held, "sec").post(f"/meetings/{MAIN}/documents", {"act": ref("begin"), "kind": "minutes"})
    assert answer.status_code == 303, answer.text
    return _DOCUMENT.search(answer.headers["Location"])[1]


def path(document: str, rest: str = "") -> str:
    return f"/meetings/{MAIN}/documents/{document}{rest}"


def fields(text: str, key: str) -> dict[str, str]:
    """Return the hidden fields of the form of a passage."""
    _, _, form = text.partition(f'id="passage-{key}"')
    found = dict(_FIELD.findall(form.partition("</form>")[0]))
    return {name: value for name, value in found.items() if name in ("act", "seen")}


def test_what_happened_stands_in_the_draft(held: Desk, minutes: str):
    text = Visitor(held, "sec").get(path(minutes)).text
    for said in (
        "BIÊN BẢN", "Thành viên: có mặt 3/4.", "Name of m3 (không rõ lý do)", "Chủ trì (chủ tọa): Name of chair",
        "Sở Tài chính trình bày", "Name of m1, Office of m1, Unit phát biểu ý kiến", "về: số liệu",
        "Kết luận của chủ tọa: Giao Sở Tài chính", "- 2. item2.",
        "Thông qua?", "3 trên 4 thành viên tán thành", "Các nội dung trong chương trình chưa được xem xét:",
        "Cuộc họp kết thúc vào", "mã băm SHA-256",
    ):  # fmt: skip
        assert said in text, said
    # The tables stand where lines in brackets stood.
    assert "[Bảng" not in text
    assert text.count("<table>") == 3


def test_the_file_is_in_the_form_of_the_decree(held: Desk, minutes: str, tmp_path: Path):
    with Visitor(held, "sec").get(path(minutes, "/file.docx")) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        data = answer.data
    (tmp_path / "made.docx").write_bytes(data)
    assert check_form(str(tmp_path / "made.docx")) == {"type": "BIÊN BẢN", "findings": []}
    told = docx.Document(io.BytesIO(data))
    assert [len(table.rows) for table in told.tables] == [1, 6, 2, 5, 1]


@pytest.mark.parametrize("good", [True, False])
def test_a_file_is_checked_by_command(desk: Desk, held: Desk, minutes: str, tmp_path: Path, good):
    if good:
        with Visitor(held, "sec").get(path(minutes, "/file.docx")) as answer:
            (tmp_path / "some.docx").write_bytes(answer.data)
    else:
        docx.Document().save(str(tmp_path / "some.docx"))
    ran: Result = desk.app.test_cli_runner().invoke(args=["minutes", "validate", str(tmp_path / "some.docx")])
    assert ran.exit_code == (0 if good else 1)
    assert ("as the decree wants it" if good else "motto: missing") in ran.output


def test_a_pdf_and_annexes_can_be_had(held: Desk, minutes: str, tmp_path: Path):
    visitor = Visitor(held, "sec")
    with visitor.get(path(minutes, "/file.pdf")) as answer:
        assert answer.data.startswith(b"%PDF")
    with visitor.get(f"/meetings/{MAIN}/attendance-list.docx") as answer:
        (tmp_path / "list.docx").write_bytes(answer.data)
    assert check_form(str(tmp_path / "list.docx"))["findings"] == []
    assert visitor.get(path(minutes, "/file.xlsx")).status_code == 404


def test_two_who_write_see_each_others_words(held: Desk, minutes: str):
    sec, chair = Visitor(held, "sec"), Visitor(held, "chair")
    seen = fields(sec.get(path(minutes, "/edit")).text, "opening")
    address = path(minutes, "/passages/opening")
    first = sec.post(address, {**seen, "act": ref("w1"), "title": "", "text": "Thư ký viết ở đây"})
    assert first.status_code == 303
    clash = chair.post(address, {**seen, "act": ref("w2"), "title": "", "text": "Chủ tọa viết ở đây"})
    assert clash.status_code == 409
    assert "<del>Thư</del>" in clash.text
    assert "<ins>Chủ</ins>" in clash.text
    again = fields(clash.text, "opening")
    assert chair.post(address, {**again, "act": ref("w3"), "text": "Cùng viết"}).status_code == 303
    revisions = sec.get(address).text
    assert revisions.count('data-test="revision"') == 3
    assert "Thư ký viết ở đây" in re.sub(r"</?(ins|del)>", "", revisions)
    added = sec.post(path(minutes, "/passages"), {"act": ref("w4"), "title": "Thêm", "after": "opening"})
    assert added.status_code == 303
    assert 'value="Thêm"' in sec.get(path(minutes, "/edit")).text


def test_a_notice_and_a_resolution_are_drafted_issued_and_put_forward(held: Desk, tmp_path: Path):
    sec = Visitor(held, "sec")
    for kind, symbol, item in (("conclusions", "TB", ""), ("resolution", "NQ", ref("item1"))):
        made = sec.post(f"/meetings/{MAIN}/documents", {"act": ref(f"b{kind}"), "kind": kind, "item": item})
        document = _DOCUMENT.search(made.headers["Location"])[1]
        assert Visitor(held, "m1").get(path(document)).status_code == 403
        sec.post(path(document, "/issue"), {"act": ref(f"i{kind}"), "number": ""})
        for who in ("sec", "guest"):
            assert f"Số: 01/{symbol}-UBND" in Visitor(held, who).get(path(document)).text
        with sec.get(path(document, "/file.docx")) as answer:
            (tmp_path / "made.docx").write_bytes(answer.data)
        assert check_form(str(tmp_path / "made.docx"))["findings"] == [], kind


def test_minutes_go_to_the_next_meeting(held: Desk, minutes: str):
    sec = Visitor(held, "sec")
    sec.post(path(minutes, "/act/minutes.circulate"), {"act": ref("c1"), "id": minutes, "day": "", "time": ""})
    member = Visitor(held, "m1")
    sent = {"act": ref("r1"), "id": ref("rem1"), "document": minutes, "key": "opening", "text": "Thiếu tên tôi"}
    said = member.post(path(minutes, "/act/minutes.remark"), sent)
    assert said.status_code == 303
    assert "Thiếu tên tôi" in sec.get(path(minutes, "/edit")).text
    assert "Thiếu tên tôi" not in Visitor(held, "m2").get(path(minutes)).text
    sec.post(path(minutes, "/issue"), {"act": ref("i1"), "number": "5"})
    assert "Số: 05/BB-UBND" in member.get(path(minutes)).text
    form = {"act": ref("f1"), "add": ref("f2"), "item": ref("appr"), "paper": ref("papr"), "meeting": LATER}
    assert sec.post(path(minutes, "/forward"), form).status_code == 303
    held.meeting = LATER
    try:
        assert [item["title"] for item in held.kinds("sec", "items").values()] == ["Thông qua biên bản: The meeting"]
        assert [paper["item"] for paper in held.kinds("sec", "papers").values()] == [ref("appr")]
    finally:
        held.meeting = MAIN
    assert "Phiên sau" in sec.get(path(minutes)).text


def test_who_may_not_read_or_write_is_refused(held: Desk, minutes: str):
    for who, status in {"m1": 403, "guest": 403, "screen": 403, "out": 404}.items():
        assert Visitor(held, who).get(path(minutes, "/edit")).status_code == status
        began = Visitor(held, who).post(f"/meetings/{MAIN}/documents", {"act": ref("nobody"), "kind": "conclusions"})
        assert began.status_code == status
    assert Visitor(held, "sec").get(path(ref("none"))).status_code == 404
