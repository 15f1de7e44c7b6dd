"""Everybody comes at once: at the beginning, and after the network was away. And coming into a long meeting."""

from collections.abc import Iterator

from bench.crowd import Crowd, Found, Tablet
from bench.figures import Figures, named
from bench.messages import tablet, tablet_of
from bench.processes import Process
from bench.room import Act, Person, Room
from bench.site import Site

_ROOMS, _EACH = 10, 49
# Enough ink that a snapshot of such a room has some 20 kB.
_INK = 28
_BEHIND = 200
# More people than acts at once: nobody's goings overtake their comings.
_REGULARS = 130


def storm(site: Site) -> Figures:
    """500 tablets of ten meetings connect at the same moment, each for a snapshot of 20 kB."""
    rooms = [site.house.room(f"storm {at}", _EACH, strokes=_INK, apart=at * (_EACH + 1)) for at in range(_ROOMS)]
    first = site.house.room("four", 3)
    figures: Figures = {}
    size = 0
    for name in ("ours", "node", "floor", "stock"):
        with site.server(name) as server:
            _come(server, [tablet_of(name, person, first) for person in first.everybody])
            came = _come(server, [tablet_of(name, person, room, snapshot=size) for room, person in _mixed(rooms)])
        size = size or int(came["bytes_most"])
        figures |= named(f"storm.{name}", came, "ms", "p50", "p99", "cpu_s", "bytes_least", "bytes_most")
    return figures


def reconnect(site: Site) -> Figures:
    """500 tablets of one meeting come back at the same moment, each 200 entries behind."""
    room = site.house.room("behind", 99 if site.quick else 499, strokes=_BEHIND)
    since = site.house.head(room) - _BEHIND
    with site.server("ours") as server:
        came = _come(server, [_back(room, person, since) for person in room.everybody])
    return named("reconnect.ours", came, "ms", "p50", "p99", "cpu_s", "bytes_most")


def long_meeting(site: Site) -> Figures:
    """One after another joins a meeting with 100,000 entries, and one with 400 whose records are as many."""
    figures: Figures = {}
    for name, entries in (("short", 400), ("long", 2_000 if site.quick else 100_000)):
        room = site.house.room(f"growth {name}", _REGULARS)
        site.house.act(room, _comings_and_goings(room, entries - site.house.head(room)))
        tablets = [tablet_of("ours", person, room) for person in room.everybody]
        with site.server("ours") as server:
            with Crowd(server, tablets[:1]) as first:
                figures[f"growth.{name}.first_ms"] = first.came["each_max"]
            with Crowd(server, tablets, connecting=1) as again:
                figures |= {f"growth.{name}.ms": again.came["each_p50"], f"growth.{name}.entries": entries}
    return figures


def _comings_and_goings(room: Room, number: int) -> Iterator[Act]:
    """Acts of which many leave no more behind than one."""
    for at in range(number):
        turn, place = divmod(at, len(room.members))
        yield room.members[place], ("attendance.check_in", "attendance.leave")[turn % 2], {}


def _back(room: Room, person: Person, since: int) -> Tablet:
    heads = {room.stream: since, f"notebook:{room.meeting}:{person.id}": 0}
    role = "secretary" if person is room.desk else "member"
    return tablet(person.token, room.meeting, since=heads, role=role)


def _come(server: Process, tablets: list[Tablet]) -> Found:
    with Crowd(server, tablets, connecting=len(tablets)) as crowd:
        return crowd.came


def _mixed(rooms: list[Room]) -> list[tuple[Room, Person]]:
    """Everybody of all rooms, as they would come: one of this, one of that."""
    return [(room, room.everybody[place]) for place in range(_EACH + 1) for room in rooms]
