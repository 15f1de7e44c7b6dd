"""What is there before the server starts: people, a live meeting with a paper, and another meeting beside it."""

import logging
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from icabinet import ids
from icabinet.app import create_app
from icabinet.config import Settings
from icabinet.extensions import services
from icabinet.people import accounts, bodies, sessions
from icabinet.people.bodies import Seat
from icabinet.performing import SYSTEM, Actor, perform, perform_inside
from tests.migrated import migrate
from tests.quick_passwords import quick_passwords

PASSWORD = "a long enough password"
PAGES = 60
CAST = {
    "sec": "secretary",
    "chair": "chair",
    "m1": "member",
    "m2": "member",
    "guest": "guest",
    "screen": "display",
    "auditor": "auditor",
}


@dataclass(frozen=True)
class World:
    """`people`: id by login. `meeting` is live; `elsewhere` is a live meeting of `stranger` alone."""

    people: dict[str, str]
    body: str
    meeting: str
    paper: str
    item: str
    elsewhere: str

    @property
    def stream(self) -> str:
        return f"meeting:{self.meeting}"

    def notebook(self, who: str) -> str:
        return f"notebook:{self.meeting}:{self.people[who]}"


def parts_of(world: World) -> dict[str, object]:
    """Return something for every part that the path of a route may have; papers and people are the test's own."""
    names = (
        "poll",
        "slip",
        "room",
        "device",
        "badge",
        "task",
        "expected",
        "template",
        "document",
        "folder",
        "file",
        "attached",
        "note",
        "thing",
        "archive",
        "key",
        "hook",
        "listing",
    )
    nobodys = dict.fromkeys(names, "0" * 16)
    return nobodys | {
        "meeting": world.meeting, "item": world.item, "body": world.body, "code": "x", "session": "0", "form": "xlsx",
        "kind": "meetings", "listed": "meetings", "passage": "opening", "part": "member", "what": "agenda",
        "version": "0" * 12, "name": "kernel/i18n.js", "page": 1, "width": 4000, "column": 0, "row": 0,
    }  # fmt: skip


def furnish(data_dir: Path) -> World:
    """Fill an empty data directory."""
    app = open_app(data_dir)
    with app.app_context(), quick_passwords():
        migrate()
        body = bodies.add_body("People's Committee")
        people = {who: _person(body, who) for who in (*CAST, "stranger")}
        meeting, elsewhere = create(people["sec"], body), create(people["stranger"], body)
        for who, role in CAST.items():
            if who != "sec":
                invite(people["sec"], meeting, people[who], role)
        item = ids.new()
        _act(people["sec"], meeting, "agenda.add_item", id=item, title="Budget")
        world = World(people, body, meeting, file_paper(people["sec"], meeting), item, elsewhere)
        for secretary, each in (("sec", meeting), ("stranger", elsewhere)):
            _act(people[secretary], each, "meetings.start")
    close_app(app)
    return world


def open_app(data_dir: Path) -> Flask:
    """An app of our own on the data, while no server uses it or beside one."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    return create_app(Settings(data_dir=data_dir))


def close_app(app: Flask) -> None:
    app.extensions["icabinet"].writer.close()
    app.extensions["icabinet"].db.engine.dispose()


def create(secretary: str, body: str) -> str:
    """Make a meeting; return its id."""
    meeting = ids.new()
    _act(secretary, meeting, "meetings.create", body=body, title="Regular meeting", starts_at=1_800_000_000_000)
    return meeting


def invite(secretary: str, meeting: str, person: str, role: str) -> None:
    entitled = role in ("chair", "member")
    _act(secretary, meeting, "meetings.add_participant", person=person, role=role, entitled=entitled)


def token(person: str) -> str:
    """Sign a person in without a password."""
    return services().writer.write(lambda session: sessions.begin(session, person, "test"))


def file_paper(secretary: str, meeting: str) -> str:
    """File a paper that is ready to be read; return its id. Nobody will ask for its pictures."""
    paper, stream = ids.new(), f"meeting:{meeting}"
    perform_inside(
        Actor(secretary),
        stream,
        ids.new(),
        "papers.file",
        {
            "id": paper,
            "item": None,
            "title": "Report",
            "filename": "report.pdf",
            "sha": "0" * 64,
            "size": 1000,
        },
    )
    perform(Actor(SYSTEM), stream, ids.new(), "papers.start_conversion", {"id": paper})
    perform(
        Actor(SYSTEM),
        stream,
        ids.new(),
        "papers.finish_conversion",
        {
            "id": paper,
            "kind": "pdf",
            "renderer": "test",
            "sizes": [[595.0, 842.0]] * PAGES,
        },
    )
    return paper


def _person(body: str, who: str) -> str:
    person = accounts.add_person(f"Person {who}", who, PASSWORD)
    prepares, votes = who in ("sec", "stranger"), CAST.get(who) in ("chair", "member")
    bodies.seat(body, person, Seat(office="Member", prepares=prepares, votes=votes))
    return person


def _act(person: str, meeting: str, name: str, /, **args: object) -> None:
    perform(Actor(person), f"meeting:{meeting}", ids.new(), name, args)
