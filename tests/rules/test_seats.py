"""Plans of rooms and who sits where, as a specification."""

from math import hypot

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icabinet.errors import Invalid, NotFound
from icabinet.seats import rules
from icabinet.seats.arranging import SHAPES, arranged
from icabinet.seats.plans import Plan, Seat, SeatsOverlap, Thing, checked, read_plan
from icabinet.seats.rules import Guest

few = st.integers(1, 12)


@given(st.sampled_from(SHAPES), few, few, few)
def test_every_arrangement_is_a_room_with_as_many_seats_as_were_asked_for(shape, head, across, deep):
    plan = arranged(shape, head=head, across=across, deep=deep)
    assert checked(plan) == plan
    body = {"rows": across * deep, "u": 2 * deep, "theatre": sum(across + 2 * row for row in range(deep))}[shape]
    assert len(plan.seats) == len(set(plan.labels)) == head + body
    assert plan.labels[0] == "1"


@given(st.sampled_from(SHAPES), few, few, few)
def test_no_two_seats_of_an_arrangement_touch(shape, head, across, deep):
    seats = arranged(shape, head=head, across=across, deep=deep).seats
    nearest = min(
        (hypot(one.x - other.x, one.y - other.y) for at, one in enumerate(seats) for other in seats[:at]), default=999
    )
    assert nearest >= 60


@pytest.mark.parametrize("numbers", [{"head": 0}, {"across": 41}, {"deep": -1}, {"shape": "star"}])
def test_an_arrangement_that_cannot_be_is_refused(numbers):
    wanted = {"shape": "u", "head": 1, "across": 1, "deep": 1} | numbers
    with pytest.raises(Invalid):
        arranged(wanted.pop("shape"), **wanted)


def seat(label="1", x=100, y=100, turn=0):
    return Seat(label=label, x=x, y=y, turn=turn)


def room(*seats, things=(), width=1_000, depth=800):
    return Plan(width=width, depth=depth, seats=seats, things=things)


@pytest.mark.parametrize(
    "plan",
    [
        room(width=100),
        room(depth=20_001),
        room(seat(x=1_001)),
        room(seat(y=-1)),
        room(seat(turn=360)),
        room(seat(), seat(x=300)),
        room(seat(label="")),
        room(seat(label="a/b")),
        room(seat(label="Ghế 1")),
        room(seat(label="123456789")),
        room(things=(Thing(kind="table", x=10, y=10, width=0, depth=5),)),
        room(*(seat(str(number), x=0, y=0) for number in range(1_001))),
    ],
)
def test_a_plan_that_cannot_be_is_refused(plan):
    with pytest.raises(Invalid):
        checked(plan)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=12))
def test_seats_in_one_another_are_found_wherever_they_are(places):
    seats = [seat(str(number), x, y) for number, (x, y) in enumerate(places)]
    near = any(hypot(a.x - b.x, a.y - b.y) < 60 for at, a in enumerate(seats) for b in seats[:at])
    if near:
        with pytest.raises(SeatsOverlap):
            checked(room(*seats))
    else:
        assert checked(room(*seats))


@given(st.binary(max_size=40) | st.text(max_size=40))
def test_whatever_is_sent_as_a_plan_is_a_plan_or_refused(sent):
    with pytest.raises((Invalid, SeatsOverlap)):
        read_plan(sent)


def test_a_plan_comes_back_as_it_was_drawn():
    plan = arranged("u", head=3, across=1, deep=4)
    assert read_plan(msgspec.json.encode(plan)) == plan


# --- who sits where ---

seatings = st.dictionaries(st.sampled_from("ABCDE"), st.sampled_from("pqrst")).map(
    lambda found: {seat: who for seat, who in found.items() if list(found.values()).count(who) == 1}
)


def after(taken, changes):
    return {seat: who for seat, who in (taken | changes).items() if who}


@given(seatings, st.sampled_from("ABCDE"), st.sampled_from(["", *"pqrst"]))
def test_nobody_ever_has_two_seats_and_whoever_is_moved_gets_the_seat_that_becomes_free(taken, seat, person):
    now = after(taken, rules.seated(taken, seat, person))
    assert len(set(now.values())) == len(now)
    assert now.get(seat, "") == person
    if person in taken.values():
        assert set(now.values()) == set(taken.values())


def test_a_seat_that_the_plan_has_not_is_no_seat():
    with pytest.raises(NotFound):
        rules.check_seat("9", ["1", "2"])


def test_one_takes_a_free_seat_or_ones_own_but_nobody_elses():
    rules.check_may_sit({"1": "p"}, "2", "q")
    rules.check_may_sit({"1": "p"}, "1", "p")
    with pytest.raises(rules.SeatTaken):
        rules.check_may_sit({"1": "p"}, "1", "q")


def test_by_honour_the_chair_comes_first_then_members_by_rank():
    people = [
        Guest("g", "guest", 1, "G"),
        Guest("m2", "member", 20, "B"),
        Guest("s", "secretary", 1, "S"),
        Guest("m1", "member", 10, "Z"),
        Guest("c", "chair", 99, "C"),
        Guest("d", "display", 1, "D"),
    ]
    assert rules.by_honour(people, ["1", "2", "3", "4", "5", "6"], {}) == {
        "1": "c", "2": "m1", "3": "m2", "4": "s", "5": "g",
    }  # fmt: skip
    assert rules.by_honour(people, ["1", "2", "3"], {"2": "c"}) == {"1": "m1", "3": "m2"}
