"""Servers of our own, for the tests and for `make cluster`: PostgreSQL, Redis and Mosquitto, in temporary folders."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

import psycopg2
import redis

# Durable as in earnest, unless only tests look at it.
_SMALL = ("max_connections=200", "shared_buffers=32MB")
_FAST = ("fsync=off", "full_page_writes=off")
_USER = "postgres"


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def find_postgresql() -> Path | None:
    """Return the folder of PostgreSQL's programs; None where it is not installed."""
    found = shutil.which("postgres")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    program = Path(found).resolve() if found else debian[-1] if debian else None
    return program.parent if program else None


class PostgreSQL:
    """`start` it; make `database`s; `stop` or `restart` it as a crash would; `close` it."""

    def __init__(self, bin_folder: Path, *, durable: bool = True) -> None:
        self._bin = bin_folder
        self._settings = _SMALL if durable else (*_SMALL, *_FAST)
        # Short, because the name of a socket must be; and not below a folder that only we may enter.
        self.folder = Path(tempfile.mkdtemp(prefix="icabinet-pg-"))
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            # The server refuses to run as root.
            shutil.chown(self.folder, _USER, _USER)
            self._as = {"user": _USER, "group": _USER, "extra_groups": []}
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)

    def start(self) -> "PostgreSQL":
        data = self.folder / "data"
        if not data.exists():
            words = ("-D", str(data), "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
            self._run("initdb", *words)
        options = [word for setting in self._settings for word in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._bin / "postgres", "-D", data, "-k", self.folder, "-c", "listen_addresses=", *options],
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **self._as,
            )  # fmt: skip
        self._run("pg_isready", "-q", "-h", str(self.folder), "-t", "30", until_ready=True)
        return self

    def stop(self) -> None:
        """End it at once, as a crash would, as far as everybody connected can tell."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(30)
            self._process = None

    def restart(self) -> None:
        self.stop()
        self.start()

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def url(self, name: str) -> str:
        return f"postgresql://{_USER}@/{name}?host={self.folder}"

    def database(self, template: str = "template0") -> str:
        """Make a database, as a copy of another that nobody is connected to; return its name."""
        name = f"test{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run a statement of ours; return its rows."""
        connection = psycopg2.connect(self.url(database))
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def _run(self, program: str, *words: str, until_ready: bool = False) -> None:
        for _ in range(200 if until_ready else 1):
            done = subprocess.run(
                [self._bin / program, *words], cwd=self.folder, check=False, capture_output=True, text=True, **self._as
            )
            if done.returncode == 0:
                return
        raise RuntimeError(f"{program}: {done.stderr}\n{(self.folder / 'log').read_text()}")


def find_redis() -> str | None:
    """Return Redis's program; None where it is not installed."""
    return shutil.which("redis-server")


class Redis:
    """`start` it, `kill` it, `start` it again: empty, on the same port."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self.url = f"redis://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Redis":
        words = ["--port", str(self._port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self._folder)]
        command = [str(find_redis()), *words]
        # Ctrl-C is for whoever started us, who ends us when it is time.
        self._process = subprocess.Popen(
            command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while not self._answers():
            assert self._process.poll() is None, "Redis ended"
        return self

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        with redis.Redis.from_url(self.url) as client:
            try:
                return bool(client.ping())
            except redis.ConnectionError:
                return False


def find_mosquitto() -> str | None:
    """Return the program of the MQTT broker; None where it is not installed. Debian keeps it off the path."""
    return shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin")


class Mosquitto:
    """`start` it, `kill` it, `start` it again: with no memory of what was retained, on the same port."""

    def __init__(self, folder: Path, *settings: str) -> None:
        self.port = free_port()
        self.url = f"mqtt://127.0.0.1:{self.port}"
        self._settings = folder / "mosquitto.conf"
        lines = [f"listener {self.port} 127.0.0.1", *(settings or ("allow_anonymous true",)), "persistence false"]
        if os.geteuid() == 0:
            # It would become somebody else, who may not read what lies here.
            lines.append("user root")
        self._settings.write_text("\n".join(lines) + "\n")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Mosquitto":
        self._process = subprocess.Popen(
            [str(find_mosquitto()), "-c", str(self._settings)],
            start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while not self._answers():
            assert self._process.poll() is None, "Mosquitto ended"
        return self

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
