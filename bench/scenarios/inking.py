"""Ink in real browsers: how soon others see it, and whether a page full of it moves as one without."""

import math
from collections.abc import Iterator
from typing import Any

from bench import library, paper
from bench.crowd import Crowd
from bench.figures import Figures, percentile
from bench.messages import tablet_of
from bench.processes import Process
from bench.reader import Point, Reader, browser, written
from bench.room import Act, Room
from bench.site import Site
from icabinet import ids

_HALL = 200
_STROKES = 5_000
_PAGES = 3
_COLOURS = ("#123f9c", "#c01a1f", "#1d1a16", "#14713a")
_WRITE_S = 1.2


def live(site: Site) -> Figures:
    """Two browsers on one page, one of them writing, with 200 tablets more in the meeting."""
    room = site.house.room("ink live", _HALL + 1)
    with site.server("ours") as server:
        _show(site, server, room)
        others = [tablet_of("ours", person, room) for person in room.members[2:]]
        with Crowd(server, others), browser() as chromium:
            writer, looker = (Reader(chromium, server, room, person) for person in room.members[:2])
            writer.takes_pen()
            grown, solid = [], []
            for at in range(4 if site.quick else 25):
                points = _line(writer, at)
                said = {}
                heard = looker.watched(
                    lambda writer=writer, points=points, at=at: (
                        said.update(writer.watched(lambda: writer.writes(points))),
                        looker.sees_strokes(at + 1),
                    )
                )
                grown += _waits(said["moves"], heard["heard"])
                solid += [next(at for at, _ in heard["solid"] if at >= lift) - lift for lift in said["lifts"]]
    return {
        "ink.live.solid.p50": percentile(solid, 0.5),
        "ink.live.solid.p95": percentile(solid, 0.95),
        "ink.live.grown.p50": percentile(grown, 0.5),
        "ink.live.grown.p95": percentile(grown, 0.95),
    }


def many(site: Site) -> Figures:
    """A page with 5,000 strokes: frames while it is scrolled, pinched and written on, and the same of a page without ink."""
    strokes = 500 if site.quick else _STROKES
    figures: Figures = {}
    for name, count in (("none", 0), ("many", strokes)):
        room = site.house.room(f"ink {name}", 3)
        with site.server("ours") as server:
            shown = _show(site, server, room)
            site.house.act(room, _full(room, shown, count))
            with browser() as chromium:
                reader = Reader(chromium, server, room, room.members[0])
                reader.sees_strokes(count)
                figures |= _frames(site, reader, f"ink.{name}", count)
    return figures


def _frames(site: Site, reader: Reader, name: str, count: int) -> Figures:
    seconds = 2 * site.seconds
    figures = _spread(f"{name}.scrolling", reader.watched(lambda: reader.scrolls(seconds)))
    figures |= _spread(f"{name}.pinching", reader.watched(lambda: reader.pinches(seconds)))
    reader.page.get_by_role("button", name="Fit the width", exact=True).tap()
    reader.sees_strokes(count)
    reader.takes_pen()
    x, y = reader.middle
    figures |= _spread(f"{name}.writing", reader.watched(lambda: reader.writes(written(x - 200, y, seconds))))
    return figures


def _spread(name: str, found: dict[str, Any]) -> Figures:
    frames = found["frames"]
    late = sum(frame > 1.5 * percentile(frames, 0.5) for frame in frames) / len(frames)
    return {f"{name}.p50": percentile(frames, 0.5), f"{name}.p95": percentile(frames, 0.95), f"{name}.late": late}


def _show(site: Site, server: Process, room: Room) -> str:
    """File a real paper and show its first page to everybody; return the paper's id."""
    site.house.speak(room, "en")
    file = paper.write(site.folder / "ink.pdf", _PAGES, next(site.seeds))
    sha = library.upload(server, room, file)
    library.wait_until_readable(server, room, sha)
    shown = library.paper_of(server, room, sha)
    site.house.act(room, [(room.desk, "presenting.show", {"paper": shown, "page": 1})])
    return shown


def _line(reader: Reader, at: int) -> list[Point]:
    x, y = reader.middle
    return written(x - 200 + 20 * (at % 5), y - 200 + 18 * (at % 20), _WRITE_S)


def _waits(moves: list[list[float]], heard: list[list[float]]) -> list[float]:
    """Return how long each place of the pen took to be within a stroke on the other screen."""
    when = {(x, y): at for at, x, y in moves}
    tips = sorted((when[x, y], at) for at, x, y in heard if (x, y) in when)
    return [next(at for tip, at in tips if tip >= moved) - moved for moved in when.values() if moved <= tips[-1][0]]


def _full(room: Room, shown: str, count: int) -> Iterator[Act]:
    """Yield so many words all over a page, by its members in turn."""
    for at in range(count):
        x, y = 400 + 92 * (at % 100), 300 + 260 * (at // 100)
        points = [
            number
            for step in range(40)
            for number in (
                round(x + 4 * step + 20 * math.sin(step / 2 + at)),
                round(y + 60 * math.cos(step / 2)),
                400 + 5 * step,
            )
        ]
        looks = {"tool": "pen", "colour": _COLOURS[at % len(_COLOURS)], "width": 16, "points": points}
        yield room.members[at % len(room.members)], "ink.draw", {"id": ids.new(), "paper": shown, "page": 1, **looks}
