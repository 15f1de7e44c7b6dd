"""What is there to be measured: real people with sessions, live meetings with a paper, a real journal."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from icabinet import ids
from icabinet.app import create_app
from icabinet.config import Settings
from icabinet.extensions import services
from icabinet.people import accounts, bodies, sessions
from icabinet.people.bodies import Seat
from icabinet.performing import SYSTEM, Actor, perform, perform_inside

PAGES = 60
_STARTS_AT = 1_800_000_000_000
_KEY = "0" * 64


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


@dataclass
class House:
    """A database with a folder. Rooms are furnished while no server runs, or before anybody has come into them."""

    folder: Path
    database_url: str = ""
    _people: list[Person] = field(default_factory=list)
    _rooms: dict[str, Room] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)
    _body: str = ""

    def build(self) -> "House":
        """Make the tables."""
        with self._open() as app, app.app_context():
            upgrade()
            self._body = bodies.add_body("Council")
        return self

    def room(self, name: str, members: int, *, strokes: int = 0) -> Room:
        """Return the room of this name with so many members, furnishing it the first time, with ink on its paper."""
        if name not in self._rooms:
            with self._open() as app, app.app_context():
                self._rooms[name] = self._furnish(members, strokes)
        return self._rooms[name]

    def open_polls(self, room: Room, number: int) -> list[str]:
        """Open named votes to all members; return their ids."""
        polls = [ids.new() for _ in range(number)]
        with self._open() as app, app.app_context():
            for poll in polls:
                asked = {"id": poll, "question": "?", "secret": False, "preset": "majority_cast"}
                _act(room.desk, room, "polls.prepare", **asked)
                _act(room.desk, room, "polls.open", id=poll)
        return polls

    def act_often(self, room: Room, acts: Callable[[int], tuple[Person, str, dict[str, object]]], number: int) -> None:
        """Let so many acts happen in the room, as fast as they will."""
        with self._open() as app, app.app_context():
            for at in range(number):
                person, name, args = acts(at)
                _act(person, room, name, **args)

    def _furnish(self, members: int, strokes: int) -> Room:
        people = [self._person(at) for at in range(members + 1)]
        desk, meeting = people[0], ids.new()
        room = Room(meeting, ids.new(), desk, people[1:])
        bodies.seat(self._body, desk.id, Seat(prepares=True))
        _act(desk, room, "meetings.create", body=self._body, title="Regular meeting", starts_at=_STARTS_AT)
        for person in room.members:
            _act(desk, room, "meetings.add_participant", person=person.id, role="member", entitled=True)
        _file_paper(room)
        _act(desk, room, "meetings.start")
        for at in range(strokes):
            points = {"points": [100 + at % 9000, 200, 500] * 12}
            drawn = {"id": ids.new(), "paper": room.paper, "page": at % PAGES + 1, "tool": "pen", "colour": "#102030", "width": 20}
            _act(room.members[at % members], room, "ink.draw", **drawn, **points)
        return room

    def _person(self, at: int) -> Person:
        """Return a person: the same one may take part in many meetings, but has one tablet at a time."""
        while len(self._people) <= at:
            person = accounts.add_person(f"Member {next(self._numbers)}")
            token = services().writer.write(lambda session, person=person: sessions.begin(session, person, "bench"))
            self._people.append(Person(person, token))
        return self._people[at]

    @contextmanager
    def _open(self) -> Iterator[Flask]:
        logging.getLogger("alembic").setLevel(logging.WARNING)
        app = create_app(Settings(data_dir=self.folder, database_url=self.database_url, secret_key=_KEY))
        try:
            yield app
        finally:
            app.extensions["icabinet"].writer.close()
            app.extensions["icabinet"].db.engine.dispose()


def _act(person: Person, room: Room, name: str, /, **args: object) -> None:
    perform(Actor(person.id), room.stream, ids.new(), name, args)


def _file_paper(room: Room) -> None:
    filed = {"id": room.paper, "item": None, "title": "Report", "filename": "report.pdf", "sha": "0" * 64, "size": 1000}
    perform_inside(Actor(room.desk.id), room.stream, ids.new(), "papers.file", filed)
    perform(Actor(SYSTEM), room.stream, ids.new(), "papers.start_conversion", {"id": room.paper})
    read = {"id": room.paper, "kind": "pdf", "renderer": "test", "sizes": [[595.0, 842.0]] * PAGES}
    perform(Actor(SYSTEM), room.stream, ids.new(), "papers.finish_conversion", read)
