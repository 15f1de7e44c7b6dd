"""The chair has the whole meeting in sight and takes slips of the hand back; displays show what they are told."""

import re
import time

import pytest
from playwright.sync_api import expect

from icabinet import ids
from icabinet.seats.arranging import arranged
from icabinet.seats.rooms import add_room
from tests.browser.chair import Chair
from tests.browser.house import ITEMS, PAPER, House, Meeting
from tests.browser.secretary import Visitor
from tests.browser.test_accessibility import INSPECTED, violations

TILES = ("tile-now", "tile-floor", "tile-vote", "tile-quorum", "tile-words", "next-step")
ASIDE, QUESTION, BREAK = "Đã đủ đại biểu", "Thông qua Báo cáo?", "Nghỉ giải lao"
SIZES = ((1440, 900), (1024, 768))
# The smallest letters of a scene, as a share of the wall's height; what a screen is called is for whoever hangs it.
SMALLEST = """() => Math.min(...[...document.querySelectorAll(".scene *:not(.own-name)")]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && one.checkVisibility())
  .map((one) => parseFloat(getComputedStyle(one).fontSize) / innerHeight))"""
ESSENTIAL = 0.045
# Of a map's seats, the letters of names (or of labels where there are too many for names).
NAMES = """() => Math.min(...[...document.querySelectorAll(".seat-map .name")]
  .map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().d / innerHeight))"""
READABLE = 0.02
HEIGHTS = (1080, 2160)


def acts(house: House, meeting: Meeting, who: str, name: str, /, **args: object) -> None:
    path = f"/meetings/{meeting.id}/actions/{name}"
    house.ask("POST", path, house.sign_in(who), json={"id": ids.new(), "args": args})


@pytest.fixture
def busy(house: House, meeting: Meeting) -> Meeting:
    """Somebody speaks, two wait, a vote is open, the secretary has written, and a member wants water."""
    for who in ("an", "binh", "cuong"):
        acts(house, meeting, who, "attendance.check_in")
    item = meeting.items()[1]
    meeting.does("agenda.open_item", id=item)
    speeches = {who: ids.new() for who in ("binh", "cuong", "dung")}
    for who, speech in speeches.items():
        acts(house, meeting, who, "floor.ask", id=speech)
    meeting.does("floor.call", id=speeches["binh"])
    meeting.does("messages.say", id=ids.new(), text=ASIDE)
    acts(house, meeting, "binh", "messages.call", id=ids.new(), kind="water")
    return meeting


def test_nothing_that_the_chair_needs_lies_below_the_fold(enter, house, busy):
    chair = enter("an", **INSPECTED)
    poll = ids.new()
    busy.does("polls.prepare", id=poll, question=QUESTION, item=busy.items()[1])
    busy.does("polls.open", id=poll)
    acts(house, busy, "an", "polls.cast", poll=poll, choice="yes")
    chair.goes_back_to_paper()
    names = house.names
    for width, height in SIZES:
        chair.page.set_viewport_size({"width": width, "height": height})
        for tile in TILES:
            expect(chair.test(tile)).to_be_in_viewport(ratio=1)
        assert chair.page.locator(".frame").evaluate("frame => frame.scrollHeight - frame.clientHeight") == 0
    expect(chair.test("tile-now")).to_contain_text(ITEMS[1])
    expect(chair.test("tile-now")).to_contain_text(ITEMS[2])
    expect(chair.test("tile-floor")).to_contain_text(names["binh"])
    expect(chair.test("tile-floor")).to_contain_text(names["cuong"])
    expect(chair.test("tile-floor").get_by_role("timer")).to_be_visible()
    expect(chair.test("tile-missing")).to_contain_text(f"{names['binh']}, {names['cuong']}")
    expect(chair.test("tile-present")).to_have_text("3 / 3")
    expect(chair.test("tile-words")).to_contain_text(ASIDE)
    expect(chair.test("tile-words")).to_contain_text(chair.say("Calling for help: {n}", n=1))
    chair.dismisses_notices()
    assert violations(chair) == []
    chair.tap(chair.test("tile-quorum"))
    expect(chair.page.locator("#presence-title")).to_be_in_viewport()


def test_a_meeting_is_run_and_slips_are_taken_back_by_keys(enter, busy):
    chair, binh = enter("an", locale="en", color_scheme="dark", **INSPECTED), enter("binh")
    press = chair.page.keyboard.press
    clock = chair.test("tile-floor").get_by_role("timer")
    press("k")
    expect(clock).to_have_accessible_name(re.compile("Paused"))
    press("k")
    expect(clock).to_have_accessible_name(re.compile("Time left"))
    press("j")
    expect(chair.test("tile-floor").locator("strong")).to_have_text(chair.house.names["cuong"])
    expect(chair.test("take-back-step")).to_be_visible()
    assert violations(chair) == []
    press("z")
    expect(chair.test("tile-floor").locator("strong")).to_have_text(chair.house.names["binh"])
    binh.has_the_floor()
    binh.looks_at("Actions")
    binh.tap(binh.test("help-technical"))
    expect(binh.test("help-technical")).to_have_attribute("aria-pressed", "true")
    binh.tap(binh.test("help-technical"))
    expect(binh.test("help-technical")).to_have_attribute("aria-pressed", "false")
    expect(chair.test("tile-words")).to_contain_text(chair.say("Calling for help: {n}", n=1))


def test_each_display_shows_what_it_is_told(enter, sit_down, house, meeting):
    ha, wall = sit_down(Chair, "ha", **INSPECTED), enter("screen", **INSPECTED)
    ha.enters(meeting)
    panel = ha.test("displays")
    ha.tap(panel.locator("summary").first)
    ha.fill("Name of the display", "Bên trái", panel)
    ha.tap(panel.get_by_test_id("add-display"))
    code = ha.test("display-code-shown").locator(".code").inner_text()
    ha.page.keyboard.press("Escape")
    other = sit_down(Visitor, size=(1920, 1080))
    other.joins_by_typing(code)
    expect(other.page.get_by_test_id("scene")).to_be_visible()
    line = ha.test("display-line").filter(has_text="Bên trái")
    expect(line.locator(".dot.online")).to_be_visible()

    line.get_by_test_id("display-view").select_option("agenda")
    expect(other.page.get_by_test_id("agenda-scene")).to_contain_text(ITEMS[2])
    meeting.does("agenda.open_item", id=meeting.items()[1])
    wall.sees_item(ITEMS[1])
    expect(other.page.locator("[aria-current=step]")).to_contain_text(ITEMS[1])
    expect(line.get_by_test_id("display-shows")).to_have_text(ha.say("Agenda"))
    assert violations(ha) == []
    line.get_by_test_id("display-view").select_option("follow")
    expect(other.page.get_by_role("heading", level=1)).to_have_text(ITEMS[1])

    screen, soon = house.people["screen"], int(time.time() * 1000) + 600_000
    (paper,) = meeting.all("papers")
    for view, more, sign in (
        ("agenda", {}, "agenda-scene"),
        ("countdown", {"until": soon, "text": BREAK}, "countdown-scene"),
        ("idle", {}, "display-name"),
    ):
        meeting.does("displays.pin", id=screen, view=view, **more)
        expect(wall.test(sign)).to_be_visible()
        for height in HEIGHTS:
            wall.page.set_viewport_size({"width": height * 16 // 9, "height": height})
            assert wall.page.evaluate(SMALLEST) >= ESSENTIAL, view
        assert violations(wall) == []
    meeting.does("displays.pin", id=screen, view="page", paper=paper["id"], page=2)
    wall.sees_page(2)
    expect(ha.test("display-line").filter(has_text=house.names["screen"])).to_contain_text(PAPER)
    crowd_on_the_wall(house, meeting, wall)


def crowd_on_the_wall(house, meeting, wall):
    """Who speaks; and a theatre of eighty-three: who speaks and asks stands beside a map that has no room for names."""
    screen, speeches = house.people["screen"], {who: ids.new() for who in ("binh", "cuong")}
    with house._app.app_context():
        hall = add_room("Hội trường", arranged("theatre", head=3, across=12, deep=5))
    meeting.does("seats.choose_room", room=hall)
    meeting.does("seats.fill")
    for who, speech in speeches.items():
        acts(house, meeting, who, "floor.ask", id=speech)
    meeting.does("floor.call", id=speeches["binh"])
    for view, sign in (("speaker", "speaker-clock"), ("seats", "wall-names")):
        meeting.does("displays.pin", id=screen, view=view)
        expect(wall.page.locator(".scene").get_by_test_id(sign)).to_be_visible()
        for height in HEIGHTS:
            wall.page.set_viewport_size({"width": height * 16 // 9, "height": height})
            if view == "seats":
                assert wall.page.evaluate(NAMES) >= READABLE
            else:
                assert wall.page.evaluate(SMALLEST) >= ESSENTIAL
        assert violations(wall) == []
    names = wall.test("wall-names").get_by_role("listitem")
    expect(names.locator("strong")).to_have_text([house.names[who] for who in speeches])
