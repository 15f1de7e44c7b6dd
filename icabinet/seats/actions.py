"""What people may do with seats."""

import msgspec

from icabinet.errors import NotFound
from icabinet.journal.actions import Args, Nothing, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import part_of, participants_of
from icabinet.seats import rules
from icabinet.seats.facts import RoomChosen, SeatMapShown, SeatsAssigned
from icabinet.seats.plans import Plan
from icabinet.seats.queries import plan_of, taken_seats
from icabinet.seats.rules import Guest
from icabinet.seats.tables import RoomRow, SeatingRow


class ChooseRoom(Args, frozen=True):
    room: str


@action("seats.choose_room", ChooseRoom, permission="seats.arrange")
def choose_room(turn: Turn, args: ChooseRoom) -> None:
    """Hold the meeting in this room, with its plan as it is now. Who has a seat that is still there keeps it."""
    room = turn.session.get(RoomRow, args.room)
    if room is None:
        raise NotFound(kind="rooms", id=args.room)
    turn.record(RoomChosen(room=room.id, name=room.name, plan=msgspec.convert(room.plan, Plan)))


class AssignSeat(Args, frozen=True):
    """`person` null: the seat becomes free."""

    seat: str
    person: str | None


@action("seats.assign", AssignSeat, permission="seats.arrange")
def assign(turn: Turn, args: AssignSeat) -> None:
    """Give somebody a seat. Who sat there takes the seat that becomes free, if one does."""
    rules.check_seat(args.seat, _seating(turn).labels)
    if args.person is not None and part_of(turn.session, turn.meeting, args.person) is None:
        raise NotFound(kind="participants", id=args.person)
    _record(turn, rules.seated(taken_seats(turn.session, turn.stream), args.seat, args.person or ""))


class FillSeats(Args, frozen=True):
    """`again`: everybody gets another seat; else only who has none gets a free one."""

    again: bool = False


@action("seats.fill", FillSeats, permission="seats.arrange")
def fill(turn: Turn, args: FillSeats) -> None:
    """Seat people by honour: the chair first, then members, secretaries and guests by rank."""
    plan, taken = _seating(turn), taken_seats(turn.session, turn.stream)
    people = [
        Guest(part.person, part.role, part.rank, part.name) for part in participants_of(turn.session, turn.meeting)
    ]
    kept = {} if args.again else taken
    places = rules.by_honour(people, plan.labels, kept)
    freed = dict.fromkeys(set(taken) - set(kept) - set(places), "")
    _record(turn, {seat: who for seat, who in (freed | places).items() if taken.get(seat, "") != who})


@action("seats.clear", permission="seats.arrange")
def clear(turn: Turn, _args: Nothing) -> None:
    """Make all seats free."""
    _seating(turn)
    _record(turn, dict.fromkeys(taken_seats(turn.session, turn.stream), ""))


class Sit(Args, frozen=True):
    seat: str


@action("seats.sit", Sit, permission="seats.sit")
def sit(turn: Turn, args: Sit) -> None:
    """Take a free seat oneself, and leave the one that one had."""
    rules.check_seat(args.seat, _seating(turn).labels)
    taken = taken_seats(turn.session, turn.stream)
    rules.check_may_sit(taken, args.seat, turn.actor)
    _record(turn, rules.seated(taken, args.seat, turn.actor))


class ShowSeats(Args, frozen=True):
    on: bool


@action("seats.show", ShowSeats, permission="seats.arrange")
def show(turn: Turn, args: ShowSeats) -> None:
    """Show the seat map on the room displays, or no longer."""
    row = turn.session.get(SeatingRow, turn.stream)
    if row is None:
        raise rules.NoRoomChosen
    if args.on or row.shown_at is not None:
        turn.record(SeatMapShown(on=args.on))


def _seating(turn: Turn) -> Plan:
    row = turn.session.get(SeatingRow, turn.stream)
    if row is None:
        raise rules.NoRoomChosen
    return plan_of(row)


def _record(turn: Turn, places: dict[str, str]) -> None:
    if places:
        turn.record(SeatsAssigned(places=dict(sorted(places.items()))))
