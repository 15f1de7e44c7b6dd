"""Behind proxies: whose address counts, and by which scheme people come."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from icabinet.app import create_app
from icabinet.people import passwords
from icabinet.web import security
from tests.desk import Desk

TRIES = 30
GUESS = {"json": {"login": "m1", "password": "guess"}}


@pytest.fixture(autouse=True)
def _quick_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    security._limiter.reset()
    monkeypatch.setattr(passwords, "fits", lambda _stored, _password: False)


@pytest.fixture(params=[0, 1])
def app(desk: Desk, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The product that knows of so many proxies."""
    app = create_app(replace(desk.settings, proxies=request.param))
    yield app
    services = app.extensions["icabinet"]
    services.writer.close()
    services.pool.close()
    services.db.engine.dispose()


def guess(app: Flask, forwarded: str) -> int:
    headers = {"X-Forwarded-For": forwarded, "Accept": "application/json"}
    answer = app.test_client().post("/api/v1/sessions", headers=headers, **GUESS)
    return answer.status_code


def test_a_room_is_slowed_down_by_tablet_and_not_as_one_only_if_a_proxy_says_who_asks(app: Flask) -> None:
    said = [guess(app, f"192.168.1.{number}") for number in range(TRIES + 5)]
    believed = app.extensions["icabinet"].settings.proxies
    assert said == [401] * len(said) if believed else said[TRIES:] == [429] * 5


def test_what_a_tablet_says_before_the_proxy_does_not_count(app: Flask) -> None:
    said = [guess(app, f"192.168.1.{number}, 10.0.0.1") for number in range(TRIES + 5)]
    assert said[TRIES:] == [429] * 5


def test_the_address_of_the_page_about_trust_has_the_scheme_that_people_used(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["tls", "init"]).exit_code == 0
    page = app.test_client().get("/tls", headers={"X-Forwarded-Proto": "https"}).text
    believed = app.extensions["icabinet"].settings.proxies
    assert ("https://localhost/tls" if believed else "http://localhost/tls") in page
