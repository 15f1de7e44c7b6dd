"""Who has not voted is reminded without the others hearing of it; afterwards the result stands by itself."""

import re

from playwright.sync_api import Locator, expect

from icabinet import ids
from tests.browser.device import Device
from tests.browser.house import ITEMS, Meeting
from tests.browser.secretary import Secretary
from tests.browser.test_accessibility import INSPECTED, violations_by_day_and_night

QUESTION = "Bầu Phó Chủ tịch Ủy ban nhân dân phường?"


def test_a_reminder_is_one_tap_from_the_ballot_and_the_result_from_the_own_ballot(enter):
    chair, binh, cuong = enter("an"), enter("binh"), enter("cuong")
    chair.opens_item(ITEMS[2])
    chair.opens_vote(QUESTION, secret=True)
    chair.votes("yes")
    chair.goes_back_to_paper()
    cuong.sees_vote(QUESTION)
    cuong.votes("yes")
    binh.sees_vote(QUESTION)
    binh.press("Put aside", binh.sheet)
    chair.press("Remind them gently")
    expect(chair.test("nudged")).to_be_visible()
    expect(chair.test("nudge")).to_be_disabled()
    expect(binh.test("poll-aside")).to_contain_text(re.compile(r"Nhắc lúc \d\d:\d\d"))
    expect(cuong.test("nudged-me")).to_have_count(0)
    binh.brings_vote_back()
    expect(binh.test("nudged-me")).to_be_visible()
    binh.votes("no")
    expect(binh.test("nudged-me")).to_have_count(0)
    tracker = binh.reads_tracker()
    chair.closes_vote()
    binh.finds_own_ballot()

    result = binh.sheet.get_by_test_id("result-page").get_attribute("href")
    for one, own in ((binh, tracker), (cuong, None)):
        one.opens(str(result))
        marked = one.page.locator("[data-tracker].own")
        expect(marked).to_have_count(1)
        assert own is None or marked.get_attribute("data-tracker") == own
    binh.opens("/votes")
    mine = own_vote(binh, str(result).rpartition("/")[2])
    expect(mine.get_by_test_id("own-recorded")).to_be_visible()
    expect(mine.locator("[data-own-tracker]")).to_contain_text(tracker)
    binh.page.evaluate("localStorage.clear()")
    binh.reloads()
    expect(mine.get_by_test_id("own-recorded")).to_be_visible()
    expect(binh.page.get_by_text(tracker)).to_have_count(0)


def test_a_ballot_that_nobody_has_confirmed_is_not_called_recorded(enter, meeting):
    binh, poll = enter("binh"), ids.new()
    meeting.does("polls.prepare", id=poll, question=QUESTION)
    meeting.does("polls.open", id=poll)
    binh.sees_vote(QUESTION)
    binh.loses_network()
    binh.chooses("yes")
    binh.sees_vote_not_sent()
    binh.page.close()
    binh.cable.mend()
    binh.page = binh.context.new_page()
    binh.opens("/votes")
    mine = own_vote(binh, poll)
    expect(mine.get_by_test_id("own-waiting")).to_be_visible()
    expect(mine.get_by_test_id("own-recorded")).to_have_count(0)
    binh.enters(meeting)
    binh.sees_vote_sent()
    binh.opens("/votes")
    mine = own_vote(binh, poll)
    expect(mine.get_by_test_id("own-recorded")).to_be_visible()
    expect(mine.get_by_test_id("own-waiting")).to_be_hidden()


def own_vote(somebody: Device, poll: str) -> Locator:
    """Return how one vote stands among somebody's own."""
    return somebody.page.locator(f"[data-vote='{poll}']")


def decided(meeting: Meeting) -> str:
    poll = ids.new()
    meeting.does("polls.prepare", id=poll, question=QUESTION)
    meeting.does("polls.open", id=poll)
    meeting.does("polls.close", id=poll)
    return poll


def test_the_pages_of_results_are_for_everybody(sit_down, meeting):
    place = f"/meetings/{meeting.id}/polls"
    poll = decided(meeting)
    ha = sit_down(Secretary, "ha", **INSPECTED)
    for path in (place, f"{place}/{poll}", f"{place}/{poll}/roll-call", "/votes"):
        ha.opens(path)
        expect(ha.page.get_by_role("heading", level=1)).to_be_visible()
        assert violations_by_day_and_night(ha) == [], path
