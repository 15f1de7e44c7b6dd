"""Tablets on a bad network: whatever is lost, late or cut, all end up with the same (P5)."""

import random
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk import ROLES, Desk
from tests.properties.script import Step, play, scripts
from tests.properties.tablets import Message, Room, Tablet


class BadNetwork:
    """Loses some messages, holds others back and lets them through in any order."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._held: list[tuple[Tablet, Message]] = []

    def carry(self, tablet: Tablet, message: Message) -> None:
        # A session's end and a change of part cut the socket: they are not lost like a message.
        luck = self._chance.random() if message[0] == "entries" else 1.0
        if luck > 0.5:
            tablet.hear(*message)
        elif luck > 0.25:
            self._held.append((tablet, message))

    def let_through(self) -> None:
        self._chance.shuffle(self._held)
        while self._held:
            tablet, message = self._held.pop()
            tablet.hear(*message)


@settings(max_examples=25)
@given(script=scripts(), luck=st.integers(0, 2**32))
def test_all_tablets_converge(again: Callable[..., Desk], script: list[Step], luck: int):
    chance = random.Random(luck)
    desk, network = again(), BadNetwork(chance)
    with Room(desk).listening() as room:
        room.enter(*ROLES, "m1")
        room.network = network.carry
        for step in script:
            play(desk, step)
            _mishap(room, network, chance)
        network.let_through()
        _heartbeat(desk, room)
        for tablet in room.tablets.values():
            assert tablet.records == room.truth(tablet), tablet.who
            assert all(tablet.heads[stream] == desk.head(stream) for stream in tablet.heads)


def _mishap(room: Room, network: BadNetwork, chance: random.Random) -> None:
    tablet = chance.choice([*room.tablets.values()])
    match chance.randrange(6):
        case 0:
            room.leave(tablet)
        case 1:
            room.settle()
        case 2:
            network.let_through()
        case 3 if tablet.joined and tablet.heads:
            # The network may repeat an old question's answer at any time.
            room.catch_up(tablet, chance.choice([*tablet.heads]))


def _heartbeat(desk: Desk, room: Room) -> None:
    """What the server's heartbeat sets right: whoever is behind its head asks for the rest."""
    room.settle()
    for tablet in room.tablets.values():
        for stream in list(tablet.heads):
            if tablet.heads[stream] < desk.head(stream):
                room.catch_up(tablet, stream)
