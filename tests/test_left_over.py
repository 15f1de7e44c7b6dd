"""A process that a test leaves running is ended, and its file is told; what lasts as long as the session stays."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CONFTEST = """
import subprocess
import pytest
from tests import left_over

def pytest_configure(config):
    config.pluginmanager.register(left_over.Watch())

class Server:
    def start(self):
        self._process = subprocess.Popen(["sleep", "61"])
    def kill(self):
        self._process.kill()
        self._process.wait()

@pytest.fixture(scope="session")
def server():
    server = Server()
    server.start()
    yield server
    assert server._process.poll() is None
    server.kill()
"""
TIDY = """
def test_restarts(server):
    server.kill()
    server.start()
"""
UNTIDY = """
import subprocess
kept = []

def test_leaves_one(server):
    kept.append(subprocess.Popen(["sleep", "62"]))

def test_is_innocent():
    pass
"""


def test_who_left_a_process_is_named(tmp_path: Path) -> None:
    for name, text in (("conftest", CONFTEST), ("test_a", TIDY), ("test_b", UNTIDY), ("test_c", TIDY)):
        (tmp_path / f"{name}.py").write_text(text)
    command = [sys.executable, "-m", "pytest", "-q", "-vv", "-p", "no:cacheprovider", "-W", "error", str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "4 passed, 1 error" in ran.stdout, ran.stdout
    assert "sleep 62, from test_b.py::test_leaves_one" in ran.stdout
    assert "sleep 61, from" not in ran.stdout
