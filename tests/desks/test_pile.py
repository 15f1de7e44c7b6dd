"""The pile: in order, each once, and never all hands at what is heavy."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from icabinet.desks.pile import Job, Pile


def job(name: str) -> Job:
    return "meeting:m", name


HEAVY = {job("big"), job("huge")}


@pytest.fixture
def pile() -> Pile:
    return Pile(1, HEAVY.__contains__)


def lay(pile: Pile, *names: str) -> None:
    for name in names:
        pile.put(job(name))


def test_jobs_are_taken_in_order_and_each_once(pile):
    lay(pile, "a", "b", "a")
    assert [pile.take(), pile.take()] == [job("a"), job("b")]
    lay(pile, "a")
    assert pile.take() == job("a")


def test_a_second_heavy_job_waits_and_lets_the_light_ones_pass(pile):
    lay(pile, "big", "huge", "a", "b")
    assert [pile.take(), pile.take(), pile.take()] == [job("big"), job("a"), job("b")]
    pile.done(job("big"))
    assert pile.take() == job("huge")


def test_whoever_waits_gets_the_heavy_job_as_soon_as_the_other_is_done(pile):
    lay(pile, "big", "huge")
    assert pile.take() == job("big")
    with ThreadPoolExecutor(1) as hands:
        later = hands.submit(pile.take)
        pile.done(job("big"))
        assert later.result(10) == job("huge")


def test_a_closed_pile_gives_nothing_out(pile):
    lay(pile, "a")
    with ThreadPoolExecutor(1) as hands:
        assert pile.take() == job("a")
        waiting = hands.submit(pile.take)
        threading.Thread(target=pile.close).start()
        assert waiting.result(10) is None
    assert pile.take() is None
