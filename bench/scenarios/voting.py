"""All vote at the same moment. Ours acknowledges what is stored for good; the peers only that they have heard it.

When the hall has voted, each vote is closed, and its published list held against what was sent: in the same run that
was measured nothing is lost, and nothing counts twice.
"""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.ballots import seal, tracker
from bench.crowd import Crowd, Found
from bench.figures import Figures
from bench.messages import act, tablet_of
from bench.processes import Process
from bench.room import House, Poll, Room
from bench.site import Site

_BURSTS = 3
_CHOICES = ("yes", "no", "abstain")
# What stands behind the server's name in the names of the figures.
_KINDS = {"named": "", "secret": ".secret"}


@dataclass(frozen=True)
class Hall:
    """`ballots`: what each member sends in each of the votes; `lists`: what must be published of each vote."""

    room: Room
    polls: Sequence[Poll]
    ballots: Mapping[str, Sequence[Mapping[str, str]]]
    lists: Sequence[Sequence[tuple[str, str]]]


def on_sqlite(site: Site) -> Figures:
    """500 ballots at once on SQLite, with names and sealed, and the same to the peers."""
    figures = _ours(site, site.house, "sqlite")
    for kind, suffix in _KINDS.items():
        hall = _hall(site, site.house, secret=kind == "secret")
        with site.servers("node", "stock") as servers:
            for server in servers:
                figures |= _figures(f"votes.{server.name}{suffix}", _bursts(server, hall))
    return figures


def on_postgresql(site: Site) -> Figures:
    """The same on a durable PostgreSQL on this machine."""
    return _ours(site, site.house_on_postgresql, "postgresql")


def _ours(site: Site, house: House, name: str) -> Figures:
    figures: Figures = {}
    for kind, suffix in _KINDS.items():
        hall = _hall(site, house, secret=kind == "secret")
        with site.server("ours", house=house) as server:
            figures |= _figures(f"votes.{name}{suffix}", _bursts(server, hall))
        check(house, hall)
    return figures


def _hall(site: Site, house: House, *, secret: bool) -> Hall:
    room = house.room("voters", 100 if site.quick else 500)
    polls = house.open_polls(room, _BURSTS, secret=secret)
    ballots: dict[str, list[Mapping[str, str]]] = {person.id: [] for person in room.members}
    lists: list[list[tuple[str, str]]] = []
    for poll in polls:
        lists.append([])
        for at, person in enumerate(room.members):
            choice, mark = _CHOICES[at % len(_CHOICES)], tracker()
            sealed = {"sealed": seal(poll.id, poll.public_key, choice, mark)} if poll.public_key else {"choice": choice}
            ballots[person.id].append({"poll": poll.id, **sealed})
            lists[-1].append((mark if poll.public_key else person.id, choice))
    return Hall(room, polls, ballots, lists)


def _bursts(server: Process, hall: Hall) -> list[Found]:
    tablets = [tablet_of(server.name, hall.room.desk, hall.room)]
    for person in hall.room.members:
        said = [act(hall.room.stream, "polls.cast", **ballot) for ballot in hall.ballots[person.id]]
        tablets.append(tablet_of(server.name, person, hall.room, *said))
    with Crowd(server, tablets, "burst") as crowd:
        return [_complete(crowd.go(), len(hall.room.members)) for _ in hall.polls]


def _complete(found: Found, voters: int) -> Found:
    if found["answered"] != voters:
        raise RuntimeError(f"only {found['answered']} of {voters} ballots were acknowledged")
    return found


def check(house: House, hall: Hall) -> None:
    """Close the votes; what is published must be what was acknowledged, each ballot once."""
    for poll, sent in zip(hall.polls, hall.lists, strict=True):
        published = house.close_poll(hall.room, poll)
        if sorted(published) != sorted(sent):
            raise RuntimeError(f"{len(sent)} ballots were acknowledged, {len(published)} are published, or others")


def _figures(prefix: str, bursts: list[Found]) -> Figures:
    """The middle one of the bursts, of each figure."""
    middle = {key: statistics.median(burst[key] for burst in bursts) for key in ("per_s", "p50", "p99", "ms", "cpu_s")}
    each = 1e6 * middle["cpu_s"] / bursts[0]["asked"]
    return {f"{prefix}.us_each": each, **{f"{prefix}.{key}": value for key, value in middle.items()}}
