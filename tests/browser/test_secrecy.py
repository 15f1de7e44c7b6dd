"""A paper for some: it goes from the others' tablets at once, comes back to them, and bears its reader's name."""

import time

from playwright.sync_api import expect

from tests.browser.documents import report
from tests.browser.house import ITEMS, PAPER
from tests.browser.secretary import Secretary

# What is noted while the paper is ordinary is written down every few seconds.
WRITTEN_S = 20.0


def test_a_paper_is_withdrawn_from_some_while_they_read_and_given_back(enter, sit_down, meeting):
    chair, binh, cuong = enter("an"), enter("binh"), enter("cuong")
    (paper,) = meeting.all("papers")
    chair.opens_item(ITEMS[1])
    chair.opens_paper()
    chair.shows_page(2)
    for one in (binh, cuong):
        one.sees_page(2)

    ha = sit_down(Secretary, "ha")
    ha.opens(f"/meetings/{meeting.id}/papers/{paper['id']}/readers")
    ha.page.get_by_label(ha.say("Circulation"), exact=True).select_option("limited")
    ha.page.get_by_label("Lê Thị Bình").check()
    # The page beside the open one may be asked for just then, and is rightly denied.
    cuong.expects_complaint("status of 404")
    ha.press("Save")
    ha.sees("Saved.")

    cuong.sees("A paper is being shown that is not for you")
    expect(cuong.test("agenda-paper").filter(has_text=PAPER)).to_have_count(0)
    chair.turns_to(3)
    binh.sees_page(3)
    expect(binh.test("guarded-note")).to_contain_text(binh.say("Limited"))
    chair.sees("Only its readers see your page")

    seen = ha.page.get_by_role("row").filter(has_text="Lê Thị Bình")
    until = time.monotonic() + WRITTEN_S
    while not seen.count():
        assert time.monotonic() < until
        ha.opens(f"/meetings/{meeting.id}/papers/{paper['id']}/views")

    ha.opens(f"/meetings/{meeting.id}/papers/{paper['id']}/readers")
    ha.page.get_by_label("Lê Thị Bình").uncheck()
    ha.page.get_by_label(ha.say("Circulation"), exact=True).select_option("ordinary")
    ha.press("Save")
    cuong.sees_page(3)
    chair.sees("Everybody sees your page")


def test_what_is_dropped_with_the_fold_set_is_never_heard_of_by_others(sit_down, meeting):
    ha = sit_down(Secretary, "ha")
    ha.opens(f"/meetings/{meeting.id}/edit")
    ha.page.locator("#restrict-new > summary").click()
    ha.page.locator("#restrict-new").get_by_label(ha.say("Guests"), exact=True).check()
    ha.uploads(("Nhân sự.pdf", report("Nhân sự", 1)))
    titles = {who: {paper["title"] for paper in meeting.all("papers", who)} for who in ("ha", "dung", "binh", "screen")}
    assert titles == {"ha": {PAPER, "Nhân sự"}, "dung": {PAPER, "Nhân sự"}, "binh": {PAPER}, "screen": {PAPER}}
    expect(ha.page.locator(".paper", has_text="Nhân sự")).to_contain_text(ha.say("Not for everybody"))
