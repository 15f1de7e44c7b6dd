"""The log of signing in: who, from where and how, and who could not; nothing that may be a password; for a set time."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from icabinet import clock
from icabinet.errors import Unavailable
from icabinet.people import accounts, codes, passwords
from icabinet.people.accounts import WrongPassword
from icabinet.people.attempts import FAILURES, attempts
from icabinet.people.codes import CodeUnknown
from tests.desk import MAIN, PASSWORD, Desk

DAY_MS = 86_400_000


@pytest.fixture(autouse=True)
def inside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with desk.app.app_context():
        yield


def log(**asked: object) -> list[tuple[str | None, str, str, str, int]]:
    rows = attempts(most=100, **asked)  # type: ignore[arg-type]
    return [(name, row.way, row.outcome, row.address, row.times) for row, name in rows]


def fail(login: str, password: str = "wrong password", address: str = "192.0.2.1") -> None:
    with pytest.raises(WrongPassword):
        accounts.sign_in(login, password, "iPad", address)


def test_it_says_who_signed_in_and_how(desk: Desk):
    accounts.sign_in("m1", PASSWORD, "iPad", "192.0.2.1")
    codes.redeem(codes.issue(MAIN, desk.person("guest")).code, "Android", "192.0.2.2")
    assert sorted(log()) == [
        ("Name of guest", "code", "in", "192.0.2.2", 1),
        ("Name of m1", "password", "in", "192.0.2.1", 1),
    ]
    assert [row[0] for row in log(person=desk.person("m1"))] == ["Name of m1"]


def test_it_says_who_could_not(desk: Desk):
    fail("m1")
    locked = accounts.add_person("Locked", "locked", PASSWORD)
    accounts.change_person(locked, name="Locked", locale="vi", disabled=True, administers=False)
    fail("locked", PASSWORD)
    fail("my secret password", "m1")
    with pytest.raises(CodeUnknown):
        codes.redeem("2222222222", "iPad", "192.0.2.1")
    found = log(outcomes=FAILURES)
    assert {(name, outcome) for name, _, outcome, _, _ in found} == {
        ("Name of m1", "wrong_password"), ("Locked", "locked"), (None, "unknown_name"), (None, "code_unknown"),
    }  # fmt: skip
    assert "my secret password" not in str(desk.dump())


def test_who_guesses_fills_no_log(monkeypatch: pytest.MonkeyPatch):
    now = clock.now_ms()
    monkeypatch.setattr(clock, "now_ms", lambda: now)
    for _ in range(5):
        fail("m1")
    fail("m1", address="192.0.2.9")
    monkeypatch.setattr(clock, "now_ms", lambda: now + 120_000)
    fail("m1")
    assert sorted((address, times) for *_, address, times in log()) == [
        ("192.0.2.1", 1), ("192.0.2.1", 5), ("192.0.2.9", 1),
    ]  # fmt: skip


def test_it_is_kept_for_a_set_time(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    now, days = clock.now_ms(), desk.settings.sign_in_log_days
    fail("m1")
    monkeypatch.setattr(clock, "now_ms", lambda: now + (days - 1) * DAY_MS)
    assert len(log()) == 1
    monkeypatch.setattr(clock, "now_ms", lambda: now + (days + 1) * DAY_MS)
    assert log() == []
    assert "192.0.2.1" in str(desk.dump())
    fail("m1", address="192.0.2.2")
    assert "192.0.2.1" not in str(desk.dump())


def test_one_is_told_no_even_if_nothing_can_be_written(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def away(_work: object) -> None:
        raise Unavailable(what="database")

    monkeypatch.setattr(desk.services.writer, "write", away)
    fail("m1")
