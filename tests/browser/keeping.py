"""Somebody whose tablet keeps the meeting for a time without network."""

import time
from itertools import count
from typing import Any

from playwright.sync_api import Browser, expect

from tests.browser.device import Device
from tests.browser.house import House, Meeting
from tests.browser.people import Member

# All that lies on the tablet, as it lies there: how many rows of each shelf, and everything that can be read of them.
_LYING = """async () => {
  const done = (asked) => new Promise((resolve, reject) => {
    Object.assign(asked, { onsuccess: () => resolve(asked.result), onerror: reject });
  });
  const db = await done(indexedDB.open("icabinet"));
  const all = (name) => done(db.transaction(name).objectStore(name).getAll());
  const readable = (_key, value) => value instanceof ArrayBuffer ? new TextDecoder("latin1").decode(value) : value;
  const rows = {};
  for (const name of db.objectStoreNames) rows[name] = await all(name);
  db.close();
  const counts = Object.fromEntries(Object.entries(rows).map(([name, found]) => [name, found.length]));
  return { counts, text: JSON.stringify(rows, readable) };
}"""
_EMPTY = """(counts, shelves) => (shelves.length ? shelves : Object.keys(counts)).every((name) => counts[name] === 0)"""
_HAS_ONE = """(counts) => counts.meetings === 1"""
_numbers = count()


def _seen(wished: str) -> str:
    """Return what `wait_for_function` asks again and again: it takes a promise for true, so it gets the last answer."""
    return f"""([number, shelves]) => {{
  const look = ((window.looks ??= {{}})[number] ??= {{ is: false, busy: false }});
  if (!look.busy) {{
    look.busy = true;
    const seen = ({_LYING})().then(({{ counts }}) => (look.is = ({wished})(counts, shelves)), () => {{}});
    seen.finally(() => (look.busy = false));
  }}
  return look.is;
}}"""


class Keeper(Member):
    """A member whose browser lets the product's service worker in; nobody has had it before."""

    def __init__(self, house: House, browser: Browser, who: str = "", **options: Any) -> None:
        super().__init__(house, browser, who, service_workers="allow", **options | {"machines": None})

    def keeps_all(self) -> None:
        """Keep the whole meeting by one tap, and see that it is here."""
        self.looks_at("Agenda")
        self.press("Keep on this tablet", self.page.locator(".agenda"))
        expect(self.test("all-here")).to_be_visible()

    def sees_kept(self, number: int) -> None:
        """See the sign of so many papers that are here."""
        self.looks_at("Agenda")
        expect(self.page.locator(".agenda").get_by_test_id("kept-sign")).to_have_count(number)

    def comes_back_without_network(self, meeting: Meeting, place: str = "meetings") -> None:
        """Lose the page altogether, and open the meeting, or the slip, anew."""
        self.page.close()
        self.page = self.context.new_page()
        self.opens(f"/{place}/{meeting.id}")
        self.is_away()

    def pulls_the_cable(self) -> None:
        """Lose the network where no room is open that would say so."""
        Device.loses_network(self)

    def puts_the_cable_back(self) -> None:
        """Have the network again where no room is open that would say so."""
        Device.gets_network_back(self)

    def is_away(self) -> None:
        expect(self.test("connection")).not_to_have_text(self.say("Connected"))

    def leaves_for(self, path: str) -> None:
        """Go to another page, and let its scripts come to an end."""
        self.page.goto(path, wait_until="networkidle")

    def lives_later(self, *, hours: int) -> None:
        """Set this tablet's clock so far ahead."""
        self.page.clock.set_fixed_time(time.time() + hours * 3600)

    def has_kept_one(self) -> None:
        """Wait until one meeting, or slip, lies on the tablet."""
        self._waits_for(_HAS_ONE)

    def lying(self) -> dict[str, int]:
        """Return how many rows lie on each shelf of the tablet."""
        return dict(self.page.evaluate(_LYING)["counts"])

    def readable(self) -> str:
        """Return everything on the tablet that anybody could read."""
        return str(self.page.evaluate(_LYING)["text"])

    def has_nothing_left(self) -> None:
        self.has_none_of()

    def has_none_of(self, *shelves: str) -> None:
        """Wait until nothing lies on these shelves, or on any."""
        self._waits_for(_EMPTY, *shelves)

    def _waits_for(self, wished: str, *shelves: str) -> None:
        self.page.wait_for_function(_seen(wished), arg=[next(_numbers), list(shelves)])
