"""A tablet as a browser: somebody reads a page in it, moves it with fingers and writes on it with a pen."""

import math
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from bench.processes import Process
from bench.room import Person, Room
from bench.site import NotHere

Point = tuple[float, float]
T = TypeVar("T")

_DEBIAN = "/usr/bin/chromium"
_SIZE = {"width": 1024, "height": 768}
_PATIENCE_MS = 60_000
# A digitizer tells where the pen is so often; the browser hands its events on frame by frame.
_PEN_S = 1 / 120
_FINGER_S = 1 / 60
_WATCH = Path(__file__).with_name("watch.js")


@contextmanager
def browser() -> Iterator[Browser]:
    """Have a Chromium without a graphics card. Raises NotHere."""
    path = os.environ.get("TEST_CHROMIUM") or _DEBIAN
    if not Path(path).exists():
        raise NotHere(f"no Chromium at {path}; TEST_CHROMIUM says where there is one")
    expect.set_options(timeout=_PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield chromium
        finally:
            chromium.close()


def cpu_s(chromium: Browser) -> float:
    """Return the seconds of processor time that all processes of the browser have used."""
    found = chromium.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return float(sum(process["cpuTime"] for process in found))


class Reader:
    """Somebody who follows the page that is shown in a meeting."""

    def __init__(self, chromium: Browser, server: Process, room: Room, person: Person) -> None:
        context = chromium.new_context(viewport=_SIZE, has_touch=True, base_url=server.url, locale="en")  # type: ignore[arg-type]
        context.set_default_timeout(_PATIENCE_MS)
        context.add_cookies([{"name": "icabinet", "value": person.token, "url": server.url}])
        context.add_init_script(path=_WATCH)
        self.page: Page = context.new_page()
        self._wire = context.new_cdp_session(self.page)
        self.page.goto(f"/meetings/{room.meeting}")
        expect(self._current.locator(".page-image > img:not([src*='w=400'])")).to_be_visible()

    @property
    def _current(self) -> Locator:
        return self.page.locator("[data-test=page][aria-current]")

    def sees_strokes(self, number: int) -> None:
        """Wait until all of them are drawn, as sharp as they will be."""
        expect(self._current.locator("[data-test=ink]")).to_have_attribute("data-strokes", str(number))
        self.is_still()

    def is_still(self) -> None:
        """Wait until nothing moves and nothing is left to be drawn."""
        expect(self.page.locator(".reader-window.moving")).to_have_count(0)
        expect(self._current.locator("[data-test=ink][data-drawing]")).to_have_count(0)

    @property
    def _fit_width(self) -> Locator:
        return self.page.get_by_role("button", name="Fit the width", exact=True)

    def rests(self) -> None:
        """Put the pen away, and see the page as wide as at first, all of its ink sharp."""
        self.page.get_by_role("button", name="Move the page", exact=True).tap()
        self.page.get_by_role("button", name="Whole page", exact=True).or_(self._fit_width).first.wait_for()
        if self._fit_width.count():
            self._fit_width.tap()
        self.is_still()

    def takes_pen(self, *, shared: bool = True) -> None:
        """Take the pen, and write for everybody or for oneself."""
        self.page.get_by_role("button", name="Shared" if shared else "Private", exact=True).tap()
        self.page.get_by_role("button", name="Pen", exact=True).tap()

    def begins(self) -> None:
        """Let the page note what happens from now on."""
        self.page.evaluate("bench.begin()")

    def ends(self) -> Any:
        """Return what the page noted: see watch.js."""
        return self.page.evaluate("bench.end()")

    def writes(self, points: Iterable[Point]) -> None:
        """Set the pen down, move it as a hand does, and lift it."""
        force = {"pointerType": "pen", "button": "left", "clickCount": 1}
        kind, last = "mousePressed", (0.0, 0.0)
        for at, last in enumerate(_paced(points, _PEN_S)):
            pressed = {"force": 0.4 + 0.2 * math.sin(at / 9), "tiltX": 30, "buttons": 1}
            self._say("Input.dispatchMouseEvent", type=kind, x=last[0], y=last[1], **force, **pressed)
            kind = "mouseMoved"
        self._say("Input.dispatchMouseEvent", type="mouseReleased", x=last[0], y=last[1], **force, buttons=0)

    def scrolls(self, seconds: float) -> None:
        """Drag the page down and up again with a finger, over and over."""
        middle = self.middle
        path = _swing(seconds, 200.0)
        self._touch([[(middle[0], middle[1] + away)] for away in path])

    def pinches(self, seconds: float) -> None:
        """Make the page larger and smaller with two fingers, over and over."""
        x, y = self.middle
        self._touch([[(x - 80 - away, y), (x + 80 + away, y)] for away in map(abs, _swing(seconds, 120.0))])

    @property
    def middle(self) -> Point:
        """Return the middle of the window onto the pages, on the screen."""
        box = self.page.locator(".reader-window").bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def _touch(self, path: list[list[Point]]) -> None:
        kind = "touchStart"
        for fingers in _paced(path, _FINGER_S):
            touches = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(fingers)]
            self._say("Input.dispatchTouchEvent", type=kind, touchPoints=touches)
            kind = "touchMove"
        self._say("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def _say(self, name: str, **words: Any) -> None:
        self._wire.send(name, words)


def written(x: float, y: float, seconds: float) -> list[Point]:
    """Return a line of loops as a hand writes them, from here to the right."""
    steps = int(seconds / _PEN_S)
    return [(x + 120 * seconds * at / steps + 6 * math.sin(at / 5), y + 12 * math.cos(at / 5)) for at in range(steps)]


def _swing(seconds: float, far: float) -> list[float]:
    steps = int(seconds / _FINGER_S)
    return [far * math.sin(2 * math.pi * at * _FINGER_S / 1.5) for at in range(steps)]


def _paced(things: Iterable[T], every: float) -> Iterator[T]:
    """Yield one after the other as time goes by; late ones at once."""
    began = time.monotonic()
    for at, thing in enumerate(things):
        time.sleep(max(0.0, began + at * every - time.monotonic()))
        yield thing
