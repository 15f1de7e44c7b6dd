"""Every screen, light and dark, under the eyes of axe: nothing that it calls serious or critical."""

from pathlib import Path

import pytest

from tests.browser.device import Device
from tests.browser.house import ITEMS
from tests.browser.secretary import Secretary, Visitor

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = ("serious", "critical")
RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const said = ({ id, impact, nodes }) => nodes.map(({ target, any }) => ({ id, impact, target, why: any[0] }));
  return violations.flatMap(said);
}"""
# axe is injected, which our Content-Security-Policy rightly refuses everywhere else.
INSPECTED = {"bypass_csp": True}


@pytest.fixture(params=["light", "dark"])
def look(request):
    return INSPECTED | {"color_scheme": request.param}


def violations(device: Device) -> list[str]:
    device.page.add_script_tag(path=AXE)
    return [
        f"{one['id']}: {one['target']} {(one['why'] or {}).get('message')}"
        for one in device.page.evaluate(RUN)
        if one["impact"] in GRAVE
    ]


@pytest.mark.parametrize("path", ["/sign-in", "/join"])
def test_the_door(sit_down, look, path):
    anybody = sit_down(Visitor, **look)
    anybody.opens(path)
    assert violations(anybody) == []


def test_preparing(sit_down, meeting, look):
    ha = sit_down(Secretary, "ha", **look)
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
        assert violations(ha) == [], path


def test_the_room(enter, look):
    chair, binh, wall = (enter(who, **look) for who in ("an", "binh", "screen"))
    everybody = (chair, binh, wall)
    for one in everybody:
        assert violations(one) == [], f"{one.who} before the first item"

    chair.opens_item(ITEMS[1])
    chair.opens_paper()
    chair.shows_page(2)
    binh.raises_hand()
    for one in everybody:
        one.sees_page(2)
        assert violations(one) == [], f"{one.who} with a page"

    binh.press("Contents")
    binh.press("How pages are shown")
    binh.shows_thumbnails()
    assert violations(binh) == [], "with the contents, the thumbnails and a menu"
    binh.press("Close", binh.test("contents"))
    binh.press("How pages are shown")
    binh.press("Text only")
    binh.sees("Text of page {page}", page=2)
    assert violations(binh) == [], "with a page as text"
    binh.page.keyboard.press("Escape")
    binh.chooses_words("Trang", "hình.")
    assert violations(binh) == [], "with chosen words"
    binh.press("Choose no words")

    binh.notes("Cần bổ sung số liệu", (0.3, 0.1))
    binh.press("More tools", binh.ink_bar)
    assert violations(binh) == [], "with the tools unfolded"
    binh.page.keyboard.press("Escape")
    binh.picks((0.3, 0.1))
    binh.tap(binh.picked_bar.get_by_title(binh.say("Show to others")))
    assert violations(binh) == [], "with a chosen mark, about to be shared"
    binh.page.keyboard.press("Escape")
    binh.press("Write on the note", binh.picked_bar)
    binh.press("Which ink is shown")
    assert violations(binh) == [], "with an open note, and whose ink is shown"
    binh.page.keyboard.press("Escape")
    binh.press("Keep the note", binh.test("note-card"))

    chair.calls_next()
    binh.has_the_floor()
    chair.opens_vote("Thông qua?")
    binh.sees_vote("Thông qua?")
    for one in everybody:
        assert violations(one) == [], f"{one.who} with a vote"

    binh.votes("yes")
    chair.votes("yes")
    chair.goes_back_to_paper()
    chair.closes_vote()
    for one in everybody:
        one.sees_result(yes=2, no=0)
        assert violations(one) == [], f"{one.who} with a result"
