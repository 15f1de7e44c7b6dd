"""Where nginx sends a request: a meeting's pages and sockets to one process (deploy/nginx/routing.conf)."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from icabinet import ids
from icabinet.tls.certificates import make_authority, make_server
from icabinet.tls.folder import Folder
from tests.deploy.conftest import NGINX, Nginx


class Named(BaseHTTPRequestHandler):
    """A web process that says who it is."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        content = str(self.server.server_address[1]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    if NGINX is None:
        pytest.skip("nginx is not installed (tools/servers.sh installs it where it can)")
    folder: Path = tmp_path_factory.mktemp("routing")
    authority = make_authority([])
    Folder(folder).keep_authority(authority)
    Folder(folder).keep_server(make_server(authority, ["localhost"]))
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Named) for _ in range(2)]
    for server in servers:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
    nginx = Nginx(folder, folder, [server.server_address[1] for server in servers]).start()
    yield nginx
    nginx.close()
    for server in servers:
        server.shutdown()
        server.server_close()


def process(nginx: Nginx, path: str) -> str:
    ca = str(nginx.folder / "tls" / "authority.pem")
    answer = requests.get(f"{nginx.https}{path}", verify=ca, timeout=10)
    assert answer.ok, answer.text
    return answer.text


def test_everything_of_a_meeting_goes_to_one_process(nginx: Nginx) -> None:
    chosen = set()
    for _ in range(24):
        meeting = ids.new()
        paths = (f"/meetings/{meeting}", f"/meetings/{meeting}/edit?page=2", f"/api/v1/meetings/{meeting}/records")
        socket = f"/socket.io/?EIO=4&transport=websocket&meeting={meeting}"
        processes = {process(nginx, path) for path in (*paths, socket)}
        assert len(processes) == 1
        chosen |= processes
    assert len(chosen) == 2, "one process has all meetings"


def test_what_has_no_meeting_goes_by_the_tablet(nginx: Nginx) -> None:
    assert len({process(nginx, path) for path in ("/", "/sign-in", "/papers/abc/pages/1", "/meetings/new")}) == 1
