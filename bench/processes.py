"""Servers under measurement: ours and its peers, each a process on the same core, on a port of its own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench import building, machine
from tools.servers import free_port

ROOT = Path(__file__).parent.parent
PEERS = Path(__file__).parent / "peers"
_READY_S, _END_S = 30.0, 10.0


class Process:
    """`start` it; it is there when its port answers. `end` it, and `start` it again."""

    def __init__(self, name: str, command: list[str], port: int, log: Path, environment: dict[str, str]) -> None:
        self.name = name
        self.port = port
        self._command = [*machine.pinned(machine.SERVER_CORE), *command]
        self._environment = {**os.environ, **environment}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Of the process itself: `taskset` has become it."""
        assert self._process is not None, f"{self.name} does not run"
        return self._process.pid

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Process":
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        deadline = time.monotonic() + _READY_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{self.name} does not answer:\n{self._log.read_text()}")
            time.sleep(0.02)
        return self

    def end(self) -> None:
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/healthz", timeout=5) as answer:  # noqa: S310 - our own server
                return bool(answer.status < 500)
        except URLError as error:
            # Any answer will do: a peer need not know the path.
            return not isinstance(error.reason, OSError)
        except ConnectionError:
            return False


def node(folder: Path) -> Process:
    """The same job by Socket.IO's own server."""
    port = free_port()
    return Process("node", ["node", str(PEERS / "node.mjs"), str(port)], port, folder / "node.log", {})


def floor(folder: Path) -> Process:
    """Frames that are made already, passed on by a loop that does nothing else."""
    port = free_port()
    return Process("floor", [str(building.program("floor")), str(port)], port, folder / "floor.log", {})


def stock(folder: Path) -> Process:
    """The same job by Flask-SocketIO on eventlet, as its documentation shows it."""
    port = free_port()
    return Process("stock", [sys.executable, "-m", "bench.peers.stock", str(port)], port, folder / "stock.log", {})


def ours(folder: Path, database_url: str = "", **settings: str) -> Process:
    """The product itself, on the data in `folder`."""
    port = free_port()
    values = {
        "data_dir": str(folder),
        "database_url": database_url,
        "port": str(port),
        "log_level": "warning",
        **settings,
    }
    environment = {f"ICABINET_{name.upper()}": value for name, value in values.items()}
    return Process("ours", [sys.executable, "wsgi.py"], port, folder / "server.log", environment)
