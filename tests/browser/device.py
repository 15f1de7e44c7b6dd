"""One browser at the end of one cable, with somebody signed in to it; it notes whatever should not have happened."""

import re
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Request, Response, WebError, expect

from tests.browser.house import House
from tests.browser.machine import Machines
from tests.browser.words import Words

# Other tests beside this one make links and take them down, and Chromium asks anew.
_LINKS = re.compile("ERR_NETWORK_CHANGED")
# Only where a test wants it does a device keep papers: they would travel in the background.
_BLOCKED = re.compile("Service Worker registration blocked")
_COMPLAINTS = ("error", "warning")
# What a browser says by itself when nobody answers it.
_OFFLINE = re.compile(r"net::ERR_|WebSocket connection to|Failed to load resource")


class Device:
    """A tablet lying on its side, unless the person has something else."""

    size = (1024, 768)
    touch = True

    def __init__(
        self,
        house: House,
        browser: Browser,
        who: str = "",
        *,
        locale: str = "vi",
        size: tuple[int, int] | None = None,
        machines: Machines | None = None,
        **more: Any,
    ) -> None:
        self.house = house
        self.who = who
        self.say = Words(locale)
        self.troubles: list[str] = []
        self._expected: list[re.Pattern[str]] = [_BLOCKED]
        width, height = size or self.size
        options = {
            "viewport": {"width": width, "height": height},
            "has_touch": self.touch,
            "reduced_motion": "reduce",
            "service_workers": "block",
        }
        self._machines, self._what = machines, (house.port_of(who), who, options | more)
        self._machine = (machines or Machines(browser)).take(*self._what)
        self.cable, self.context = self._machine.cable, self._machine.context
        self._machine.listen(
            {"console": self._hear, "weberror": self._fail, "request": self._ask, "response": self._answer}
        )
        if who:
            cookie = {"name": "icabinet", "value": house.sign_in(who, locale), "url": self.cable.url}
            self.context.add_cookies([cookie])
        self.page = self.context.new_page()

    def close(self) -> None:
        if self._machines is None:
            self._machine.close()
        else:
            self._machines.give_back(self._machine, *self._what)

    def opens(self, path: str) -> None:
        self.page.goto(path)

    def reloads(self) -> None:
        self.page.reload()

    def expects_complaint(self, pattern: str) -> None:
        """Let the browser complain about what a test does on purpose."""
        self._expected.append(re.compile(pattern))

    def press(self, words: str, within: Locator | None = None, **parts: object) -> None:
        """Press the button or link of this name."""
        place, name = within or self.page.locator("body"), self.say(words, **parts)
        button = place.get_by_role("button", name=name, exact=True)
        self.tap(button.or_(place.get_by_role("link", name=name, exact=True)))

    def tap(self, target: Locator) -> None:
        if self.touch:
            target.tap()
        else:
            target.click()

    def fill(self, label: str, value: str, within: Locator | None = None) -> None:
        (within or self.page.locator("body")).get_by_label(self.say(label), exact=True).fill(value)

    def sees(self, words: str, within: Locator | None = None, **parts: object) -> None:
        """See this sentence, alone or in a longer one."""
        place = within or self.page.locator("body")
        expect(place.get_by_text(self.say(words, **parts)).locator("visible=true").first).to_be_visible()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in _COMPLAINTS:
            self._note(f"console {message.type}: {message.text}")

    def _fail(self, error: WebError) -> None:
        self._note(f"error in the page: {error.error}")

    def _ask(self, request: Request) -> None:
        if not request.url.startswith((self.cable.url, "blob:", "data:")):
            self._note(f"asks another host: {request.url}")

    def _answer(self, response: Response) -> None:
        if response.status >= 500:
            self._note(f"{response.status} {response.url}")

    def _note(self, trouble: str) -> None:
        if not _LINKS.search(trouble) and not any(pattern.search(trouble) for pattern in self._expected):
            self.troubles.append(f"{self.who or 'nobody'}: {trouble}")

    def loses_network(self) -> None:
        self._expected.append(_OFFLINE)
        self.cable.cut()

    def gets_network_back(self) -> None:
        self.cable.mend()
