"""`python -m bench.scale`: does the model of docs/scale.md hold? Prints what it predicts, what happens, and the error.

It takes the constants from one web process on PostgreSQL under pure loads, then lets two processes with a meeting each
carry mixed loads that it has not seen, and compares their processor time with the prediction.
"""

import argparse
import math
import os
import signal
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from bench import machine, processes
from bench.crowd import Crowd, Found, Tablet
from bench.messages import draw, tablet, wet
from bench.model import Constants, Meeting, fitted
from bench.processes import Process
from bench.room import KEY, PAGES, House, Room
from bench.site import BEAT_S, NotHere, Site

# A tablet sends no more than this a second; more senders take part instead.
_MOST_SIGNALS, _MOST_ACTS = 30, 5
_SETTLED_S = 1.0
# Pure loads to take the constants from, and mixed ones to try them on: never the same.
_IDLE = Meeting(120, 0, 0)
_PURE_SIGNALS = (Meeting(20, 120, 0), Meeting(60, 120, 0), Meeting(120, 60, 0))
_PURE_ACTS = (Meeting(20, 0, 20), Meeting(60, 0, 20), Meeting(120, 0, 20))
PURE = (_IDLE, *_PURE_SIGNALS, *_PURE_ACTS)
_MIXED = ((Meeting(100, 90, 10), Meeting(40, 240, 20)), (Meeting(120, 60, 15), Meeting(80, 150, 5)))
# The mixed loads are made as large as should take so much of a core each: both processes share one.
_SHARE = 0.2
_KEPT_UP = 0.9
# The shares of a core that each load took, one a round.
Shares = defaultdict[Meeting, list[float]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each load is looked at")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with Site() as site:
        try:
            house, redis = site.house_on_postgresql, site.redis()
        except NotHere as missing:
            sys.exit(str(missing))
        with _two(house, redis.url) as servers:
            print(f"{asked.rounds} rounds, load average {os.getloadavg()[0]:.2f}", flush=True)
            _compare(*_observed(house, servers, asked.rounds, asked.seconds))


def _observed(house: House, servers: list[Process], rounds: int, seconds: float) -> tuple[Shares, Shares]:
    """Return what each pure load took, and each mixed one; they alternate, so that the machine is the same for both."""
    pure, mixed = Shares(list), Shares(list)
    sized: list[list[Meeting]] = []
    for _ in range(rounds):
        for load in PURE:
            pure[load] += shares(house, servers[:1], [load], 2 * BEAT_S if load == _IDLE else seconds)
        # As large as is good for this machine; the first round tells.
        sized = sized or [[constants_from(pure).sized(load, _SHARE) for load in pair] for pair in _MIXED]
        for pair in sized:
            for load, share in zip(pair, shares(house, servers, pair, seconds), strict=True):
                mixed[load].append(share)
    return pure, mixed


def _compare(pure: Shares, mixed: Shares) -> None:
    constants, errors = constants_from(pure), []
    print("constants, µs:", {name: round(value, 1) for name, value in constants.values.items()})
    for load, found in mixed.items():
        predicted, used = constants.share([load]), statistics.median(found)
        errors.append(abs(predicted - used) / used)
        what = f"{load.tablets} tablets, {load.signals:.0f} signals/s, {load.acts:.1f} acts/s"
        print(f"{what}: predicted {predicted:.1%} of a core, was {used:.1%}, error {errors[-1]:.1%}")
    print(f"error: {statistics.mean(errors):.1%} in the mean, {max(errors):.1%} at most")


def constants_from(pure: Shares) -> Constants:
    """Take the constants from pure loads."""
    middle = {load: statistics.median(found) for load, found in pure.items()}
    idle = 1e6 * middle[_IDLE] / _IDLE.tablets
    values = {"idle_us": idle}
    for loads, base, each in ((_PURE_SIGNALS, "signal_us", "delivery_us"), (_PURE_ACTS, "act_us", "entry_us")):
        points = []
        for load in loads:
            told = load.tablets - 1 if load.signals else load.tablets
            points.append((told, (1e6 * middle[load] - idle * load.tablets) / (load.signals or load.acts)))
        values[base], values[each] = fitted(points)
    return Constants(values)


def shares(house: House, servers: list[Process], loads: list[Meeting], seconds: float) -> list[float]:
    """Put a meeting on each server; return the share of a core that each of them used."""
    with ExitStack() as stack:
        crowds: list[Crowd] = []
        for place, (server, load) in enumerate(zip(servers, loads, strict=True)):
            room = house.room(f"scale {place} {load.tablets}", load.tablets - 1, apart=200 * place)
            crowds.extend(stack.enter_context(crowd) for crowd in _crowds(server, room, load, seconds))
        time.sleep(_SETTLED_S)
        busy = [crowd for crowd in crowds if crowd.mode != "hold"]
        for crowd in busy:
            crowd.begin()
        time.sleep(_SETTLED_S / 2)
        before = [machine.cpu_s(server.pid) for server in servers]
        began = time.monotonic()
        time.sleep(seconds)
        lasted = time.monotonic() - began
        used = [(machine.cpu_s(server.pid) - cpu) / lasted for server, cpu in zip(servers, before, strict=True)]
        for crowd in busy:
            _check_kept_up(crowd.found())
    return used


def _check_kept_up(found: Found) -> None:
    """A server that is late uses less than its load would take: then the machine is too busy to say anything."""
    if found["per_s"] < _KEPT_UP * found["offered_per_s"]:
        sys.exit(
            f"the server did not keep up: {found['per_s']:.0f} of {found['offered_per_s']:.0f} deliveries a second"
        )


def _crowds(server: Process, room: Room, load: Meeting, seconds: float) -> Iterator[Crowd]:
    """Yield who draws and looks on, and who acts: everybody of the room is in one of the two."""
    actors, drawers = math.ceil(load.acts / _MOST_ACTS), math.ceil(load.signals / _MOST_SIGNALS)
    people = room.everybody
    lasts = seconds + 2 * _SETTLED_S
    acting = [
        tablet(person.token, room.meeting, draw(room.stream, room.paper, place % PAGES + 1))
        for place, person in enumerate(people[:actors])
    ]
    looking = [tablet(person.token, room.meeting, wet(room.meeting, room.paper, 1)) for person in people[actors:]]
    if not drawers:
        yield Crowd(server, looking, "hold")
    else:
        yield _fan(server, looking, drawers, load.signals, lasts, hearers=len(looking) - 1)
    if acting:
        yield _fan(server, acting, actors, load.acts, lasts, hearers=len(acting))


def _fan(server: Process, tablets: list[Tablet], senders: int, rate: float, seconds: float, *, hearers: int) -> Crowd:
    times = {"rate": rate / senders, "seconds": seconds, "warm": 0.1}
    return Crowd(server, tablets, "fan", senders=senders, hearers=hearers, **times)


@contextmanager
def _two(house: House, redis_url: str) -> Iterator[list[Process]]:
    """Two web processes of one installation."""
    with ExitStack() as stack:
        pair = [processes.ours(house.folder, house.database_url, secret_key=KEY, redis_url=redis_url) for _ in range(2)]
        for server in pair:
            stack.callback(server.end)
            server.start()
        yield pair


if __name__ == "__main__":
    main()
