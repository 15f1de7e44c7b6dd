"""What anybody does and sees in the live room, a display included."""

from playwright.sync_api import Locator, expect

from tests.browser.device import Device
from tests.browser.house import Meeting

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

    def part_seen(self) -> list[float]:
        """Return what is in sight of the page: left, top, right, bottom in widths of the page."""
        return list(self.current_page.evaluate(_PART))

    def sees_part(self, part: list[float]) -> None:
        """See at least this part of the page, and in one direction no more than a hundredth beyond it."""
        self.page.wait_for_function(_SEES_PART, arg=part)

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

    def notes_clock(self) -> None:
        """Begin to note when the speaker's clock turns, by the machine's own time and not by what scripts are told."""
        self.page.evaluate(_NOTE_CLOCK)

    def noted_clock(self, turns: int) -> dict[str, float]:
        """Wait for so many turns; return when (ms) each text appeared."""
        self.page.wait_for_function("turns => Object.keys(globalThis.turns).length >= turns", arg=turns)
        return dict(self.page.evaluate("globalThis.turns"))

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


_NOTE_CLOCK = """() => {
  const clock = document.querySelector("[data-test=speaker-clock] .time");
  globalThis.turns = {};
  const note = () => { turns[clock.textContent.trim()] ??= performance.timeOrigin + performance.now(); };
  new MutationObserver(note).observe(clock, { subtree: true, childList: true, characterData: true });
}"""

# Read from a copy: reading a canvas that is drawn on makes it slow, and the browser says so.
_HAS_INK = """layer => [...layer.querySelectorAll("canvas")].some(canvas => {
  const { width, height } = canvas;
  const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  return copy.getImageData(0, 0, width, height).data.some((value, at) => at % 4 === 3 && value > 0);
})"""

# What is in sight of a page, without what lies beside it.
_PART = """page => {
  const [at, frame] = [page, page.closest(".reader-window")].map((element) => element.getBoundingClientRect());
  const [left, right] = [Math.max(frame.left, at.left), Math.min(frame.right, at.right)];
  return [left - at.left, frame.top - at.top, right - at.left, frame.bottom - at.top].map((side) => side / at.width);
}"""
_SEES_PART = """part => {
  const page = document.querySelector("[data-test=page][aria-current]");
  if (!page) return false;
  const [at, frame] = [page, page.closest(".reader-window")].map((element) => element.getBoundingClientRect());
  const sides = [frame.left - at.left, frame.top - at.top, frame.right - at.left, frame.bottom - at.top];
  const seen = sides.map((side) => side / at.width);
  const beyond = [part[0] - seen[0], part[1] - seen[1], seen[2] - part[2], seen[3] - part[3]];
  return beyond.every((side) => side > -0.01) && (beyond[0] + beyond[2] < 0.02 || beyond[1] + beyond[3] < 0.02);
}"""
