"""nginx with the very configuration of deploy/, on the loopback, in front of a real server."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from icabinet.tls.folder import Folder
from tests.browser.house import House, Meeting
from tests.live.server import Server, free_port, select_nothing

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")

# What Debian's own configuration gives around ours.
_AROUND = """
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/icabinet.conf;
}}
"""


class Nginx:
    """`http` and `https` are its addresses; `upstreams` the ports of the processes behind it."""

    def __init__(self, folder: Path, data_dir: Path, upstreams: list[int]) -> None:
        self.folder = folder
        self._ports = free_port(), free_port()
        self.http, self.https = f"http://localhost:{self._ports[0]}", f"https://localhost:{self._ports[1]}"
        self._data_dir, self._upstreams = data_dir, upstreams
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Nginx":
        # Its workers would otherwise be somebody else, who may not enter the folders of a test.
        user = "user root;" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(_AROUND.format(user=user, folder=self.folder))
        (self.folder / "icabinet.conf").write_text(self._configuration())
        (self.folder / "members.conf").write_text(self._members())
        tried = subprocess.run([*self._command(), "-t"], check=False, capture_output=True, text=True)
        assert tried.returncode == 0, tried.stderr
        assert "warn" not in tried.stderr, tried.stderr
        self._process = subprocess.Popen(self._command())
        while not self._answers():
            assert self._process.poll() is None, (self.folder / "error.log").read_text()
        return self

    def close(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)

    @property
    def log(self) -> str:
        return (self.folder / "access.log").read_text()

    def _command(self) -> list[str]:
        return [
            str(NGINX),
            "-p",
            str(self.folder),
            "-c",
            str(self.folder / "nginx.conf"),
            "-e",
            str(self.folder / "error.log"),
        ]

    def _configuration(self) -> str:
        text = (DEPLOY / "nginx" / "icabinet.conf").read_text()
        text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
        text = text.replace("listen 80 ", f"listen 127.0.0.1:{self._ports[0]} ")
        text = text.replace("listen 443 ", f"listen 127.0.0.1:{self._ports[1]} ")
        text = text.replace("/opt/icabinet", str(ROOT)).replace("/var/lib/icabinet", str(self._data_dir))
        text = text.replace("/var/log/nginx/icabinet.log", str(self.folder / "access.log"))
        return text.replace("/etc/icabinet/members.conf", str(self.folder / "members.conf"))

    def _members(self) -> str:
        ports = iter(self._upstreams)

        def member(written: re.Match[str]) -> str:
            port = next(ports, None)
            return f"server 127.0.0.1:{port} {written[1]};" if port else ""

        text = (DEPLOY / "nginx" / "members.conf").read_text()
        return re.sub(r"server 127\.0\.0\.1:\d+ (.*);", member, text)

    def _answers(self) -> bool:
        try:
            return requests.post(self.http, timeout=5).status_code == 403
        except requests.ConnectionError:
            select_nothing(0.01)
            return False


class ProxiedServer(Server):
    """A web process as the unit starts it, but for its port and folder."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(data_dir)
        self.public_url = ""

    def environment(self) -> dict[str, str]:
        more = {"PUBLIC_URL": self.public_url, "PROXIES": "1", "ACCEL": "/internal/storage"}
        return super().environment() | {f"ICABINET_{name}": value for name, value in more.items()}


class ProxiedHouse(House):
    """A house whose server stands behind nginx; `ca` is what clients may trust."""

    def serve(self, data_dir: Path) -> Server:
        Server(data_dir).command("tls", "init", "--names", "localhost")
        self.ca = str(Folder(data_dir).authority_certificate)
        server = ProxiedServer(data_dir)
        self.nginx = Nginx(data_dir, data_dir, [server.port])
        server.public_url = self.nginx.https
        return server

    def close(self) -> None:
        self.nginx.close()
        super().close()


@pytest.fixture(scope="session")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProxiedHouse]:
    if NGINX is None:
        pytest.skip("nginx is not installed (tools/servers.sh installs it where it can)")
    house = ProxiedHouse(tmp_path_factory.mktemp("proxied"))
    house.nginx.start()
    yield house
    house.close()


@pytest.fixture(scope="session")
def held(proxied: ProxiedHouse) -> Meeting:
    return proxied.meeting().starts()
