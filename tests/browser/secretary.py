"""What a secretary does at a laptop before the meeting, and what anybody does at the door."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Route, expect

from tests.browser.device import Device
from tests.browser.house import PASSWORD, Meeting

File = tuple[str, bytes]


class Secretary(Device):
    """At a laptop, with a mouse."""

    size = (1440, 900)
    touch = False

    def creates_meeting(self, title: str) -> Meeting:
        self.opens("/")
        self.press("New meeting")
        for label, value in (("Title of the meeting", title), ("Day", "2026-12-04"), ("Begins at", "08:00")):
            self.fill(label, value)
        self.press("Make the meeting")
        self.page.wait_for_url("**/meetings/*/edit*")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        return Meeting(self.house, self.page.url.split("/")[-2])

    def invites_everybody(self) -> None:
        self.press("Invite all members")
        expect(self.page.get_by_role("button", name=self.say("Invite all members"))).to_have_count(0)

    def imports_agenda(self, name: str, content: bytes) -> None:
        """Let a Word file be read, and look at what was found."""
        self.offers_agenda(name, content)
        expect(self.page.get_by_role("heading", name=self.say("Review the agenda"))).to_be_visible()

    def offers_agenda(self, name: str, content: bytes) -> None:
        self._chooses("#agenda-file", (name, content))

    def sees_proposed(self, *lines: tuple[str, str, int]) -> None:
        """See what is to become of the file: title, presenter and minutes of each item."""
        rows = self.page.locator(".review > li:not(.left-out)")
        expect(rows).to_have_count(len(lines))
        for row, line in zip(rows.all(), lines, strict=True):
            for label, value in zip(("Title", "Presenter", "Minutes"), line, strict=True):
                expect(row.get_by_label(self.say(label), exact=True)).to_have_value(str(value))

    def accepts_agenda(self) -> None:
        self.press("Add to the agenda")

    def sees_items(self, *titles: str) -> None:
        expect(self.page.locator("#agenda .item-title")).to_have_text(titles)

    def uploads(self, *files: File) -> None:
        """Choose files; see a bar for each while they are on their way, then that all are filed."""
        with self._uploads_held():
            self._chooses("#files", *files)
            for name, _content in files:
                bar = self.say("Uploading {name}", name=name)
                expect(self.page.get_by_role("progressbar", name=bar)).to_be_visible()
        total = len(files)
        self.sees("{filed} of {total} files filed", filed=total, total=total)

    def offers_paper(self, name: str, content: bytes) -> None:
        """Choose a file, whatever the server says to it."""
        self._chooses("#files", (name, content))

    def sees_ready(self, title: str) -> None:
        expect(self._paper(title)).to_contain_text(self.say("Ready"))

    def sees_unreadable(self, title: str, reason: str) -> None:
        expect(self._paper(title)).to_contain_text(self.say("Unreadable"))
        expect(self._paper(title)).to_contain_text(self.say(reason))

    def _paper(self, title: str) -> Locator:
        named = self.page.locator(".paper-title", has_text=title)
        return self.page.locator("#shelves [data-paper]").filter(has=named)

    def _chooses(self, field: str, *files: File) -> None:
        found = [{"name": name, "mimeType": "", "buffer": content} for name, content in files]
        self.page.locator(field).set_input_files(found)  # type: ignore[arg-type]

    @contextmanager
    def _uploads_held(self) -> Iterator[None]:
        """Keep uploads on their way for as long as this lasts."""
        held: list[Route] = []
        # A lambda, because playwright wants to leave a mark on the function.
        self.page.route("**/api/v1/meetings/*/papers", lambda route: held.append(route))  # noqa: PLW0108
        yield
        for route in held:
            route.continue_()
        self.page.unroute("**/api/v1/meetings/*/papers")


class Visitor(Device):
    """Somebody who is not signed in yet."""

    def chooses_language(self, locale: str) -> None:
        self.tap(self.page.locator(f"button[lang={locale}]"))
        expect(self.page.locator("html")).to_have_attribute("lang", locale)

    def joins_by_link(self, code: str) -> None:
        """Scan the code: the rest happens by itself."""
        self.opens(f"/join/{code}")

    def joins_by_typing(self, code: str) -> None:
        self.opens("/join")
        self.fill("Meeting code", code)
        self.press("Join the meeting")

    def signs_in(self, login: str, password: str = PASSWORD) -> None:
        """Fill in the form to which one was led, or go there."""
        if "/sign-in" not in self.page.url:
            self.opens("/sign-in")
        self.fill("User name", login)
        self.fill("Password", password)
        self.press("Sign in")

    def is_signed_in(self) -> None:
        expect(self.page.get_by_role("navigation", name=self.say("Main menu"))).to_be_visible()

    def is_in_room(self, title: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        expect(self.page.get_by_test_id("connection")).to_have_text(self.say("Connected"))

    def ends_other_session(self) -> None:
        self.opens("/account")
        name = re.compile(self.say("End the session on %(device)s", device=""))
        self.tap(self.page.get_by_role("button", name=name))
        self.sees("The session was ended.")

    def is_turned_away(self) -> None:
        self.sees("You are no longer in this meeting")
        self.sees("Your session on this device has ended. Please sign in again.")
