"""A pen and fingers on a tablet's screen, as the browser gets them from the machine: pressed, tilted, broad."""

from collections.abc import Iterable

from tests.browser.device import Device

Point = tuple[float, float]


class Pen:
    """One hand's pen: it may be held on the page while others do something."""

    def __init__(self, device: Device) -> None:
        self._wire = device.context.new_cdp_session(device.page)
        self._at: Point = (0.0, 0.0)

    def touches(self, at: Point, force: float = 0.5) -> None:
        self._say("mousePressed", at, force)

    def goes(self, points: Iterable[Point], force: float = 0.5) -> None:
        for at in points:
            self._say("mouseMoved", at, force)

    def leaves(self) -> None:
        self._say("mouseReleased", self._at, 0)

    def _say(self, kind: str, at: Point, force: float) -> None:
        self._at = at
        pen = {"pointerType": "pen", "button": "left", "buttons": int(force > 0), "clickCount": 1}
        place = {"x": at[0], "y": at[1], "force": force, "tiltX": 35, "tiltY": -10}
        self._wire.send("Input.dispatchMouseEvent", {"type": kind, **place, **pen})


class Fingers:
    """All that touches the screen and is no pen; `breadth`: of each touch, CSS pixels."""

    def __init__(self, device: Device, breadth: float = 24) -> None:
        self._wire = device.context.new_cdp_session(device.page)
        self._radius = breadth / 2

    def touch(self, *points: Point) -> None:
        self._say("touchStart", points)

    def move(self, *points: Point) -> None:
        self._say("touchMove", points)

    def leave(self) -> None:
        self._say("touchEnd", ())

    def drag(self, start: Point, by: Point, steps: int = 5) -> None:
        """Move one finger, and hold it before it is lifted, so that the page is not thrown."""
        self.touch(start)
        for step in range(1, steps + 1):
            self.move((start[0] + by[0] * step / steps, start[1] + by[1] * step / steps))
        self.leave()

    def _say(self, kind: str, points: Iterable[Point]) -> None:
        breadth = {"radiusX": self._radius, "radiusY": self._radius}
        touches = [{"x": x, "y": y, "id": number, **breadth} for number, (x, y) in enumerate(points)]
        self._wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
