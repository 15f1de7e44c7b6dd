"""The kernel's walls, in a process of their own: they cannot be taken down again."""

import subprocess
import sys
from pathlib import Path

import pytest

from icabinet.worker import walls
from icabinet.worker.pool import Pool

ROOT = Path(__file__).parents[2]
NETWORK = """
import socket
from icabinet.worker import walls
assert not walls.is_alone()
assert walls.no_network()
assert walls.is_alone()
socket.socketpair()
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK):
    try:
        socket.socket(family)
    except OSError as error:
        continue
    raise SystemExit(f"{family} is open")
"""
FILES = """
import os, sys
from pathlib import Path
from icabinet.worker import walls
inside, outside = map(Path, sys.argv[1:])
assert walls.few_files(readable=[Path("/usr")], writable=[inside], sockets=[])
(inside / "made").write_text("x")
for trying in (
    lambda: (outside / "there").read_text(),
    lambda: (outside / "new").write_text("x"),
    lambda: os.listdir(outside),
):
    try:
        trying()
    except PermissionError:
        continue
    raise SystemExit("it is open")
"""


def run(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stderr


def test_no_network_means_none() -> None:
    assert run(NETWORK) == ""


@pytest.mark.skipif(walls.landlock() < 1, reason="the kernel has no Landlock")
def test_few_files_means_only_those(tmp_path: Path) -> None:
    for name in ("in", "out"):
        (tmp_path / name).mkdir()
    (tmp_path / "out" / "there").write_text("secret")
    assert run(FILES, str(tmp_path / "in"), str(tmp_path / "out")) == ""


def test_children_are_off_the_network(pool: Pool) -> None:
    assert pool.run("answer", deadline=30)["walls"]["network"] is True
