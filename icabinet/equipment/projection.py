"""How each fact changes the equipment. Nothing else writes it."""

import msgspec
from sqlalchemy import delete
from sqlalchemy.orm import Session

from icabinet.equipment.facts import CardGiven, RoomUsed, SceneSet, UnitGiven
from icabinet.equipment.tables import CardRow, EquipmentRow, UnitRow
from icabinet.equipment.ways import MicrophoneWays
from icabinet.journal.facts import Entry, projects

_NOW = ["equipment/now"]


@projects(RoomUsed)
def use_room(session: Session, entry: Entry, fact: RoomUsed) -> list[str]:
    before = session.get(EquipmentRow, entry.stream)
    scene = before.scene if before else None
    ways = msgspec.to_builtins(fact.ways)
    session.merge(EquipmentRow(stream=entry.stream, room=fact.room, ways=ways, automatic=fact.automatic, scene=scene))
    return _NOW


@projects(SceneSet)
def set_scene(session: Session, entry: Entry, fact: SceneSet) -> list[str]:
    row = session.get(EquipmentRow, entry.stream)
    if row is None:
        ways = msgspec.to_builtins(MicrophoneWays())
        row = EquipmentRow(stream=entry.stream, room="", ways=ways, automatic=True)
        session.add(row)
    row.scene = fact.scene
    return _NOW


@projects(UnitGiven)
def give_unit(session: Session, entry: Entry, fact: UnitGiven) -> list[str]:
    if fact.person is None:
        session.execute(delete(UnitRow).where(UnitRow.stream == entry.stream, UnitRow.unit == fact.unit))
    else:
        session.merge(UnitRow(stream=entry.stream, unit=fact.unit, person=fact.person))
    return [f"units/{fact.unit}"]


@projects(CardGiven)
def give_card(session: Session, entry: Entry, fact: CardGiven) -> list[str]:
    if fact.person is None:
        session.execute(delete(CardRow).where(CardRow.stream == entry.stream, CardRow.card == fact.card))
    else:
        session.merge(CardRow(stream=entry.stream, card=fact.card, person=fact.person))
    return [f"cards/{fact.card}"]
