"""A meeting in a room with devices, a real broker between them; all tests of a module share it."""

from collections.abc import Iterator

import pytest

from icabinet.devices.desk import RoomDesk
from tests.desk import Desk
from tests.devices.room import Devices
from tools.servers import Mosquitto

CARD = "04:A2:19:7f"


@pytest.fixture(scope="module")
def held(template: Desk, mosquitto: Mosquitto, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A live meeting in the room "hall": chair at C, members at A1 to A3; m1 has a card."""
    desk = Desk.copy(template, tmp_path_factory.mktemp("room"), mqtt_url=mosquitto.url)
    desk.act("sec", "equipment.use_room", room="hall")
    for unit, who in (("C", "chair"), ("A1", "m1"), ("A2", "m2"), ("A3", "m3")):
        desk.act("sec", "equipment.give_unit", unit=unit, person=desk.person(who))
    desk.act("sec", "equipment.give_card", card=CARD, person=desk.person("m1"))
    desk.start()
    speaking = RoomDesk(desk.app)
    desk.services.writer.listen(speaking.hear)
    speaking.start()
    yield desk
    assert speaking.close(15)
    desk.close()


@pytest.fixture
def devices(held: Desk, mosquitto: Mosquitto) -> Iterator[Devices]:
    """The room's devices, connected; the product is there, too."""
    devices = Devices(mosquitto.port)
    devices.wait_for("icabinet/status", lambda told: told == {"online": True})
    yield devices
    devices.close()
