"""Marks on a page: put there, seen by those for whom they are, changed, shared and taken back, hidden and frozen."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from icabinet.ink.packing import unpack
from tests.browser.house import CAST
from tests.browser.pen import Pen

BOX = ((0.1, 0.08), (0.4, 0.2))
EDGE, ELSEWHERE = (0.25, 0.08), (0.55, 0.08)
STAMP, NOTE, TYPED = (0.7, 0.3), (0.3, 0.3), (0.2, 0.08)
GREEN = "#14713a"
SAID = "Cần bổ sung số liệu quý III"


@pytest.fixture
def pair(enter):
    """Two members with the first page before them."""
    both = [enter("binh"), enter("cuong")]
    for one in both:
        one.opens_paper()
        one.sees_page(1)
    return both


def test_marks_are_seen_by_the_others_and_changed_by_their_author(pair, meeting):
    binh, cuong = pair
    binh.press("Shared", binh.ink_bar)
    binh.draws_out("Box", *BOX)
    binh.stamps(STAMP)
    binh.notes(SAID, NOTE)
    cuong.sees_strokes(3)
    cuong.reads_note(SAID)
    cuong.picks(EDGE)
    cuong.is_whose(CAST["binh"].name, "Everybody")
    expect(cuong.picked_bar.get_by_role("button", name=cuong.say("Delete these marks"))).to_be_disabled()

    binh.picks(EDGE)
    binh.moves_picked(EDGE, ELSEWHERE)
    binh.press("Colour and thickness", binh.picked_bar)
    binh.press("Green", binh.picked_bar)
    binh.page.keyboard.press("Escape")
    binh.draws_round((0.5, 0.25), (0.95, 0.4))
    binh.press("Delete these marks", binh.picked_bar)
    # What was asked for before has arrived before.
    cuong.sees_strokes(2)
    (box,) = (mark for mark in meeting.all("strokes", "cuong") if mark["tool"] == "box")
    assert box["colour"] == GREEN
    cuong.picks(ELSEWHERE)

    binh.reloads()
    binh.sees_strokes(2)
    binh.press("Undo")
    cuong.sees_strokes(3)
    binh.picks(ELSEWHERE)
    binh.takes_back_picked()
    cuong.sees_strokes(2)
    binh.sees_strokes(3)
    binh.shares_picked()
    cuong.sees_strokes(3)
    assert {mark["text"] for mark in meeting.all("strokes", "cuong")} == {"", SAID, binh.say("Agreed")}


def test_marks_for_some_and_what_chair_and_secretary_say_about_those_for_all(pair, enter, meeting):
    binh, cuong = pair
    dung, chair = enter("dung"), enter("an")
    for one in (dung, chair):
        one.opens_paper()
    binh.writes_for(CAST["cuong"].unit)
    binh.draws_out("Box", *BOX)
    cuong.sees_strokes(1)
    cuong.picks(EDGE)
    expect(cuong.test("whose")).to_have_text(f"{CAST['binh'].name} · {CAST['cuong'].unit}")
    binh.press("Shared", binh.ink_bar)
    binh.stamps(STAMP)
    # What is for everybody came later, so what is not for them would have come before.
    dung.sees_strokes(1)
    assert [mark["tool"] for mark in meeting.all("strokes", "dung")] == ["stamp"]

    cuong.ticks(CAST["binh"].name, on=False)
    cuong.sees_strokes(0)
    cuong.sees("You do not look at all the ink.")
    cuong.press("Which ink is shown")
    cuong.press("Show everything")
    cuong.sees_strokes(2)

    chair.ticks(chair.say("Freeze the shared ink"), on=True)
    for one in (binh, cuong):
        one.sees("Shared ink is frozen by the chair for now.")
        expect(one.ink_bar.get_by_role("button", name=one.say("Shared"), exact=True)).to_be_disabled()
    binh.picks(EDGE)
    expect(binh.picked_bar.get_by_role("button", name=binh.say("Take back"))).to_be_disabled()
    chair.ticks(chair.say("Hide the shared ink"), on=True)
    dung.sees("Shared ink is hidden by the chair for now.")
    dung.sees_strokes(0)
    binh.sees_strokes(2)
    chair.ticks(chair.say("Hide the shared ink"), on=False)
    dung.sees_strokes(1)


def test_text_is_typed_on_the_page_and_taken_up_again(pair, meeting):
    binh, cuong = pair
    binh.press("Shared", binh.ink_bar)
    binh.types(f"{SAID} trước khi trình Ủy ban nhân dân thành phố xem xét, quyết định theo thẩm quyền", TYPED)
    cuong.sees_strokes(1)
    (before,) = meeting.all("strokes", "cuong")
    assert " \n" in before["text"], "it ran out of room"
    binh.types(", kèm phụ lục", TYPED)
    cuong.reads_text("theo thẩm quyền, kèm phụ lục")
    binh.press("Undo")
    expect(cuong.current_page.get_by_test_id("typed")).to_contain_text(re.compile("thẩm quyền$"))
    binh.picks(TYPED)
    binh.press("Colour and thickness", binh.picked_bar)
    binh.press("Large letters", binh.picked_bar)
    binh.page.keyboard.press("Escape")
    binh.picks(EDGE)
    binh.press("Change the text", binh.picked_bar)
    expect(binh.test("text-card").get_by_role("textbox")).to_have_value(re.compile(f"^{SAID} trước"))
    binh.test("text-card").get_by_role("textbox").fill("")
    binh.page.keyboard.press("Escape")
    cuong.sees_strokes(0)


def test_a_pen_that_is_held_still_makes_a_neat_shape_and_can_draw_it_on(pair, meeting):
    binh, cuong = pair
    binh.press("Shared", binh.ink_bar)
    binh.press("Pen", binh.ink_bar)
    (left, top), (right, bottom) = binh.at(BOX[0]), binh.at(BOX[1])
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    path = [
        (x0 + (x1 - x0) * step / 20, y0 + (y1 - y0) * step / 20 + step % 3)
        for (x0, y0), (x1, y1) in pairwise(corners)
        for step in range(20)
    ]
    pen = Pen(binh)
    pen.touches(path[0])
    pen.goes(path[1:])
    expect(binh.page.locator(".ink-passing")).to_be_visible()
    pen.goes([(left - 20, top)])
    pen.leaves()
    cuong.sees_strokes(1)
    (mark,) = meeting.all("strokes", "cuong")
    assert mark["tool"] == "box"
    wide = binh.current_page.bounding_box()["width"] / 10_000
    xs = [x * wide for x in unpack(mark["points"])[::3]]
    assert xs[1] - xs[0] == pytest.approx(right - left + 20, abs=8)


def test_whoever_writes_with_the_left_hand_has_the_sides_the_other_way_round(enter):
    binh = enter("binh")
    binh.opens_paper()
    hand, pages = binh.ink_bar.get_by_title(binh.say("Move the page")), binh.page.locator(".reader-window")
    assert middle_of(hand) < middle_of(pages)
    binh.press("Settings and help")
    with binh.page.expect_response("**/account/display"):
        binh.press("The left hand")
    binh.page.keyboard.press("Escape")
    binh.reloads()
    binh.sees_page(1)
    assert middle_of(hand) > middle_of(pages)
    assert middle_of(binh.page.locator(".side.actions")) < middle_of(pages)
    binh.sees_the_whole_frame()


def test_marks_are_put_chosen_moved_and_erased_by_keys_alone(enter):
    binh = enter("binh")
    binh.opens_paper()
    binh.sees_page(1)
    keys, frame = binh.page.keyboard, binh.current_page.get_by_test_id("ink-frame")
    keys.press("s")
    binh.press("Put it in the middle")
    binh.sees_strokes(1)
    before = str(frame.get_attribute("style"))
    keys.press("ArrowRight")
    expect(frame).not_to_have_attribute("style", before)
    keys.press("n")
    binh.press("Put it in the middle")
    keys.type(SAID)
    keys.press("Escape")
    binh.sees_strokes(2)
    keys.press("c")
    binh.press("Mark before", binh.picked_bar)
    expect(frame).to_be_visible()
    binh.turns_to(2)
    binh.sees("Tap a mark, or draw round several.")
    binh.turns_to(1)
    binh.press("Mark before", binh.picked_bar)
    expect(frame).to_be_visible()
    keys.press("Delete")
    binh.sees_strokes(1)
    expect(binh.test("pin")).to_have_count(0)


def middle_of(seen):
    box = seen.bounding_box()
    return box["x"] + box["width"] / 2
