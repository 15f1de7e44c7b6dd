"""Scripts and styles come from memory once somebody had them, and are the same as from the disk."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from icabinet.web import assets
from tests.desk import Desk

NAME = "kernel/i18n.js"


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    return desk.app.test_client()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files that are read from the disk."""
    names: list[str] = []
    send = assets.send_from_directory

    def note(folder, name: str):
        names.append(name)
        return send(folder, name)

    monkeypatch.setattr(assets, "send_from_directory", note)
    return names


def address(desk: Desk) -> str:
    with desk.app.app_context():
        return assets.asset(NAME)


def test_the_second_answer_is_the_first_one_without_the_disk(desk: Desk, client: FlaskClient, read: list[str]):
    first, second = client.get(address(desk)), client.get(address(desk))
    assert read == [NAME]
    assert first.status_code == second.status_code == 200
    assert second.data == first.data == (assets.FOLDER / NAME).read_bytes()
    names = {name for name, _ in first.headers} - {"X-Request-Id", "Date"}
    assert {"Cache-Control", "Content-Security-Policy", "Content-Type", "ETag"} < names
    assert {name: second.headers[name] for name in names} == {name: first.headers[name] for name in names}
    assert second.headers["X-Request-Id"] != first.headers["X-Request-Id"]


def test_an_address_that_anybody_could_make_up_is_not_kept(desk: Desk, client: FlaskClient, read: list[str]):
    made_up = [f"/static/{version}/{NAME}" for version in ("0" * 12, "1" * 12, "x")]
    for path in made_up * 2:
        with client.get(path) as answer:
            assert answer.status_code == 200
    assert len(read) == 6
    assert client.get(f"/static/{'0' * 12}/no/such.js").status_code == 404


def test_whoever_asks_for_less_gets_less(desk: Desk, client: FlaskClient):
    path = address(desk)
    whole = client.get(path)
    with client.get(path, headers={"If-None-Match": whole.headers["ETag"]}) as same:
        assert same.status_code == 304
    with client.get(path, headers={"Range": "bytes=0-9"}) as part:
        assert (part.status_code, part.data) == (206, whole.data[:10])
    with client.head(path) as head:
        assert (head.status_code, head.data) == (200, b"")
    assert client.post(path).status_code in (400, 405)
