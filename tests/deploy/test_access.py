"""Who may read what on the machine: nginx by its group the papers, and nothing else of the data folder."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.browser.house import House
from tests.deploy.conftest import DEPLOY, ProxiedServer
from tests.live.server import Server

# Nobody's, on any machine.
OTHER, FILES_GROUP = 54_322, 54_323
_UMASK = re.compile(r"^UMask=(\d+)$", re.MULTILINE)


def modes() -> dict[str, int]:
    """Return the modes of the folders that systemd-tmpfiles makes."""
    found = re.findall(r"^d (\S+) +(\d+) ", (DEPLOY / "systemd" / "icabinet.tmpfiles").read_text(), re.MULTILINE)
    return {path: int(mode, 8) for path, mode in found}


class InstalledServer(ProxiedServer):
    """A server with the umask of its unit."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(data_dir)
        unit = (DEPLOY / "systemd" / "icabinet-web@.service").read_text()
        found = _UMASK.search(unit)
        assert found
        self._prefix = ("sh", "-c", f'umask {found[1]}; exec "$@"', "sh")


class InstalledHouse(House):
    def serve(self, data_dir: Path) -> Server:
        Server(data_dir).command("tls", "init", "--names", "localhost")
        return InstalledServer(data_dir)


@pytest.fixture
def house() -> Iterator[InstalledHouse]:
    if os.geteuid() != 0:
        pytest.skip("only root can look through another's eyes")
    folder = Path(tempfile.mkdtemp(prefix="icabinet-access-"))
    folder.chmod(0o711)
    data = folder / "data"
    before = os.umask(0o027)
    for path, name in ((data, "/var/lib/icabinet"), (data / "storage", "/var/lib/icabinet/storage")):
        path.mkdir()
        if name.endswith("storage"):
            os.chown(path, -1, FILES_GROUP)
        path.chmod(modes()[name])
    house = InstalledHouse(data)
    yield house
    house.close()
    os.umask(before)
    shutil.rmtree(folder)


def readable(folder: Path, groups: list[int]) -> set[str]:
    """Return the files that somebody else of these groups can read, if they know the names."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    program = 'for file; do [ -r "$file" ] && echo "$file"; done; true'
    found = subprocess.run(
        ["/bin/sh", "-c", program, "sh", *map(str, files)],
        user=OTHER, group=OTHER, extra_groups=groups, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return {str(Path(line).relative_to(folder)) for line in found.stdout.splitlines()}


def test_the_proxy_reads_papers_and_nothing_else(house: InstalledHouse) -> None:
    meeting = house.meeting().starts()
    paper = meeting.all("papers")[0]
    bearer = {"Authorization": f"Bearer {house.sign_in('binh')}"}
    for path in (f"/papers/{paper['sha']}/pages/1?w=1200", f"/meetings/{meeting.id}/papers/{paper['id']}/original"):
        assert requests.get(f"{house.server.url}{path}", headers=bearer, timeout=20).headers["X-Accel-Redirect"]
    data = house.server.data_dir
    seen = readable(data, [FILES_GROUP])
    assert f"storage/originals/{paper['sha'][:2]}/{paper['sha']}" in seen
    assert any(name.startswith("storage/pages/") and name.endswith("/1-1200") for name in seen)
    assert {name for name in seen if not name.startswith("storage/")} == set()
    assert readable(data, []) == set()
    assert {"icabinet.sqlite", "secret_key", "tls/server.key"} <= {
        str(path.relative_to(data)) for path in data.rglob("*") if path.is_file()
    }


def test_a_command_is_run_with_the_settings_of_the_file(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may become the product's user")
    settings = tmp_path / "icabinet.env"
    settings.write_text(
        f"# as systemd reads it\nICABINET_DATA_DIR={tmp_path}/a b & c\n\nICABINET_SECRET_KEY=x?y*$HOME\n"
    )
    environment = {**os.environ, "SETTINGS_FILE": str(settings), "PRODUCT_USER": "root"}
    command = [str(DEPLOY / "icabinet"), "db", "upgrade"]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=60)
    database = tmp_path / "a b & c" / "icabinet.sqlite"
    assert database.stat().st_mode & 0o777 == 0o640
