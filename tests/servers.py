"""The servers as fixtures; where one is not installed, the tests that ask for it are skipped."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tools.servers import Mosquitto, PostgreSQL, Redis, find_mosquitto, find_postgresql, find_redis
from tools.store import Store, find_store

_HOW = "(tools/servers.sh installs it where it can)"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers; there can be one in a process."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    installed = find_postgresql()
    if installed is None:
        pytest.skip(f"PostgreSQL is not installed {_HOW}")
    server = PostgreSQL(installed, durable=False).start()
    yield server
    server.close()


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    if find_redis() is None:
        pytest.skip(f"Redis is not installed {_HOW}")
    server = Redis(tmp_path_factory.mktemp("redis")).start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if find_store() is None:
        pytest.skip("SeaweedFS is not installed (requirements-dev.txt brings it where there is a build of it)")
    server = Store(tmp_path_factory.mktemp("store")).start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def mosquitto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mosquitto]:
    if find_mosquitto() is None:
        pytest.skip(f"Mosquitto is not installed {_HOW}")
    broker = Mosquitto(tmp_path_factory.mktemp("mosquitto")).start()
    yield broker
    broker.kill()
