"""Several draw at once: how soon the others see it, and how much of it there may be."""

from bench.crowd import Crowd, Found, fan
from bench.figures import Figures, named
from bench.messages import STAMPED, draw, tablet_of, wet
from bench.processes import Process
from bench.room import Room
from bench.site import Site
from icabinet import ids

_HALL = 200
# As a pen moves on a tablet: our pages tell of it 29 times a second, and more than thirty are not passed on.
_PEN_RATE = 29
# Sixty draw for a minute, a stroke a second each, and it grows while they do, with the pen down a third of the time.
_HANDS, _MINUTE_S, _STROKES_S, _GROWTH_S = 60, 60.0, 1, 10
_POINTS = 120
_PINGS = 50
# What still counts as kept up with.
_LATEST_MS = 50.0
_STEP = 1.25


def five(site: Site) -> Figures:
    """200 tablets, five of them drawing, as fast as pens are told of."""
    room = site.house.room("fan 200", _HALL - 1)
    figures: Figures = {}
    with site.servers("ours", "node", "floor") as servers:
        for server in servers:
            found = _drawn(site, server, room, 5, _PEN_RATE)
            figures |= named(f"five.{server.name}", found, "p50", "p99", "us_each", "cpu", "lost")
    return figures


def four_on_a_page(site: Site) -> Figures:
    """Four tablets alone, all drawing, as fast as pens are told of."""
    room = site.house.room("four", 3)
    figures: Figures = {}
    with site.servers("ours", "node", "floor", "stock") as servers:
        for server in servers:
            found = _drawn(site, server, room, 4, _PEN_RATE)
            figures |= named(f"four.{server.name}", found, "p50", "p99", "lost")
    return figures


def sixty(site: Site) -> Figures:
    """Sixty people draw strokes of 120 points at once, for a minute: what is lost, and how late the loop is.

    What grows has no time in its name, so that only the strokes themselves are counted: each must reach each tablet.
    """
    room = site.house.room("sixty", _HANDS - 1)
    seconds = 4 * site.seconds if site.quick else _MINUTE_S
    stroke = draw(room.stream, room.paper, 1, _POINTS)
    growing = wet(room.meeting, room.paper, 1).replace(STAMPED, ids.new())
    flow: dict[str, object] = {"senders": _HANDS, "seconds": seconds, "warm": 1.0}
    with (
        site.server("ours") as server,
        Crowd(server, [tablet_of("ours", one, room, growing) for one in room.everybody], "fan", hearers=0,
              rate=_GROWTH_S, **flow) as pens,
        Crowd(server, [tablet_of("ours", one, room, stroke) for one in room.everybody], "fan", hearers=_HANDS,
              rate=_STROKES_S, pings=_PINGS, **flow) as hands,
    ):  # fmt: skip
        pens.begin()
        found = hands.go()
        pens.found()
    keys = ("sent", "p50", "p99", "answer_p99", "pong_p50", "pong_p99", "lost", "cpu", "us_each", "bytes_each")
    return named("sixty", found, *keys)


def most(site: Site) -> Figures:
    """More and more draw to 200 tablets, until something is lost or late."""
    room = site.house.room("fan 200", _HALL - 1)
    figures: Figures = {}
    with site.servers("ours", "node", "floor") as servers:
        for server in servers:
            figures |= _most(site, server, room)
    return figures


def _most(site: Site, server: Process, room: Room) -> Figures:
    best: Figures = {f"most.{server.name}.per_s": 0.0}
    senders = 1.0
    while senders <= _HALL:
        found = _drawn(site, server, room, int(senders), _PEN_RATE)
        if (
            found["lost"]
            or found.get("p99", _LATEST_MS + 1) > _LATEST_MS
            or found["per_s"] < 0.97 * found["offered_per_s"]
        ):
            break
        best = named(f"most.{server.name}", found, "per_s", "p99", "cpu", "cpu_mine")
        senders = max(senders + 1, senders * _STEP)
    return best


def _drawn(site: Site, server: Process, room: Room, senders: int, rate: int) -> Found:
    message = wet(room.meeting, room.paper, 1)
    tablets = [tablet_of(server.name, person, room, message) for person in room.everybody]
    return fan(server, tablets, hearers=len(tablets) - 1, senders=senders, rate=rate, seconds=site.seconds)
