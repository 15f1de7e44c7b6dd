"""What the chair does from the desk, besides all that members do."""

import math
import re

from playwright.sync_api import Locator, expect

from tests.browser.people import Member


class Chair(Member):
    """The chair, at a screen from which the meeting is run."""

    size = (1440, 900)
    result = ".poll-panel [data-test=poll-result]"
    side = "Run the meeting"

    def opens_item(self, title: str) -> None:
        self.looks_at("Agenda")
        item = self.test("agenda-item").filter(has_text=title)
        number = item.locator(".number").inner_text()
        self.press("Open item {number}", item, number=number)
        self.sees_item(title)

    def sees_no_paper_coming(self, within_ms: float) -> None:
        """Wait until every paper is ready to be read."""
        coming = self.test("agenda-paper").filter(has_text=self.say("Being prepared"))
        expect(coming).to_have_count(0, timeout=within_ms)

    def shows_page(self, number: int) -> None:
        """Lead everybody to this page of the paper that lies open."""
        self.turns_to(number)
        if self.test("present").count():
            self.press("Show to everybody")
        expect(self.test("stop-presenting")).to_be_visible()

    def stops_showing(self) -> None:
        self.press("Stop presenting")

    def hands_over(self, who: str) -> None:
        """Choose who shall present."""
        self.press("Hand over to {name}", name=self.house.names[who])
        expect(self.test("take-back")).to_be_visible()

    def lends_chair(self, who: str) -> None:
        """Let a deputy chair; one's own screen is a member's from then on."""
        self.looks_at("Run the meeting")
        self.tap(self.test("lend-chair"))
        self.press("Give the chair to {name}", name=self.house.names[who])
        self.runs_nothing()

    def gathers(self) -> None:
        self.press("Bring everyone here")

    def pinches_page(self, factor: float) -> None:
        """Look closely at the middle of the page, with the buttons for it."""
        for _ in range(round(math.log(factor, 1.25))):
            self.press("Larger")
        self.sees_page_at_rest()

    def sees_unsettled(self, item: str, number: int) -> None:
        """See how many threads on the papers of an item are not settled, there and at the item's paper."""
        panel = self.test("comments-panel")
        self.looks_at("Run the meeting")
        expect(panel.get_by_role("heading", name=item)).to_have_count(min(number, 1))
        expect(panel.get_by_test_id("thread-line")).to_have_count(number)
        expect(self.test("thread-count")).to_have_count(min(number, 1))

    def jumps_to(self, words: str) -> None:
        """Go to the mark of an unsettled thread."""
        self.tap(self.test("thread-line").filter(has_text=words))

    def sees_waiting(self, who: str) -> None:
        expect(self.test("waiting").filter(has_text=self.house.names[who])).to_be_visible()

    def moves_down(self, who: str) -> None:
        self.tap(self._waiting(who).get_by_test_id("move-down"))

    def drags_before(self, who: str, other: str) -> None:
        """Take somebody by the handle and let go on the upper half of another."""
        handle, target = self._waiting(who).get_by_test_id("drag-handle"), self._waiting(other)
        handle.scroll_into_view_if_needed()
        target.scroll_into_view_if_needed()
        grip, place = handle.bounding_box(), target.bounding_box()
        assert grip is not None
        assert place is not None
        mouse = self.page.mouse
        mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
        mouse.down()
        mouse.move(place["x"] + place["width"] / 2, place["y"] + 5, steps=5)
        mouse.up()

    def sees_interrupted(self, who: str) -> None:
        """See whose speech goes on afterwards, and that its clock stands still."""
        paused = self.test("interrupted").filter(has_text=self.house.names[who])
        expect(paused.get_by_role("timer", name=self.say("Paused"))).to_be_visible()

    def _waiting(self, who: str) -> Locator:
        return self.test("waiting").filter(has_text=self.house.names[who])

    def sees_step(self, words: str, about: str = "", **parts: object) -> None:
        """See the one big button propose this, of somebody or something."""
        button = self.test("next-step")
        expect(button).to_contain_text(self.say(words, **parts))
        expect(button).to_contain_text(about)

    def takes_step(self, words: str, about: str = "", *, confirmed: bool = False, **parts: object) -> None:
        """Do what the one big button proposes, once it proposes this."""
        self.sees_step(words, about, **parts)
        self.tap(self.test("next-step"))
        if confirmed:
            self.tap(self.test("confirm"))

    def sees_taken(self, lengths: list[int]) -> None:
        """See how long (ms) each item has taken, beside the plan."""
        plan = self.test("plan")
        self.tap(plan.locator("summary"))
        for row, ms in zip(plan.get_by_role("listitem").all(), lengths, strict=True):
            minutes, seconds = divmod(ms // 1000, 60)
            expect(row).to_contain_text(re.compile(rf"\D{minutes}:{seconds:02}$"))

    def sees_speech_go_on(self, who: str) -> None:
        """See the clock of a speech that was stopped run again."""
        self.sees_speaker(who)
        expect(self.page.get_by_role("timer", name=self.say("Paused"))).to_have_count(0)

    def calls_next(self) -> None:
        self.looks_at("Run the meeting")
        self.tap(self.test("call-speaker").first)

    def ends_speech(self) -> None:
        self.looks_at("Run the meeting")
        self.tap(self.test("end-speech"))

    def opens_vote(self, question: str, *, secret: bool = False) -> None:
        self.looks_at("Run the meeting")
        self.press("Prepare a vote")
        form = self.test("prepare-form")
        self.fill("Question put to the vote", question, form)
        if secret:
            form.get_by_label(self.say("Secret vote")).check()
        self.press("Prepare and open", form)
        self.sees_vote(question)

    def prepares_vote_with_keys_of(self, question: str, *holders: str) -> None:
        """Prepare a secret vote of whose keys two are needed."""
        self.looks_at("Run the meeting")
        self.press("Prepare a vote")
        form = self.test("prepare-form")
        self.fill("Question put to the vote", question, form)
        form.get_by_label(self.say("Secret vote")).check()
        self.tap(form.get_by_text(self.say("Who votes, and how it is held")))
        form.get_by_test_id("share-keys").check()
        for who in holders:
            form.get_by_label(self.house.names[who]).check()
        self.press("Prepare", form)
        expect(self.test("key-holders").get_by_role("listitem")).to_have_count(len(holders))

    def opens_prepared_vote(self, question: str) -> None:
        self.tap(self.test("open-poll"))
        self.sees_vote(question)

    def ends_voting(self) -> None:
        """Close a vote whose keys others keep."""
        self.looks_at("Run the meeting")
        self.tap(self.test("close-poll"))
        self.tap(self.test("confirm-close"))
        expect(self.test("ended-poll")).to_be_visible()

    def sees_missing(self, *who: str) -> None:
        """See who has not voted yet."""
        expect(self.test("not-voted").get_by_role("listitem")).to_have_text([self.house.names[one] for one in who])

    def closes_vote(self) -> None:
        self.looks_at("Run the meeting")
        self.tap(self.test("close-poll"))
        self.press("Close and count", self.test("running-poll"))
        expect(self.page.locator(self.result)).to_be_in_viewport()
