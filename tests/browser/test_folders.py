"""A folder of one's own in the reader, and slips that are answered while the network is away."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from icabinet import clock, ids
from tests.browser.device import Device
from tests.browser.documents import report
from tests.browser.house import House, Meeting
from tests.browser.keeping import Keeper
from tests.browser.test_accessibility import INSPECTED, violations

TITLE, FOLDER = "Ghi chép khảo sát", "Đất đai"
QUESTION, OPINION = "Đồng ý với phương án?", "Cần lấy ý kiến nhân dân"


def test_a_file_of_ones_own_is_dropped_read_and_found(sit_down):
    cuong = sit_down(Device, "cuong", size=(768, 1024), **INSPECTED)
    cuong.opens("/folders")
    cuong.fill("Name", FOLDER)
    cuong.press("Make")
    cuong.tap(cuong.page.get_by_role("link", name=FOLDER))
    expect(cuong.page.get_by_role("heading", level=1)).to_have_text(FOLDER)
    file = {"name": f"{TITLE}.pdf", "mimeType": "application/pdf", "buffer": report(TITLE, 2)}
    cuong.page.locator("#own-files").set_input_files(file)
    cuong.press("Put them here")
    # It becomes readable by itself, without the page being loaded anew.
    expect(cuong.page.get_by_test_id("own-file")).to_have_attribute("data-state", "ready")
    assert violations(cuong) == []

    cuong.tap(cuong.page.get_by_role("link", name=TITLE, exact=True))
    expect(cuong.page.get_by_test_id("reader")).to_have_accessible_name(TITLE)
    here = cuong.page.locator("[data-test=page][aria-current=page]")
    expect(here.locator("img")).to_have_js_property("complete", True)
    cuong.press("Next page")
    expect(here).to_have_attribute("data-page", "2")
    expect(cuong.page).to_have_url(re.compile("page=2"))
    cuong.reloads()
    expect(here).to_have_attribute("data-page", "2")
    assert violations(cuong) == []
    cuong.press("Back to the folder")
    expect(cuong.page.get_by_role("heading", level=1)).to_have_text(FOLDER)

    cuong.opens("/search?q=khao+sat")
    cuong.tap(cuong.page.get_by_test_id("own-found").get_by_role("link").first)
    expect(cuong.page.get_by_test_id("hits").first).to_be_visible()


@pytest.fixture
def slip(house: House) -> Iterator[Meeting]:
    """A slip that is out, with one motion."""
    made = Meeting(house, ids.new())
    args = {"subject": QUESTION, "questions": [{"text": QUESTION}], "deadline_at": clock.now_ms() + 3_600_000}
    made.does("slips.make", body=house.body, **args)
    made.does("slips.send")
    yield made
    made.does("slips.withdraw", reason="Xong")


def test_an_answer_given_without_network_is_kept_and_counts_when_the_server_has_it(sit_down, slip):
    cuong, binh = sit_down(Keeper, "cuong"), sit_down(Keeper, "binh", size=(768, 1024), **INSPECTED)
    for one in (cuong, binh):
        one.opens(f"/slips/{slip.id}")
        one.has_kept_one()
        one.pulls_the_cable()

    # On the page as it stands.
    cuong.tap(cuong.page.locator(".option.yes"))
    cuong.press("Send my answer")
    expect(cuong.page.get_by_test_id("answer-kept")).to_be_visible()
    expect(cuong.page.get_by_test_id("recorded")).to_have_count(0)

    # After the page was lost, too.
    binh.comes_back_without_network(slip, "slips")
    binh.tap(binh.test("answer-here"))
    sheet = binh.test("slip-answer")
    expect(binh.test("keep-answer")).to_be_disabled()
    binh.tap(sheet.locator(".option.other"))
    sheet.locator("textarea").fill(OPINION)
    assert violations(binh) == []
    binh.tap(binh.test("keep-answer"))
    expect(binh.test("answer-here")).to_have_text(binh.say("Your answer waits for the network"))
    assert OPINION not in binh.readable()
    assert all(reply["answers"] is None for reply in slip.all("replies"))

    cuong.puts_the_cable_back()
    binh.gets_network_back()
    expect(cuong.page.get_by_test_id("recorded")).to_be_visible()
    expect(binh.test("back-to-slip")).to_have_text(binh.say("Back to the slip"))
    said = {reply["person"]: reply["answers"] for reply in slip.all("replies") if reply["answers"]}
    people = slip.house.people
    assert said == {people["cuong"]: [{"choice": "yes"}], people["binh"]: [{"choice": "other", "opinion": OPINION}]}
