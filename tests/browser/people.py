"""What people do and see in the live room. Tests speak in these words; selectors stay here."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.marking import Marking
from tests.browser.present import CHOICES


class Member(Marking):
    """A member at a tablet."""

    result = "[data-test=poll-sheet] [data-test=poll-result]"
    side = "Actions"

    # --- the chair ---

    def runs_meeting(self) -> None:
        """See the button that says what comes next."""
        expect(self.test("next-step")).to_be_visible()

    def runs_nothing(self) -> None:
        expect(self.test("next-step")).to_have_count(0)

    def returns_chair(self) -> None:
        self.tap(self.test("return-chair"))

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

    # --- comments ---

    def shares_ink(self) -> None:
        """Write for everybody from now on."""
        self.press("Shared", self.page.get_by_role("group", name=self.say("Ink"), exact=True))

    def writes_comment(self, text: str, mentions: str = "") -> None:
        """Write into the open thread, choose whom the text calls, and send it without leaving the keyboard."""
        field = self.test("thread").get_by_role("combobox")
        field.fill(text)
        if mentions:
            expect(self.test("mention-names").get_by_role("option")).to_contain_text(self.house.names[mentions])
            field.press("Enter")
            expect(field).to_have_value(re.compile(re.escape(self.house.names[mentions])))
        field.press("Control+Enter")
        expect(field).to_have_value("")

    def opens_thread(self) -> None:
        """Open the thread of the mark that has one, by its bubble."""
        bubble = self.page.locator("[data-test=bubble].open")
        expect(bubble).to_have_count(1)
        bubble.click()
        expect(self.test("thread")).to_be_visible()

    def sees_comments(self, *texts: str) -> None:
        expect(self.test("comment")).to_contain_text([*texts])

    def sees_the_mark(self) -> None:
        """See the mark that the open thread is about: on the page, and not under the sheet."""
        self.page.wait_for_function(_MARK_IN_SIGHT)

    def sees_settled_by(self, who: str) -> None:
        expect(self.test("settled")).to_contain_text(self.house.names[who])

    def sees_no_thread(self) -> None:
        expect(self.test("thread")).to_have_count(0)

    def sees_no_bubble(self) -> None:
        expect(self.page.locator("[data-test=bubble]:not(.offer)")).to_have_count(0)

    # --- the floor ---

    def checks_in(self) -> None:
        self.press("Check in")
        expect(self.test("check-in")).to_have_count(0)

    def raises_hand(self) -> None:
        self.press("Ask to speak")

    def asks_with_form(self, *, subject: str = "", kind: str = "") -> None:
        """Ask by the form, from the page that is being read if there is one."""
        self.tap(self.test("ask-with-subject"))
        form = self.test("ask-form")
        if kind:
            form.get_by_label(self.say(kind), exact=True).check()
        form.get_by_label(self.say("Subject (may be left empty)")).fill(subject)
        self.tap(form.get_by_test_id("send-request"))
        expect(self.test("my-place")).to_be_visible()

    def withdraws(self) -> None:
        self.press("Withdraw")
        expect(self.test("my-place")).to_have_count(0)

    def sees_queue(self, *who: str) -> None:
        """See these waiting, in this order."""
        self.looks_at(self.side)
        expect(self.test("waiting").locator("strong")).to_have_text([self.house.names[one] for one in who])

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

    def sees_vote_sent(self) -> None:
        """See that a ballot has arrived that was cast before this page was opened: the sheet need not come up again."""
        expect(self.test("ballot-recorded").or_(self.test("poll-aside"))).to_contain_text(re.compile(r"\d\d:\d\d:\d\d"))

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

    # --- a key of a secret vote ---

    def makes_key(self) -> None:
        self.tap(self.test("keep-key"))
        expect(self.test("key-kept")).to_be_visible()

    def reads_check_of_keys(self) -> str:
        return self.test("key-check").first.inner_text()

    def gives_key(self) -> None:
        """Give it wherever it is asked for: on the sheet, or beside the paper."""
        asked = self.sheet.get_by_test_id("give-key").or_(self.test("key-card").get_by_test_id("give-key")).last
        self.tap(asked)

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


_MARK_IN_SIGHT = """() => {
  const names = [".marked", ".thread-sheet", ".reader-window"];
  const [mark, sheet, frame] = names.map((name) => document.querySelector(name));
  if (!mark || !sheet) return false;
  const [at, over, whole] = [mark, sheet, frame].map((element) => element.getBoundingClientRect());
  const apart = at.bottom <= over.top || at.right <= over.left || at.left >= over.right || at.top >= over.bottom;
  return apart && at.top >= whole.top && at.bottom <= whole.bottom;
}"""
