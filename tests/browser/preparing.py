"""What a secretary does with the papers that are to come, and what a unit does that has to deliver them."""

import os
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.device import Device
from tests.browser.house import Meeting
from tests.browser.pen import Fingers, Point
from tests.browser.secretary import File, Secretary

# Nearer to an edge of the window lie bars, and the page moves along with what is carried.
_EDGE, _BESIDE = 150.0, 60.0
# A hand that missed goes after what has moved.
_TRIES = 20


class Mouse:
    """A hand with a mouse, to be used as `Fingers` are."""

    def __init__(self, device: Device) -> None:
        self._mouse = device.page.mouse

    def touch(self, at: Point) -> None:
        self._mouse.move(*at)
        self._mouse.down()

    def move(self, at: Point) -> None:
        self._mouse.move(*at, steps=4)

    def leave(self) -> None:
        self._mouse.up()


def middle(place: Locator) -> Point:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


class Preparing(Secretary):
    """A secretary at her desk."""

    def prepares(self, meeting: Meeting) -> None:
        self.opens(f"/meetings/{meeting.id}/edit")

    def pastes_agenda(self, text: str) -> None:
        self.tap(self.page.locator("#agenda-sources > summary"))
        self.fill("Paste a programme from a mail, Word or Excel", text)
        self.press("Read the text")

    def sees_left_out(self, *lines: str) -> None:
        """See the lines that are no items, each in its place, none ticked."""
        left = self.page.locator(".review > .left-out")
        expect(left.locator(".source")).to_have_text(lines)
        expect(left.locator("input[type=checkbox]:checked")).to_have_count(0)

    def sees_completeness(self, words: str, **parts: object) -> None:
        expect(self.page.locator("#completeness")).to_contain_text(self.say(words, **parts))

    def expected(self, title: str) -> Locator:
        return self.page.locator("li.expected").filter(has=self.page.locator(".paper-title", has_text=title))

    def returns(self, title: str, reason: str) -> None:
        line = self.expected(title)
        self.tap(line.locator(".deciding details.confirm > summary"))
        self.fill("What is to be changed", reason, within=line)
        self.tap(line.locator(".deciding details.confirm[open] button"))
        expect(line).to_have_attribute("data-state", "returned")

    def approves(self, title: str) -> None:
        line = self.expected(title)
        self.press("Approve", within=line)
        expect(line).to_have_attribute("data-state", "approved")

    def uploads_folder(self, folder: Path) -> None:
        self.page.locator("#folder").set_input_files(os.fspath(folder))

    def drags(self, title: str, shelf: str) -> None:
        """Carry a paper by its handle to another shelf, with the mouse, or with a finger where there is one."""
        grip, target = self._paper(title).locator("[data-grip]"), self.page.locator(f"#papers-{shelf} h3")
        hand = Fingers(self) if self.touch else Mouse(self)
        # As long as pages are being drawn, lines come and go, and all else moves.
        expect(self.page.locator("#shelves [data-progress]").locator("visible=true")).to_have_count(0)
        grip.scroll_into_view_if_needed()
        x, y = middle(grip)
        hand.touch((x, y))
        hand.move((x + 40, y + 10))
        hand.move((_BESIDE, (self.page.viewport_size or {})["height"] / 2))
        self._comes_by(hand, target)
        over = self.page.locator(f"#papers-{shelf}.over")
        for _ in range(_TRIES):
            hand.move(middle(target))
            if over.count():
                break
        expect(over).to_be_visible()
        hand.leave()

    def _comes_by(self, hand: Fingers | Mouse, target: Locator) -> None:
        """Hold what is carried at the edge, which has the page move along, until the target lies free."""
        height = (self.page.viewport_size or {})["height"]
        while not _EDGE < (y := middle(target)[1]) < height - _EDGE:
            hand.move((_BESIDE, 10 if y < height / 2 else height - 10))
            expect(target).to_be_in_viewport()
            hand.move((_BESIDE, height / 2))

    def drops(self, *files: File) -> None:
        """Choose files, as many at once as there are."""
        self._chooses("#files", *files)

    def sees_all_ready(self, count: int) -> None:
        """See so many papers on the shelves, each of which can be read."""
        expect(self.page.locator('#shelves [data-paper][data-state="ready"]')).to_have_count(count)
        expect(self.page.locator('#shelves [data-paper]:not([data-state="ready"])')).to_have_count(0)

    def sees_on_shelf(self, title: str, shelf: str) -> None:
        named = self.page.locator(f"#papers-{shelf} .paper-title", has_text=title)
        expect(named).to_be_visible()


class Tablet(Preparing):
    """A secretary away from her desk, with a finger."""

    touch = True


class Unit(Device):
    """Somebody of a unit that has to deliver."""

    size = (1024, 768)

    def looks_at_what_is_wanted(self) -> None:
        self.opens("/papers/to-prepare")

    def wanted(self, title: str) -> Locator:
        return self.page.locator("article.to-prepare", has_text=title)

    def delivers(self, title: str, file: File) -> None:
        line = self.wanted(title)
        chosen = {"name": file[0], "mimeType": "", "buffer": file[1]}
        line.locator("input[type=file]").set_input_files(chosen)  # type: ignore[arg-type]
        self.tap(line.locator("button.primary"))
        self.sees("%(name)s was delivered. The secretary looks at it now.", name=file[0])
