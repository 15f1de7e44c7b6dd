"""Several processes and one room: what one writes another tells the devices, and who dies is followed by another."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from icabinet import ids
from icabinet.app import create_app
from icabinet.config import Settings
from icabinet.devices.desk import LEASE
from icabinet.performing import Actor, perform
from tests.cluster.conftest import KEY, Member
from tests.devices.room import Devices
from tests.live import world
from tests.live.conftest import Room
from tests.live.server import ROOT
from tools.servers import Mosquitto, PostgreSQL, Redis

UNITS = {"C": "chair", "A1": "m1", "A2": "m2"}
# So long that nobody waits for it; and as in earnest.
NEVER_S, OFTEN_S = 600.0, 1.0
Speak = Callable[[float], "subprocess.Popen[bytes]"]


@dataclass
class Several:
    """`member`: a process that serves tablets and speaks for no room; `database`: of all of them."""

    room: Room
    member: Member
    database: str

    def act(self, who: str, name: str, /, **args: object) -> None:
        """Have somebody do something at the member."""
        self._ask("POST", f"actions/{name}", who, json={"id": ids.new(), "args": args})

    def waiting(self) -> str:
        """Return the request of whoever waits for the floor."""
        (records,) = (part["records"] for part in self._ask("GET", "records", "screen").values())
        (waiting,) = (one for key, one in records.items() if key.startswith("speakers/") and one["state"] == "waiting")
        return str(waiting["id"])

    def _ask(self, method: str, path: str, who: str, **more: Any) -> Any:
        address = f"{self.member.url}/api/v1/meetings/{self.room.world.meeting}/{path}"
        headers = {"Authorization": f"Bearer {self.room.token(who)}"}
        answer = requests.request(method, address, headers=headers, timeout=10, **more)
        assert answer.ok, answer.text
        return answer.json()


@pytest.fixture(scope="module")
def several(postgresql: PostgreSQL, redis: Redis, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Several]:
    folder, name = tmp_path_factory.mktemp("several"), postgresql.database()
    app = create_app(Settings(data_dir=folder, database_url=postgresql.url(name), secret_key=KEY))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world, "open_app", lambda _folder: app)
        patch.setattr(world, "close_app", lambda _app: None)
        furnished = world.furnish(folder)
    with app.app_context():
        sec = Actor(furnished.people["sec"])
        perform(sec, furnished.stream, ids.new(), "equipment.use_room", {"room": "hall"})
        for unit, who in UNITS.items():
            args = {"unit": unit, "person": furnished.people[who]}
            perform(sec, furnished.stream, ids.new(), "equipment.give_unit", args)
    world.close_app(app)
    member = Member(folder, "member", postgresql.url(name), redis.url).start()
    yield Several(Room(member, furnished), member, name)
    member.close()


@pytest.fixture
def speak(several: Several, mosquitto: Mosquitto) -> Iterator[Speak]:
    """`speak(seconds)` starts a process that speaks for rooms, and looks by itself that often."""
    started: list[subprocess.Popen[bytes]] = []

    def speaks(look_s: float) -> "subprocess.Popen[bytes]":
        words = [sys.executable, "-m", "tests.devices.speaking", str(look_s)]
        env = several.member.environment() | {"ICABINET_MQTT_URL": mosquitto.url}
        with (Path(several.member.data_dir) / "speaking.log").open("ab") as log:
            started.append(subprocess.Popen(words, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=log, stderr=log))
        return started[-1]

    yield speaks
    for process in started:
        if process.stdin is not None:
            process.stdin.close()
        process.wait(20)


@pytest.fixture
def devices(mosquitto: Mosquitto) -> Iterator[Devices]:
    devices = Devices(mosquitto.port)
    yield devices
    devices.close()


def is_up(told: object) -> bool:
    return told == {"online": True}


def test_what_another_process_writes_is_told_because_it_was_said_and_not_because_somebody_looked(
    several: Several, speak: Speak, devices: Devices
):
    speak(NEVER_S)
    devices.wait("meeting", lambda told: told["id"] == several.room.world.meeting)
    devices.wait("floor", lambda told: told["waiting"] == 0)
    speech = ids.new()
    several.act("m1", "floor.ask", id=speech)
    devices.wait("floor", lambda told: told["waiting"] == 1)
    several.act("chair", "floor.call", id=speech)
    devices.wait("seats/A1/set", lambda told: told["microphone"])
    several.act("chair", "floor.end", id=speech)
    devices.wait("seats/A1/set", lambda told: not told["microphone"])


def test_when_the_process_that_speaks_is_killed_another_one_takes_over(
    several: Several, speak: Speak, devices: Devices, postgresql: PostgreSQL
):
    first = speak(OFTEN_S)
    devices.wait_for("icabinet/status", is_up)
    assert devices.ask("seats/A2/press", id="first")["ok"]
    speak(OFTEN_S)
    first.kill()
    devices.wait_for("icabinet/status", lambda told: told == {"online": False})
    # What happens meanwhile is not lost on the room: who follows tells how everything stands.
    several.act("chair", "floor.call", id=several.waiting())
    held = postgresql.execute(f"SELECT holder FROM leases WHERE name = '{LEASE}'", several.database)
    # It holds for fifteen seconds more, which pass in no time here.
    postgresql.execute(f"UPDATE leases SET until = 0 WHERE name = '{LEASE}'", several.database)
    devices.wait_for("icabinet/status", is_up)
    assert postgresql.execute(f"SELECT holder FROM leases WHERE name = '{LEASE}'", several.database) != held
    devices.wait("seats/A2/set", lambda told: told["microphone"])
    # Whoever has died answers nobody.
    assert devices.ask("seats/A1/press", id="second")["ok"]
    answers = [payload for topic, payload in devices.all if topic.endswith("/answer") and "second" in payload]
    assert len(answers) == 1
