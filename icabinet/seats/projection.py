"""How each fact changes a meeting's seats, and what follows when somebody leaves. Nothing else writes them."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, Fact, follows, projects
from icabinet.seats.facts import RoomChosen, SeatMapShown, SeatsAssigned
from icabinet.seats.plans import as_data
from icabinet.seats.tables import SeatingRow, SeatRow

_SEATING = "seating/now"


@projects(RoomChosen)
def choose_room(session: Session, entry: Entry, fact: RoomChosen) -> list[str]:
    row = session.get(SeatingRow, entry.stream)
    plan = as_data(fact.plan)
    shown_at = row.shown_at if row else None
    session.merge(SeatingRow(stream=entry.stream, room=fact.room, name=fact.name, plan=plan, shown_at=shown_at))
    gone = [seat for seat in _seats(session, entry.stream) if seat not in fact.plan.labels]
    _free(session, entry.stream, gone)
    return [_SEATING, *map(_key, gone)]


@projects(SeatsAssigned)
def assign(session: Session, entry: Entry, fact: SeatsAssigned) -> list[str]:
    _free(session, entry.stream, list(fact.places))
    session.add_all(
        SeatRow(stream=entry.stream, seat=seat, person=person) for seat, person in fact.places.items() if person
    )
    return [_key(seat) for seat in fact.places]


@projects(SeatMapShown)
def show(session: Session, entry: Entry, fact: SeatMapShown) -> list[str]:
    row = session.get_one(SeatingRow, entry.stream)
    row.shown_at = entry.at if fact.on else None
    return [_SEATING]


@follows("meetings.participant_removed")
def leave_seat(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """Who takes no part any more has no seat."""
    query = select(SeatRow.seat).where(SeatRow.stream == entry.stream, SeatRow.person == getattr(fact, "person", ""))
    seats = list(session.scalars(query))
    _free(session, entry.stream, seats)
    return [_key(seat) for seat in seats]


def _free(session: Session, stream: str, seats: list[str]) -> None:
    session.execute(delete(SeatRow).where(SeatRow.stream == stream, SeatRow.seat.in_(seats)))


def _seats(session: Session, stream: str) -> list[str]:
    return list(session.scalars(select(SeatRow.seat).where(SeatRow.stream == stream)))


def _key(seat: str) -> str:
    return f"seats/{seat}"
