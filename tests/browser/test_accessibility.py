"""Every screen, light and dark, under the eyes of axe: nothing that it calls serious or critical.

Nothing but colours is different in the dark (static/design/tokens.css): what axe says of anything else is asked once.
"""

from pathlib import Path

import pytest

from tests.browser.device import Device
from tests.browser.house import ITEMS
from tests.browser.secretary import Secretary, Visitor

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = ("serious", "critical")
RUN = """async (rules) => {
  const only = rules.length ? { runOnly: { type: "rule", values: rules } } : {};
  const { violations } = await axe.run(document, { resultTypes: ["violations"], ...only });
  const said = ({ id, impact, nodes }) => nodes.map(({ target, any }) => ({ id, impact, target, why: any[0] }));
  return violations.flatMap(said);
}"""
# axe is injected, which our Content-Security-Policy rightly refuses everywhere else.
INSPECTED = {"bypass_csp": True}
ABOUT_COLOURS = ("color-contrast", "link-in-text-block")


def violations(device: Device, *rules: str) -> list[str]:
    """Return what axe finds on the screen as it is, by all its rules or by these."""
    if not device.page.evaluate("'axe' in globalThis"):
        device.page.add_script_tag(path=AXE)
    return [
        f"{one['id']}: {one['target']} {(one['why'] or {}).get('message')}"
        for one in device.page.evaluate(RUN, rules)
        if one["impact"] in GRAVE
    ]


def violations_by_day_and_night(device: Device) -> list[str]:
    """Return what axe finds on the screen in the light, and of its colours in the dark."""
    device.page.emulate_media(color_scheme="light")
    by_day = violations(device)
    device.page.emulate_media(color_scheme="dark")
    by_night = violations(device, *ABOUT_COLOURS)
    return [*by_day, *(f"in the dark: {one}" for one in by_night)]


@pytest.mark.parametrize("path", ["/sign-in", "/join"])
def test_the_door(sit_down, path):
    anybody = sit_down(Visitor, **INSPECTED)
    anybody.opens(path)
    assert violations_by_day_and_night(anybody) == []


def test_preparing(sit_down, meeting):
    ha = sit_down(Secretary, "ha", **INSPECTED)
    (paper,) = meeting.all("papers")
    about = [f"/meetings/{meeting.id}/papers/{paper['id']}/{page}" for page in ("readers", "views")]
    here = [f"/meetings/{meeting.id}/{page}" for page in ("attendance", "door")]
    for path in (
        "/",
        "/meetings/new",
        f"/meetings/{meeting.id}/edit",
        "/account",
        "/people",
        "/bodies",
        "/rooms",
        "/devices",
        *about,
        *here,
    ):
        ha.opens(path)
        assert violations_by_day_and_night(ha) == [], path


def test_the_room(enter):
    chair, binh, wall = (enter(who, **INSPECTED) for who in ("an", "binh", "screen"))
    everybody = (chair, binh, wall)
    for one in everybody:
        assert violations_by_day_and_night(one) == [], f"{one.who} before the first item"

    chair.opens_item(ITEMS[1])
    chair.opens_paper()
    chair.shows_page(2)
    binh.raises_hand()
    for one in everybody:
        one.sees_page(2)
        assert violations_by_day_and_night(one) == [], f"{one.who} with a page"

    binh.press("Contents")
    binh.press("How pages are shown")
    binh.shows_thumbnails()
    assert violations_by_day_and_night(binh) == [], "with the contents, the thumbnails and a menu"
    binh.press("Close", binh.test("contents"))
    binh.press("How pages are shown")
    binh.press("Text only")
    binh.sees("Text of page {page}", page=2)
    assert violations_by_day_and_night(binh) == [], "with a page as text"
    binh.page.keyboard.press("Escape")
    binh.chooses_words("Trang", "hình.")
    assert violations_by_day_and_night(binh) == [], "with chosen words"
    binh.press("Choose no words")

    binh.notes("Cần bổ sung số liệu", (0.3, 0.1))
    binh.press("More tools", binh.ink_bar)
    assert violations_by_day_and_night(binh) == [], "with the tools unfolded"
    binh.page.keyboard.press("Escape")
    binh.picks((0.3, 0.1))
    binh.tap(binh.picked_bar.get_by_title(binh.say("Show to others")))
    assert violations_by_day_and_night(binh) == [], "with a chosen mark, about to be shared"
    binh.page.keyboard.press("Escape")
    binh.press("Write on the note", binh.picked_bar)
    binh.press("Which ink is shown")
    assert violations_by_day_and_night(binh) == [], "with an open note, and whose ink is shown"
    binh.page.keyboard.press("Escape")
    binh.press("Keep the note", binh.test("note-card"))

    chair.calls_next()
    binh.has_the_floor()
    chair.opens_vote("Thông qua?")
    binh.sees_vote("Thông qua?")
    for one in everybody:
        assert violations_by_day_and_night(one) == [], f"{one.who} with a vote"

    binh.votes("yes")
    chair.votes("yes")
    chair.goes_back_to_paper()
    chair.closes_vote()
    for one in everybody:
        one.sees_result(yes=2, no=0)
        assert violations_by_day_and_night(one) == [], f"{one.who} with a result"
