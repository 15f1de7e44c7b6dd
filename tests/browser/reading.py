"""How people find their way in the papers, and what they do with a page."""

from functools import cached_property

from playwright.sync_api import CDPSession, FloatRect, Locator, expect

from tests.browser.house import PAPER
from tests.browser.present import Present

Point = tuple[float, float]

_LIGHT_AT = """([x, y]) => {
  const page = document.querySelector("[data-test=page][aria-current]");
  const light = page?.querySelector("[data-test=pointer]");
  if (!light) return false;
  const [at, dot] = [page, light].map((element) => element.getBoundingClientRect());
  const middle = [(dot.left + dot.right) / 2 - at.left, (dot.top + dot.bottom) / 2 - at.top];
  const place = middle.map((length) => length / at.width);
  return Math.hypot(place[0] - x, place[1] - y) < 0.02;
}"""
_TURNED = """place => {
  const [turn] = performance.getEntriesByName("page turn");
  return turn?.detail.endsWith(place) && turn.duration;
}"""
# A paper can be read before its words can be found.
_FINDS = """async ([words, pages]) => {
  const asked = new URLSearchParams({ q: words, meeting: location.pathname.split("/")[2] });
  const { found } = await (await fetch(`/api/v1/search?${asked}`)).json();
  return found.some((one) => one.pages.length >= pages);
}"""
_WORDS = """async page => {
  const [, sha] = page.querySelector("img").src.match(/papers\\/(\\w+)\\/pages/);
  return (await (await fetch(`/papers/${sha}/pages/${page.dataset.page}/words`)).json()).words;
}"""


class Reading(Present):
    """Somebody who reads the papers of the meeting on a tablet."""

    def sees_item(self, title: str) -> None:
        self.looks_at("Agenda")
        item = self.test("agenda-item").filter(has_text=title)
        expect(item).to_have_attribute("aria-current", "step")
        expect(item).to_be_visible()

    def sees_paper(self, title: str) -> None:
        """See it in the agenda, ready to be opened."""
        self.looks_at("Agenda")
        expect(self._paper(title)).to_be_enabled()

    def opens_paper(self, title: str = PAPER) -> None:
        self.looks_at("Agenda")
        self.tap(self._paper(title))
        expect(self.page.get_by_test_id("reader")).to_have_accessible_name(title)

    def turns_to(self, number: int) -> None:
        field = self.page.get_by_role("textbox", name=self.say("Go to page"))
        field.fill(str(number))
        field.press("Enter")
        self.sees_page(number)

    def turns_the_page(self) -> None:
        self.press("Next page")

    def can_find(self, words: str, pages: int = 1) -> None:
        """Wait until these words are found on so many pages of one paper."""
        self.page.wait_for_function(_FINDS, arg=[words, pages])

    def searches(self, words: str, pages: int = 1) -> None:
        self.can_find(words, pages)
        self.press("Search the papers")
        self.page.get_by_role("searchbox", name=self.say("Words to look for")).fill(words)

    def took_to_turn(self, number: int) -> float:
        """Return how many milliseconds went by until this page was drawn."""
        return float(self.page.wait_for_function(_TURNED, arg=f"/{number}").json_value())

    def scrolls(self, pixels: float) -> None:
        """Roll the mouse's wheel over the page."""
        box = self._window()
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.mouse.wheel(0, pixels)

    def scrolls_to(self, number: int) -> None:
        """Scroll on until this is the page that is read."""
        for _ in range(200):
            here = int(self.current_page.get_attribute("data-page") or 0)
            if here == number:
                break
            self.scrolls(120 if here < number else -120)
        self.sees_page(number)

    def pinches(self, factor: float, steps: int = 20) -> None:
        """Put two fingers on the middle of the page and move them apart."""
        box = self._window()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self._touches("touchStart", (x - 50, y), (x + 50, y))
        for step in range(1, steps + 1):
            apart = 50 * (1 + (factor - 1) * step / steps)
            self._touches("touchMove", (x - apart, y), (x + apart, y))
        self._touches("touchEnd")
        self.sees_page_at_rest()

    def sees_page_at_rest(self) -> None:
        expect(self.page.locator(".reader-window.moving")).to_have_count(0)

    def shows_pages(self, words: str) -> None:
        """Choose something about how pages are shown."""
        self.press("How pages are shown")
        self.press(words, self.page.get_by_role("group", name=self.say("How pages are shown"), exact=True))
        self.page.keyboard.press("Escape")

    def shows_thumbnails(self) -> None:
        self.press("Thumbnails")
        expect(self.page.locator(".thumbnail[aria-current]")).to_be_visible()

    def where(self, word: str) -> Point:
        """Return where the middle of this word of the page lies on the screen: its first."""
        x0, y0, x1, y1 = self.box_of(word)
        box = self.current_page.bounding_box()
        assert box is not None
        return box["x"] + box["width"] * (x0 + x1) / 2, box["y"] + box["width"] * (y0 + y1) / 2

    def box_of(self, word: str) -> tuple[float, float, float, float]:
        """Return the box of this word of the page, in widths of the page."""
        x0, y0, x1, y1 = next(row for row in self.current_page.evaluate(_WORDS) if row[4] == word)[:4]
        return x0, y0, x1, y1

    def chooses_words(self, first: str, last: str) -> None:
        """Go over the page from one word to another with the tool for it."""
        self.press("Choose words")
        self._drags_mouse(self.where(first), self.where(last))
        expect(self.test("chosen")).to_be_visible()

    def holds_word(self, word: str) -> None:
        """Keep a finger on a word until it is chosen."""
        self._touches("touchStart", self.where(word))
        expect(self.test("chosen")).to_be_visible()
        self._touches("touchEnd")

    def copies(self) -> str:
        """Copy what is chosen, and return what then is on the clipboard."""
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.press("Copy", self.test("selection-bar"))
        self.sees("Copied")
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    def highlights(self, start: Point, end: Point) -> None:
        self.press("Highlighter")
        self._drags_mouse(start, end)

    def _drags_mouse(self, start: Point, end: Point) -> None:
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=6)
        self.page.mouse.up()

    def _touches(self, kind: str, *points: Point) -> None:
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self._wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    @cached_property
    def _wire(self) -> CDPSession:
        """The way to this browser's touch screen; a touch must end on the one on which it began."""
        return self.context.new_cdp_session(self.page)

    def _window(self) -> FloatRect:
        box = self.page.locator(".reader-window").bounding_box()
        assert box is not None
        return box

    def follows(self) -> None:
        self.sees("Following the chair")

    def reads_alone(self) -> None:
        self.sees("You are reading on your own")

    def sees_followers(self, number: int) -> None:
        """See, as the presenter, how many follow."""
        expect(self.test("followers")).to_have_attribute("title", self.say("{n} follow", n=number))

    def points_at(self, x: float, y: float) -> None:
        """Point at a place of the page with the mouse, in fractions of the page's width."""
        self.press("Pointer")
        box = self.current_page.bounding_box()
        assert box is not None
        # Slowly at the end: of a hand that stops within a frame the last step is not told.
        for step in range(20, -1, -1):
            self.page.mouse.move(box["x"] + box["width"] * x + step, box["y"] + box["width"] * y)

    def sees_pointer(self, x: float, y: float) -> None:
        """See the presenter's light at this place of the page, within a fiftieth of its width."""
        self.page.wait_for_function(_LIGHT_AT, arg=[x, y])

    def comes_back(self, number: int) -> None:
        self.press("Back to the chair's page · {page}", page=number)

    def follows_nobody(self) -> None:
        expect(self.test("follow-chip")).to_have_count(0)
        for words in ("Following the chair", "You are reading on your own"):
            expect(self.page.get_by_text(self.say(words))).to_have_count(0)

    def looks_at(self, side: str) -> None:
        """Unfold a side of the screen if it is folded away."""
        button = self.page.locator("footer.bottom").get_by_role("button", name=self.say(side), exact=True)
        if button.get_attribute("aria-expanded") == "false":
            self.tap(button)

    def sees_the_whole_frame(self) -> None:
        """See bars and sides where they belong: each side may be scrolled, all of them together never."""
        frame = self.page.locator(".frame")
        assert frame.evaluate("frame => [frame.scrollTop, frame.scrollHeight - frame.clientHeight]") == [0, 0]

    def _paper(self, title: str) -> Locator:
        return self.test("agenda-paper").filter(has_text=title)
