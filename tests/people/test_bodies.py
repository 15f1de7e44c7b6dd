"""Bodies: who sits in them, who has a vote there, who prepares their meetings."""

from collections.abc import Iterator

import pytest

from icabinet.errors import Invalid, NotFound
from icabinet.people import bodies
from icabinet.people.bodies import Seat
from tests.desk import BODY, NOISE_BODY, Desk


@pytest.fixture(autouse=True)
def inside(desk: Desk) -> Iterator[None]:
    with desk.app.app_context():
        yield


def voting(desk: Desk, body: str) -> int:
    with desk.services.db.reading() as session:
        return len(bodies.seats_of(session, desk.known[body]))


def test_votes_are_counted_in_the_body_that_is_asked_about(desk: Desk):
    assert (voting(desk, BODY), voting(desk, NOISE_BODY)) == (4, 9)


def test_a_seat_is_given_changed_and_taken(desk: Desk):
    body, out = desk.known[BODY], desk.person("out")
    bodies.seat(body, out, Seat("Ủy viên", "Sở Tài chính", 9))
    assert voting(desk, BODY) == 5
    bodies.seat(body, out, Seat("Khách", votes=False))
    assert voting(desk, BODY) == 4
    assert [seat.office for seat in bodies.body(body).seats if seat.person == out] == ["Khách"]
    bodies.unseat(body, out)
    with pytest.raises(NotFound):
        bodies.unseat(body, out)


def test_members_stand_in_order_of_precedence(desk: Desk):
    ranks = [seat.rank for seat in bodies.body(desk.known[BODY]).seats]
    assert ranks == sorted(ranks) == [*range(8)]


def test_only_those_who_prepare_it_make_its_meetings(desk: Desk):
    with desk.services.db.reading() as session:
        may = {
            who: bodies.may_prepare(session, desk.person(who), desk.known[BODY])
            for who in ("sec", "chair", "out", "admin")
        }
    assert may == {"sec": True, "chair": False, "out": False, "admin": True}
    assert [row.name for row in bodies.prepared_by(desk.person("sec"))] == ["The body"]
    assert len(bodies.prepared_by(desk.person("admin"), administers=True)) == 2


@pytest.mark.parametrize("name", ["", " ", "x" * 201, "a\x00"])
def test_what_is_no_body(name: str):
    with pytest.raises(Invalid):
        bodies.add_body(name)


def test_a_body_may_stand_under_another_that_exists(desk: Desk):
    made = bodies.add_body("Tổ  thư ký", desk.known[BODY])
    assert (bodies.body(made).name, bodies.body(made).parent) == ("Tổ thư ký", desk.known[BODY])
    with pytest.raises(NotFound):
        bodies.add_body("Other", "nowhere")


@pytest.mark.parametrize(
    "place", [Seat("x" * 201), Seat(unit="x" * 201), Seat("a\x00"), Seat(rank=2**63), Seat(rank=-(2**70))]
)
def test_what_is_no_seat(desk: Desk, place: Seat):
    with pytest.raises(Invalid):
        bodies.seat(desk.known[BODY], desk.person("out"), place)


def test_nobody_is_seated_nowhere(desk: Desk):
    for body, person in (("nowhere", desk.person("out")), (desk.known[BODY], "nobody")):
        with pytest.raises(NotFound):
            bodies.seat(body, person, Seat())


@pytest.mark.parametrize("parent", ["", "nowhere"])
def test_a_body_lies_below_one_that_exists_or_below_none(desk: Desk, parent: str):
    before = desk.dump()
    with pytest.raises(NotFound):
        bodies.add_body("Sở Tài chính", parent)
    assert desk.dump() == before
    bodies.add_body("Sở Tài chính", desk.known[BODY])
    bodies.add_body("Sở Tài chính")
