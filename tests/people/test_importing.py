"""A list of people is kept while it is looked at, and then exactly what was shown is done, or nothing."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from icabinet.errors import NotFound
from icabinet.people import accounts, bodies, passwords
from icabinet.people.importing import doing
from icabinet.people.importing.columns import Line, Listing
from icabinet.people.importing.planning import Choice
from icabinet.people.tables import ImportRow
from tests.desk import BODY, PASSWORD, Desk


@pytest.fixture(autouse=True)
def inside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with desk.app.app_context():
        yield


def listing(*lines: dict[str, str]) -> Listing:
    return Listing([Line(at, line) for at, line in enumerate(lines, start=2)], [])


def test_a_list_is_looked_at_and_then_imported_in_one_go(desk: Desk):
    before = desk.dump()
    name = bodies.body(desk.known[BODY]).name
    lines = listing(
        {"name": "Nguyễn Mới", "login": "moi", "password": PASSWORD, "body": name, "office": "Ủy viên", "rank": "7"},
        {"name": "Nguyễn Yếu", "login": "yeu", "password": "short"},
        {"login": "m1", "email": "m1@example.vn", "password": "never taken over"},
    )
    kept = doing.keep(desk.person("admin"), "list.xlsx", lines, Choice())
    with desk.services.db.reading() as session:
        asked = str(session.scalars(select(ImportRow)).one().asked)
    assert PASSWORD not in asked
    assert "never taken" not in asked
    seen = doing.kept(kept)
    assert [one.does for one in seen.plan.steps] == ["make", "refuse", "change"]
    assert seen.seen
    assert desk.dump() != before, "the list is kept"
    done = doing.carry_out(kept, desk.person("admin"))
    assert (done.count("make"), done.count("change")) == (1, 1)
    assert accounts.sign_in("moi", PASSWORD, "")
    assert accounts.sign_in("m1", PASSWORD, "")
    assert accounts.person(desk.person("m1")).email == "m1@example.vn"
    seat = next(seat for seat in bodies.body(desk.known[BODY]).seats if seat.holder.login == "moi")
    assert (seat.office, seat.rank, seat.votes) == ("Ủy viên", 7, True)
    with pytest.raises(NotFound):
        doing.kept(kept)


def test_what_was_not_shown_is_not_done(desk: Desk):
    kept = doing.keep(desk.person("admin"), "a.csv", listing({"name": "Somebody", "login": "some"}), Choice())
    accounts.add_person("Another", "some")
    before = desk.dump()
    with pytest.raises(doing.PlanChanged):
        doing.carry_out(kept, desk.person("admin"))
    assert desk.dump() == before
    assert not doing.kept(kept).seen
    doing.look_again(kept)
    assert doing.carry_out(kept, desk.person("admin")).count("change") == 1
    assert "Somebody" in [row.name for row in accounts.people()]


def test_a_list_has_bounds(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doing, "MOST_LINES", 1)
    monkeypatch.setattr(doing, "MOST_PASSWORDS", 0)
    with pytest.raises(doing.ListTooLong):
        doing.keep("", "a.csv", listing({"name": "A"}, {"name": "B"}), Choice())
    with pytest.raises(doing.TooManyPasswords):
        doing.keep("", "a.csv", listing({"name": "A", "password": PASSWORD}), Choice())
