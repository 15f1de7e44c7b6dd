"""The scripts of deploy/: the rolling restart, and backups that are kept and thrown away."""

import os
import shutil
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from icabinet.app import create_app
from icabinet.config import Settings
from tests.deploy.conftest import DEPLOY
from tests.migrated import migrate
from tools.servers import PostgreSQL

SCRIPTS = sorted(DEPLOY.glob("*.sh"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_shellcheck_finds_nothing(script: Path) -> None:
    if shutil.which("shellcheck") is None:
        pytest.skip("shellcheck is not installed")
    done = subprocess.run(["shellcheck", str(script)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert os.access(script, os.X_OK)


# --- rolling restart ---


class Ready(BaseHTTPRequestHandler):
    """A web process that is ready, or not yet, or never: `states` counts its answers down."""

    def do_GET(self) -> None:
        left = self.server.states["not ready"]
        self.server.states["not ready"] = max(0, left - 1)
        self.send_response(503 if left else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def processes() -> Iterator[list[ThreadingHTTPServer]]:
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Ready) for _ in range(2)]
    for server in servers:
        server.states = {"not ready": 0}
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield servers
    for server in servers:
        server.shutdown()
        server.server_close()


def roll(folder: Path, ports: list[int], patience: int = 30) -> subprocess.CompletedProcess[str]:
    """Run roll.sh with a systemctl that only writes down what it is asked to do."""
    listed = "".join(f"icabinet-web@{port}.service loaded active running x\\n" for port in ports)
    program = folder / "systemctl"
    program.write_text(
        f'#!/bin/bash\nif [ "$1" = list-units ]; then printf "{listed}"; else echo "$@" >>{folder}/done; fi\n'
    )
    program.chmod(0o755)
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "ROLL_PATIENCE_S": str(patience)}
    return subprocess.run(
        [str(DEPLOY / "roll.sh")], env=environment, check=False, capture_output=True, text=True, timeout=60
    )


def restarted(folder: Path) -> list[str]:
    return (folder / "done").read_text().splitlines() if (folder / "done").exists() else []


def test_one_process_after_the_other_once_it_can_serve(processes: list[ThreadingHTTPServer], tmp_path: Path) -> None:
    processes[0].states["not ready"] = 2
    ports = [server.server_address[1] for server in processes]
    done = roll(tmp_path, ports)
    assert done.returncode == 0, done.stderr
    assert restarted(tmp_path) == [f"restart icabinet-web@{port}.service" for port in ports]


def test_it_stops_at_the_first_that_cannot_serve(processes: list[ThreadingHTTPServer], tmp_path: Path) -> None:
    processes[0].states["not ready"] = 10_000
    ports = [server.server_address[1] for server in processes]
    done = roll(tmp_path, ports, patience=1)
    assert done.returncode == 1
    assert "is not ready" in done.stderr
    assert restarted(tmp_path) == [f"restart icabinet-web@{ports[0]}.service"]


def test_where_nothing_runs_it_says_so(tmp_path: Path) -> None:
    done = roll(tmp_path, [])
    assert (done.returncode, "no icabinet-web@ runs here" in done.stderr) == (1, True)


# --- backups ---


def back_up(folder: Path, environment: dict[str, str], *, keep: int = 14) -> list[str]:
    folder.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ICABINET_")}
    done = subprocess.run(
        [str(DEPLOY / "backup.sh"), str(folder)],
        env={**kept, **environment, "BACKUP_KEEP": str(keep)},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return sorted(path.name for path in folder.iterdir())


def made(folder: Path, database_url: str = "") -> dict[str, str]:
    """Make an empty product; return the settings by which it is found."""
    app = create_app(Settings(data_dir=folder, database_url=database_url, secret_key="for tests only"))
    with app.app_context():
        migrate()
    app.extensions["icabinet"].writer.close()
    app.extensions["icabinet"].db.engine.dispose()
    return {"ICABINET_DATA_DIR": str(folder), "ICABINET_DATABASE_URL": database_url}


def test_the_newest_backups_are_kept_and_each_is_whole(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in range(1, 5):
        (folder / f"icabinet-2026010{day}-023000.tar").write_bytes(b"old")
    (folder / "notes.txt").write_text("not ours")
    names = back_up(folder, made(tmp_path / "data"), keep=3)
    assert names[:2] == ["icabinet-20260103-023000.tar", "icabinet-20260104-023000.tar"]
    assert (len(names), names[-1]) == (4, "notes.txt")
    with tarfile.open(folder / names[2]) as tar:
        assert tar.getnames()[0] == "manifest.json"


def test_a_backup_that_fails_throws_nothing_away(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in range(1, 5):
        (folder / f"icabinet-2026010{day}-023000.tar").write_bytes(b"old")
    with pytest.raises(AssertionError):
        back_up(folder, {"ICABINET_DATA_DIR": str(tmp_path / "nothing")}, keep=1)
    assert len(list(folder.iterdir())) == 4


def test_with_postgresql_there_is_a_dump_and_the_papers(postgresql: PostgreSQL, tmp_path: Path) -> None:
    data = tmp_path / "data"
    settings = made(data, postgresql.url(postgresql.database()))
    (data / "storage" / "originals").mkdir(parents=True)
    (data / "storage" / "originals" / "paper").write_bytes(b"a paper")
    path = {"PATH": f"{postgresql._bin}:{os.environ['PATH']}"}
    dump, papers = back_up(tmp_path / "backups", settings | path)
    assert (dump.rpartition(".")[2], papers[-11:]) == ("dump", ".papers.tar")
    fresh = postgresql.database()
    command = [postgresql._bin / "pg_restore", f"--dbname={postgresql.url(fresh)}", str(tmp_path / "backups" / dump)]
    subprocess.run(command, check=True, timeout=60)
    assert postgresql.execute("SELECT count(*) FROM streams", fresh) == [(0,)]
    with tarfile.open(tmp_path / "backups" / papers) as tar:
        assert "originals/paper" in tar.getnames()
