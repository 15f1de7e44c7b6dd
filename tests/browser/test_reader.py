"""The reader: scroll on or turn, come close, choose words, find the way, turn the view."""

import pytest
from playwright.sync_api import expect

from icabinet.ink.packing import unpack
from tests.browser.documents import handbook, report, with_last_words
from tests.browser.house import PAPER

LONG, LONG_PAGES = "Phụ lục số liệu", 40
HANDBOOK, HANDBOOK_PAGES = "Sổ tay quy chế", 6
LINE = "Ủy ban nhân dân phường báo cáo tình hình."
# What a page turn may take when the next page has been fetched already.
TURN_MS = 50


@pytest.fixture
def long_paper(meeting):
    meeting.files(meeting.items()[1], f"{LONG}.pdf", report(LONG, LONG_PAGES))


@pytest.fixture
def guide(meeting):
    meeting.files(meeting.items()[0], f"{HANDBOOK}.pdf", handbook(HANDBOOK, HANDBOOK_PAGES))


def test_scrolling_goes_on_from_page_to_page(enter, long_paper):
    binh = enter("binh")
    binh.opens_paper(LONG)
    binh.scrolls_to(3)
    expect(binh.page.get_by_role("textbox", name=binh.say("Go to page"))).to_have_value("3")
    binh.turns_to(LONG_PAGES)
    binh.sees_page_at_rest()
    # Those that are not near are only known.
    assert binh.test("page").count() <= 4
    binh.shows_thumbnails()
    assert binh.page.locator(".thumbnail").count() < LONG_PAGES
    binh.page.keyboard.press("Home")
    binh.sees_page(1)


def test_pages_of_a_paper_and_how_one_likes_to_read_them_are_remembered(enter):
    binh = enter("binh")
    binh.opens_paper()
    binh.shows_pages("One page at a time")
    binh.turns_the_page()
    binh.sees_page(2)
    expect(binh.test("page")).to_have_count(1)
    binh.reloads()
    binh.sees_page(2)
    expect(binh.test("page")).to_have_count(1)
    binh.shows_pages("One after the other")
    binh.sees_page(2)
    binh.scrolls_to(1)


@pytest.mark.parametrize("paged", [False, True], ids=["scrolled", "paged"])
def test_turning_to_a_page_that_is_here_already_takes_no_time(enter, long_paper, paged):
    binh = enter("binh")
    binh.opens_paper(LONG)
    if paged:
        binh.shows_pages("One page at a time")
    turns = []
    for number in range(2, 8):
        expect(binh.current_page.locator("img:not([src*='w=400'])")).to_be_visible()
        binh.page.wait_for_load_state("networkidle")
        binh.page.keyboard.press("ArrowRight")
        binh.sees_page(number)
        turns.append(binh.took_to_turn(number))
    # A machine that is busy with something else only adds to it.
    assert min(turns) <= TURN_MS


def test_coming_close_moves_the_page_and_lays_nothing_out(enter):
    binh = enter("binh")
    binh.opens_paper()
    binh.sees_page(1)
    wire = binh.context.new_cdp_session(binh.page)
    wire.send("Performance.enable")

    def layouts():
        found = wire.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in found if one["name"] == "LayoutCount")

    box, before = binh.current_page.bounding_box(), layouts()
    binh.pinches(2.0, steps=40)
    assert layouts() - before < 10
    assert binh.current_page.bounding_box()["width"] == pytest.approx(2 * box["width"], rel=0.05)


def test_what_is_looked_at_closely_is_drawn_in_squares(enter):
    binh = enter("binh", device_scale_factor=2)
    binh.opens_paper()
    binh.pinches(3.0)
    expect(binh.test("tile").first).to_be_visible()
    addresses = binh.test("tile").evaluate_all("tiles => tiles.map(tile => new URL(tile.src).pathname)")
    assert all("/pages/1/tiles/4000/" in address for address in addresses)
    binh.press("Fit the width")
    expect(binh.test("tile")).to_have_count(0)


def test_words_are_chosen_and_copied(enter):
    binh = enter("binh")
    binh.opens_paper()
    binh.sees_page(1)
    binh.chooses_words("Ủy", "hình.")
    assert binh.copies() == LINE
    binh.press("Choose no words")
    expect(binh.test("chosen")).to_have_count(0)

    binh.press("Move the page")
    binh.holds_word("phường")
    assert binh.copies() == "phường"


def test_without_a_pointer_all_words_of_a_page_are_copied_and_read_as_text(enter):
    binh = enter("binh")
    binh.opens_paper()
    binh.sees_page(1)
    binh.page.keyboard.press("Control+a")
    assert binh.copies() == "\n".join([PAPER, "Trang 1", *[LINE] * 9])
    binh.press("How pages are shown")
    binh.press("Text only")
    expect(binh.test("page-text")).to_contain_text(LINE)
    binh.turns_the_page()
    expect(binh.test("page-text")).to_contain_text("Trang 2")
    binh.page.keyboard.press("Escape")
    expect(binh.test("page-text")).to_have_count(0)


def test_the_highlighter_keeps_to_words(enter, meeting):
    binh = enter("binh")
    binh.opens_paper()
    binh.sees_page(1)
    (left, top), (right, _) = binh.where("nhân"), binh.where("báo")
    binh.highlights((left, top + 4), (right, top - 3))
    binh.sees_strokes(1)
    (stroke,) = meeting.all("strokes", "binh")
    first, last = binh.box_of("nhân"), binh.box_of("báo")
    assert stroke["width"] == pytest.approx(10_000 * (first[3] - first[1]), abs=20)
    points = unpack(stroke["points"])
    assert points[0] == pytest.approx(10_000 * first[0] + 0.35 * stroke["width"], abs=2)
    assert points[-3] == pytest.approx(10_000 * last[2] - 0.35 * stroke["width"], abs=2)


def test_chosen_words_are_highlighted_by_a_button(enter):
    binh = enter("binh")
    binh.opens_paper()
    binh.sees_page(1)
    binh.chooses_words("Trang", "hình.")
    binh.press("Highlight", binh.test("selection-bar"))
    binh.sees_strokes(2)
    binh.press("Undo")
    binh.sees_strokes(0)
    binh.chooses_words("Trang", "hình.")
    binh.press("Strike out", binh.test("selection-bar"))
    binh.sees_strokes(1)


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_bookmarks_labels_and_links_lead_to_their_pages(enter, guide, locale):
    binh = enter("binh", locale=locale)
    binh.opens_paper(HANDBOOK)
    binh.press("Contents")
    contents = binh.test("contents")
    binh.tap(contents.get_by_role("button", name="Kết quả"))
    binh.sees_page(3)
    expect(contents.get_by_role("button", name="Kết quả")).to_have_attribute("aria-current", "page")
    binh.press("Close", contents)

    field = binh.page.get_by_role("textbox", name=binh.say("Go to page"))
    expect(field).to_have_value("2")
    field.fill("I")
    field.press("Enter")
    binh.sees_page(1)
    binh.tap(binh.current_page.get_by_role("link", name=binh.say("Go to page {page}", page=HANDBOOK_PAGES - 1)))
    binh.sees_page(HANDBOOK_PAGES)
    binh.press("Back to page {page}", page=1)
    binh.sees_page(1)


def test_the_meeting_book_goes_on_through_all_papers(enter, guide, long_paper):
    binh = enter("binh")
    binh.opens_paper(HANDBOOK)
    binh.press("Contents")
    contents = binh.test("contents")
    binh.press("Meeting book", contents)
    expect(binh.test("contents-paper")).to_contain_text([HANDBOOK, PAPER, LONG])
    binh.press("Close", contents)
    binh.turns_to(HANDBOOK_PAGES)
    binh.turns_the_page()
    expect(binh.test("reader")).to_have_accessible_name(PAPER)
    binh.sees_page(1)
    binh.shows_pages("One page at a time")
    binh.press("Previous page")
    expect(binh.test("reader")).to_have_accessible_name(HANDBOOK)
    binh.sees_page(HANDBOOK_PAGES)
    binh.press("Next page")
    binh.press("Next paper")
    expect(binh.test("reader")).to_have_accessible_name(LONG)
    binh.sees_page(1)


def test_what_is_found_comes_into_sight(enter, meeting):
    content = with_last_words(report(LONG, 3), "dieu khoan thi hanh")
    meeting.files(meeting.items()[1], f"{LONG}.pdf", content)
    binh = enter("binh")
    binh.searches("dieu khoan")
    binh.tap(binh.test("found-page").first)
    binh.sees_page(3)
    expect(binh.current_page.get_by_test_id("hits").locator("rect").first).to_be_in_viewport()


def test_a_turned_page_takes_ink_where_it_is_drawn(enter, meeting):
    binh, cuong = enter("binh"), enter("cuong")
    binh.opens_paper()
    binh.sees_page(1)
    binh.page.keyboard.press("r")
    binh.sees_page_at_rest()
    box = binh.current_page.bounding_box()
    assert box["width"] > box["height"]
    binh.press("Shared")
    binh.press("Pen")
    # A quarter clockwise, the top of the page is on the right.
    left, top = box["x"] + 0.75 * box["width"], box["y"] + 0.25 * box["height"]
    binh.moves_pen([(left, top + 5 * step) for step in range(10)])
    binh.sees_strokes(1)
    (stroke,) = meeting.all("strokes")
    points = unpack(stroke["points"])
    assert points[0] == pytest.approx(2500, abs=30)
    assert points[1] == pytest.approx(0.25 * 10_000 * box["width"] / box["height"], abs=30)
    cuong.opens_paper()
    cuong.sees_strokes(1)


def test_scrolling_by_hand_leaves_the_chairs_page_and_a_followed_turn_scrolls_there(enter):
    chair, binh, wall = enter("an"), enter("binh"), enter("screen")
    chair.opens_paper()
    chair.shows_page(1)
    binh.sees_page(1)
    binh.scrolls(200)
    binh.follows()
    chair.scrolls_to(2)
    for one in (binh, wall):
        one.sees_page(2)

    binh.scrolls_to(3)
    binh.reads_alone()
    chair.turns_to(4)
    binh.sees_page(3)
    binh.comes_back(4)
    binh.sees_page(4)
    binh.shows_pages("One page at a time")
    chair.turns_to(2)
    binh.sees_page(2)
    binh.follows()


def test_everything_has_a_key(enter, long_paper):
    binh = enter("binh")
    binh.opens_paper(LONG)
    keys = binh.page.keyboard
    for key, number in (("End", LONG_PAGES), ("ArrowLeft", LONG_PAGES - 1), ("Home", 1), ("ArrowRight", 2)):
        keys.press(key)
        binh.sees_page(number)
    for _ in range(2):
        keys.press("PageDown")
    binh.sees_page(3)
    keys.press("g")
    keys.type("12")
    keys.press("Enter")
    binh.sees_page(12)
    before = binh.current_page.bounding_box()["width"]
    keys.press("+")
    binh.sees_page_at_rest()
    assert binh.current_page.bounding_box()["width"] > before
    keys.press("0")
    keys.press("r")
    binh.sees_page_at_rest()
    box = binh.current_page.bounding_box()
    assert box["width"] > box["height"]


def test_of_a_guarded_paper_only_what_is_looked_at_is_asked_for(enter, meeting, long_paper):
    (paper,) = (one for one in meeting.all("papers") if one["title"] == LONG)
    meeting.does("papers.restrict", id=paper["id"], level="limited", roles=["member"])
    binh = enter("binh", device_scale_factor=2)
    asked = []
    binh.page.on("request", lambda request: asked.append(request.url))
    binh.opens_paper(LONG)
    binh.sees_page(1)
    binh.sees_page_at_rest()
    binh.page.wait_for_load_state("networkidle")
    pictures = [address for address in asked if "/pages/" in address]
    assert len(pictures) == 1
    assert "/pages/1?w=" in pictures[0]
    binh.pinches(3.0)
    expect(binh.test("tile")).to_have_count(0)
