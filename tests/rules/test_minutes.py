"""Minutes as they are drafted from what happened, and what is allowed with documents: pure."""

import pytest

from icabinet.errors import Refusal
from icabinet.minutes import rules
from icabinet.minutes.comparing import differences
from icabinet.minutes.drafting import draft
from icabinet.minutes.kinds import number_words
from icabinet.minutes.moments import length_words, moment_words
from icabinet.minutes.others import conclusions, resolution
from icabinet.minutes.passages import DocumentPassage, checked_all, place_of
from icabinet.minutes.rules import Kept
from icabinet.minutes.story import (
    Adopted,
    Attendee,
    ChairChanged,
    Closed,
    Concluded,
    Item,
    Opened,
    Person,
    Speech,
    Story,
    Vote,
)

AT = 1_770_253_500_000  # 08:05 on 5 February 2026 in Hà Nội
MINUTE = 60_000
CHAIR, WRITER, GUEST = Person("Nguyễn Văn An", "Chủ tịch"), Person("Trần Thị Bình"), Person("Lê Cường", "Giám đốc")
SENTENCE = "2 trên 3 thành viên tán thành; thông qua."


def story(**changes: object) -> Story:
    items = [
        Item("a", "1", "Báo cáo", "Sở Tài chính", None, {"objection": 1, "no_objection": 2}, {"objection": ["An"]}),
        Item("b", "2", "Dự toán"),
        Item("c", "3", "Đất đai"),
        Item("c1", "3.1", "Giao đất", parent="c"),
        Item("d", "4", "Nhân sự"),
        Item("e", "5", "Quy chế"),
    ]
    happenings = [
        Opened(AT + 5 * MINUTE, "b"),
        Speech(AT + 6 * MINUTE, "b", GUEST, "question", "số liệu", 65_000),
        ChairChanged(AT + 7 * MINUTE, "b", WRITER),
        Closed(AT + 8 * MINUTE, "b"),
        Opened(AT + 10 * MINUTE, "a"),
        Vote(AT + 11 * MINUTE, "a", 2, "Thông qua báo cáo?", "Biểu quyết ghi tên", SENTENCE, named=True),
        Closed(AT + 12 * MINUTE, "a"),
        Opened(AT + 13 * MINUTE, "b"),
        Concluded(AT - 14 * MINUTE, "b", "Giao Sở Tài chính.\nHạn 10/02."),
        Closed(AT + 15 * MINUTE, "b"),
        Adopted(AT + 16 * MINUTE, None, ["d"], 3, by_vote=False),
        Opened(AT + 17 * MINUTE, "c1"),
    ]
    told = {
        "title": "Phiên họp tháng 2",
        "place": "Phòng 1",
        "online": True,
        "started_at": AT,
        "ended_at": AT + 205 * MINUTE,
        "chairs": [CHAIR],
        "secretaries": [WRITER],
        "members": [
            Attendee(CHAIR, came=True),
            Attendee(GUEST, came=True, remote=True),
            Attendee(Person("Vũ Dũng"), came=False, excused=True, for_them="Hồ Em"),
        ],
        "guests": [Attendee(WRITER, came=True)],
        "quorum": "",
        "items": items,
        "happenings": happenings,
    }
    return Story(**(told | changes))


def test_minutes_have_every_part_of_the_form_and_items_as_they_happened():
    passages = {one.key: one for one in draft(story())}
    assert list(passages) == ["opening", "attendance", "leading", "course", "b", "a", "c1", "left", "closing"]
    assert passages["opening"].text.splitlines() == [
        "Thời gian bắt đầu: 08 giờ 05 phút, ngày 05 tháng 02 năm 2026.",
        "Địa điểm: Phòng 1, kết hợp trực tuyến.",
    ]
    assert passages["attendance"].text.splitlines() == [
        "Thành viên: có mặt 2/3, trong đó 1 dự trực tuyến.",
        "Vắng mặt: Vũ Dũng (có lý do; Hồ Em dự thay).",
        "Khách mời và người giúp việc: 1 người.",
        "[Bảng: danh sách dự họp]",
    ]
    assert passages["leading"].text.splitlines() == [
        "Chủ trì (chủ tọa): Nguyễn Văn An, Chủ tịch.",
        "Thư ký (người ghi biên bản): Trần Thị Bình.",
    ]
    assert passages["closing"].text == "Cuộc họp kết thúc vào 11 giờ 30 phút, ngày 05 tháng 02 năm 2026./."
    # Under "3" an item was dealt with, "4" was adopted with others.
    assert passages["left"].text.splitlines()[1:] == ["- 5. Quy chế."]
    assert "- 4. Nhân sự." in passages["course"].text


def test_an_item_tells_what_happened_in_it_in_order():
    passages = {one.key: one for one in draft(story())}
    assert passages["b"].title == "1. Dự toán"
    assert passages["b"].text.splitlines() == [
        "Bắt đầu lúc 08 giờ 10 phút.",
        "- Lê Cường, Giám đốc chất vấn lúc 08 giờ 11 phút (1 phút 05 giây) về: số liệu.",
        "Từ 08 giờ 12 phút, Trần Thị Bình điều hành cuộc họp.",
        "Tạm dừng lúc 08 giờ 13 phút.",
        "Tiếp tục lúc 08 giờ 18 phút.",
        "Kết luận của chủ tọa: Giao Sở Tài chính.",
        "Hạn 10/02.",
        "Kết thúc nội dung lúc 08 giờ 20 phút.",
    ]
    assert passages["a"].text.splitlines() == [
        "Bắt đầu lúc 08 giờ 15 phút. Sở Tài chính trình bày.",
        "Ý kiến trước phiên họp của thành viên: 1 không đồng ý; 2 không có ý kiến khác.",
        "- Không đồng ý: An.",
        "Biểu quyết lúc 08 giờ 16 phút (biểu quyết ghi tên): Thông qua báo cáo?",
        f"Kết quả: {SENTENCE}",
        "[Bảng: kết quả biểu quyết 2]",
        "[Bảng: danh sách biểu quyết 2]",
        "Kết thúc nội dung lúc 08 giờ 17 phút.",
    ]


def test_a_meeting_that_never_began_has_dots_where_nothing_is_known():
    passages = {
        one.key: one for one in draft(story(started_at=None, ended_at=None, happenings=[], chairs=[], place=""))
    }
    assert list(passages) == ["opening", "attendance", "leading", "course", "closing"]
    assert "……" in passages["opening"].text
    assert "họp trực tuyến" in passages["opening"].text
    assert "……" in passages["leading"].text


def test_a_notice_says_what_was_concluded_and_a_resolution_why_it_is_made():
    notice = conclusions(story())
    assert [one.key for one in notice] == ["opening", "b", "closing"]
    assert notice[1].text == "Giao Sở Tài chính.\nHạn 10/02."
    assert notice[0].text.startswith("Ngày 05 tháng 02 năm 2026, Chủ tịch Nguyễn Văn An đã chủ trì phiên họp tháng 2.")
    passages = {one.key: one.text for one in resolution(story(), "Ủy ban", story().items[0])}
    assert passages["authority"] == "ỦY BAN"
    assert "kết quả biểu quyết tại phiên họp tháng 2: 2 trên 3 thành viên tán thành; thông qua;" in passages["basis"]
    assert "Sở Tài chính" in passages["basis"]
    assert passages["articles"].startswith("Điều 1. Thông qua nội dung: Báo cáo.")


def test_numbers_and_times_are_said_as_the_decree_wants():
    assert number_words("minutes", 5, "UBND") == "Số: 05/BB-UBND"
    assert number_words("resolution", 112, "HĐND") == "Số: 112/NQ-HĐND"
    assert number_words("conclusions", None, "") == "Số: ……/TB-……"
    assert moment_words(AT + 26 * 24 * 60 * MINUTE) == "08 giờ 05 phút, ngày 03 tháng 3 năm 2026"
    assert length_words(59_600) == "1 phút 00 giây"


def test_lines_in_brackets_stand_for_tables():
    assert place_of(" [Bảng: danh sách dự họp]") == ("attendance", 0)
    assert place_of("[Bảng: kết quả biểu quyết 12]") == ("counts", 12)
    assert place_of("[Bảng: danh sách biểu quyết 3]") == ("roll", 3)
    assert place_of("[Bảng: khác]") is None


def test_a_new_draft_leaves_alone_what_a_hand_has_written_or_removed():
    kept = {
        "opening": Kept("", "old", drafted=True, gone=False),
        "mine": Kept("", "mine", drafted=False, gone=False),
        "a": Kept("A", "by hand", drafted=False, gone=False),
        "b": Kept("B", "removed", drafted=True, gone=True),
        "closing": Kept("", "same", drafted=True, gone=False),
    }
    fresh = {"opening": ("", "new"), "a": ("A", "x"), "b": ("B", "y"), "c": ("C", "z"), "closing": ("", "same")}
    changed, order = rules.merged(kept, ["opening", "mine", "a", "closing"], fresh)
    assert changed == ["opening", "c"]
    assert order == ["opening", "mine", "a", "c", "closing"]
    assert rules.merged({}, [], {"a": ("", "")}) == (["a"], ["a"])


def test_what_changed_is_found_by_words():
    assert differences("một hai  ba", "một bốn  ba") == [
        ("same", "một "),
        ("gone", "hai"),
        ("new", "bốn"),
        ("same", "  ba"),
    ]
    for before, after in (("", "a b"), ("a\nb", "a b c"), ("x", "")):
        parts = differences(before, after)
        assert "".join(words for kind, words in parts if kind != "new") == before
        assert "".join(words for kind, words in parts if kind != "gone") == after


@pytest.mark.parametrize(
    ("passages", "where"),
    [
        ([], "passages"),
        ([DocumentPassage(key="a"), DocumentPassage(key="a")], "passages"),
        ([DocumentPassage(key="A!")], "key"),
        ([DocumentPassage(key="a", text="x" * 40_001)], "text"),
        ([DocumentPassage(key="a", title="a\x00b")], "title"),
    ],
)
def test_a_draft_is_bounded(passages, where):
    with pytest.raises(Refusal) as caught:
        checked_all(passages)
    assert caught.value.data["where"] == where


def test_a_document_is_approved_when_the_item_is_dealt_with_and_no_vote_rejected_it():
    rules.check_may_approve("d", "issued", "i", "closed", [])
    rules.check_may_approve("d", "circulated", "i", "closed", ["tie", "adopted"])
    for state, verdicts in (("open", []), (None, []), ("closed", ["rejected"])):
        with pytest.raises(rules.NotYetApproved):
            rules.check_may_approve("d", "issued", "i", state, verdicts)
    with pytest.raises(Refusal, match="stale"):
        rules.check_may_approve("d", "draft", "i", "closed", [])
