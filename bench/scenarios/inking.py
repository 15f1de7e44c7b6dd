"""Ink in real browsers: how soon others see it, and whether a page full of it moves as one without."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from playwright.sync_api import Browser

from bench import library, paper
from bench.crowd import Crowd
from bench.figures import Figures, percentile
from bench.handwriting import hand
from bench.messages import tablet_of
from bench.processes import Process
from bench.reader import Point, Reader, browser, cpu_s, written
from bench.room import Act, Room
from bench.site import Site
from icabinet import ids
from icabinet.ink.packing import pack

_HALL = 200
_STROKES = 5_000
_POINTS = 60
_PAGES = 3
_COLOURS = ("#123f9c", "#c01a1f", "#1d1a16", "#14713a")
_WRITE_S = 1.2
_TURNS = 2
_DOINGS = ("scrolling", "pinching", "writing")
_LATE_MS = 1.5 * 1000 / 60


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
                more = _seen(writer, looker, at)
                grown += more[0]
                solid += more[1]
    return {
        f"ink.live.{name}.p{part}": percentile(waits, part / 100)
        for name, waits in (("grown", grown), ("solid", solid))
        for part in (50, 95)
    }


def _seen(writer: Reader, looker: Reader, at: int) -> tuple[list[float], list[float]]:
    """Let one write; return how long the other waited for each place of the pen, and for the finished stroke."""
    looker.begins()
    writer.begins()
    writer.writes(_line(writer, at))
    said = writer.ends()
    looker.sees_strokes(at + 1)
    heard = looker.ends()
    solid = [next(when for when, _ in heard["solid"] if when >= lift) - lift for lift in said["lifts"]]
    return _waits(said["moves"], heard["heard"]), solid


def many(site: Site) -> Figures:
    """A page with 5,000 strokes: frames while it is scrolled, pinched and written on, and on a page without ink."""
    with site.server("ours") as server, browser() as chromium:
        readers = {
            name: _reader(site, server, chromium, name, count)
            for name, count in (("none", 0), ("many", 500 if site.quick else _STROKES))
        }
        found: dict[str, list[float]] = defaultdict(list)
        cpu: dict[str, float] = defaultdict(float)
        # In turn, so that a busy machine is as busy for both.
        for _, doing, (name, reader) in product(range(_TURNS), _DOINGS, readers.items()):
            before = cpu_s(chromium)
            found[f"ink.{name}.{doing}"] += _frames(reader, doing, site.seconds)
            cpu[f"ink.{name}.{doing}.cpu"] += (cpu_s(chromium) - before) / (_TURNS * site.seconds)
            reader.rests()
    figures = {f"{name}.p{part}": percentile(frames, part / 100) for name, frames in found.items() for part in (50, 95)}
    late = {f"{name}.late": sum(frame > _LATE_MS for frame in frames) / len(frames) for name, frames in found.items()}
    return figures | late | cpu


def _reader(site: Site, server: Process, chromium: Browser, name: str, count: int) -> Reader:
    room = site.house.room(f"ink {name}", 3)
    shown = _show(site, server, room)
    site.house.act(room, _full(room, shown, count))
    reader = Reader(chromium, server, room, room.members[0])
    reader.sees_strokes(count)
    return reader


def _frames(reader: Reader, doing: str, seconds: float) -> list[float]:
    """Return how long each frame took while somebody was doing this."""
    x, y = reader.middle
    if doing == "writing":
        reader.takes_pen(shared=False)
    reader.begins()
    if doing == "scrolling":
        reader.scrolls(seconds)
    elif doing == "pinching":
        reader.pinches(seconds)
    else:
        reader.writes(written(x - 200, y, seconds))
    frames: list[float] = reader.ends()["frames"]
    return frames


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
    # Where a loop crosses itself the pen has been twice: the first time counts.
    when = {(x, y): at for at, x, y in reversed(moves)}
    tips = sorted((when[x, y], at) for at, x, y in heard if (x, y) in when)
    return [next(at for tip, at in tips if tip >= moved) - moved for moved in when.values() if moved <= tips[-1][0]]


def _full(room: Room, shown: str, count: int) -> Iterator[Act]:
    """Yield so many words all over a page, by its members in turn."""
    for at in range(count):
        x, y = 400 + 92 * (at % 100), 300 + 260 * (at // 100)
        looks = {
            "tool": "pen",
            "colour": _COLOURS[at % len(_COLOURS)],
            "width": 16,
            "points": pack(hand(_POINTS, at, x, y)),
        }
        yield room.members[at % len(room.members)], "ink.draw", {"id": ids.new(), "paper": shown, "page": 1, **looks}
