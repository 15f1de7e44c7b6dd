"""Accounts: making, changing, disabling them, and signing in with a password."""

import unicodedata
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from icabinet.errors import Invalid, NotFound, NotSignedIn
from icabinet.people import accounts, passwords, sessions
from icabinet.people.accounts import LoginTaken, WrongPassword
from icabinet.people.tables import PersonRow, SignInRow
from tests.desk import PASSWORD, Desk


@pytest.fixture(autouse=True)
def inside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Quick hashes, and the app at hand."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with desk.app.app_context():
        yield


def test_an_account_is_made_with_a_login_of_its_own():
    made = accounts.add_person("  Lê  Thị Bình ", " Le.Binh ", PASSWORD)
    row = accounts.person(made)
    assert (row.name, row.login, row.locale, row.administers, row.disabled) == (
        "Lê Thị Bình", "le.binh", "vi", False, False,
    )  # fmt: skip
    assert PASSWORD not in str(row.password)
    with pytest.raises(LoginTaken) as caught:
        accounts.add_person("Other", "LE.BINH")
    assert caught.value.data == {"login": "le.binh"}


def test_names_are_kept_in_one_form_of_unicode():
    decomposed = unicodedata.normalize("NFD", "Nguyễn Hữu Đức")
    assert accounts.person(accounts.add_person(decomposed)).name == "Nguyễn Hữu Đức"


@pytest.mark.parametrize("password", ["short", "x" * 9, "x" * 201])
def test_a_password_is_long_enough_and_not_absurd(password: str):
    with pytest.raises(Invalid) as caught:
        accounts.add_person("Somebody", "somebody", password)
    assert caught.value.data["where"] == "password"


@pytest.mark.parametrize(
    ("name", "login"), [("", None), ("x" * 201, None), ("a\x00b", None), ("ok", " "), ("ok", "x" * 81)]
)
def test_what_is_no_account(name: str, login: str | None):
    with pytest.raises(Invalid):
        accounts.add_person(name, login)


def test_signing_in_with_the_password_begins_a_session(desk: Desk):
    token = accounts.sign_in(" M1 ", PASSWORD, "iPad")
    viewer = sessions.viewer_of(token)
    assert (viewer.person, viewer.name, viewer.meeting) == (desk.person("m1"), "Name of m1", None)
    assert [row.device for row in sessions.list_of(viewer.person)] == ["iPad"]


@pytest.mark.parametrize(
    ("login", "password"), [("m1", "wrong password"), ("m1", ""), ("nobody", PASSWORD), ("", ""), ("m1\x00", PASSWORD)]
)
def test_whoever_does_not_fit_is_told_nothing_more(login: str, password: str):
    with pytest.raises(WrongPassword) as caught:
        accounts.sign_in(login, password, "")
    assert caught.value.data == {}


def test_without_a_password_nobody_signs_in_by_one(desk: Desk):
    made = accounts.add_person("Somebody", "somebody")
    for password in ("", "None", PASSWORD):
        with pytest.raises(WrongPassword):
            accounts.sign_in("somebody", password, "")
    accounts.set_password(made, PASSWORD)
    accounts.sign_in("somebody", PASSWORD, "")


def test_as_much_is_computed_for_a_login_that_does_not_exist(monkeypatch: pytest.MonkeyPatch):
    computed = []

    class Watched(PasswordHasher):
        def verify(self, stored: str, password: str) -> bool:
            computed.append(stored)
            return super().verify(stored, password)

    monkeypatch.setattr(passwords, "_hasher", Watched())
    for login in ("m1", "nobody"):
        with pytest.raises(WrongPassword):
            accounts.sign_in(login, "wrong password", "")
    assert len(computed) == 2


def test_disabling_an_account_ends_its_sessions(desk: Desk):
    token = accounts.sign_in("m1", PASSWORD, "")
    accounts.change_person(desk.person("m1"), name="M1", locale="en", disabled=True, administers=False)
    with pytest.raises(NotSignedIn):
        sessions.viewer_of(token)
    with pytest.raises(WrongPassword):
        accounts.sign_in("m1", PASSWORD, "")


def test_changing_ones_password_ends_every_other_session(desk: Desk):
    here, there = accounts.sign_in("m1", PASSWORD, ""), accounts.sign_in("m1", PASSWORD, "")
    viewer = sessions.viewer_of(here)
    with pytest.raises(WrongPassword):
        accounts.change_password(viewer.person, "wrong password", "a new password", keep=viewer.session)
    accounts.change_password(viewer.person, PASSWORD, "a new password", keep=viewer.session)
    assert sessions.viewer_of(here) == viewer
    with pytest.raises(NotSignedIn):
        sessions.viewer_of(there)
    with pytest.raises(WrongPassword):
        accounts.sign_in("m1", PASSWORD, "")
    accounts.sign_in("m1", "a new password", "")


def test_a_language_is_one_that_we_speak(desk: Desk):
    accounts.set_locale(desk.person("m1"), "en")
    assert accounts.person(desk.person("m1")).locale == "en"
    for wrong in ("fr", "", "vi-VN"):
        with pytest.raises(Invalid):
            accounts.set_locale(desk.person("m1"), wrong)


def test_what_is_not_there():
    for ask in (lambda: accounts.person("nobody"), lambda: accounts.set_locale("nobody", "vi")):
        with pytest.raises(NotFound):
            ask()


def test_a_session_that_is_used_every_day_is_written_down_seldom(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    from icabinet import clock

    token, now = desk.token("m1"), clock.now_ms()
    seen = []
    for later in (1_000, 59_000, 61_000, 62_000, 130_000):
        monkeypatch.setattr(clock, "now_ms", lambda later=later: now + later)
        sessions.viewer_of(token)
        with desk.services.db.reading() as session:
            seen.append(session.scalar(select(SignInRow.seen_at).where(SignInRow.person == desk.person("m1"))) - now)
    assert seen[0] == seen[1] < seen[2] == seen[3] == 61_000 < seen[4]


def test_whoever_is_signed_in_stays_so_while_nothing_can_be_written(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """Reading must not depend on noting that somebody reads (P11)."""
    from icabinet import clock
    from icabinet.errors import Unavailable

    token, now = desk.token("m1"), clock.now_ms()

    def refuse(_work: object) -> None:
        raise Unavailable(what="database")

    monkeypatch.setattr(clock, "now_ms", lambda: now + 100_000)
    monkeypatch.setattr(desk.services.writer, "write", refuse)
    assert sessions.viewer_of(token).person == desk.person("m1")


def test_all_accounts_with_their_seats(desk: Desk):
    rows = accounts.people()
    assert [row.name for row in rows] == sorted(row.name for row in rows)
    seats = {seat.organisation.name: seat.office for row in rows if row.login == "m1" for seat in row.seats}
    assert seats["The body"] == "Office of m1"
    assert isinstance(rows[0], PersonRow)
