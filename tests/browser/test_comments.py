"""Comments on marks: said, answered, settled and found again, live between tablets; private ones are nobody else's."""

from tests.browser.house import ITEMS
from tests.browser.test_accessibility import INSPECTED, violations_by_day_and_night


def test_a_question_at_a_highlight_is_answered_and_settled(enter):
    chair, binh = enter("an", locale="en", **INSPECTED), enter("binh", **INSPECTED)
    cuong = enter("cuong", size=(768, 1024), locale="en", **INSPECTED)
    for one in (chair, binh, cuong):
        one.opens_paper()
    binh.shares_ink()
    binh.chooses_words("Trang", "hình.")
    binh.press("Comment", binh.test("selection-bar"))
    binh.writes_comment("Số liệu này lấy từ đâu? @cuo", mentions="cuong")
    binh.sees_comments("Số liệu này lấy từ đâu?")
    binh.sees_the_mark()
    assert violations_by_day_and_night(binh) == []

    cuong.sees("{name} mentions you: {text}", name=binh.house.names["binh"], text="Số liệu này lấy từ đâu?")
    cuong.dismisses_notices()
    cuong.opens_thread()
    cuong.sees_the_mark()
    cuong.writes_comment("Từ Cục Thống kê.")
    for one in (binh, cuong):
        one.sees_comments("Số liệu này lấy từ đâu?", "Từ Cục Thống kê.")
    assert violations_by_day_and_night(cuong) == []

    chair.turns_to(4)
    chair.sees_unsettled(ITEMS[1], 1)
    assert violations_by_day_and_night(chair) == []
    chair.jumps_to("Số liệu này")
    chair.sees_page(1)
    chair.sees_comments("Số liệu này lấy từ đâu?", "Từ Cục Thống kê.")
    chair.press("Settle")
    for one in (binh, cuong):
        one.sees_settled_by("an")
    chair.sees_unsettled(ITEMS[1], 0)
    binh.page.keyboard.press("Escape")
    binh.sees_no_thread()


def test_a_private_note_is_written_by_keyboard_and_seen_by_nobody_else(enter):
    binh, cuong = enter("binh"), enter("cuong")
    for one in (binh, cuong):
        one.opens_paper()
    binh.chooses_words("Trang", "hình.")
    binh.press("Comment", binh.test("selection-bar"))
    binh.writes_comment("Hỏi lại sau")
    binh.sees_comments("Hỏi lại sau")
    binh.reloads()
    binh.opens_thread()
    binh.sees_comments("Hỏi lại sau")
    binh.press("Withdraw")
    binh.sees_no_bubble()
    cuong.sees_no_bubble()
