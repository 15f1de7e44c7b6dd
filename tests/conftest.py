"""What all tests share: the data they start from, made once, and a desk on a copy of it."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests import left_over, order, quick_routes, quick_statements, quick_templates
from tests.costs import Costs
from tests.desk import Desk
from tests.live import world
from tests.live.world import World
from tests.migrated import migrate
from tests.noise import furnish
from tests.servers import mosquitto, playwright, postgresql, redis, store

__all__ = ["mosquitto", "playwright", "postgresql", "redis", "store"]

# The same examples at every run, reported as they are: making one smaller may take minutes.
# `--hypothesis-profile=search` looks for new ones, makes them small, and keeps them in .hypothesis; a failure that
# was found becomes an @example.
_NEVER_MIND = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
_STEADY = [Phase.explicit, Phase.generate]
settings.register_profile("steady", derandomize=True, deadline=None, phases=_STEADY, suppress_health_check=_NEVER_MIND)
settings.register_profile("search", deadline=None, suppress_health_check=_NEVER_MIND)
settings.load_profile("steady")

quick_routes.remember()
quick_statements.remember()
quick_templates.remember()


def pytest_configure(config: pytest.Config) -> None:
    # Hooks of this file would hear nothing of what lasts as long as the session.
    config.pluginmanager.register(left_over.Watch())
    # Whatever is collected stays until the end.
    gc.disable()
    config.pluginmanager.register(Costs())


def pytest_collection_finish() -> None:
    """Leave the tests themselves out of every search for garbage, and search no more often than a server does."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order.sort(items)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The data that every test starts from, at the newest migration; closed, to be copied."""
    desk = Desk(tmp_path_factory.mktemp("template"), {})
    with desk.app.app_context():
        migrate()
    furnish(desk)
    desk.close()
    return desk


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World]:
    """A data directory for a server, to be copied, and what is in it."""
    data_dir = tmp_path_factory.mktemp("furnished")
    return data_dir, world.furnish(data_dir)


@pytest.fixture
def desk(template: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A meeting that is planned, with somebody in every part."""
    desk = Desk.copy(template, tmp_path / "data")
    yield desk
    desk.close()


@pytest.fixture
def live(desk: Desk) -> Desk:
    """The same meeting, in session."""
    return desk.start()
