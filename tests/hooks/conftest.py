"""A listening program for the tests of a module, and a desk that may call this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk
from tests.hooks.listener import Listener


@pytest.fixture(scope="module")
def server() -> Iterator[Listener]:
    server = Listener().start()
    yield server
    server.close()


@pytest.fixture
def listener(server: Listener) -> Listener:
    server.forget()
    return server


@pytest.fixture
def telling(template: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A desk that may tell programs on this machine, and nobody else inside."""
    desk = Desk.copy(template, tmp_path / "data", hooks_inside="127.0.0.1", public_url="http://hop.example.vn")
    yield desk
    desk.close()
