"""Secret votes of every shape, and all that is kept or sent searched for who voted how, before and after the end (P13).

One casts for an absent member too, and one member's vote would weigh more: neither may tie anybody to a ballot.
"""

import base64
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import requests

from icabinet import ids
from icabinet.people import bodies
from icabinet.people.bodies import Seat
from icabinet.polls.sealing import plain_length
from icabinet.polls.shapes import Shape
from tests.live.conftest import Room
from tests.live.server import Server
from tests.live.tablet import Tablet
from tests.live.world import World, close_app, open_app
from tests.sealing import seal

OPTIONS = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Chi")
# What is on the ballots of the chair, of m1, and of m2, who is away.
VOTES = (
    (Shape(), ("yes", "no", "abstain")),
    (Shape(form="one", options=OPTIONS), ("2", "0", "abstain")),
    (Shape(form="several", options=OPTIONS, least=1, most=2), ("0,2", "1", "0,1")),
    (Shape(form="each", options=OPTIONS), ("yna", "nny", "aaa")),
    (Shape(form="ranked", options=OPTIONS), ("2,0,1", "0", "1,2")),
)
_LETTERS = "zyxwvutsrqpnmkjhgfedcba98765432"
_LISTENERS = ("chair", "sec", "m1", "m2", "guest", "screen")
_DATABASE, _LOG = "icabinet.sqlite", "server.log"


class Talkative(Server):
    """It writes down all that it can say."""

    def environment(self) -> dict[str, str]:
        return super().environment() | {"ICABINET_LOG_LEVEL": "debug"}


class Cast(NamedTuple):
    poll: str
    voter: str
    choice: str
    tracker: str
    sealed: str


@dataclass(frozen=True)
class Found:
    """All that was kept and sent up to a moment; packets by whose tablet got them."""

    files: dict[str, bytes]
    packets: dict[str, list[str]]
    metrics: str

    def places(self) -> Iterator[tuple[str, bytes]]:
        yield from self.files.items()
        yield from ((f"packets of {who}", "\n".join(some).encode()) for who, some in self.packets.items())
        yield "metrics", self.metrics.encode()

    def with_any(self, *needles: bytes) -> set[str]:
        """Return the places where one of them is, in whatever writing."""
        forms = [form for needle in needles for form in _forms(needle)]
        return {place for place, data in self.places() if any(form in data for form in forms)}


@dataclass(frozen=True)
class Story:
    """What happened, and what could be found before the votes were closed and after."""

    world: World
    cast: list[Cast]
    keys: list[bytes]
    before: Found
    after: Found
    results: dict[str, dict[str, Any]]

    @property
    def trackers(self) -> list[bytes]:
        return [one.tracker.encode() for one in self.cast]

    @property
    def envelopes(self) -> list[bytes]:
        """A piece from the middle of each, as a page that was overwritten in part may keep it."""
        return [base64.b64decode(one.sealed)[30:75] for one in self.cast]


def _forms(needle: bytes) -> list[bytes]:
    """As it is, in hexadecimal digits, and in base64 wherever it begins in a longer text."""
    shifted = [base64.b64encode(bytes(shift) + needle)[4 if shift else 0 : -4] for shift in range(3)]
    return [form for form in (needle, needle.hex().encode(), *shifted) if len(form) >= len(needle)]


class Listener(Tablet):
    """Keeps every packet that it gets."""

    def __init__(self, room: Room, who: str) -> None:
        super().__init__(room.server, {"token": room.token(who)})
        self.packets: list[str] = []
        take = self._ws.recv

        def recv() -> str:
            self.packets.append(take())
            return self.packets[-1]

        self._ws.recv = recv


@pytest.fixture(scope="module")
def room(furnished: tuple[Path, World], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    original, world = furnished
    data_dir = tmp_path_factory.mktemp("secret")
    shutil.copytree(original, data_dir, dirs_exist_ok=True)
    app = open_app(data_dir)
    with app.app_context():
        bodies.seat(world.body, world.people["m1"], Seat(office="Member", weight=2_500_000))
    close_app(app)
    server = Talkative(data_dir).start()
    yield Room(server, world)
    server.close()


@pytest.fixture(scope="module")
def story(room: Room, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    backups = tmp_path_factory.mktemp("backups")
    with ExitStack() as stack:
        tablets = {who: stack.enter_context(Listener(room, who)) for who in _LISTENERS}
        for tablet in tablets.values():
            tablet.join(room.world.meeting)
        polls = _opened(room, tablets)
        cast = _cast(room, tablets, polls)
        room.server.command("backup", str(backups / "backup.tar"), "--incomplete")
        keys = [path.read_bytes() for path in (room.server.data_dir / "poll_keys").iterdir()]
        before = _found(room, tablets, backups)
        results = _closed(room, tablets, polls)
        _until_the_log_is_empty(room, tablets["sec"], cast)
        yield Story(room.world, cast, keys, before, _found(room, tablets, backups), results)


def _ok(answer: dict[str, Any]) -> dict[str, Any]:
    assert "ok" in answer, answer
    return answer["ok"]


def _opened(room: Room, tablets: dict[str, Listener]) -> list[str]:
    stream, people = room.world.stream, room.world.people
    _ok(tablets["chair"].act(stream, "attendance.represent", member=people["m2"], by=people["m1"]))
    _ok(tablets["m1"].act(stream, "attendance.check_in"))
    polls = [ids.new() for _ in VOTES]
    for poll, (shape, _) in zip(polls, VOTES, strict=True):
        asked = {"form": shape.form, "options": shape.options, "least": shape.least, "most": shape.most}
        args = {"question": f"Câu hỏi {shape.form}", "secret": True, "shape": asked, "preset": "majority_cast"}
        _ok(tablets["sec"].act(stream, "polls.prepare", id=poll, **args))
    _ok(tablets["chair"].act(stream, "polls.open", id=polls[0], together=polls[1:]))
    return polls


def _cast(room: Room, tablets: dict[str, Listener], polls: list[str]) -> list[Cast]:
    people, found, number = room.world.people, [], count()
    records = _records(room, tablets["guest"])
    for poll, (shape, choices) in zip(polls, VOTES, strict=True):
        for who, by, choice in zip(("chair", "m1", "m2"), ("chair", "m1", "m1"), choices, strict=True):
            tracker = f"{_LETTERS[next(number)]}2k7m9p4wx"
            sealed = seal(records[f"polls/{poll}"], choice, tracker, length=plain_length(shape))
            more = {"member": people[who]} if who != by else {}
            _ok(tablets[by].act(room.world.stream, "polls.cast", poll=poll, sealed=sealed, **more))
            found.append(Cast(poll, people[who], choice, tracker, sealed))
    return found


def _closed(room: Room, tablets: dict[str, Listener], polls: list[str]) -> dict[str, dict[str, Any]]:
    for poll in polls:
        _ok(tablets["chair"].act(room.world.stream, "polls.close", id=poll))
    records = _records(room, tablets["guest"])
    return {poll: records[f"polls/{poll}"]["result"] for poll in polls}


def _records(room: Room, tablet: Tablet) -> dict[str, Any]:
    return tablet.join(room.world.meeting)["streams"][room.world.stream]["records"]  # type: ignore[no-any-return]


def _until_the_log_is_empty(room: Room, desk: Tablet, cast: list[Cast]) -> None:
    """Whoever reads at the end keeps the log from being emptied; the next entry sees to it."""
    piece = base64.b64decode(cast[0].sealed)[30:75]
    log = room.server.data_dir / f"{_DATABASE}-wal"
    for page in range(1, 50):
        _ok(desk.act(room.world.stream, "presenting.show", paper=room.world.paper, page=page))
        if piece not in log.read_bytes():
            return


def _found(room: Room, tablets: dict[str, Listener], backups: Path) -> Found:
    for tablet in tablets.values():
        # As one who comes now, and as one who was away.
        tablet.join(room.world.meeting)
        tablet.ask("catch_up", {"stream": room.world.stream, "since": 0})
    data_dir = room.server.data_dir
    files = {str(path.relative_to(data_dir)): path.read_bytes() for path in data_dir.rglob("*") if path.is_file()}
    files |= {path.name: path.read_bytes() for path in backups.iterdir()}
    metrics = requests.get(f"{room.server.url}/metrics", timeout=10).text
    return Found(files, {who: list(tablet.packets) for who, tablet in tablets.items()}, metrics)


def test_each_was_counted_as_it_was_cast(story: Story):
    for poll, result in story.results.items():
        assert result["agrees"]
        assert result["trackers"] == sorted([one.tracker, one.choice] for one in story.cast if one.poll == poll)


def test_while_it_is_open_no_ballot_is_readable_anywhere(story: Story):
    assert story.before.with_any(*story.trackers) == set()
    assert story.before.with_any(b'{"c":') == set()


def test_while_it_is_open_envelopes_lie_in_the_database_only(story: Story):
    places = story.before.with_any(*story.envelopes)
    assert places
    assert places <= {_DATABASE, f"{_DATABASE}-wal"}


def test_while_it_is_open_keys_lie_in_their_own_files_only(story: Story):
    assert len(story.keys) == len(VOTES)
    places = story.before.with_any(*story.keys)
    assert {place.partition("/")[0] for place in places} == {"poll_keys"}


def test_after_the_end_keys_and_envelopes_are_nowhere(story: Story):
    assert "backup.tar" in story.after.files
    assert story.after.with_any(*story.keys, *story.envelopes) == set()


def test_the_log_and_the_metrics_never_say_a_tracker(story: Story):
    assert len(story.after.files[_LOG]) > 1000
    assert not {_LOG, "metrics"} & story.after.with_any(*story.trackers)


def test_in_packets_a_tracker_stands_in_a_published_list_and_nowhere_else(story: Story):
    for who, packets in story.after.packets.items():
        seen = set()
        for packet in packets:
            if any(one.tracker in packet for one in story.cast):
                seen |= set(_around(json.loads(packet[packet.index("[") :]), story))
        assert seen == {"trackers"}, who


def test_in_the_database_a_tracker_stands_in_a_published_list_and_nowhere_else(story: Story, tmp_path: Path):
    for name in (_DATABASE, f"{_DATABASE}-wal"):
        (tmp_path / name).write_bytes(story.after.files[name])
    seen = set()
    with closing(sqlite3.connect(tmp_path / _DATABASE)) as database:
        kept = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        tables = [name for (name,) in database.execute(kept)]
        for table in tables:
            for row in database.execute(f'SELECT * FROM "{table}"'):
                texts = [one.decode(errors="replace") if isinstance(one, bytes) else str(one) for one in row]
                for text in texts:
                    if any(one.tracker in text for one in story.cast):
                        seen |= {(table, place) for place in _around(json.loads(text), story)}
    assert seen == {("polls", "trackers"), ("entries", "trackers")}


def _around(node: Any, story: Story, place: str = "") -> Iterator[str]:
    """Yield the names under which trackers stand; check that beside one there is its ballot and nothing else."""
    ballots = {one.tracker: one.choice for one in story.cast}
    match node:
        case dict():
            for name, value in node.items():
                assert name not in ballots
                yield from _around(value, story, name)
        case [str(tracker), *rest] if tracker in ballots:
            assert rest == [ballots[tracker]]
            yield place
        case list():
            for value in node:
                yield from _around(value, story, place)
        case _:
            assert not any(tracker in str(node) for tracker in ballots)


def test_a_result_has_neither_weights_nor_order_nor_names(story: Story):
    """A weight that nobody else has would tell whose ballot it is."""
    for result in story.results.values():
        assert result["roll"] is None
        assert result["weights"] is None
        assert [outcome["weights"] for outcome in result["outcomes"]] == [None] * len(result["outcomes"])
        assert result["trackers"] == sorted(result["trackers"])
    for poll in story.results:
        cast = [one.tracker for one in story.cast if one.poll == poll]
        assert cast != sorted(cast)
