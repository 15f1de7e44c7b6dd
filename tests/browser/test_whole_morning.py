"""A whole morning of a body of sixty: twelve items, forty speeches, eight votes, and everything adds up to the second.

The chair runs it by the one button that proposes what comes next. The server's clock stands still but for what passes
in the book; so what the records, the pages and the screens say of time is compared with the book, exactly.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from icabinet import ids
from icabinet.languages import ZONE, format_clock
from tests.browser.chair import Chair
from tests.browser.display import Display
from tests.browser.hall import MEMBERS, UNITS, Benches, Book, HallHouse
from tests.browser.house import Meeting
from tests.browser.people import Member
from tests.browser.printed import passages
from tests.browser.secretary import Secretary
from tests.sealing import seal

SPEECHES = (0, 3, 5, 2, 4, 6, 3, 4, 2, 5, 4, 2)
VOTES = (1, 2, 3, 5, 6, 7, 9, 10)
SECRET = 7
PLANNED_MIN, LIMIT_S = 12, 180
# What is said for how long: some stop on the second, some go on beyond their time.
LENGTHS_S = (95, 180, 211, 42, 167, 305, 73)
# Who comes and goes while an item is open: there, away, or there on a screen from elsewhere.
COMINGS = {
    1: {"m41": "in", "m42": "in"},
    2: {"m43": "in", "m44": "afar"},
    3: {"m46": "out", "m47": "out"},
    4: {"m48": "afar"},
    5: {"m45": "out"},
    6: {"m46": "in", "m47": "in"},
    8: {"m48": "in"},
    10: {"m49": "out"},
}
NEVER, FROM_AFAR, LATE = ("m50", "m51"), ("m59", "m60"), ("m41", "m42", "m43", "m44")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallHouse]:
    house = HallHouse(tmp_path_factory.mktemp("hall"))
    yield house
    house.close()


@dataclass
class Morning:
    """The script: it makes things happen, and keeps the book on them."""

    house: HallHouse
    meeting: Meeting
    benches: Benches
    book: Book
    chair: Chair
    binh: Member
    wall: Display
    polls: dict[int, dict[str, Any]]
    here: dict[str, str] = field(default_factory=dict)
    ways: dict[str, list[str]] = field(default_factory=dict)
    speeches: list[tuple[str, str, int]] = field(default_factory=list)
    results: dict[str, Counter[str]] = field(default_factory=dict)

    def comes(self, who: str, how: str) -> None:
        """Somebody checks in, leaves, or goes on from elsewhere; the book counts presence from the beginning on."""
        action, args = ("attendance.leave", {}) if how == "out" else ("attendance.check_in", {"remote": how == "afar"})
        self.benches.do((who, action, args))
        self.notes(who, how)

    def notes(self, who: str, how: str) -> None:
        if who in self.here:
            self.book.ends("stay", who)
        if how == "out":
            del self.here[who]
        else:
            self.here[who] = how
            self.ways.setdefault(who, []).append(how)
            self.book.begins("stay", who)

    def gathers(self) -> None:
        for one in (self.chair, self.binh):
            one.checks_in()
            self.notes(one.who, "in")
        early = [who for who in self.benches.tablets if who not in (*NEVER, *LATE)]
        ways = {who: "afar" if who in FROM_AFAR else "in" for who in early}
        self.benches.do(*((who, "attendance.check_in", {"remote": how == "afar"}) for who, how in ways.items()))
        for who, how in ways.items():
            self.notes(who, how)
        self.benches.do(("m50", "attendance.answer", {"answer": "declined", "reason": "Đi công tác"}))
        self.book.passes(240)
        self.book.ms.clear()

    def deals_with(self, place: int, item: str) -> None:
        self.chair.takes_step("Open item {number}", number=place + 1)
        self.chair.sees_item(title(place))
        self.book.begins("item", item)
        self.book.passes(25 + place)
        for who, how in COMINGS.get(place, {}).items():
            self.comes(who, how)
        for _ in self.speakers(place, item):
            self.book.passes(20)
        if place in VOTES:
            self.votes(place)
        self.chair.takes_step("Close item {number}", number=place + 1)
        self.sees_next(place + 1)
        self.book.ends("item", item)
        self.book.passes(10)

    def sees_next(self, place: int) -> None:
        if place < len(SPEECHES):
            self.chair.sees_step("Open item {number}", number=place + 1)
        else:
            self.chair.sees_step("End the meeting")

    def speakers(self, place: int, item: str) -> Iterator[None]:
        """Everybody asks at once; they speak one after the other, and each ends whoever spoke before."""
        here = [who for who in self.benches.tablets if self.here.get(who) == "in"]
        line = {who: ids.new() for who in here[place : place + SPEECHES[place]]}
        for who, speech in line.items():
            self.benches.do((who, "floor.ask", {"id": speech, "subject": f"Về mục {place + 1}"}))
        for who, speech in line.items():
            self.chair.takes_step("Give the floor", self.house.names[who])
            self.chair.sees_speaker(who)
            self.speaks(who, item, speech)
            yield
        if line:
            self.chair.takes_step("End the speech")

    def speaks(self, who: str, item: str, speech: str) -> None:
        """Time passes; every eighth is stopped for a while, every tenth is given another minute."""
        number = len(self.speeches)
        seconds = LENGTHS_S[number % len(LENGTHS_S)]
        self.speeches.append((who, item, seconds))
        self.book.passes(seconds - 20)
        if number % 8 == 0:
            self.meeting.does("floor.pause", id=speech)
            self.book.passes(45)
            self.chair.takes_step("Let the speech go on", self.house.names[who])
            self.chair.sees_speech_go_on(who)
        if number % 10 == 0:
            self.meeting.does("floor.extend", id=speech, seconds=60)

    def votes(self, place: int) -> None:
        """Everybody who is here votes, two of them in a browser."""
        question = f"Thông qua mục {place + 1}?"
        self.chair.takes_step("Open the vote", question)
        self.chair.votes("yes")
        self.chair.goes_back_to_paper()
        self.binh.votes("yes")
        poll = self.polls[place]
        if place == SECRET:
            poll = self.meeting.records("ha")[f"polls/{poll['id']}"]
        choices = {who: ("yes", "yes", "yes", "no", "abstain")[(place + number) % 5]
                   for number, who in enumerate(one for one in self.benches.tablets if one in self.here)}  # fmt: skip
        self.benches.do(*((who, "polls.cast", ballot(poll, choice)) for who, choice in choices.items()))
        self.book.passes(60)
        self.results[poll["id"]] = Counter(choices.values()) + Counter({"yes": 2})
        self.chair.takes_step("Close the vote", confirmed=True)
        self.wall.sees_result(**self.results[poll["id"]], verdict="Adopted")

    def ends(self) -> None:
        self.chair.sees_taken(list(self.book.sums("item").values()))
        self.chair.takes_step("End the meeting", confirmed=True)
        self.chair.runs_nothing()
        for who in list(self.here):
            self.book.ends("stay", who)


def title(place: int) -> str:
    return f"Nội dung thứ {place + 1:02}"


def ballot(poll: dict[str, Any], choice: str) -> dict[str, str]:
    if poll["secret"]:
        tracker = ids.new()[:10].translate(str.maketrans("01ilo", "22222"))
        return {"poll": poll["id"], "sealed": seal(poll, choice, tracker)}
    return {"poll": poll["id"], "choice": choice}


def prepared(house: HallHouse) -> tuple[Meeting, list[str], dict[int, dict[str, Any]]]:
    """A meeting of all, with its agenda, and its votes ready to be opened."""
    meeting, items = Meeting(house, ids.new()), [ids.new() for _ in SPEECHES]
    meeting.does("meetings.create", body=house.body, title="Kỳ họp thường lệ", starts_at=house.hands.now, minutes=240)
    for who, part in house.parts.items():
        if part.role != "secretary":
            votes = part.role in ("chair", "member")
            meeting.does("meetings.add_participant", person=house.people[who], role=part.role, entitled=votes)
    agenda = [{"id": item, "title": title(place), "minutes": PLANNED_MIN} for place, item in enumerate(items)]
    meeting.does("agenda.import_items", items=agenda)
    polls = {place: {"id": ids.new(), "item": items[place], "secret": place == SECRET} for place in VOTES}
    for place, poll in polls.items():
        meeting.does("polls.prepare", question=f"Thông qua mục {place + 1}?", preset="majority_cast", **poll)
    return meeting, items, polls


def seconds(said: str) -> int:
    """Read 1:02:05 or 2:05.123 as ms."""
    whole, _, rest = said.partition(".")
    total = 0
    for part in whole.split(":"):
        total = total * 60 + int(part)
    return total * 1000 + int(rest or 0)


def test_sixty_members_twelve_items_forty_speeches_and_eight_votes_add_up(house: HallHouse, sit_down):
    assert (len(SPEECHES), sum(SPEECHES), len(VOTES)) == (12, 40, 8)
    meeting, items, polls = prepared(house)
    chair, binh, wall = sit_down(Chair, "an"), sit_down(Member, "binh"), sit_down(Display, "screen")
    others = [who for who, part in house.parts.items() if part.role == "member" and who != "binh"]
    with Benches(meeting, others).seated() as benches:
        for one in (chair, binh, wall):
            one.enters(meeting)
        morning = Morning(house, meeting, benches, Book(house.hands), chair, binh, wall, polls)
        morning.gathers()
        chair.takes_step("Start the meeting")
        morning.sees_next(0)
        morning.book.begins("meeting", "")
        for place, item in enumerate(items):
            morning.deals_with(place, item)
        morning.ends()
        morning.book.ends("meeting", "")
        records = meeting.records("ha")
        benches.settled(house.ask("GET", f"/meetings/{meeting.id}/records")[f"meeting:{meeting.id}"]["seq"])
    check_items(morning, records)
    check_speeches(morning, records)
    check_votes(morning, records)
    ha = sit_down(Secretary, "ha")
    check_speaking_page(morning, ha)
    check_attendance_page(morning, ha)
    check_minutes(morning, ha)


def check_items(morning: Morning, records: dict[str, Any]) -> None:
    """Items took what the book says, in the records and on the chair's screen; with the pauses they are the meeting."""
    book, spent = morning.book, morning.book.sums("item")
    kept = {record["id"]: record for key, record in records.items() if key.startswith("items/")}
    assert {item: record["spent_ms"] for item, record in kept.items()} == spent
    assert {item: [record["opened_at"], record["closed_at"]] for item, record in kept.items()} == {
        item: book.times["item", item] for item in kept
    }
    meeting = records[f"meetings/{morning.meeting.id}"]
    assert [meeting["started_at"], meeting["ended_at"]] == book.times["meeting", ""]
    assert meeting["ended_at"] - meeting["started_at"] == book.ms["meeting", ""]
    assert sum(spent.values()) + len(SPEECHES) * 10_000 == book.ms["meeting", ""]


def check_speeches(morning: Morning, records: dict[str, Any]) -> None:
    kept = [record for key, record in records.items() if key.startswith("speakers/")]
    kept.sort(key=lambda one: one["started_at"])
    people = morning.house.people
    assert [(one["person"], one["item"], one["spoken_ms"]) for one in kept] == [
        (people[who], item, spoken * 1000) for who, item, spoken in morning.speeches
    ]


def check_votes(morning: Morning, records: dict[str, Any]) -> None:
    polls = {record["id"]: record for key, record in records.items() if key.startswith("polls/")}
    assert len(polls) == len(VOTES)
    for poll, counts in morning.results.items():
        assert polls[poll]["received"] == counts.total()
        result = polls[poll]["result"]
        counted = result["outcomes"][0]["counts"]
        assert {choice: counted[choice] for choice in counts} == counts
        assert sum(counted.values()) == counts.total()
        assert (result["heads"]["all_members"], result["heads"]["present"]) == (MEMBERS, counts.total())


def check_speaking_page(morning: Morning, ha: Secretary) -> None:
    """By person, unit and item, as the page says it."""
    house = morning.house
    ha.opens(f"/meetings/{morning.meeting.id}/speaking")
    by_person, by_unit, by_item = (table_of(ha, number) for number in range(3))
    spoken: dict[str, Counter[str]] = {name: Counter() for name in ("person", "unit", "item")}
    for who, item, length in morning.speeches:
        spoken["person"][house.names[who]] += length * 1000
        spoken["unit"][house.parts[who].unit] += length * 1000
        spoken["item"][item] += length * 1000
    assert by_person == spoken["person"]
    assert by_unit == spoken["unit"]
    assert set(by_unit) <= set(UNITS)
    assert sorted(by_item.values()) == sorted(spoken["item"].values())
    assert by_person.total() == by_unit.total() == by_item.total()


def table_of(ha: Secretary, number: int) -> Counter[str]:
    rows = (
        ha.page.locator("table")
        .nth(number)
        .locator("tbody tr")
        .evaluate_all("rows => rows.map((row) => [row.cells[0].textContent, row.cells[2].textContent])")
    )
    return Counter({name: seconds(said) for name, said in rows})


def check_attendance_page(morning: Morning, ha: Secretary) -> None:
    """Everybody's stays and time; who never came is told apart."""
    house, book = morning.house, morning.book
    ha.opens(f"/meetings/{morning.meeting.id}/attendance")
    said = dict(ha.page.locator("tr[id]").evaluate_all(
        "rows => rows.map((row) => [row.id, [...row.querySelectorAll('time')].map((one) => one.dateTime)])"
    ))  # fmt: skip
    assert len(said) == MEMBERS + 1
    for who in morning.benches.tablets.keys() | {"an", "binh"}:
        times = said[f"person-{house.people[who]}"]
        if who in NEVER:
            assert times == []
            continue
        assert times[-1] == f"PT{book.ms['stay', who] // 1000}S", who
        assert [moment(one) for one in times[:-1]] == book.times["stay", who], who
    expect(ha.page.locator(".attendance-report h2").first).to_contain_text(re.compile(r"\b58\b.*\b60\b"))


def check_minutes(morning: Morning, ha: Secretary) -> None:
    """What the minutes that are drafted from it tell of it: items, speeches, votes and who was there."""
    ha.opens(f"/meetings/{morning.meeting.id}/documents")
    ha.press("Draft the minutes")
    ha.page.wait_for_url("**/edit")
    ha.opens(urlsplit(ha.page.url).path.removesuffix("/edit"))
    attendance, *others = [one for one in passages(ha.page) if one.title]
    items = [one for one in others if one.clocks()]
    assert [one.title for one in items] == [f"{place + 1}. {title(place)}" for place in range(len(SPEECHES))]
    for place, (told, item) in enumerate(zip(items, morning.book.sums("item"), strict=True)):
        assert told.clocks() == [format_clock(at) for at in morning.book.times["item", item]]
        spoke = [(morning.house.names[who], length) for who, on, length in morning.speeches if on == item]
        assert told.speeches() == spoke
        if place in VOTES:
            counts = morning.results[morning.polls[place]["id"]]
            assert told.counts() == counts
            assert len(told.tables) == 1 if place == SECRET else told.roll() == counts
        else:
            assert told.tables == []
    assert sum(length for told in items for _who, length in told.speeches()) == sum(one[2] for one in morning.speeches)
    check_who_was_there(morning, attendance.lines[0], attendance.tables[0])


def check_who_was_there(morning: Morning, said: str, rows: list[list[str]]) -> None:
    ways, times = morning.ways, morning.book.times
    afar = sum(set(how) == {"afar"} for how in ways.values())
    over = times["meeting", ""][1]
    assert said == f"Thành viên: có mặt {len(ways)}/{MEMBERS}, trong đó {afar} dự trực tuyến."
    stays = {
        morning.house.names[who]: "; ".join(
            f"{format_clock(since)} – {'hết phiên' if until == over else format_clock(until)}"
            f"{' (trực tuyến)' if how == 'afar' else ''}"
            for since, until, how in zip(times["stay", who][::2], times["stay", who][1::2], hows, strict=True)
        )
        for who, hows in ways.items()
    }
    kept = {name: told for _place, name, _office, told, _note in rows}
    assert kept == stays | {morning.house.names[who]: "" for who in NEVER}
    excused = [note for _place, name, _office, _told, note in rows if name == morning.house.names[NEVER[0]]]
    assert excused == ["vắng có lý do"]


def moment(said: str) -> int:
    return int(datetime.fromisoformat(said).replace(tzinfo=ZONE).timestamp() * 1000)
