"""Everything at once: whether those who draw notice that pages are drawn, papers come in, and people vote."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle

import requests

from bench import library, machine, paper
from bench.crowd import Crowd, fan
from bench.figures import Figures, named
from bench.messages import act, tablet_of, wet
from bench.processes import Process
from bench.room import Room
from bench.site import Site

_HALL = 200
_PAGES = 300
# Sixty draw with the pen down a third of the time.
_PENS, _PEN_RATE = 60, 10
# So many of the 200 are of the crowd that draws or looks on; the rest vote.
_DRAW = 100
_PINGS = 50
_UPLOADS = 60
_PAUSE_S = 0.1


def rendering(site: Site) -> Figures:
    """One draws to 200 tablets while pages are drawn without a pause: by our workers, and in a stock server itself."""
    room = site.house.room("fan 200", _HALL - 1)
    pages = 60 if site.quick else _PAGES
    file = paper.write(site.folder / "beside.pdf", pages, next(site.seeds))
    figures: Figures = {}
    with site.servers("ours", "stock") as (ours, stock):
        for server in (ours, stock):
            figures |= _drawn(site, server, room, "idle")
        sha = library.upload(ours, room, file)
        library.wait_until_readable(ours, room, sha)
        numbers = cycle(range(1, pages + 1))
        with _meanwhile(ours, lambda: library.read(ours, room, library.page(sha, next(numbers), 2000))):
            figures |= _drawn(site, ours, room, "rendering")
        asked = {"path": str(file), "w": "2000"}
        with _meanwhile(
            stock, lambda: requests.get(f"{stock.url}/pages/1", params=asked, timeout=60).raise_for_status()
        ):
            figures |= _drawn(site, stock, room, "rendering")
    return figures


def mixed(site: Site) -> Figures:
    """200 tablets: 60 draw, 100 vote at one moment, papers are uploaded, and the loop is asked how late it is."""
    room = site.house.room("fan 200", _HALL - 1)
    (poll,) = site.house.open_polls(room, 1)
    files = iter([paper.write(site.folder / f"mixed-{at}.pdf", 5, next(site.seeds)) for at in range(_UPLOADS)])
    growing, ballot = wet(room.meeting, room.paper, 1), act(room.stream, "polls.cast", poll=poll.id, choice="yes")
    draw = [tablet_of("ours", person, room, growing) for person in room.everybody[:_DRAW]]
    vote = [tablet_of("ours", person, room, ballot) for person in room.everybody[_DRAW:]]
    options = {"hearers": _DRAW - 1, "senders": _PENS, "rate": _PEN_RATE, "pings": _PINGS, "seconds": 2 * site.seconds}
    with (
        site.server("ours") as server,
        Crowd(server, vote, "burst") as voters,
        Crowd(server, draw, "fan", warm=1.0, **options) as pens,
        _meanwhile(server, lambda: library.upload(server, room, next(files))),
    ):
        pens.begin()
        voted, found = voters.go(), pens.found()
    return named("mixed", found, "p50", "p99", "pong_p50", "pong_p99", "lost", "cpu") | {"mixed.vote_p99": voted["p99"]}


def _drawn(site: Site, server: Process, room: Room, kind: str) -> Figures:
    tablets = [tablet_of(server.name, person, room, wet(room.meeting, room.paper, 1)) for person in room.everybody]
    found = fan(server, tablets, hearers=_HALL - 1, senders=2, rate=30, seconds=site.seconds)
    return named(f"beside.{server.name}.{kind}", found, "p50", "p99", "lost")


@contextmanager
def _meanwhile(server: Process, work: Callable[[], object]) -> Iterator[None]:
    """Do this again and again, in another thread, until the block has ended; the server's children run on any core."""
    ended, faults = threading.Event(), []

    def run() -> None:
        try:
            while not ended.wait(_PAUSE_S):
                work()
                machine.free(server.pid)
        except Exception as fault:  # noqa: BLE001 - raised in the thread that waits for it
            faults.append(fault)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
    if faults:
        raise faults[0]
