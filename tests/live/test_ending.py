"""The end of the process, asked for or not: what was acknowledged is stored (promises P1 and P2)."""

import json
import random
from collections.abc import Iterator

import pytest

from icabinet import ids
from tests.live.conftest import Room
from tests.live.tablet import Tablet

VOTERS = ("chair", "m1", "m2")


def test_asked_to_end_it_ends_at_once_and_cleanly(room, connect):
    world, tablet = room.world, connect("sec")
    seq = tablet.act(world.stream, "presenting.show", paper=world.paper, page=2)["ok"]["seq"]
    waiting = [tablet.begin("act", _showing(room, page, ids.new())) for page in range(1, 30)]
    assert room.server.end() == 0
    acknowledged = [tablet.answer(number)["ok"]["seq"] for number in tablet.answered_before_the_end(waiting)]
    room.server.start()
    with Tablet(room.server, {"token": room.token("sec")}) as again:
        assert again.join(world.meeting)["streams"][world.stream]["seq"] >= max([seq, *acknowledged])


class Client:
    """Acts without pause; what was not acknowledged it sends again, under the same id, after coming back."""

    def __init__(self, room: Room, who: str, wishes: list[dict[str, object]]) -> None:
        self.acknowledged: dict[str, int] = {}
        self._room = room
        self._who = who
        self._wishes = wishes

    @property
    def unanswered(self) -> list[dict[str, object]]:
        return [wish for wish in self._wishes if wish["id"] not in self.acknowledged]

    def session(self) -> Iterator[None]:
        """Connect and send all that is unanswered; yield after each answer, end with them or the connection."""
        with Tablet(self._room.server, {"token": self._room.token(self._who)}) as tablet:
            tablet.join(self._room.world.meeting)
            asked = [(str(wish["id"]), tablet.begin("act", wish)) for wish in self.unanswered]
            for action, number in asked:
                yield
                self.acknowledged[action] = tablet.answer(number)["ok"]["seq"]


@pytest.mark.parametrize("seed", range(2))
def test_killed_among_a_hundred_acts_it_loses_none_and_doubles_none(room, connect, seed):
    chance = random.Random(seed)
    clients = _drawing(room, chance)
    crashes = [chance.randrange(3, 40) for _ in range(2)]
    for crash in (*crashes, 10_000):
        _run(clients, chance, upto=crash)
        if any(client.unanswered for client in clients):
            room.server.kill()
            room.server.start()
    acknowledged = {action: seq for client in clients for action, seq in client.acknowledged.items()}
    assert len(acknowledged) == 120
    assert _journalled(room).items() >= acknowledged.items()
    assert "FAULT" not in room.server.command("journal", "verify")


def test_a_vote_survives(room, connect):
    world, poll, chair = room.world, ids.new(), connect("chair")
    chair.act(world.stream, "polls.prepare", id=poll, question="Adopt?", secret=False, preset="majority_cast")
    chair.act(world.stream, "polls.open", id=poll)
    ballots = {who: {**_act(room, "polls.cast", poll=poll, choice="yes")} for who in VOTERS}
    asked = [(connect(who), ballot) for who, ballot in ballots.items()]
    numbers = [(tablet, tablet.begin("act", ballot)) for tablet, ballot in asked]
    tablet, number = numbers[0]
    seq = tablet.answer(number)["ok"]["seq"]
    room.server.kill()
    room.server.start()
    again = {who: connect(who).ask("act", ballot)["ok"]["seq"] for who, ballot in ballots.items()}
    assert again["chair"] == seq
    assert len(set(again.values())) == 3
    closing = connect("chair")
    closed = closing.act(world.stream, "polls.close", id=poll)["ok"]["seq"]
    [*_, entry] = closing.entries(world.stream, closed)
    result = entry["changes"][f"polls/{poll}"]["result"]
    assert (result["received"], result["outcomes"][0]["counts"]["yes"], result["agrees"]) == (3, 3, True)


def _drawing(room: Room, chance: random.Random) -> list[Client]:
    points = [chance.randrange(0, 10_000) for _ in range(30)]
    return [
        Client(
            room,
            who,
            [
                _act(
                    room,
                    "ink.draw",
                    id=ids.new(),
                    paper=room.world.paper,
                    page=1,
                    tool="pen",
                    colour="#102030",
                    width=20,
                    points=points,
                )
                for _ in range(40)
            ],
        )
        for who in VOTERS
    ]


def _run(clients: list[Client], chance: random.Random, *, upto: int) -> None:
    """Let all clients act at once, until this many answers have come or there are no more to come."""
    sessions = [client.session() for client in clients]
    for running in sessions:
        next(running, None)
    while sessions and upto:
        running = chance.choice(sessions)
        if next(running, "done") == "done":
            sessions.remove(running)
        upto -= 1
    for running in sessions:
        running.close()


def _journalled(room: Room) -> dict[str, int]:
    """The number of every entry by the id of its action; fails if an action has two."""
    lines = [json.loads(line) for line in room.server.command("journal", "export", room.world.stream).splitlines()]
    drawn = [line for line in lines if line["name"] == "ink.drawn"]
    assert len({line["cause"] for line in drawn}) == len(drawn)
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
    return {line["cause"]: line["seq"] for line in drawn}


def _showing(room: Room, page: int, action: str) -> dict[str, object]:
    return {**_act(room, "presenting.show", paper=room.world.paper, page=page), "id": action}


def _act(room: Room, name: str, **args: object) -> dict[str, object]:
    return {"id": ids.new(), "stream": room.world.stream, "name": name, "args": args}
