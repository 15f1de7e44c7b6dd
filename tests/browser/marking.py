"""What people do with marks on a page: shapes, notes and stamps, for whom they are, and what becomes of them later."""

from playwright.sync_api import Locator, expect

from tests.browser.reading import Point, Reading


class Marking(Reading):
    """Somebody who marks pages. Places are in widths and heights of the page that is read."""

    @property
    def ink_bar(self) -> Locator:
        return self.page.get_by_role("group", name=self.say("Ink"), exact=True)

    @property
    def picked_bar(self) -> Locator:
        return self.test("picked-bar")

    def takes(self, tool: str) -> None:
        """Take up one of the tools that are not always at hand."""
        self.press("More tools", self.ink_bar)
        unfolded = self.page.locator(".ink-unfolded")
        self.press(tool, unfolded)
        self.page.keyboard.press("Escape")
        expect(unfolded).to_have_count(0)

    def draws_out(self, tool: str, start: Point, end: Point) -> None:
        self.takes(tool)
        self._drags_mouse(self.at(start), self.at(end))

    def stamps(self, at: Point) -> None:
        self.takes("Stamp")
        self.page.mouse.click(*self.at(at))

    def notes(self, text: str, at: Point) -> None:
        self.takes("Note")
        self.page.mouse.click(*self.at(at))
        self.test("note-card").get_by_role("textbox").fill(text)
        self.press("Keep the note", self.test("note-card"))
        expect(self.test("note-card")).to_have_count(0)

    def types(self, text: str, at: Point) -> None:
        """Type on the page: something new, or on where text stands already."""
        self.takes("Typed text")
        self.page.mouse.click(*self.at(at))
        card = self.test("text-card")
        expect(card.get_by_role("textbox")).to_be_focused()
        self.page.keyboard.press("ControlOrMeta+End")
        self.page.keyboard.type(text)
        self.press("Keep the text", card)
        expect(card).to_have_count(0)

    def reads_text(self, text: str) -> None:
        """See text of the page's only one, as it is said to whoever hears the page."""
        expect(self.current_page.get_by_test_id("typed")).to_contain_text(text)

    def reads_note(self, text: str) -> None:
        """Open a note by its pin, and put it away again."""
        self.press("Move the page", self.ink_bar)
        self.tap(self.current_page.get_by_test_id("pin"))
        expect(self.test("note-card")).to_contain_text(text)
        self.page.keyboard.press("Escape")
        expect(self.test("note-card")).to_have_count(0)

    def writes_for(self, *names: str) -> None:
        """Say who sees what is drawn from now on: units or people of the meeting."""
        self.press("Choose who sees it", self.ink_bar)
        for name in names:
            self.page.locator(".ink-unfolded").get_by_label(name, exact=True).check()
        self.page.keyboard.press("Escape")
        self.sees("Writing for some")

    def picks(self, at: Point) -> None:
        """Choose the mark that lies there."""
        self.press("Choose marks", self.ink_bar)
        self.page.mouse.click(*self.at(at))
        expect(self.current_page.get_by_test_id("ink-frame")).to_be_visible()

    def draws_round(self, corner: Point, opposite: Point) -> None:
        """Choose all that lies between these corners."""
        self.press("Choose marks", self.ink_bar)
        (x0, y0), (x1, y1) = self.at(corner), self.at(opposite)
        self.page.mouse.move(x0, y0)
        self.page.mouse.down()
        for x, y in ((x1, y0), (x1, y1), (x0, y1)):
            self.page.mouse.move(x, y, steps=3)
        self.page.mouse.up()

    def moves_picked(self, start: Point, end: Point) -> None:
        self._drags_mouse(self.at(start), self.at(end))

    def is_whose(self, name: str, audience: str) -> None:
        """See whose the chosen mark is, and who sees it."""
        expect(self.test("whose")).to_have_text(f"{name} · {self.say(audience)}")

    def shares_picked(self) -> None:
        self.tap(self.picked_bar.get_by_title(self.say("Show to others")))
        self.press("Share now", self.picked_bar)
        self.is_whose(self.say("My own"), "Everybody")

    def takes_back_picked(self) -> None:
        self.press("Take back", self.picked_bar)
        self.is_whose(self.say("My own"), "Only I")

    def ticks(self, words: str, *, on: bool) -> None:
        """Tick or untick something about which ink is shown."""
        self.press("Which ink is shown")
        unfolded = self.page.locator(".ink-unfolded")
        unfolded.get_by_label(words, exact=False).set_checked(on)
        self.page.keyboard.press("Escape")
        expect(unfolded).to_have_count(0)

    def at(self, place: Point) -> Point:
        """Return where a place of the page lies on the screen."""
        box = self.current_page.bounding_box()
        assert box is not None
        return box["x"] + box["width"] * place[0], box["y"] + box["height"] * place[1]
