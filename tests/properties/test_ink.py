"""Three people at ink, with lost connections: all tablets end equal, equal to the tables and to a replay (P5, P10).

And each person sees what they may and nothing else.
"""

import json
import random
from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from icabinet.ink.packing import unpack
from icabinet.ink.tables import LayerRow, StrokeRow
from icabinet.journal import reading
from icabinet.people.policy import DESK_ROLES
from tests.desk import ROLES, Desk
from tests.properties.hands import PAPER, Hand
from tests.properties.tablets import Room
from tests.properties.test_convergence import BadNetwork

HANDS = ("sec", "m1", "m2")
_LAYERS = ({"hidden": True}, {"hidden": False}, {"frozen": True}, {"frozen": False}, {"hidden": False, "frozen": False})


@settings(max_examples=10)
@given(seed=st.integers(0, 2**32))
@example(seed=30676)  # An author who drew behind the curtain, and lost the paper.
def test_whatever_three_people_do_all_tablets_end_equal(again: Callable[..., Desk], seed: int):
    chance = random.Random(seed)
    desk, network = again(), BadNetwork(chance)
    with Room(desk).listening() as room:
        room.enter(*ROLES, *HANDS)
        room.network = network.carry
        hands = [Hand(desk, who, chance) for who in HANDS]
        for _ in range(30):
            chance.choice(hands).move()
            _meanwhile(desk, room, network, chance)
        network.let_through()
        room.settle()
        for tablet in room.tablets.values():
            for stream in list(tablet.heads):
                room.catch_up(tablet, stream)
            assert tablet.records == room.truth(tablet), tablet.who
        for hand in hands:
            assert _own(desk, hand.who) == _held(hand)
        for who in ROLES:
            assert set(desk.kinds(who, "strokes")) == _may_see(desk, who), who
        _check_nobody_heard_of_others_notebooks(desk, room)
    before = desk.dump()
    for stream in [desk.stream, *map(desk.notebook_of, HANDS)]:
        desk.services.writer.write(lambda session, stream=stream: reading.replay(session, stream))
    assert desk.dump() == before


def _meanwhile(desk: Desk, room: Room, network: BadNetwork, chance: random.Random) -> None:
    match chance.randrange(9):
        case 0:
            room.leave(chance.choice([*room.tablets.values()]))
        case 1:
            room.settle()
        case 2:
            network.let_through()
        case 3:
            desk.act(chance.choice(("chair", "sec")), "ink.layer", **chance.choice(_LAYERS))
        case 4:
            people = chance.choice(([], [desk.person("m1"), desk.person("m2")], [desk.person("m1")]))
            desk.act("sec", "papers.restrict", id=PAPER, people=people)


def _own(desk: Desk, who: str) -> list[tuple[bool, list[int]]]:
    """Return what a person has drawn, as the tables have it: whether it is shared, and its points."""
    with desk.services.db.reading() as session:
        rows = session.scalars(select(StrokeRow).where(StrokeRow.by == desk.person(who), StrokeRow.paper == PAPER))
        streams = {desk.stream: True, desk.notebook_of(who): False}
        return sorted((streams[row.stream], unpack(row.points)) for row in rows if row.stream in streams)


def _held(hand: Hand) -> list[tuple[bool, list[int]]]:
    return sorted((mark.shared, mark.points) for mark in hand.there.values())


def _may_see(desk: Desk, who: str) -> set[str]:
    """Say by other means than the product's which of the meeting's marks are for somebody."""
    person, at_desk = desk.person(who), desk.role_of(who) in DESK_ROLES
    restriction = desk.records("sec").get(f"restrictions/{PAPER}")
    with desk.services.db.reading() as session:
        layer = session.get(LayerRow, desk.stream)
        rows = list(session.scalars(select(StrokeRow).where(StrokeRow.stream == desk.stream)))
    hidden = layer is not None and layer.hidden_at is not None
    people = restriction["people"] if restriction else []
    if people and person not in people and not at_desk:
        return set()
    return {
        row.id
        for row in rows
        if row.by == person
        or ((not row.to or {f"person:{person}", "unit:Unit"} & {*row.to}) and (not hidden or at_desk))
    }


def _check_nobody_heard_of_others_notebooks(desk: Desk, room: Room) -> None:
    with desk.services.db.reading() as session:
        streams = {desk.notebook_of(who): who for who in HANDS}
        rows = list(session.scalars(select(StrokeRow).where(StrokeRow.stream.in_(streams), StrokeRow.paper == PAPER)))
    heard = {tablet: json.dumps(tablet.heard) for tablet in room.tablets.values()}
    for row in rows:
        for tablet, all_heard in heard.items():
            assert streams[row.stream] == tablet.who or row.id not in all_heard
