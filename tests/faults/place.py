"""Where faults happen: a meeting with many members, and the real server process that holds it."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import requests

from icabinet import ids
from icabinet.app import create_app
from icabinet.config import Settings
from icabinet.people import accounts, bodies
from icabinet.people.bodies import Seat
from icabinet.performing import Actor, perform
from tests.faults.tablet import Who
from tests.live.server import Server
from tests.live.world import PASSWORD, close_app, create, file_paper, invite, token
from tests.migrated import migrate
from tests.quick_passwords import quick_passwords

KEY = "for tests only"
_TICKS = os.sysconf("SC_CLK_TCK")


class House(Server):
    """A web process with settings of its own; what it logs is not shared."""

    def __init__(
        self,
        folder: Path,
        name: str = "server",
        prefix: tuple[str, ...] = (),
        logs: Path | None = None,
        **settings: object,
    ) -> None:
        super().__init__(folder, prefix=prefix)
        self._log = (logs or folder) / f"{name}.log"
        self._more = {f"ICABINET_{key.upper()}": str(value) for key, value in settings.items()}

    def environment(self) -> dict[str, str]:
        return super().environment() | {"ICABINET_SECRET_KEY": KEY} | self._more

    @property
    def database(self) -> Path:
        """Where the data is, if it is not in PostgreSQL."""
        return self.data_dir / "icabinet.sqlite"

    def get(self, path: str) -> int:
        """The status that a page is answered with."""
        return requests.get(self.url + path, timeout=10).status_code

    @property
    def descriptors(self) -> int:
        """Open files and connections, without those to the database: of these a bounded pool keeps some."""
        return sum(1 for one in Path(f"/proc/{self.pid}/fd").iterdir() if ".sqlite" not in _leads_to(one))

    @property
    def memory_mb(self) -> float:
        """Resident memory of the process itself, without its children."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    @property
    def cpu_s(self) -> float:
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS


def _leads_to(descriptor: Path) -> str:
    try:
        return str(descriptor.readlink())
    except FileNotFoundError:
        return ""


@dataclass(frozen=True)
class Place:
    """`desk` is the secretary, who runs the votes; `chair` may too. All `members` may vote."""

    folder: Path
    settings: dict[str, object]
    meeting: str
    paper: str
    desk: Who
    chair: Who
    members: list[Who]
    login: str = "secretary"

    @property
    def stream(self) -> str:
        return f"meeting:{self.meeting}"

    def house(self, name: str = "server", prefix: tuple[str, ...] = (), **more: object) -> House:
        return House(self.folder, name, prefix, **{**self.settings, **more})

    def copy(self, folder: Path) -> "Place":
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return replace(self, folder=folder)


def furnish(folder: Path, members: int, **settings: object) -> Place:
    """Make the meeting in an empty folder (or database); nothing serves it yet."""
    app = create_app(Settings(data_dir=folder, secret_key=KEY, **settings))  # type: ignore[arg-type]
    with app.app_context(), quick_passwords():
        migrate()
        body = bodies.add_body("Council")
        secretary = accounts.add_person("Secretary", "secretary", PASSWORD)
        bodies.seat(body, secretary, Seat(prepares=True))
        meeting = create(secretary, body)
        chair = accounts.add_person("Chair")
        invite(secretary, meeting, chair, "chair")
        people = [accounts.add_person(f"Member {number}") for number in range(members)]
        for person in people:
            invite(secretary, meeting, person, "member")
        paper = file_paper(secretary, meeting)
        perform(Actor(secretary), f"meeting:{meeting}", ids.new(), "meetings.start", {})
        desk, at_chair = Who(secretary, token(secretary), "secretary"), Who(chair, token(chair), "chair")
        place = Place(
            folder, settings, meeting, paper, desk, at_chair, [Who(person, token(person)) for person in people]
        )
    close_app(app)
    return place


@contextmanager
def furnished(members: int, **settings: object) -> Iterator[Place]:
    """A place in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="icabinet-faults-") as folder:
        if settings:
            yield furnish(Path(folder), members, **settings)
        else:
            yield _template(members).copy(Path(folder))


@cache
def _template(members: int) -> Place:
    """Furnishing takes long; this place is only ever copied."""
    folder = Path(tempfile.mkdtemp(prefix="icabinet-faults-"))
    atexit.register(shutil.rmtree, folder)
    return furnish(folder, members)


@contextmanager
def serving(house: House) -> Iterator[House]:
    house.start()
    try:
        yield house
    finally:
        house.close()


def stroke(paper: str) -> dict[str, Any]:
    """Arguments of a stroke."""
    return {
        "id": ids.new(), "paper": paper, "page": 1, "tool": "pen", "colour": "#102030", "width": 20,
        "points": [number % 9_000 for number in range(60)],
    }  # fmt: skip
