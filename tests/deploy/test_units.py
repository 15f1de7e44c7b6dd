"""What systemd runs: units that it understands, that are shut in, and that call what there is."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from icabinet import outbound
from icabinet.app import create_app
from icabinet.config import Settings, from_environment
from tests.deploy.conftest import DEPLOY, ROOT

SYSTEMD = DEPLOY / "systemd"
UNITS = sorted(path for path in SYSTEMD.iterdir() if path.suffix in (".service", ".timer", ".target"))
SERVICES = [path for path in UNITS if path.suffix == ".service"]
# Of 100, as `systemd-analyze security` counts; a service without any of it has 96.
MOST_EXPOSED = 20
# Comes with the worker's own process.
TO_COME = {"work"}


def installed(folder: Path) -> list[Path]:
    """Put the units where their programs are to be found, templates with an instance."""
    for unit in UNITS:
        (folder / unit.name).write_text(unit.read_text().replace("/opt/icabinet", str(ROOT)))
        if "@" in unit.name:
            shutil.copy(folder / unit.name, folder / unit.name.replace("@", "@8001"))
    return [path for path in folder.iterdir() if "@." not in path.name]


@pytest.fixture
def analyze(tmp_path: Path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["systemd-analyze", *words], cwd=tmp_path, check=False, capture_output=True, text=True)

    return run


def test_systemd_understands_every_unit(analyze, tmp_path: Path) -> None:
    done = analyze("verify", *(f"./{unit.name}" for unit in installed(tmp_path)))
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_a_mistake_in_a_unit_would_be_seen(analyze, tmp_path: Path) -> None:
    installed(tmp_path)
    unit = tmp_path / "icabinet-web@8001.service"
    unit.write_text(unit.read_text().replace("ProtectHome=yes", "ProtectHouse=yes"))
    done = analyze("verify", f"./{unit.name}")
    assert "ProtectHouse" in done.stderr


@pytest.mark.parametrize("name", [path.name for path in SERVICES])
def test_every_service_is_shut_in(analyze, tmp_path: Path, name: str) -> None:
    installed(tmp_path)
    unit = name.replace("@", "@8001")
    done = analyze("security", "--offline=yes", f"--threshold={MOST_EXPOSED}", f"./{unit}")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_services_run_as_their_own_user_within_bounds(unit: Path) -> None:
    settings = dict(re.findall(r"^(\w+)=(.*)$", unit.read_text(), re.MULTILINE))
    assert settings["User"] == "icabinet"
    assert settings["NoNewPrivileges"] == "yes"
    if settings["Type"] == "exec":
        assert settings["Restart"] == "always"
        assert int(settings["TimeoutStopSec"]) >= 10
        assert {"MemoryMax", "TasksMax"} <= set(settings)


def test_what_units_and_scripts_call_is_there() -> None:
    app = create_app(Settings(secret_key="for tests only"))
    called = set()
    for path in (*SERVICES, *DEPLOY.glob("*.sh"), DEPLOY / "compose.yaml"):
        for words in re.findall(r"--app,? wsgi,? ([\w-]+)", path.read_text()):
            called.add(words)
        for script in re.findall(r"/opt/icabinet/(deploy/[\w./-]+)", path.read_text()):
            assert (ROOT / script).exists(), (path.name, script)
    assert {"backup", "tls", "work", "db"} <= called
    assert called - set(app.cli.commands) <= TO_COME


def test_every_setting_in_deploy_is_one() -> None:
    files = [path for path in DEPLOY.rglob("*") if path.is_file()]
    named = {name for path in files for name in re.findall(r"ICABINET_([A-Z_0-9]*[A-Z0-9])", path.read_text())}
    assert len(named) > 8
    assert named <= {name.upper() for name in Settings.__dataclass_fields__}


def test_the_example_of_settings_is_understood(tmp_path: Path) -> None:
    lines = (DEPLOY / "icabinet.env.example").read_text().splitlines()
    given = dict(line.lstrip("#").split("=", 1) for line in lines if re.match(r"#?ICABINET_\w+=", line))
    read = from_environment(given | {"ICABINET_DATA_DIR": str(tmp_path)})
    assert (read.secure, read.proxies, read.accel) == (True, 1, "/internal/storage")
    outbound.check(read)
    place = f"location {read.accel}/ {{"
    assert place in (DEPLOY / "nginx" / "icabinet.conf").read_text()


def test_users_and_folders_are_made_as_described(tmp_path: Path) -> None:
    if shutil.which("systemd-sysusers") is None or os.geteuid() != 0:
        pytest.skip("systemd is not installed, or we are not root")
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "passwd").write_text("root:x:0:0::/root:/bin/sh\nwww-data:x:33:33::/var/www:/bin/false\n")
    (tmp_path / "etc" / "group").write_text("root:x:0:\nwww-data:x:33:\n")
    for program, options in (("systemd-sysusers", []), ("systemd-tmpfiles", ["--create"])):
        kind = program.removeprefix("systemd-")
        subprocess.run([program, f"--root={tmp_path}", *options, SYSTEMD / f"icabinet.{kind}"], check=True)
    assert re.search(r"^icabinet-files:x:\d+:icabinet,www-data$", (tmp_path / "etc/group").read_text(), re.MULTILINE)
    storage = (tmp_path / "var/lib/icabinet/storage").stat()
    assert storage.st_mode & 0o7777 == 0o2750
    assert storage.st_gid not in (0, storage.st_uid)
