"""A tablet without network opens the meeting, reads, and keeps what is drawn; it keeps nothing for anybody else."""

import re

from playwright.sync_api import expect

from tests.browser.documents import report
from tests.browser.house import PAPER
from tests.browser.keeping import Keeper
from tests.browser.test_accessibility import INSPECTED, violations

SECOND = "Tờ trình dự toán"


def test_two_tablets_of_one_person_draw_without_network_and_agree_afterwards(sit_down, meeting):
    first, second = sit_down(Keeper, "cuong"), sit_down(Keeper, "cuong", size=(768, 1024))
    for one in (first, second):
        one.enters(meeting)
        one.keeps_all()
        one.sees_kept(1)
        one.opens_paper()
        one.loses_network()
    first.draws_stroke(shared=False)
    first.draws_stroke(shared=True)
    second.draws_stroke(shared=False)

    # Nothing answers any more, and somebody reloads all the same.
    first.reloads()
    first.sees_unsent(2)
    first.sees_strokes(2)
    first.turns_to(3)
    first.shows_thumbnails()
    expect(first.page.locator(".thumbnail[aria-current] img")).to_have_js_property("complete", True)
    expect(first.page.locator(".thumbnail[aria-current] img")).not_to_have_js_property("naturalWidth", 0)
    first.turns_to(1)
    first.draws_stroke(shared=False)

    # The other one loses its page, too.
    second.comes_back_without_network(meeting)
    second.opens_paper()
    second.sees_strokes(1)
    second.sees_unsent(1)
    second.draws_stroke(shared=False)

    for one in (first, second):
        one.gets_network_back()
        one.sees_everything_sent()
    for one in (first, second):
        one.sees_strokes(5)
    assert len(meeting.all("strokes", "cuong")) == 5
    assert len(meeting.all("strokes", "ha")) == 1


def test_what_may_not_be_read_any_more_goes_and_what_was_written_on_it_stays(sit_down, meeting):
    items = meeting.items()
    meeting.files(items[2], f"{SECOND}.pdf", report(SECOND, 1))
    papers = {paper["title"]: paper["id"] for paper in meeting.all("papers")}
    cuong = sit_down(Keeper, "cuong", **INSPECTED)
    cuong.enters(meeting)
    cuong.keeps_all()
    cuong.sees_kept(2)
    cuong.press("Settings and help")
    expect(cuong.test("on-this-tablet").get_by_role("listitem")).to_have_count(2)
    assert violations(cuong) == []
    cuong.page.keyboard.press("Escape")
    readable = cuong.readable()
    assert meeting.id in readable
    assert not re.search(r"%PDF|PNG|WEBP|JFIF|Trang|papers/", readable)

    # While it is connected, it hears of it at once.
    meeting.does("papers.restrict", id=papers[SECOND], level="limited", roles=["member"], units=[], people=[])
    cuong.sees_kept(1)
    expect(cuong.test("all-here")).to_be_visible()

    cuong.opens_paper()
    cuong.loses_network()
    cuong.draws_stroke(shared=True)
    meeting.does("papers.remove", id=papers[PAPER])
    cuong.reloads()
    cuong.sees_page(1)
    cuong.sees_strokes(1)
    cuong.gets_network_back()
    cuong.sees_everything_sent()
    expect(cuong.test("toasts")).to_contain_text(cuong.say("What you wrote is kept on this tablet, under “not taken”."))
    cuong.tap(cuong.test("not-taken"))
    assert violations(cuong) == []
    with cuong.page.expect_download() as saved:
        cuong.press("Save as a picture")
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    cuong.press("Remove", cuong.page.get_by_role("dialog"))
    expect(cuong.test("not-taken")).to_have_count(0)
    cuong.page.wait_for_function("async () => (await indexedDB.databases()).length === 1")
    assert {name: cuong.lying()[name] for name in ("actions", "papers", "parts")} == {
        "actions": 0,
        "papers": 0,
        "parts": 0,
    }


def test_after_signing_out_nothing_is_left(sit_down, meeting):
    cuong = sit_down(Keeper, "cuong")
    cuong.enters(meeting)
    cuong.keeps_all()
    cuong.leaves_for("/account")
    cuong.press("Sign out")
    cuong.has_nothing_left()
    cuong.pulls_the_cable()
    cuong.opens(f"/meetings/{meeting.id}")
    cuong.sees("Nothing can be opened here until the network is back and you have signed in.")


def test_when_the_session_is_ended_elsewhere_nothing_is_left(sit_down, meeting, house):
    cuong = sit_down(Keeper, "cuong")
    cuong.enters(meeting)
    cuong.keeps_all()
    token = next(cookie["value"] for cookie in cuong.context.cookies() if cookie["name"] == "icabinet")
    (mine,) = [one for one in house.ask("GET", "/sessions", token) if one["current"]]
    house.ask("DELETE", f"/sessions/{mine['id']}", token)
    cuong.sees("Your session on this device has ended. Please sign in again.")
    cuong.has_nothing_left()


def test_somebody_else_on_the_same_tablet_opens_nothing_of_it(sit_down, meeting, house):
    cuong = sit_down(Keeper, "cuong")
    cuong.enters(meeting)
    cuong.keeps_all()
    session = {"name": "icabinet", "value": house.sign_in("binh"), "url": cuong.cable.url}
    cuong.context.add_cookies([session])
    cuong.reloads()
    cuong.is_connected()
    cuong.sees_kept(0)
    assert cuong.lying()["keys"] == 1
    cuong.loses_network()
    cuong.opens("/")
    expect(cuong.test("kept-list")).to_contain_text(cuong.say("No network"))


def test_a_session_that_ran_out_locks_what_is_kept_and_its_day_removes_it(sit_down, meeting):
    cuong = sit_down(Keeper, "cuong")
    cuong.enters(meeting)
    cuong.keeps_all()
    cuong.pulls_the_cable()
    cuong.lives_later(hours=13)
    cuong.opens(f"/meetings/{meeting.id}")
    cuong.sees("Nothing can be opened here until the network is back and you have signed in.")
    assert (cuong.lying()["keys"], cuong.lying()["papers"]) == (0, 1)

    # Whoever is signed in again has it all back, without asking the server for it.
    cuong.lives_later(hours=0)
    cuong.cable.mend()
    cuong.enters(meeting)
    cuong.sees_kept(1)
    cuong.loses_network()
    cuong.reloads()
    cuong.opens_paper()
    cuong.sees_page(1)

    cuong.lives_later(hours=24 * 30)
    cuong.opens("/")
    expect(cuong.test("kept-list")).to_contain_text(cuong.say("No network"))
    assert {name: cuong.lying()[name] for name in ("meetings", "papers", "parts")} == {
        "meetings": 0,
        "papers": 0,
        "parts": 0,
    }
