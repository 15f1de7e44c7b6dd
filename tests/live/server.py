"""A real server process on a port of its own, with its own data; what it logs is kept."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import requests

from tests.ending import TELLS_WHERE, ended

ROOT = Path(__file__).parents[2]
_READY_S, _END_S = 30.0, 10.0


class Server:
    """`start` it, `end` or `kill` it, `start` it again on the same data and port."""

    def __init__(self, data_dir: Path, *, prefix: tuple[str, ...] = ()) -> None:
        self.data_dir = data_dir
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.sslopt: dict[str, str] = {}
        self._prefix = prefix
        self._log = data_dir / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        return self._running().pid

    @property
    def log(self) -> str:
        """Everything that was written to standard output and standard error."""
        return self._log.read_text() if self._log.exists() else ""

    def start(self) -> "Server":
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._prefix, sys.executable, "wsgi.py"],
                cwd=ROOT,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        try:
            self._wait_ready()
        except BaseException:
            # Nobody has it yet who would end it.
            self.kill()
            raise
        return self

    def kill(self) -> None:
        """Kill it as a power cut would: it hears nothing of it."""
        self._running().kill()
        self._forget()

    def end(self) -> int:
        """Ask it to end, and return its exit code."""
        self._running().send_signal(signal.SIGTERM)
        return self._forget()

    def close(self) -> None:
        """End it for good, if it still runs."""
        if self._process is not None:
            self.kill()

    def command(self, *words: str) -> str:
        """Run `flask …` in another process on the same data; return what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *words],
            cwd=ROOT,
            env=self.environment(),
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ICABINET_")}
        return {**kept, **TELLS_WHERE, "ICABINET_DATA_DIR": str(self.data_dir), "ICABINET_PORT": str(self.port)}

    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "the server does not run"
        return self._process

    def _forget(self) -> int:
        process, self._process = self._running(), None
        return ended(process, _END_S, lambda: self.log)

    def _wait_ready(self) -> None:
        deadline = time.monotonic() + _READY_S
        while not self._answers():
            assert self._running().poll() is None, f"the server ended:\n{self.log}"
            assert time.monotonic() < deadline, f"the server does not answer:\n{self.log}"

    def _answers(self) -> bool:
        try:
            # Before it listens, this says so for a hundredth of what a whole request costs.
            at = urlsplit(self.url)
            socket.create_connection((at.hostname, at.port), timeout=5).close()
            return requests.get(f"{self.url}/healthz", timeout=5).status_code == 200
        except OSError:
            # Nothing listens yet, or it has too much to do; ask again when the next hundredth of a second is over.
            select_nothing(0.01)
            return False


def select_nothing(seconds: float) -> None:
    """Give the other process the core for a moment."""
    left, right = socket.socketpair()
    with left, right:
        left.settimeout(seconds)
        with suppress(TimeoutError):
            left.recv(1)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
