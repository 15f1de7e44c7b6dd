"""What people do and see in the live room. Tests speak in these words; selectors stay here."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.device import Device
from tests.browser.house import PAPER, Meeting

CHOICES = {"yes": "Yes", "no": "No", "abstain": "Abstain"}


class Present(Device):
    """Anybody in the room, a display included."""

    result = "[data-test=poll-display]"

    def enters(self, meeting: Meeting) -> None:
        self.opens(f"/meetings/{meeting.id}")
        self.is_connected()

    def is_connected(self) -> None:
        expect(self.test("connection")).to_have_text(self.say("Connected"))

    def sees_page(self, number: int) -> None:
        """See the image of the page, not only its number."""
        page = self.current_page
        expect(page).to_have_attribute("data-page", str(number))
        expect(page.locator(f"img[src*='/pages/{number}?']")).to_be_visible()

    def sees_strokes(self, number: int) -> None:
        """See so many strokes on the page, and ink on the canvas only if there are any."""
        ink = self.current_page.get_by_test_id("ink")
        expect(ink).to_have_attribute("data-strokes", str(number))
        assert ink.evaluate(_HAS_INK) is (number > 0)

    def sees_result(self, *, yes: int, no: int, abstain: int = 0, verdict: str = "Adopted") -> None:
        result = self.page.locator(self.result)
        for choice, count in (("yes", yes), ("no", no), ("abstain", abstain)):
            expect(result.get_by_test_id(f"count-{choice}")).to_have_text(str(count))
        expect(result.get_by_test_id("verdict")).to_contain_text(self.say(verdict))

    def sees_no_choice(self) -> None:
        """See that nothing on the page says how anybody voted."""
        expect(self.page.get_by_test_id("verdict")).to_have_count(0)
        for choice in CHOICES.values():
            words = self.page.get_by_text(self.say("Your choice: {choice}", choice=self.say(choice)))
            expect(words.or_(self.page.get_by_text(self.say(choice), exact=True))).to_have_count(0)

    def dismisses_notices(self) -> None:
        """Take away what has been said; the latest notice may go by itself meanwhile."""
        notices = self.page.get_by_role("button", name=self.say("Dismiss"))
        for _ in range(notices.count()):
            self.tap(notices.first)

    @property
    def current_page(self) -> Locator:
        """The page that is read; others may be in sight beside it."""
        return self.page.locator("[data-test=page][aria-current]")

    def test(self, name: str) -> Locator:
        return self.page.get_by_test_id(name)


class Member(Present):
    """A member at a tablet."""

    result = "[data-test=poll-sheet] [data-test=poll-result]"

    # --- papers ---

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

    def follows(self) -> None:
        self.sees("Following the chair")

    def reads_alone(self) -> None:
        self.sees("You are reading on your own")

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

    # --- ink ---

    def draws_stroke(self, *, shared: bool) -> None:
        """Write with a pen, where nothing is written yet."""
        bar = self.page.get_by_role("group", name=self.say("Ink"), exact=True)
        self.press("Shared" if shared else "Private", bar)
        self.press("Pen", bar)
        written = int(self.current_page.get_by_test_id("ink").get_attribute("data-strokes") or 0)
        box = self.page.locator(".reader-window").bounding_box()
        assert box is not None
        left, top = box["x"] + box["width"] * 0.3, box["y"] + box["height"] * (0.3 + 0.1 * written)
        self.moves_pen([(left + 12 * step, top + 3 * (step % 2)) for step in range(12)])
        self.sees_strokes(written + 1)

    def takes_pen(self, colour: str) -> None:
        self.press("Pen")
        looks = self.page.get_by_role("group", name=self.say("Colour"), exact=True)
        self.press(colour, looks)

    def moves_pen(self, points: list[tuple[float, float]]) -> None:
        """Set the pen down, move it through these points of the screen, and lift it."""
        wire = self.context.new_cdp_session(self.page)
        for at, (x, y) in enumerate([*points, points[-1]]):
            kind = "mousePressed" if at == 0 else "mouseReleased" if at == len(points) else "mouseMoved"
            pressure = {"pointerType": "pen", "force": 0.5, "button": "left", "buttons": int(at < len(points))}
            wire.send("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, "clickCount": 1, **pressure})
        wire.detach()

    # --- the floor ---

    def checks_in(self) -> None:
        self.press("Check in")
        expect(self.test("check-in")).to_have_count(0)

    def raises_hand(self) -> None:
        self.press("Ask to speak")

    def is_next(self) -> None:
        expect(self.test("my-place")).to_contain_text(self.say("You are next"))

    def has_the_floor(self) -> None:
        mine = self.test("on-the-floor").filter(has_text=self.say("You have the floor"))
        expect(mine.get_by_role("timer")).to_have_text(re.compile(r"\d:\d\d"))

    def sees_speaker(self, who: str) -> None:
        speaker = self.page.locator(".on-the-floor", has_text=self.house.names[who]).locator("visible=true").first
        expect(speaker.get_by_role("timer")).to_have_text(re.compile(r"\d:\d\d"))

    def sees_nobody_speaking(self) -> None:
        expect(self.page.get_by_role("timer")).to_have_count(0)

    # --- voting ---

    @property
    def sheet(self) -> Locator:
        return self.test("poll-sheet")

    def sees_vote(self, question: str) -> None:
        expect(self.sheet.get_by_role("heading", name=question)).to_be_visible()

    def chooses(self, choice: str) -> None:
        self.press(CHOICES[choice], self.sheet)
        self.press("Confirm: {choice}", self.sheet, choice=self.say(CHOICES[choice]))

    def votes(self, choice: str) -> None:
        """Vote, and see that the vote is recorded."""
        self.chooses(choice)
        self.sees_vote_recorded()

    def sees_vote_recorded(self) -> None:
        expect(self.test("ballot-recorded")).to_contain_text(re.compile(r"\d\d:\d\d:\d\d"))

    def sees_vote_not_sent(self) -> None:
        expect(self.test("ballot-not_sent")).to_contain_text(self.say("Your vote is not sent"))
        expect(self.test("ballot-recorded")).to_have_count(0)

    def goes_back_to_paper(self) -> None:
        self.press("Back to the paper", self.sheet)
        expect(self.sheet).to_have_count(0)

    def brings_vote_back(self) -> None:
        self.tap(self.test("poll-aside"))

    def reads_tracker(self) -> str:
        return self.sheet.get_by_test_id("tracker").inner_text()

    def finds_own_ballot(self) -> None:
        expect(self.sheet.get_by_test_id("own-ballot-found")).to_be_visible()

    def sees_own_tracker(self, tracker: str, choice: str) -> None:
        """Find the own ballot in the list that was published."""
        self.tap(self.sheet.get_by_text(self.say("Ballots by tracker")))
        own = self.sheet.get_by_role("listitem").filter(has_text=self.say("your ballot"))
        expect(own).to_contain_text(tracker)
        expect(own).to_contain_text(self.say(CHOICES[choice]))

    # --- the connection ---

    def loses_network(self) -> None:
        super().loses_network()
        expect(self.test("connection")).not_to_have_text(self.say("Connected"))

    def gets_network_back(self) -> None:
        super().gets_network_back()
        self.is_connected()

    def sees_unsent(self, number: int) -> None:
        expect(self.test("unsent")).to_have_text(self.say("{n} not sent", n=number))

    def sees_everything_sent(self) -> None:
        expect(self.test("unsent")).to_have_count(0)


# Read from a copy: reading a canvas that is drawn on makes it slow, and the browser says so.
_HAS_INK = """canvas => {
  const { width, height } = canvas;
  const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  return copy.getImageData(0, 0, width, height).data.some((value, at) => at % 4 === 3 && value > 0);
}"""
