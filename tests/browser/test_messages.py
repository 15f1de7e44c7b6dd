"""Messages in the room: a call is seen to, a word reaches everybody, chair and secretary have a line of their own."""

import re

from playwright.sync_api import expect

from tests.browser.chair import Chair
from tests.browser.test_accessibility import INSPECTED, violations

WATER = "Hai chai nước"
PAUSE, ASIDE = "Nghỉ giải lao 10 phút", "Còn hai đại biểu chưa biểu quyết"


def test_help_is_called_all_are_told_and_two_talk_aside(enter, sit_down, meeting):
    light, dark = INSPECTED, INSPECTED | {"locale": "en", "color_scheme": "dark"}
    chair, binh, screen = enter("an", **dark), enter("binh", size=(768, 1024), **light), enter("screen")
    secretary = sit_down(Chair, "ha", **light)
    secretary.enters(meeting)

    binh.press("Call for help")
    binh.fill("A word about it (may be left empty)", WATER)
    binh.press("Water", binh.test("call-kinds"))
    expect(binh.test("my-calls")).to_contain_text(binh.say("The secretary has been called."))
    call = secretary.test("call")
    expect(call).to_contain_text(binh.house.names["binh"])
    expect(call).to_contain_text(WATER)
    secretary.dismisses_notices()
    secretary.press("I see to it", call)
    expect(binh.test("my-calls")).to_contain_text(binh.say("{name} is on the way.", name=binh.house.names["ha"]))
    assert violations(binh) == []
    assert violations(secretary) == []
    secretary.press("Done", call)
    expect(call).to_have_count(0)
    expect(binh.test("my-calls")).to_be_hidden()
    binh.page.keyboard.press("Escape")

    says(secretary, ASIDE)
    expect(chair.test("line-message")).to_contain_text(ASIDE)
    expect(chair.test("toasts")).to_contain_text(ASIDE)
    chair.dismisses_notices()
    tells_all(chair, PAUSE)
    expect(binh.test("broadcast")).to_contain_text(PAUSE)
    expect(screen.test("broadcast-scene").get_by_role("heading")).to_have_text(PAUSE)
    assert violations(chair) == []
    assert violations(binh) == []
    binh.press("I have read it")
    expect(binh.test("broadcast")).to_be_empty()
    binh.reloads()
    binh.is_connected()
    expect(binh.test("broadcast")).to_be_empty()
    chair.tap(chair.test("end-broadcast"))
    expect(screen.test("broadcast-scene")).to_have_count(0)
    expect(binh.page.get_by_text(re.compile(re.escape(ASIDE)))).to_have_count(0)


def says(person: Chair, words: str) -> None:
    """Write something on the line between chair and secretaries."""
    person.fill("A word to chair and secretaries", words)
    person.tap(person.test("line-send"))


def tells_all(person: Chair, words: str) -> None:
    person.looks_at("Run the meeting")
    person.tap(person.test("tell-all").get_by_text(person.say("Write a message")))
    person.fill("What all tablets and displays show", words)
    person.press("Show to everybody now")
