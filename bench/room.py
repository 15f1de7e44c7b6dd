"""What is there to be measured: real people with sessions, live meetings with a paper, a real journal."""

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask
from flask_migrate import upgrade

from bench.handwriting import hand
from icabinet import ids
from icabinet.app import create_app
from icabinet.config import Settings
from icabinet.extensions import services
from icabinet.ink.packing import pack
from icabinet.people import accounts, bodies, sessions
from icabinet.people.bodies import Seat
from icabinet.performing import SYSTEM, Actor, perform, perform_inside
from icabinet.polls.tables import PollRow

PAGES = 60
# So many acts at once, so that they share commits.
_AT_ONCE = 64
_STARTS_AT = 1_800_000_000_000
KEY = "0" * 64
T = TypeVar("T")


@dataclass(frozen=True)
class Person:
    """Somebody with a tablet that is signed in."""

    id: str
    token: str


@dataclass(frozen=True)
class Room:
    """A live meeting. `paper` is ready to be drawn on; nobody will ask for its pictures."""

    meeting: str
    paper: str
    desk: Person
    members: list[Person]

    @property
    def stream(self) -> str:
        return f"meeting:{self.meeting}"

    @property
    def everybody(self) -> list[Person]:
        return [self.desk, *self.members]


@dataclass(frozen=True)
class Poll:
    """An open vote; `public_key` (base64) seals the ballots of a secret one."""

    id: str
    public_key: str = ""


# Who, which action, with what.
Act = tuple[Person, str, dict[str, Any]]


@dataclass
class House:
    """A database with a folder. Rooms are furnished while no server runs, or before anybody has come into them."""

    folder: Path
    database_url: str = ""
    _people: list[Person] = field(default_factory=list)
    _rooms: dict[str, Room] = field(default_factory=dict)
    _heads: dict[str, int] = field(default_factory=dict)
    _body: str = ""

    def build(self) -> "House":
        """Make the tables."""
        with self.open() as app, app.app_context():
            upgrade()
            self._body = bodies.add_body("Council")
        return self

    def room(self, name: str, members: int, *, strokes: int = 0, apart: int = 0) -> Room:
        """Return the room of this name with so many members, furnishing it the first time, with ink on its paper.

        Rooms share their people, so that nobody is in two places unless a room's stand `apart` by so many.
        """
        if name not in self._rooms:
            with self.open() as app:
                self._rooms[name] = self._furnish(app, members, apart)
            self.draw(self._rooms[name], strokes)
        return self._rooms[name]

    def open_polls(self, room: Room, number: int, *, secret: bool = False) -> list[Poll]:
        """Open votes on a motion to all members."""
        polls = [ids.new() for _ in range(number)]
        asked = {"question": "?", "secret": secret, "preset": "majority_cast"}
        for name, more in (("polls.prepare", asked), ("polls.open", {})):
            self.act(room, [(room.desk, name, {"id": poll, **more}) for poll in polls])
        return [Poll(poll, self._poll(room, poll)["public_key"] or "") for poll in polls]

    def close_poll(self, room: Room, poll: Poll) -> list[tuple[str, str]]:
        """Close the vote; return what is published: (person, ballot), or (tracker, ballot) of a secret one."""
        self.act(room, [(room.desk, "polls.close", {"id": poll.id})])
        result = self._poll(room, poll.id)["result"]
        if not result or not result["agrees"]:
            raise RuntimeError(f"the vote {poll.id} was closed without a result that agrees")
        if result["trackers"] is not None:
            return [(tracker, ballot) for tracker, ballot in result["trackers"]]
        return [(line["person"], line["ballot"]) for line in result["roll"] if "ballot" in line]

    def _poll(self, room: Room, poll: str) -> dict[str, Any]:
        with self.open() as app, app.app_context(), services().db.reading() as session:
            row = session.get_one(PollRow, (room.stream, poll))
            return {"public_key": row.public_key, "result": row.result}

    def act(self, room: Room, acts: Iterable[Act]) -> None:
        """Let this happen in the room, many at once and in any order."""
        with self.open() as app:
            self._note(room, _at_once(app, lambda act: _perform(act[0], room, act[1], **act[2]), acts))

    def draw(self, room: Room, strokes: int) -> None:
        """Let members draw so many shared strokes, all over the paper."""
        self.act(room, (_stroke(room, at) for at in range(strokes)))

    def speak(self, room: Room, locale: str) -> None:
        """Let everybody in the room have their screens in this language."""
        with self.open() as app, app.app_context():
            for person in room.everybody:
                accounts.set_locale(person.id, locale)

    def head(self, room: Room) -> int:
        """Return the number of the last entry of the room's stream that was made here."""
        return self._heads[room.meeting]

    def _note(self, room: Room, numbers: Iterable[int]) -> None:
        self._heads[room.meeting] = max(numbers, default=self._heads.get(room.meeting, 0))

    def _furnish(self, app: Flask, members: int, apart: int) -> Room:
        missing = max(0, apart + members + 1 - len(self._people))
        self._people.extend(_at_once(app, _person, range(missing)))
        desk, *rest = self._people[apart : apart + members + 1]
        room = Room(ids.new(), ids.new(), desk, rest)
        with app.app_context():
            bodies.seat(self._body, desk.id, Seat(prepares=True))
            created = {"body": self._body, "title": "Regular meeting", "starts_at": _STARTS_AT}
            _perform(desk, room, "meetings.create", **created)
            _file_paper(room)
            _perform(desk, room, "meetings.start")
        self._note(room, _at_once(app, lambda person: _invite(room, person), rest))
        return room

    @contextmanager
    def open(self) -> Iterator[Flask]:
        """Have an app on this data, which serves nobody."""
        logging.getLogger("alembic").setLevel(logging.WARNING)
        app = create_app(Settings(data_dir=self.folder, database_url=self.database_url, secret_key=KEY))
        try:
            yield app
        finally:
            app.extensions["icabinet"].writer.close()
            app.extensions["icabinet"].db.engine.dispose()


def _at_once(app: Flask, work: Callable[[Any], T], things: Iterable[Any]) -> Iterator[T]:
    def one(thing: Any) -> T:
        with app.app_context():
            return work(thing)

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        yield from threads.map(one, things)


def _person(at: int) -> Person:
    person = accounts.add_person(f"Member {at}")
    return Person(person, services().writer.write(lambda session: sessions.begin(session, person, "bench")))


def _invite(room: Room, person: Person) -> int:
    return _perform(room.desk, room, "meetings.add_participant", person=person.id, role="member", entitled=True)


def _perform(person: Person, room: Room, name: str, /, **args: object) -> int:
    """Act; return the stream's number after it."""
    return perform(Actor(person.id), room.stream, ids.new(), name, args).seq


def _stroke(room: Room, at: int) -> Act:
    looks = {"tool": "pen", "colour": "#102030", "width": 20, "points": pack(hand(12, seed=at, x=100 + at % 9000))}
    return (
        room.members[at % len(room.members)],
        "ink.draw",
        {"id": ids.new(), "paper": room.paper, "page": at % PAGES + 1, **looks},
    )


def _file_paper(room: Room) -> None:
    filed = {"id": room.paper, "item": None, "title": "Report", "filename": "report.pdf", "sha": "0" * 64, "size": 1000}
    perform_inside(Actor(room.desk.id), room.stream, ids.new(), "papers.file", filed)
    perform(Actor(SYSTEM), room.stream, ids.new(), "papers.start_conversion", {"id": room.paper})
    read = {"id": room.paper, "kind": "pdf", "renderer": "test", "sizes": [[595.0, 842.0]] * PAGES}
    perform(Actor(SYSTEM), room.stream, ids.new(), "papers.finish_conversion", read)
