"""What the room sees on the wall."""

import re

from playwright.sync_api import expect

from tests.browser.present import Present


class Display(Present):
    """The screen on the wall."""

    size = (1920, 1080)
    touch = False

    def is_connected(self) -> None:
        expect(self.test("scene")).to_be_visible()
        expect(self.page.get_by_role("status").filter(has_text=self.say("Connecting…"))).to_have_count(0)

    def sees_item(self, title: str) -> None:
        expect(self.test("scene").get_by_role("heading", level=1)).to_have_text(title)

    def sees_speaker(self, who: str) -> None:
        expect(self.page.get_by_text(self.house.names[who])).to_be_visible()
        expect(self.test("speaker-clock")).to_have_text(re.compile(r"\d:\d\d"))

    def sees_nobody_speaking(self) -> None:
        expect(self.test("speaker-clock")).to_have_count(0)

    def sees_turnout(self, received: int, entitled: int) -> None:
        turnout = self.say("{n} of {total} voted", n=received, total=entitled)
        expect(self.test("poll-display").get_by_role("progressbar", name=turnout)).to_be_visible()
