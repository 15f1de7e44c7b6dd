"""One server process for each file of tests, and tablets to connect to it."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import requests

from tests.live.server import Server
from tests.live.tablet import Tablet
from tests.live.world import PASSWORD, World

Connect = Callable[..., Tablet]


class Room:
    """The server, its world, and the tokens of its people: each signs in once, by the API."""

    def __init__(self, server: Server, world: World) -> None:
        self.server = server
        self.world = world
        self._tokens: dict[str, str] = {}

    def token(self, who: str) -> str:
        if who not in self._tokens:
            self._tokens[who] = self.sign_in(who)
        return self._tokens[who]

    def sign_in(self, who: str) -> str:
        """Sign in anew; return the token."""
        credentials = {"login": who, "password": PASSWORD}
        answer = requests.post(f"{self.server.url}/api/v1/sessions", json=credentials, timeout=10)
        assert answer.status_code == 201, answer.text
        return answer.json()["token"]  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def room(furnished: tuple[Path, World], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    original, world = furnished
    data_dir = tmp_path_factory.mktemp("data")
    shutil.copytree(original, data_dir, dirs_exist_ok=True)
    server = Server(data_dir).start()
    yield Room(server, world)
    server.close()


@pytest.fixture(autouse=True)
def quiet(request: pytest.FixtureRequest) -> Iterator[None]:
    """After every test with a server it still answers, and it has written no traceback."""
    if "room" not in request.fixturenames:
        yield
        return
    room: Room = request.getfixturevalue("room")
    before = len(room.server.log)
    yield
    assert requests.get(f"{room.server.url}/healthz", timeout=5).ok
    written = room.server.log[before:]
    assert not re.search(r"Traceback|incident|Exception", written), written


@pytest.fixture
def connect(room: Room) -> Iterator[Connect]:
    """`connect("m1")` gives a tablet of m1 in the meeting; with join=False one that is only connected."""
    with ExitStack() as stack:

        def connected(who: str, *, join: bool = True) -> Tablet:
            tablet = stack.enter_context(Tablet(room.server, {"token": room.token(who)}))
            if join:
                tablet.join(room.world.meeting)
            return tablet

        yield connected


@pytest.fixture
def bystander(room: Room, connect: Connect) -> Iterator[Tablet]:
    """Somebody of the same meeting, who must notice nothing of what others do to the server."""
    tablet, world = connect("sec"), room.world
    yield tablet
    seq = tablet.act(world.stream, "presenting.show", paper=world.paper, page=1)["ok"]["seq"]
    assert tablet.entries(world.stream, upto=seq)[-1]["seq"] == seq
