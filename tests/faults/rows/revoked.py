"""A session is ended by an administrator: its sockets close, at every process, with Redis or without."""

import random
import time
from collections.abc import Callable, Iterator

import requests

from icabinet.people import sessions
from tests.faults.office import member, office
from tests.faults.place import House, Place, furnished, serving
from tests.faults.row import Ask, Outcome, Row
from tests.faults.several import several
from tests.faults.shelf import bearer
from tests.faults.stores import needs_both
from tests.faults.tablet import Who
from tests.live.server import select_nothing
from tests.live.tablet import Refused, Tablet

_CLOSED_WITHIN_S = 5.0
# How long a try goes on to see how late it was.
_PATIENCE_S = 15.0
# With Redis another process hears of it sooner than its heartbeat would find out.
_AT_ONCE_S = 2.0


def run(ask: Ask) -> Outcome:
    outcome, chance = Outcome(), random.Random(1)
    late: dict[str, float] = {}
    with furnished(0) as place, serving(place.house()) as house, office(place):
        people = _people(place, 2 * ask.count(5, 1))
        late["here"] = max(_disabled(place, house, house, who, outcome) for who in _some(people, ask))
        late["untold"] = max(_untold(place, house, who, outcome, chance) for who in _some(people, ask))
    if ask.short:
        return _told(outcome, late)
    if hindrance := needs_both():
        outcome.skipped = f"several processes: {hindrance}"
        return _told(outcome, late)
    with several(ask, 0) as there, office(there.place):
        one, two = there.houses
        people = _people(there.place, 2 * ask.count(5, 1))
        late["elsewhere"] = max(_disabled(there.place, one, two, who, outcome) for who in _some(people, ask))
        outcome.must(late["elsewhere"] <= _AT_ONCE_S, f"over Redis it took {late['elsewhere']:.1f} s")
        there.redis.kill()
        late["without Redis"] = max(_disabled(there.place, one, two, who, outcome) for who in _some(people, ask))
    return _told(outcome, late)


def _told(outcome: Outcome, late: dict[str, float]) -> Outcome:
    for where, seconds in late.items():
        outcome.must(seconds <= _CLOSED_WITHIN_S, f"P10: {where}, sockets closed only after {seconds:.2f} s")
    outcome.figures = {where: round(seconds, 2) for where, seconds in late.items()}
    outcome.measured = ", ".join(f"{where} {seconds:.1f} s" for where, seconds in late.items())
    return outcome


def _some(people: Iterator[tuple[str, Who]], ask: Ask) -> list[tuple[str, Who]]:
    return [next(people) for _ in range(ask.count(5, 1))]


def _disabled(place: Place, at: House, connected: House, who: tuple[str, Who], outcome: Outcome) -> float:
    """An administrator disables the account at one process, its tablets are at another."""

    def disable() -> None:
        url = f"{at.url}/api/v1/people/{who[1].person}"
        change = {"name": who[0], "disabled": True}
        requests.put(url, json=change, headers=bearer(place.chair), timeout=10).raise_for_status()

    return _closed(place, connected, who[1], outcome, disable)


def _untold(place: Place, house: House, who: tuple[str, Who], outcome: Outcome, chance: random.Random) -> float:
    """Nobody tells the server, as the command line does not: its heartbeat finds out, whenever this comes."""
    if outcome.tries > 1:
        select_nothing(chance.uniform(0.001, _CLOSED_WITHIN_S))
    return _closed(place, house, who[1], outcome, lambda: sessions.end_all(who[1].person))


def _closed(place: Place, house: House, who: Who, outcome: Outcome, end: Callable[[], object]) -> float:
    """End a session that has two tablets connected; return the seconds until both were cut."""
    outcome.tries += 1
    with Tablet(house, {"token": who.token}) as first, Tablet(house, {"token": who.token}) as idle:
        first.join(place.meeting)
        end()
        began = time.monotonic()
        for tablet in (first, idle):
            said = tablet.wait("bye", within=_PATIENCE_S)
            outcome.must(said == {"code": "not_signed_in"}, f"C4: the goodbye was {said}")
            tablet.wait_closed()
        late = time.monotonic() - began
    try:
        Tablet(house, {"token": who.token}).close()
    except Refused:
        pass
    else:
        outcome.violations.append("P10: who was sent away came back")
    answer = requests.get(f"{house.url}/api/v1/me", headers=bearer(who), timeout=10)
    outcome.must(answer.status_code == 401, f"P10: the ended session is answered {answer.status_code}")
    return late


def _people(place: Place, number: int) -> Iterator[tuple[str, Who]]:
    """Make members, each with their name."""
    for count in range(number):
        yield (name := f"Member {count}"), member(place, name)


ROW = Row("revoked", "P10", "an administrator ends a session", "its sockets close ≤ 5 s, at every process", run)
