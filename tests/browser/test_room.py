"""The room: people answer, come and sit down; the chair sees who is where and calls a speaker from the seat map."""

import pytest
from playwright.sync_api import expect

from icabinet import ids
from icabinet.seats.arranging import arranged
from icabinet.seats.rooms import add_room
from tests.browser.chair import Chair
from tests.browser.display import Display
from tests.browser.house import House
from tests.browser.people import Member
from tests.browser.secretary import Secretary
from tests.browser.test_accessibility import INSPECTED, violations


@pytest.fixture(scope="module")
def hall(house: House) -> str:
    with house._app.app_context():
        return add_room("Phòng họp A", arranged("u", head=1, across=1, deep=3))


def seat(device, label):
    return device.test("seat-sheet").locator(f"[data-seat='{label}']")


def test_the_room_from_the_invitation_to_the_floor(house, sit_down, hall):
    look = INSPECTED | {"color_scheme": "dark"}
    ha = sit_down(Secretary, "ha", **INSPECTED)
    ha.opens(f"/rooms/{hall}")
    ha.press("Add a seat")
    expect(ha.page.locator("[data-edit]")).to_have_count(8)
    assert violations(ha) == []
    ha.press("Save")
    ha.sees("Seats: %(count)s", count=8)

    chair, binh = sit_down(Chair, "an", **INSPECTED), sit_down(Member, "binh", size=(768, 1024), **look)
    screen = sit_down(Display, "screen")
    meeting = house.meeting()
    meeting.does("seats.choose_room", room=hall)
    for one in (chair, binh, screen):
        one.enters(meeting)
    expect(screen.test("door-code").get_by_role("img")).to_be_visible()

    # Bình cannot come, and then comes after all.
    binh.looks_at("Actions")
    binh.tap(binh.test("decline"))
    binh.fill("Reason (chair and secretary read it)", "Đi công tác", binh.test("regret"))
    binh.tap(binh.test("send-answer"))
    expect(binh.test("invitation")).to_contain_text("Đi công tác")
    chair.looks_at("Run the meeting")
    expect(chair.test("answers").locator("summary")).to_contain_text(
        chair.say("Invited: {all}. Coming: {yes}, not coming: {no}, sending somebody: {instead}, no answer: {silent}",
                  all=5, yes=0, no=1, instead=0, silent=4)
    )  # fmt: skip

    # Seats by precedence; Cường's is then given up by dragging Bình onto it and back.
    chair.tap(chair.test("open-seats"))
    chair.tap(chair.test("arrange-seats"))
    chair.tap(chair.test("fill-seats"))
    expect(seat(chair, "1")).to_have_attribute("data-state", "absent")
    before = seat(chair, "2").text_content()
    seat(chair, "2").drag_to(seat(chair, "7"))
    expect(seat(chair, "2")).to_have_attribute("data-state", "empty")
    seat(chair, "7").press("Enter")
    seat(chair, "2").press("Enter")
    expect(seat(chair, "2")).to_have_text(before or "")
    assert violations(chair) == []
    chair.tap(chair.test("arrange-seats"))

    # Bình sits down: present, and seen so by all.
    mine = next(one["seat"] for one in meeting.all("seats") if one["person"] == house.people["binh"])
    binh.tap(binh.test("open-seats"))
    binh.tap(seat(binh, mine))
    binh.tap(binh.test("sit-here"))
    expect(seat(binh, mine)).to_have_attribute("data-state", "present")
    expect(seat(chair, mine)).to_have_attribute("data-state", "present")
    assert violations(binh) == []

    # Asks to speak, and is called from the map; the room sees it on the wall.
    meeting.starts()
    meeting.does("seats.show", on=True)
    expect(screen.test("seat-scene")).to_be_visible()
    asked = {"id": ids.new(), "args": {"id": ids.new()}}
    house.ask("POST", f"/meetings/{meeting.id}/actions/floor.ask", house.sign_in("binh"), json=asked)
    expect(seat(chair, mine)).to_have_attribute("data-state", "asks")
    chair.tap(seat(chair, mine))
    chair.tap(chair.test("seat-call"))
    for one in (chair, binh):
        expect(seat(one, mine)).to_have_attribute("data-state", "speaking")
    screen.sees_speaker("binh")
