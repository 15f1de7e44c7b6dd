"""The whole way: a server process, a broker that lets nobody in without a name, and devices that anybody can play."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from icabinet.tls import certificates
from icabinet.tls.folder import Folder
from tests.desk import Desk
from tests.devices.room import Devices
from tests.live.server import ROOT, Server
from tools.servers import Mosquitto, find_mosquitto

US, PASSWORD = "icabinet", "for tests only"
# As in docs/devices.md: each device writes below its own name, and nowhere else.
RIGHTS = f"""\
user {US}
topic readwrite icabinet/#

pattern read icabinet/#
pattern write icabinet/+/seats/%u/+
pattern write icabinet/+/devices/%u/+
"""


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Mosquitto, Path]]:
    """A broker with TLS, names and rights; and who vouches for it."""
    if find_mosquitto() is None:
        pytest.skip("Mosquitto is not installed (tools/servers.sh installs it where it can)")
    folder = tmp_path_factory.mktemp("guarded")
    authority = certificates.make_authority(["127.0.0.1"])
    kept = Folder(folder)
    kept.keep_authority(authority)
    kept.keep_server(certificates.make_server(authority, ["127.0.0.1"]))
    (folder / "rights").write_text(RIGHTS)
    for name in (US, "A1", "A2"):
        new = () if (folder / "names").exists() else ("-c",)
        subprocess.run(["mosquitto_passwd", *new, "-b", folder / "names", name, PASSWORD], check=True)
    for name in ("rights", "names"):
        (folder / name).chmod(0o600)
    broker = Mosquitto(
        folder,
        "allow_anonymous false",
        f"password_file {folder / 'names'}",
        f"acl_file {folder / 'rights'}",
        f"certfile {kept.server_certificate}",
        f"keyfile {kept.server_key}",
    )
    yield broker.start(), kept.authority_certificate
    broker.kill()


class RoomServer(Server):
    """A server that speaks to a room's devices."""

    mqtt: dict[str, str]

    def environment(self) -> dict[str, str]:
        return super().environment() | {f"ICABINET_{name.upper()}": value for name, value in self.mqtt.items()}


@pytest.fixture(scope="module")
def server(template: Desk, guarded: tuple[Mosquitto, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The server on a live meeting in the room "hall"; yields the desk beside it, to see what happened."""
    broker, authority = guarded
    desk = Desk.copy(template, tmp_path_factory.mktemp("served"))
    desk.act("sec", "equipment.use_room", room="hall")
    for unit, who in (("C", "chair"), ("A1", "m1"), ("A2", "m2")):
        desk.act("sec", "equipment.give_unit", unit=unit, person=desk.person(who))
    desk.start()
    server = RoomServer(desk.folder)
    server.mqtt = {
        "mqtt_url": broker.url.replace("mqtt://", "mqtts://"),
        "mqtt_user": US,
        "mqtt_password": PASSWORD,
        "mqtt_ca": str(authority),
        "secret_key": desk.settings.secret_key,
    }
    desk.served = server.start()  # type: ignore[attr-defined]
    yield desk
    server.close()
    desk.close()


def test_a_device_is_who_the_broker_says_that_it_is(server: Desk, guarded: tuple[Mosquitto, Path]):
    broker, authority = guarded
    devices = Devices(broker.port, user="A1", password=PASSWORD, authority=authority)
    devices.wait_for("icabinet/status", lambda told: told == {"online": True})
    # What A1 says in the name of A2, the broker passes on to nobody.
    devices.say("seats/A2/press", {"id": "stolen"})
    assert devices.ask("seats/A1/press", id="own")["ok"]
    devices.close()
    waiting = [one["person"] for one in server.kinds("sec", "speakers").values()]
    assert waiting == [server.person("m1")]


def test_anybody_can_play_the_devices_of_a_room(server: Desk):
    served: RoomServer = server.served  # type: ignore[attr-defined]
    command = [sys.executable, "-W", "ignore", "-m", "flask", "--app", "wsgi", "room", "simulate", "hall"]
    with subprocess.Popen(
        command, cwd=ROOT, env=served.environment() | {"PYTHONUNBUFFERED": "1"}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as played:  # fmt: skip
        assert played.stdin is not None
        assert played.stdout is not None
        said: list[str] = []

        def until(words: str) -> None:
            while not any(words in line for line in said):
                line = played.stdout.readline()  # type: ignore[union-attr]
                assert line, said
                said.append(line.rstrip())
            said.clear()

        until("A2: microphone closed")
        played.stdin.write("sing A1\nspeak A2\n")
        played.stdin.flush()
        until("A2: microphone closed, light waiting")
        played.stdin.write("vote A2 yes\ncard 99\n")
        played.stdin.flush()
        until("door: card 99: refused: identity_unknown")
        played.stdin.write("quit\n")
        played.stdin.flush()
        assert played.wait(20) == 0
    assert server.person("m2") in [one["person"] for one in server.kinds("sec", "speakers").values()]


def test_without_a_broker_the_simulator_says_so(template: Desk, tmp_path: Path):
    for url, words in (("", "ICABINET_MQTT_URL"), ("mqtt://127.0.0.1:1", "cannot be reached")):
        desk = Desk.copy(template, tmp_path / words, mqtt_url=url)
        ran = desk.app.test_cli_runner().invoke(args=["room", "simulate", "hall"])
        desk.close()
        assert (ran.exit_code, words in ran.output) == (1, True)
