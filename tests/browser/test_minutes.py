"""Minutes in the browser: two write the same passage, both texts are seen, and the document stands as it is printed."""

from urllib.parse import urlsplit

from playwright.sync_api import Locator, expect

from tests.browser.device import Device
from tests.browser.secretary import Secretary

THEIRS, OURS, BOTH = "Khai mạc lúc 8 giờ.", "Khai mạc tại trụ sở.", "Khai mạc lúc 8 giờ tại trụ sở."


def opening(device: Device) -> Locator:
    return device.page.locator("#passage-opening")


def writes(device: Device, text: str) -> None:
    opening(device).get_by_label(device.say("Text"), exact=True).fill(text)


def test_two_write_the_minutes_and_neither_overwrites_the_other(house, sit_down):
    meeting = house.meeting("Phiên họp có biên bản").starts()
    meeting.does("meetings.end")
    ha, an = sit_down(Secretary, "ha"), sit_down(Device, "an", size=(768, 1024), locale="en")
    ha.opens(f"/meetings/{meeting.id}/documents")
    ha.press("Draft the minutes")
    ha.page.wait_for_url("**/edit")
    place = urlsplit(ha.page.url).path
    an.opens(place)
    writes(an, OURS)
    writes(ha, THEIRS)
    ha.page.keyboard.press("Control+s")
    expect(opening(ha).locator("[data-unsaved]")).to_have_count(0)
    expect(opening(ha)).to_contain_text("Hà")

    # What is typed and not saved stays; that somebody else was faster is said beside it.
    expect(opening(an).locator(".meanwhile")).to_contain_text("Hà")
    an.expects_complaint("409")
    an.press("Save", within=opening(an))
    clash = opening(an).get_by_test_id("clash")
    expect(clash).to_contain_text("8")
    expect(opening(an).get_by_label(an.say("Text"), exact=True)).to_have_value(OURS)
    writes(an, BOTH)
    an.press("Save", within=opening(an))
    expect(clash).to_have_count(0)
    # And whoever only looks at the passage sees it come.
    expect(opening(ha).get_by_label(ha.say("Text"), exact=True)).to_have_value(BOTH)

    ha.opens(place.removesuffix("/edit"))
    expect(ha.page.get_by_test_id("sheet")).to_contain_text(BOTH)
    ha.press("Send it to the members")
    binh = sit_down(Device, "binh")
    binh.opens(place.removesuffix("/edit"))
    binh.page.get_by_label(binh.say("Remark"), exact=True).fill("Thiếu tên tôi")
    binh.press("Send the remark")
    expect(binh.page.locator("[data-remark]")).to_contain_text("Thiếu tên tôi")
    ha.reloads()
    ha.press("Issue the document")
    expect(ha.page.get_by_test_id("number")).to_contain_text("Số: 01/BB-")
