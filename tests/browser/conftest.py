"""A real browser for each person, a real server for all; nothing may go wrong that a test does not expect."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.browser.chair import Chair
from tests.browser.device import Device
from tests.browser.display import Display
from tests.browser.house import CAST, House, Meeting
from tests.browser.machine import Machines
from tests.browser.often import look_often
from tests.browser.people import Member

DEBIAN = "/usr/bin/chromium-headless-shell"
QUIET = ("--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-component-update")
# Whatever a page might ask of the world has no address.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
PATIENCE_MS = 15_000
SEATS = {"chair": Chair, "member": Member, "guest": Member, "display": Display}

Enter = Callable[..., Device]


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = os.environ.get("TEST_CHROMIUM") or DEBIAN
    if not Path(path).exists():
        pytest.skip(f"no Chromium at {path}; TEST_CHROMIUM says where there is one")
    expect.set_options(timeout=PATIENCE_MS)
    look_often()
    playwright.selectors.set_test_id_attribute("data-test")
    chromium = playwright.chromium.launch(executable_path=path, args=[*QUIET, ALONE])
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def house(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("house"))
    yield house
    house.close()


@pytest.fixture(scope="session")
def machines(browser: Browser) -> Iterator[Machines]:
    """The machines that people use, one meeting after the other."""
    machines = Machines(browser)
    yield machines
    machines.close()


@pytest.fixture
def meeting(house: House) -> Meeting:
    """A meeting in session: everybody is invited, a paper lies under the second item."""
    return house.meeting().starts()


@pytest.fixture
def sit_down(house: House, browser: Browser, machines: Machines) -> Iterator[Enter]:
    """`sit_down(Member, "binh")` gives somebody a device; what it should not have met with is told at the end.

    With `new=True` nobody has had it before, nor will afterwards.
    """
    devices: list[Device] = []
    before = len(house.server.log)

    def sat_down(kind: type[Device], *args: object, new: bool = False, **options: object) -> Device:
        device = kind(house, browser, *args, machines=None if new else machines, **options)
        device.context.set_default_timeout(PATIENCE_MS)
        devices.append(device)
        return device

    yield sat_down
    for device in devices:
        device.close()
    assert [trouble for device in devices for trouble in device.troubles] == []
    written = house.server.log[before:]
    assert not re.search(r"Traceback|incident", written), written


@pytest.fixture
def enter(sit_down: Enter, meeting: Meeting) -> Enter:
    """`enter("binh")` puts somebody of the cast into the meeting."""

    def entered(who: str, **options: object) -> Device:
        person = sit_down(SEATS[CAST[who].role], who, **options)
        person.enters(meeting)
        return person

    return entered
