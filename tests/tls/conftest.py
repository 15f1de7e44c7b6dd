"""A real server that ends TLS itself, with the certificate of `flask tls init`, and a world in it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from icabinet.tls.folder import Folder
from tests.live.conftest import Room
from tests.live.server import Server, free_port
from tests.live.world import World


class TlsServer(Server):
    """`ca` is what a client may trust; `plain_url` is the port without TLS."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(data_dir)
        folder = Folder(data_dir)
        self.url = f"https://localhost:{self.port}"
        self.plain_port = free_port()
        self.plain_url = f"http://localhost:{self.plain_port}"
        self.ca = str(folder.authority_certificate)
        self.sslopt = {"ca_certs": self.ca}
        self._files = {"CERT": str(folder.server_certificate), "KEY": str(folder.server_key)}

    def environment(self) -> dict[str, str]:
        files = {f"ICABINET_TLS_{name}": path for name, path in self._files.items()}
        more = {"ICABINET_PUBLIC_URL": self.url, "ICABINET_PLAIN_PORT": str(self.plain_port)}
        return super().environment() | files | more


def make_certificates(data_dir: Path) -> None:
    """As an administrator does: before the server is told to use them."""
    Server(data_dir).command("tls", "init", "--names", "localhost")


@pytest.fixture(scope="module")
def trusted() -> Iterator[pytest.MonkeyPatch]:
    """Programs of this test trust the authority alone, once it is set."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def room(
    furnished: tuple[Path, World], tmp_path_factory: pytest.TempPathFactory, trusted: pytest.MonkeyPatch
) -> Iterator[Room]:
    original, world = furnished
    data_dir = tmp_path_factory.mktemp("tls-room")
    shutil.copytree(original, data_dir, dirs_exist_ok=True)
    make_certificates(data_dir)
    server = TlsServer(data_dir)
    trusted.setenv("REQUESTS_CA_BUNDLE", server.ca)
    server.start()
    yield Room(server, world)
    server.close()


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment with a home of its own."""
    (tmp_path / "home").mkdir()
    return {**os.environ, "HOME": str(tmp_path / "home")}
