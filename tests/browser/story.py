"""A meeting on the sample data, told moment by moment: what the documentation shows and eyes should look over."""

import json
import math
from collections.abc import Iterator

from playwright.sync_api import Browser

from icabinet import ids
from icabinet.demo import content, loading
from icabinet.extensions import services
from tests.browser.chair import Chair
from tests.browser.device import Device
from tests.browser.display import Display
from tests.browser.house import House
from tests.browser.people import Member
from tests.browser.secretary import Secretary, Visitor

ITEM, PLAN = "Chủ trương chỉnh trang", "Phụ lục bản đồ quy hoạch"
QUESTION = "Đồng ý chủ trương chỉnh trang, mở rộng không gian đi bộ phố Hàng Sen - Thủy Tạ?"
BALLOTS = {"vinh": "yes", "khoi": "yes", "lien": "no", "kiet": "yes"}
CONVERTED_MS = 120_000

Moment = tuple[str, list[Device]]


class DemoHouse(House):
    """A house with the sample data. Whoever has no browser in the story acts by the API."""

    def furnish(self) -> dict[str, str]:
        loading.load()
        notes = json.loads((services().settings.data_dir / "demo.json").read_text())
        self.names = {person.key: person.name for person in content.PEOPLE}
        self.held = f"/meetings/{notes['meeting']}"
        return dict(notes["people"])

    def does(self, who: str, name: str, /, **args: object) -> None:
        self.ask("POST", f"{self.held}/actions/{name}", self.sign_in(who), json={"id": ids.new(), "args": args})

    def open_poll(self) -> str:
        parts = self.ask("GET", f"{self.held}/records", self.sign_in("khue"))
        records = [record for part in parts.values() for record in part["records"].values()]
        return next(str(record["id"]) for record in records if record.get("state") == "open" and "question" in record)


class Story:
    """Each part yields moments: a name, and who is worth looking at just then."""

    def __init__(self, house: DemoHouse, browser: Browser, locale: str, scale: float) -> None:
        self.house, self.browser, self.locale = house, browser, locale
        self.devices: list[Device] = []
        self.chair = self.enter(Chair, "khue")
        self.mai = self.enter(Member, "mai")
        self.wall = self.enter(Display, "screen", device_scale_factor=scale)
        self.room = [self.chair, self.mai, self.wall]

    def close(self) -> None:
        for device in self.devices:
            device.close()

    def moments(self) -> Iterator[Moment]:
        self.chair.sees_no_paper_coming(CONVERTED_MS)
        for part in (self.door, self.desk, self.item, self.page, self.vote, self.trouble):
            yield from part()

    def door(self) -> Iterator[Moment]:
        visitor = self.sit_down(Visitor)
        for path in ("/sign-in", "/join"):
            visitor.opens(path)
            visitor.chooses_language(self.locale)
            yield path.strip("/"), [visitor]

    def desk(self) -> Iterator[Moment]:
        anh = self.sit_down(Secretary, "anh")
        paths = {"home": "/", "new": "/meetings/new", "account": "/account", "people": "/people", "bodies": "/bodies"}
        for name, path in (paths | {"edit": f"{self.house.held}/edit#agenda"}).items():
            anh.opens(path)
            yield name, [anh]

    def item(self) -> Iterator[Moment]:
        for who in ("khue", "mai", *BALLOTS):
            self.house.does(who, "attendance.check_in")
        yield "before", self.room
        self.chair.opens_item(ITEM)
        yield "item", self.room

    def page(self) -> Iterator[Moment]:
        self.chair.opens_paper(PLAN)
        self.chair.shows_page(1)
        self.mai.sees_page(1)
        self.draw_around_the_street()
        for who in ("vinh", "khoi", "mai"):
            self.house.does(who, "floor.ask", id=ids.new(), kind="contribution")
        self.chair.calls_next()
        self.wall.sees_speaker("vinh")
        yield "page", self.room
        self.mai.turns_the_page()
        self.mai.reads_alone()
        yield "alone", [self.mai]
        self.mai.comes_back(1)

    def draw_around_the_street(self) -> None:
        box = self.mai.current_page.bounding_box()
        assert box is not None
        centre, radius = (box["x"] + 0.68 * box["width"], box["y"] + 0.29 * box["height"]), 0.07 * box["width"]
        self.mai.takes_pen("Red")
        self.mai.press("Shared")
        turns = [0.02 * math.tau * step for step in range(53)]
        self.mai.moves_pen([(centre[0] + radius * math.cos(a), centre[1] + 0.7 * radius * math.sin(a)) for a in turns])
        self.wall.sees_strokes(1)

    def vote(self) -> Iterator[Moment]:
        self.chair.ends_speech()
        self.chair.opens_vote(QUESTION)
        self.mai.sees_vote(QUESTION)
        self.mai.press("Yes", self.mai.sheet)
        self.chair.votes("yes")
        self.chair.goes_back_to_paper()
        poll = self.house.open_poll()
        for who, choice in BALLOTS.items():
            self.house.does(who, "polls.cast", poll=poll, choice=choice)
        self.wall.sees_turnout(5, 7)
        yield "vote", self.room
        self.mai.chooses("yes")
        self.mai.sees_vote_recorded()
        yield "voted", [self.mai]
        self.chair.closes_vote()
        self.mai.sees_result(yes=5, no=1)
        yield "result", self.room

    def trouble(self) -> Iterator[Moment]:
        self.mai.goes_back_to_paper()
        self.mai.press("Settings and help")
        yield "settings", [self.mai]
        self.mai.press("Close")
        self.mai.loses_network()
        self.mai.draws_stroke(shared=True)
        self.mai.sees_unsent(1)
        yield "offline", [self.mai]

    def enter(self, kind: type[Device], who: str, **options: object) -> Device:
        device = self.sit_down(kind, who, **options)
        device.opens(self.house.held)
        device.is_connected()
        return device

    def sit_down(self, kind: type[Device], *args: str, **options: object) -> Device:
        device = kind(self.house, self.browser, *args, locale=self.locale, **options)
        self.devices.append(device)
        return device
