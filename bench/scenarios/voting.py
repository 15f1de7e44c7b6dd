"""All vote at the same moment. Ours acknowledges what is stored for good; the peers only that they have heard it."""

import statistics

from bench.crowd import Crowd, Found
from bench.figures import Figures
from bench.messages import act, tablet_of
from bench.processes import Process
from bench.room import House, Room
from bench.site import Site

_BURSTS = 3


def on_sqlite(site: Site) -> Figures:
    """500 named ballots at once on SQLite, and the same to the peers."""
    figures = _ours(site, site.house, "sqlite")
    with site.servers("node", "stock") as servers:
        for server in servers:
            figures |= _figures(f"votes.{server.name}", _bursts(server, *_hall(site, site.house)))
    return figures


def on_postgresql(site: Site) -> Figures:
    """The same on a durable PostgreSQL on this machine."""
    return _ours(site, site.house_on_postgresql, "postgresql")


def _ours(site: Site, house: House, name: str) -> Figures:
    hall = _hall(site, house)
    with site.server("ours", house=house) as server:
        return _figures(f"votes.{name}", _bursts(server, *hall))


def _hall(site: Site, house: House) -> tuple[Room, list[str]]:
    room = house.room("voters", 100 if site.quick else 500)
    return room, house.open_polls(room, _BURSTS)


def _bursts(server: Process, room: Room, polls: list[str]) -> list[Found]:
    tablets = [tablet_of(server.name, room.desk, room)]
    for at, person in enumerate(room.members):
        ballots = [act(room.stream, "polls.cast", poll=poll, choice=("yes", "no")[at % 2]) for poll in polls]
        tablets.append(tablet_of(server.name, person, room, *ballots))
    with Crowd(server, tablets, "burst") as crowd:
        return [_complete(crowd.go(), len(room.members)) for _ in polls]


def _complete(found: Found, voters: int) -> Found:
    if found["answered"] != voters:
        raise RuntimeError(f"only {found['answered']} of {voters} ballots were acknowledged")
    return found


def _figures(prefix: str, bursts: list[Found]) -> Figures:
    """The middle one of the bursts, of each figure."""
    middle = {key: statistics.median(burst[key] for burst in bursts) for key in ("per_s", "p50", "p99", "ms", "cpu_s")}
    each = 1e6 * middle["cpu_s"] / bursts[0]["asked"]
    return {f"{prefix}.us_each": each, **{f"{prefix}.{key}": value for key, value in middle.items()}}
