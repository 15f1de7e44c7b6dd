"""A paper is converted by one process, and by another when that one is no more (P9, P11)."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from icabinet import clock
from icabinet.desks import conversion, leases
from icabinet.desks.leases import HELD_MS, LeaseRow, leased, taken
from icabinet.papers.facts import ConversionStarted, PaperConverted
from tests.contract.conftest import desk, furnished, on_postgresql
from tests.desk import Desk
from tests.desks.test_desks import filed, pdf

# Leases are what processes on PostgreSQL have to agree on.
__all__ = ["desk", "furnished", "on_postgresql"]


@pytest.fixture
def other(desk: Desk) -> Iterator[Desk]:
    """Another process on the same data."""
    other = Desk(desk.folder, desk.known, database_url=desk.settings.database_url)
    yield other
    other.close()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the clock go on by so many milliseconds."""
    real = clock.now_ms

    def go(by: int) -> None:
        monkeypatch.setattr(clock, "now_ms", lambda: real() + by)

    return go


def take(desk: Desk, name: str = "work") -> bool:
    with desk.app.app_context(), leased(name) as mine:
        return mine


def test_what_one_has_the_other_does_not_get_until_it_is_given_back(desk, other):
    with desk.app.app_context(), leased("work") as mine:
        assert (mine, taken(), take(other), take(other, "other work")) == (True, {"work"}, False, True)
    assert take(other)
    with desk.app.app_context():
        assert taken() == set()


def test_it_is_given_back_after_a_fault(desk, other):
    with pytest.raises(ZeroDivisionError), desk.app.app_context(), leased("work"):
        raise ZeroDivisionError
    assert take(other)


def test_the_work_of_whoever_has_fallen_silent_is_taken_over(desk, other, later):
    with desk.app.app_context(), leased("work"):
        later(HELD_MS - 1000)
        assert not take(other)
        later(HELD_MS + 1)
        with other.app.app_context(), leased("work") as theirs:
            assert theirs
        # Whoever lost it does not take it away from the next one when it is done.
        with other.app.app_context(), leased("work") as again:
            assert again


def test_whoever_is_still_at_it_keeps_it(desk, other, later, monkeypatch):
    monkeypatch.setattr(leases, "_RENEWED_S", 0.01)
    with desk.app.app_context(), leased("work"):
        later(HELD_MS + 1)
        while until(desk) < clock.now_ms():
            threading.Event().wait(0.01)
        assert not take(other)


def until(desk: Desk) -> int:
    with desk.services.db.reading() as session:
        return session.get_one(LeaseRow, "work").until


def test_two_processes_convert_a_paper_once(desk, other):
    paper = filed(desk, "a.pdf", pdf(3))

    def convert(where: Desk) -> None:
        with where.app.app_context():
            conversion.convert(where.stream, paper)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(convert, [desk, other, desk, other]))
    facts = [type(fact) for fact in desk.facts()]
    assert (facts.count(ConversionStarted), facts.count(PaperConverted)) == (1, 1)
    assert desk.kinds("m1", "papers")[paper]["state"] == "ready"


def test_what_a_killed_process_left_is_found_once_its_lease_is_over(desk, other, later):
    paper = filed(desk, "a.pdf", pdf())
    with desk.app.app_context(), leased(f"conversion {sha(desk, paper)}"):
        desk.act("system", "papers.start_conversion", id=paper)
        with other.app.app_context():
            assert (desk.stream, paper) not in conversion.left_over()
            later(HELD_MS + 1)
            assert (desk.stream, paper) in conversion.left_over()
            conversion.convert(desk.stream, paper)
    assert desk.kinds("m1", "papers")[paper]["state"] == "ready"


def sha(desk: Desk, paper: str) -> str:
    return desk.kinds("m1", "papers")[paper]["sha"]


def test_a_paper_of_which_three_processes_have_died_is_given_up(desk):
    paper = filed(desk, "a.pdf", pdf())
    for _ in range(conversion.MOST_ATTEMPTS):
        desk.act("system", "papers.start_conversion", id=paper)
    with desk.app.app_context():
        conversion.convert(desk.stream, paper)
    found = desk.kinds("m1", "papers")[paper]
    assert (found["state"], found["reason"]) == ("failed", "worker_died")


def test_the_desk_looks_for_what_has_been_left_lying(desk, other, monkeypatch):
    monkeypatch.setattr("icabinet.desks.desk.LOOK_S", 0.01)
    counter = conversion.conversion_desk(other.app)
    counter.start()
    paper = filed(desk, "a.pdf", pdf())
    while desk.kinds("m1", "papers")[paper]["state"] != "ready":
        threading.Event().wait(0.01)
    counter.close()
