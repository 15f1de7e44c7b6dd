"""A web process without children and workers beside it, as real processes on one PostgreSQL."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from icabinet.app import create_app
from icabinet.config import Settings
from tests.ending import TELLS_WHERE, ended
from tests.live import world
from tests.live.conftest import Room
from tests.live.server import ROOT, Server, select_nothing
from tools.servers import PostgreSQL

KEY = "for tests only"
_READY_S, _END_S = 30.0, 20.0


class Web(Server):
    """A web process that leaves papers to workers."""

    def __init__(self, data_dir: Path, settings: dict[str, str]) -> None:
        super().__init__(data_dir)
        self._settings = {"secret_key": KEY, "workers": "0", **settings}

    def environment(self) -> dict[str, str]:
        return super().environment() | {f"ICABINET_{name.upper()}": value for name, value in self._settings.items()}


# `flask work`, which gives itself so many seconds to end.
_IN_A_HURRY = """
import sys
import icabinet.cli.work
from flask.cli import main
sys.modules["icabinet.cli.work"].GIVEN_S = {given_s}
sys.argv[1:] = ["--app", "wsgi", "work"]
main()
"""


class Worker:
    """`flask work` on a data folder; `end` asks it to end, `kill` does not ask."""

    def __init__(self, data_dir: Path, settings: dict[str, str], log: Path, given_s: float | None = None) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ICABINET_")}
        chosen = {"data_dir": str(data_dir), "secret_key": KEY, "workers": "1", **settings}
        self._environment = kept | TELLS_WHERE | {f"ICABINET_{name.upper()}": value for name, value in chosen.items()}
        self._words = ["-m", "flask", "--app", "wsgi", "work"]
        if given_s is not None:
            self._words = ["-c", _IN_A_HURRY.format(given_s=given_s)]
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        return self._log.read_text()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> "Worker":
        command = [sys.executable, "-W", "ignore", *self._words]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        deadline = time.monotonic() + _READY_S
        while "works for" not in self.log:
            assert self._process.poll() is None, self.log
            assert time.monotonic() < deadline, self.log
            select_nothing(0.05)
        return self

    def end(self) -> int:
        assert self._process is not None
        self._process.terminate()
        return self.ends()

    def ends(self) -> int:
        """Wait until it has ended, and return its exit code."""
        assert self._process is not None
        return ended(self._process, _END_S, lambda: self.log)

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait(_END_S)

    def leave(self) -> None:
        """End it if it still runs."""
        if self._process is not None and self._process.poll() is None:
            assert self.end() == 0, self.log


@pytest.fixture(scope="module")
def shared(postgresql: PostgreSQL) -> dict[str, str]:
    """The settings that all processes have in common."""
    return {"database_url": postgresql.url(postgresql.database())}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def room(shared: dict[str, str], folder: Path) -> Iterator[Room]:
    settings = Settings(data_dir=folder, secret_key=KEY, **shared)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world, "open_app", lambda _folder: create_app(settings))
        made = world.furnish(folder)
    server = Web(folder, shared).start()
    yield Room(server, made)
    server.close()


@pytest.fixture
def hire(shared: dict[str, str], folder: Path, tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    """`hire("one")` starts a worker; it shares the web process's folder unless another is named."""
    with ExitStack() as stack:

        def hired(name: str, own: Path | None = None, given_s: float | None = None) -> Worker:
            worker = Worker(own or folder, shared, tmp_path / f"{name}.log", given_s)
            stack.callback(worker.leave)
            return worker.start()

        yield hired
