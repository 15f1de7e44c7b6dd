"""One draws, N receive: what a delivery costs the server."""

from bench.crowd import fan
from bench.figures import Figures, named
from bench.messages import draw, tablet_of, wet
from bench.processes import Process
from bench.room import PAGES, Room
from bench.site import Site

RATE = 60
# Beyond 200 the stock server cannot keep up, and its figures say nothing any more.
_STOCK_UP_TO = 200
_PEERS = ("ours", "node", "floor", "stock")


def sizes(site: Site) -> tuple[int, ...]:
    return (50, 200) if site.quick else (50, 200, 1000)


def entries(site: Site) -> Figures:
    """Shared strokes as acts: shape, policy, turn, journal, commit, and then the entry to all."""
    return _fan_out(site, "entries", (1, *sizes(site)))


def signals(site: Site) -> Figures:
    """The same as growing strokes: nothing is stored, only passed on."""
    return _fan_out(site, "signals", sizes(site))


def _fan_out(site: Site, kind: str, counts: tuple[int, ...]) -> Figures:
    rooms = {count: site.house.room(f"fan {count}", max(count - 1, 1)) for count in counts}
    figures: Figures = {}
    with site.servers(*_PEERS) as servers:
        for count, room in rooms.items():
            for server in servers:
                if server.name != "stock" or count <= _STOCK_UP_TO:
                    figures |= _measured(site, server, room, kind, count)
    return figures | (_beyond_the_act(figures, counts[1:]) if kind == "entries" else {})


def _measured(site: Site, server: Process, room: Room, kind: str, count: int) -> Figures:
    tablets = [
        tablet_of(server.name, person, room, _drawn(room, kind, at % PAGES + 1))
        for at, person in enumerate(room.everybody[:count])
    ]
    hearers = count if kind == "entries" else count - 1
    # Nobody lets ink grow faster than thirty times a second: as many signals as acts are of three people.
    senders = 1 if kind == "entries" else 3
    found = fan(server, tablets, hearers=hearers, senders=senders, rate=RATE / senders, seconds=site.seconds)
    keys = ("us_each", "p50", "p99", "cpu", "cpu_mine", "lost", "bytes_each", "per_s", "offered_per_s")
    return named(f"{kind}.{count}.{server.name}", found, *keys)


def _drawn(room: Room, kind: str, page: int) -> str:
    return draw(room.stream, room.paper, page) if kind == "entries" else wet(room.meeting, room.paper, page)


def _beyond_the_act(figures: Figures, counts: tuple[int, ...]) -> Figures:
    """What a delivery costs without the act itself, which is measured with nobody else in the room."""
    found = {}
    for count in counts:
        for name in _PEERS:
            whole = figures.get(f"entries.{count}.{name}.us_each")
            if whole is not None:
                act = figures[f"entries.1.{name}.us_each"]
                found[f"entries.{count}.{name}.us_beyond"] = max(0.0, (whole * count - act) / (count - 1))
    return found
