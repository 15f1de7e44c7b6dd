"""What a device is made of: a browser's context at the end of a cable. Whoever had it before has left nothing on it.

A browser that has never been here asks for three hundred files. One that has keeps them, like a tablet that is used in
every meeting; only that stays from one use to the next.
"""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error

from tests.browser.cable import Cable

_MOST_FREE = 12
_KEPT_BY_PAGES = "local_storage,indexeddb,cache_storage,service_workers,file_systems"


class Machine:
    """At the server of this port. `options` are those of the context."""

    def __init__(self, browser: Browser, port: int, options: dict[str, Any]) -> None:
        self.cable = Cable(port)
        self.context: BrowserContext = browser.new_context(base_url=self.cable.url, **options)
        self._ears: dict[Any, Any] = {}

    def listen(self, ears: dict[Any, Any]) -> None:
        """Hear of what happens in all pages, by the names of the context's events."""
        self._ears = ears
        for event, ear in ears.items():
            self.context.on(event, ear)

    def wipe(self) -> None:
        """Leave nothing of whoever had it but what a browser keeps of addresses that never change."""
        for event, ear in self._ears.items():
            self.context.remove_listener(event, ear)
        used, blank = self.context.pages, self.context.new_page()
        for page in used:
            page.close()
        wire = self.context.new_cdp_session(blank)
        wire.send("Storage.clearDataForOrigin", {"origin": self.cable.url, "storageTypes": _KEPT_BY_PAGES})
        blank.close()
        self.context.clear_cookies()
        self.context.clear_permissions()
        self.cable.mend()

    def close(self) -> None:
        self.context.close()
        self.cable.close()


class Machines:
    """Those that are free, by what they are and who used them; not too many, the latest used last."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[tuple[str, Machine]] = []

    def take(self, port: int, who: str, options: dict[str, Any]) -> Machine:
        kind = _kind(port, who, options)
        for place in reversed(range(len(self._free))):
            if self._free[place][0] == kind:
                return self._free.pop(place)[1]
        return Machine(self._browser, port, options)

    def give_back(self, machine: Machine, port: int, who: str, options: dict[str, Any]) -> None:
        try:
            machine.wipe()
        except Error:
            # The next one is a new one.
            machine.close()
        else:
            self._free.append((_kind(port, who, options), machine))
            while len(self._free) > _MOST_FREE:
                self._free.pop(0)[1].close()

    def close(self) -> None:
        for _, machine in self._free:
            machine.close()
        self._free.clear()


def _kind(*what: Any) -> str:
    return repr(what)
