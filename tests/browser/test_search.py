"""Searching the papers: in the room while one types, with the hits marked on the page, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.house import PAPER
from tests.browser.test_accessibility import INSPECTED, violations_by_day_and_night


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_from_what_one_types_to_the_word_on_the_page(enter, locale):
    binh = enter("binh", locale=locale)
    binh.can_find("uy ban nhan d", pages=4)
    binh.page.keyboard.press("/")
    binh.page.get_by_role("searchbox").fill("uy ban nhan d")
    binh.test("found-page").filter(has_text=binh.say("Page {page}", page=2)).first.click()
    binh.sees_page(2)
    expect(binh.page.get_by_test_id("reader")).to_have_accessible_name(PAPER)
    marked = binh.page.locator("[data-page='2'] [data-test=hits] rect")
    expect(marked).to_have_count(9)
    bar = binh.test("hit-bar")
    expect(bar).to_contain_text("uy ban nhan d")
    binh.press("Next page with this", bar)
    binh.sees_page(3)
    bar.get_by_title(binh.say("Show the results")).click()
    expect(binh.page.get_by_role("searchbox")).to_have_value("uy ban nhan d")
    binh.press("Close", binh.test("search"))
    binh.press("End the search", bar)
    expect(bar).to_have_count(0)
    expect(binh.test("hits")).to_have_count(0)


def test_the_browsers_own_key_searches_the_papers_and_nothing_found_is_said(enter):
    binh = enter("binh")
    binh.page.keyboard.press("Control+f")
    binh.page.get_by_role("searchbox").fill("không có ở đâu cả")
    expect(binh.test("search").get_by_role("status")).to_have_text(binh.say("Nothing was found."))


def test_the_page_leads_into_the_room_where_the_word_is(enter, meeting):
    binh = enter("binh")
    binh.can_find("uy ban nhan dan", pages=4)
    binh.opens(f"/search?q=Ủy ban&meeting={meeting.id}")
    binh.page.get_by_role("link", name=re.compile(binh.say("Page %(page)s", page=3))).first.click()
    binh.sees_page(3)
    expect(binh.page.locator("[data-page='3'] [data-test=hits] rect")).to_have_count(9)
    expect(binh.page).to_have_url(re.compile(rf"/meetings/{meeting.id}$"))


def test_nobody_is_left_out(enter):
    binh = enter("binh", **INSPECTED)
    binh.searches("uy ban", pages=4)
    expect(binh.test("found-page").first).to_be_visible()
    assert violations_by_day_and_night(binh) == []
    small = "els => els.map(e => e.getBoundingClientRect()).filter(r => r.height < 47.5 || r.width < 47.5).length"
    assert binh.page.locator(".search-sheet :is(button, input[type=search])").evaluate_all(small) == 0
    binh.test("found-page").first.click()
    expect(binh.test("hit-bar")).to_be_visible()
    assert violations_by_day_and_night(binh) == []
    assert binh.page.locator(".hit-bar button").evaluate_all(small) == 0
    binh.opens("/search?q=uy ban")
    expect(binh.page.locator(".found-page").first).to_be_visible()
    assert violations_by_day_and_night(binh) == []
