"""What is measured. Times run from sending to each client's having received, on one clock."""

import random
import time
from collections.abc import Iterator
from typing import Any

import msgspec

from bench.figures import Board, percentiles
from bench.room import Room, cpu_s, memory_mb
from bench.swarm import Client, Swarm
from icabinet import ids

TURNS, WET, WET_PER_S = 40, 120, 60
_ENTRIES, _WET, _QUIET_S = b'42["entries"', b'"name":"wet"', 0.2


def event(name: str, body: dict[str, Any], number: int | str = "") -> bytes:
    return f"42{number}".encode() + msgspec.json.encode([name, body])


def act(room: Room, name: str, number: int = 1, **args: object) -> bytes:
    return event("act", {"id": ids.new(), "stream": room.stream, "name": name, "args": args}, number)


def joined(room: Room, clients: list[Client]) -> tuple[Swarm, float]:
    """Connect the clients, sign them in and have them join; return them and the seconds until the last was in."""
    asks = event("join", {"meeting": room.meeting}, 0)

    def heard(client: Client, text: bytes, _at: float) -> bool:
        if text.startswith(b"0"):
            client.send(b"40" + msgspec.json.encode({"token": client.token}))
        elif text.startswith(b"40"):
            client.send(asks)
        return text.startswith(b'430[{"ok"')

    swarm = Swarm(room.server.port, clients)
    return swarm, swarm.connect(heard)


def alone(room: Room, board: Board) -> int:
    """An act's round trip for a client that is alone; return how many bytes a snapshot has."""
    swarm, _ = joined(room, room.clients(members=0))
    sizes: list[int] = []
    swarm.clients[0].send(event("catch_up", {"stream": room.stream, "since": -1}, 1))
    swarm.until(1, lambda _client, text, _at: text.startswith(b"431[") and not sizes.append(len(text)))
    times = []
    for page in _pages(200):
        began = time.perf_counter()
        swarm.clients[0].send(act(room, "presenting.show", paper=room.paper, page=page))
        times.append(swarm.until(1, lambda _client, text, _at: text.startswith(b"431[")) - began)
    board.note("act, alone", percentiles(times, 50, 95))
    swarm.close()
    return sizes[0]


def storm(room: Room, board: Board) -> Swarm:
    """All come at once; return them, settled."""
    before, empty = cpu_s(room.server), memory_mb(room.server)
    swarm, seconds = joined(room, room.clients(members=len(room.members)))
    swarm.settle(1.0)
    board.note("join of all", {"ms": 1000 * seconds}, floor="floor join")
    board.note("join of all", {"CPU ms": 1000 * (cpu_s(room.server) - before)})
    full = memory_mb(room.server)
    board.note("server", {"MB empty": empty, "MB with all": full})
    board.note("server", {"kB each": 1024 * (full - empty) / len(swarm.clients)})
    return swarm


def page_turns(room: Room, swarm: Swarm, board: Board) -> None:
    texts = [act(room, "presenting.show", paper=room.paper, page=page) for page in _pages(TURNS)]
    _told(room, swarm, board, "page turn", texts)


def strokes(room: Room, swarm: Swarm, board: Board) -> None:
    texts = [act(room, "ink.draw", **_stroke(room, page, points=40)) for page in _pages(TURNS)]
    _told(room, swarm, board, "stroke", texts)


def wet(room: Room, swarm: Swarm, board: Board) -> None:
    """A growing stroke, as fast as a hand draws; every signal reaches all others."""
    others = len(swarm.clients) - 1
    sent: dict[int, float] = {}
    times: list[float] = []

    def heard(_client: Client, text: bytes, at: float) -> bool:
        if _WET not in text:
            return False
        times.append(at - sent[int(text.partition(b'"width":')[2].partition(b",")[0])])
        return True

    for number in range(1, WET + 1):
        body = {**_stroke(room, 1, points=2), "width": number, "done": False}
        due = time.perf_counter() + 1 / WET_PER_S
        sent[number] = time.perf_counter()
        swarm.clients[0].send(event("signal", {"meeting": room.meeting, "name": "wet", "body": body}))
        swarm.until(others, heard)
        time.sleep(max(0.0, due - time.perf_counter()))
    board.note("wet stroke", percentiles(times, 50, 95, 99), floor="floor")


def votes(room: Room, swarm: Swarm, board: Board) -> None:
    """All vote at once; the clock stops when all have their acknowledgement, and when all know of all."""
    desk, voters = swarm.clients[0], swarm.clients[1:]
    poll = ids.new()
    _ask(swarm, desk, act(room, "polls.prepare", id=poll, question="?", secret=False, preset="majority_cast"))
    _ask(swarm, desk, act(room, "polls.open", id=poll))
    swarm.settle(_QUIET_S)
    ballots = [act(room, "polls.cast", poll=poll, choice=random.choice(("yes", "no"))) for _ in voters]
    times: list[float] = []
    began, used = time.perf_counter(), cpu_s(room.server)

    def heard(_client: Client, text: bytes, at: float) -> bool:
        if text.startswith(b'431[{"ok"'):
            times.append(at - began)
        return text.startswith(b"431[")

    for voter, ballot in zip(voters, ballots, strict=True):
        voter.send(ballot)
    swarm.until(len(voters), heard)
    acknowledged = time.perf_counter() - began
    swarm.settle(_QUIET_S)
    settled = time.perf_counter() - began - _QUIET_S
    if len(times) != len(voters):
        raise RuntimeError("a vote was refused")
    _ask(swarm, desk, act(room, "polls.close", id=poll))
    swarm.settle(_QUIET_S)
    each = {"ms each": 1000 * acknowledged / len(voters)}
    board.note("votes", {**percentiles(times, 50, 99), **each}, floor="floor echo")
    board.note("votes", {"per s": len(voters) / acknowledged, "ms until all know": 1000 * settled})
    board.note("votes", {"CPU ms": 1000 * (cpu_s(room.server) - used)})


def floor_join(swarm: Swarm, size: int, board: Board) -> None:
    """The same number of clients get answers of the same size from the floor's server."""

    def heard(client: Client, text: bytes, _at: float) -> bool:
        if not text:
            client.send(b"j%d" % size)
        return text.startswith(b"j")

    board.note("floor join", {"ms": 1000 * swarm.connect(heard)})


def floor(swarm: Swarm, board: Board) -> None:
    """A message to all, and all answered at once, by a server that does nothing else."""
    text, times = b"b" + bytes(300), []
    for _ in range(TURNS):
        began = time.perf_counter()
        swarm.clients[0].send(text)
        swarm.until(len(swarm.clients), lambda _c, _t, at, began=began: times.append(at - began) is None)  # type: ignore[misc]
    board.note("floor", percentiles(times, 50, 95, 99))
    began, times = time.perf_counter(), []
    for client in swarm.clients:
        client.send(b"e" + bytes(200))
    last = swarm.until(len(swarm.clients), lambda _client, _text, at: times.append(at - began) is None)
    board.note("floor echo", {**percentiles(times, 50, 99), "ms each": 1000 * (last - began) / len(swarm.clients)})


def _told(room: Room, swarm: Swarm, board: Board, name: str, texts: list[bytes]) -> None:
    """Act, and time until each client, the actor too, has received the entry."""
    times: list[float] = []
    before = cpu_s(room.server)
    for text in texts:
        began = time.perf_counter()

        def heard(_client: Client, text: bytes, at: float, began: float = began) -> bool:
            if text.startswith(_ENTRIES):
                times.append(at - began)
                return True
            if text.startswith(b'431[{"error"'):
                raise RuntimeError(text.decode())
            return False

        swarm.clients[0].send(text)
        swarm.until(len(swarm.clients), heard)
    board.note(name, percentiles(times, 50, 95, 99), floor="floor")
    board.note(name, {"CPU ms": 1000 * (cpu_s(room.server) - before) / len(texts)})
    swarm.settle(_QUIET_S)


def _ask(swarm: Swarm, client: Client, text: bytes) -> None:
    client.send(text)

    def heard(_client: Client, text: bytes, _at: float) -> bool:
        if text.startswith(b'431[{"error"'):
            raise RuntimeError(text.decode())
        return text.startswith(b"431[")

    swarm.until(1, heard)


def _pages(count: int) -> Iterator[int]:
    return (number % 50 + 1 for number in range(count))


def _stroke(room: Room, page: int, *, points: int) -> dict[str, Any]:
    return {
        "id": ids.new(), "paper": room.paper, "page": page, "tool": "pen", "colour": "#102030", "width": 20,
        "points": [random.randrange(10_000) for _ in range(3 * points)],
    }  # fmt: skip
