"""Seats of a meeting: a room is chosen with its plan, people are seated, and take a seat themselves."""

from icabinet.seats.arranging import arranged
from icabinet.seats.facts import SeatsAssigned
from icabinet.seats.plans import as_data
from icabinet.seats.rooms import change_room
from tests.desk import ROOM, Desk


def with_room(desk: Desk) -> Desk:
    desk.act("sec", "seats.choose_room", room=desk.known[ROOM])
    return desk


def taken(desk: Desk) -> dict[str, str]:
    """Return who sits where, by short names."""
    names = {person: who for who, person in desk.known.items()}
    return {seat: names[record["person"]] for seat, record in desk.kinds("guest", "seats").items()}


def test_a_meeting_takes_the_plan_of_its_room_and_keeps_it(desk: Desk):
    assert desk.kinds("guest", "seating") == {}
    with_room(desk)
    seating = desk.kinds("guest", "seating")["now"]
    assert (seating["name"], len(seating["plan"]["seats"]), seating["shown_at"]) == ("The room", 7, None)
    with desk.app.app_context():
        change_room(desk.known[ROOM], plan=arranged("u", head=1, across=1, deep=1))
    assert desk.kinds("guest", "seating")["now"] == seating


def test_seats_that_a_new_plan_has_not_are_given_up(desk: Desk):
    with_room(desk).act("sec", "seats.assign", seat="7", person=desk.person("m1"))
    desk.act("sec", "seats.assign", seat="2", person=desk.person("m2"))
    with desk.app.app_context():
        change_room(desk.known[ROOM], plan=arranged("u", head=1, across=1, deep=1))
    with_room(desk)
    assert taken(desk) == {"2": "m2"}


def test_everybody_is_seated_by_honour(desk: Desk):
    with_room(desk).act("sec", "seats.fill")
    assert taken(desk) == {"1": "chair", "2": "m1", "3": "m2", "4": "m3", "5": "sec", "6": "guest"}
    with desk.happening() as facts:
        desk.act("sec", "seats.fill")
    assert facts == []


def test_who_has_a_seat_keeps_it_unless_all_are_seated_anew(desk: Desk):
    with_room(desk).act("sec", "seats.assign", seat="1", person=desk.person("m3"))
    desk.act("sec", "seats.fill")
    assert taken(desk) == {"1": "m3", "2": "chair", "3": "m1", "4": "m2", "5": "sec", "6": "guest"}
    desk.act("sec", "seats.fill", again=True)
    assert taken(desk)["1"] == "chair"
    desk.act("chair", "seats.clear")
    assert taken(desk) == {}


def test_two_change_places_in_one_fact(desk: Desk):
    with_room(desk).act("sec", "seats.fill")
    with desk.happening() as facts:
        desk.act("sec", "seats.assign", seat="2", person=desk.person("m2"))
    assert facts == [SeatsAssigned(places={"2": desk.person("m2"), "3": desk.person("m1")})]
    assert taken(desk) | {"2": "m2", "3": "m1"} == taken(desk)


def test_one_takes_a_free_seat_oneself(desk: Desk):
    with_room(desk).act("sec", "seats.assign", seat="2", person=desk.person("m1"))
    desk.act("m1", "seats.sit", seat="3")
    assert taken(desk) == {"3": "m1"}
    assert desk.refused("m2", "seats.sit", "seat_taken", seat="3") == {"seat": "3"}


def test_without_a_room_there_are_no_seats(desk: Desk):
    desk.refused("m1", "seats.sit", "no_room_chosen", seat="1")
    desk.refused("sec", "seats.fill", "no_room_chosen")
    desk.refused("sec", "seats.show", "no_room_chosen", on=True)
    desk.refused("sec", "seats.choose_room", "not_found", room="none")
    with_room(desk).refused("sec", "seats.assign", "not_found", seat="8", person=None)


def test_who_leaves_the_meeting_leaves_the_seat(desk: Desk):
    with_room(desk).act("sec", "seats.fill")
    desk.act("sec", "meetings.remove_participant", person=desk.person("m1"))
    assert "m1" not in taken(desk).values()


def test_the_display_is_told_to_show_the_map_and_to_stop(desk: Desk):
    with_room(desk).act("chair", "seats.show", on=True)
    assert desk.kinds("screen", "seating")["now"]["shown_at"] is not None
    desk.act("chair", "seats.show", on=False)
    assert desk.kinds("screen", "seating")["now"]["shown_at"] is None


def test_a_record_s_plan_is_what_scripts_read(desk: Desk):
    plan = with_room(desk).kinds("m1", "seating")["now"]["plan"]
    assert plan == as_data(arranged("u", head=1, across=1, deep=3))
