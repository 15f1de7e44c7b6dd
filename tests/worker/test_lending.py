import threading

from icabinet.worker.lending import Lending


def test_whoever_waits_comes_before_whoever_asks_again() -> None:
    lending = Lending(["the only one"])
    order: list[str] = []
    with lending.one():
        waiter = threading.Thread(target=lambda: _note(lending, order, "waited"))
        waiter.start()
        while not lending._waiting:
            waiter.join(0.001)
    with lending.one():
        order.append("asked again")
    waiter.join()
    assert order == ["waited", "asked again"]


def test_what_came_back_last_goes_out_next() -> None:
    lending = Lending(["cold", "warm"])
    with lending.one() as first:
        assert first == "warm"
    with lending.one() as second:
        assert second == "warm"


def test_what_came_back_cold_goes_out_last() -> None:
    lending = Lending(["cold", "warm", "cooling"], lambda thing: thing == "warm")
    with lending.one() as first:
        assert first == "cooling"
    taken = [lending._take() for _ in range(3)]
    assert taken == ["warm", "cold", "cooling"]


def _note(lending: Lending[str], order: list[str], what: str) -> None:
    with lending.one():
        order.append(what)
