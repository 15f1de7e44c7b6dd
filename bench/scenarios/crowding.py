"""Many tablets in one process: whether it works, what each takes, and what those do who never read."""

import time

from bench import machine
from bench.crowd import Crowd, Found, Tablet, fan
from bench.figures import Figures, named
from bench.messages import tablet_of, wet
from bench.processes import Process
from bench.room import Room
from bench.site import BEAT_S, Site

_HALL = 200
_DEAF = 5
# Five who draw with long strokes fill what the kernel keeps for those who never read within seconds.
_LONG_STROKE = 150
_QUIET_S = 1.0


def memory(site: Site) -> Figures:
    """1,000 tablets that only listen, in meetings of 200, at ours and the peers."""
    halls = _halls(site, 1 if site.quick else 5)
    figures: Figures = {}
    for name in ("ours", "node", "stock"):
        with site.server(name) as server:
            _held(server, halls[:1], 20, seconds=_QUIET_S)
            before = machine.resident_kb(server.pid)
            after, hall, idle = _held(server, halls, _HALL)
            figures |= {f"memory.{name}.kb_each": (after - before) / hall, f"memory.{name}.mb": after / 1024}
            figures |= {f"memory.{name}.mb_empty": before / 1024, f"memory.{name}.idle_us": 1e6 * idle / hall}
    return figures


def web_process(site: Site) -> Figures:
    """The web process with 200 tablets, of which five draw."""
    room = site.house.room("fan 200", _HALL - 1)
    with site.server("ours") as server:
        _flow(site, server, [room], senders=5, rate=30, points=4)
        return {"memory.hall.mb": machine.resident_kb(server.pid) / 1024}


def thousands(site: Site) -> Figures:
    """5,000 tablets in 25 meetings, one in each drawing 20 times a second."""
    halls = _halls(site, 2 if site.quick else 25)
    figures: Figures = {}
    for name in ("ours", "node"):
        with site.server(name) as server:
            found = _flow(site, server, halls, senders=len(halls), rate=20, points=4)
            figures |= named(f"thousands.{name}", found, "p50", "p99", "lost", "per_s", "offered_per_s", "cpu")
            figures |= {f"thousands.{name}.tablets": found["tablets"]}
    return figures


def deaf(site: Site) -> Figures:
    """Five of 200 tablets never read; the others should not notice, nor should the server's memory."""
    room = site.house.room("fan 200", _HALL - 1)
    figures: Figures = {}
    for name in ("ours", "node"):
        with site.server(name) as server:
            for kind, number in (("all_read", 0), ("deaf", _DEAF)):
                before = machine.resident_kb(server.pid)
                found = _flow(site, server, [room], senders=5, rate=30, points=_LONG_STROKE, deaf=number)
                grown = machine.resident_kb(server.pid) - before
                figures |= named(f"deaf.{name}.{kind}", found, "p50", "p99", "lost", "cpu")
                figures |= {f"deaf.{name}.{kind}.grown_mb": grown / 1024}
    return figures


def _halls(site: Site, number: int) -> list[Room]:
    return [site.house.room(f"hall {at}", _HALL - 1, apart=at * _HALL) for at in range(number)]


def _held(server: Process, halls: list[Room], each: int, *, seconds: float = BEAT_S) -> tuple[int, int, float]:
    """Return the server's memory in kB while so many of each hall only listen, how many, and the share of a core."""
    tablets = [tablet_of(server.name, person, hall) for hall in halls for person in hall.everybody[:each]]
    with Crowd(server, tablets):
        time.sleep(_QUIET_S)
        before = machine.cpu_s(server.pid)
        time.sleep(seconds)
        share = (machine.cpu_s(server.pid) - before) / seconds
        return machine.resident_kb(server.pid), len(tablets), share


def _flow(
    site: Site, server: Process, halls: list[Room], *, senders: int, rate: int, points: int, deaf: int = 0
) -> Found:
    """Let the first of each hall draw; with one hall, its first `senders`."""
    tablets: list[Tablet] = [
        tablet_of(server.name, hall.everybody[place], hall, wet(hall.meeting, hall.paper, 1, points))
        for place in range(_HALL)
        for hall in halls
    ]
    options = {
        "senders": senders,
        "rate": rate,
        "deaf": deaf,
        "warm": 1.5,
        "seconds": 4 * site.seconds if deaf else site.seconds,
    }
    return {**fan(server, tablets, hearers=_HALL - 1 - deaf, **options), "tablets": len(tablets)}
