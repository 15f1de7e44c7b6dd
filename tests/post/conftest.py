"""A mail server for the tests of a module, and a desk whose word goes there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from icabinet.people.mail import set_address
from tests.desk import Desk
from tests.post.mailbox import Mailbox

WITH_ADDRESS = ("chair", "m1", "m2", "sec", "guest")


@pytest.fixture(scope="module")
def server() -> Iterator[Mailbox]:
    server = Mailbox().start()
    yield server
    server.close()


@pytest.fixture
def mailbox(server: Mailbox) -> Mailbox:
    server.forget()
    return server


@pytest.fixture
def posting(template: Desk, tmp_path: Path, mailbox: Mailbox) -> Iterator[Desk]:
    """A desk at which everybody but m3 has an address."""
    where = {"smtp_url": mailbox.url, "mail_from": "moi@example.vn", "public_url": "https://hop.example.vn"}
    desk = Desk.copy(template, tmp_path / "data", **where)
    with desk.app.app_context():
        for who in WITH_ADDRESS:
            set_address(desk.person(who), f"{who}@example.vn")
    yield desk
    desk.close()
