"""Loading the sample material through the same doors as everybody: accounts, actions, uploads."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from icabinet import clock, ids
from icabinet.demo import content
from icabinet.demo.content import Item
from icabinet.desks.filing import file_upload
from icabinet.extensions import services
from icabinet.meetings.queries import stream_of
from icabinet.people import accounts, bodies, codes
from icabinet.people.bodies import Seat
from icabinet.performing import Actor, perform
from icabinet.seats.arranging import arranged
from icabinet.seats.rooms import add_room

_DAY_MS = 24 * 3600 * 1000
_QUARTER_MS = 15 * 60 * 1000
_MONTH_HOURS = 24 * 30
_SCREEN = "screen"
_SHOWN = ("chair", "secretary", "member", "member", "member", "guest", "display")

People = dict[str, str]


def load() -> bool:
    """Load everything unless it is there; return whether it was loaded now."""
    if _notes().exists():
        return False
    password = secrets.token_urlsafe(9)
    body = bodies.add_body(content.BODY.name)
    people = _add_people(body, password)
    meeting = _add_meeting(body, people, content.MEETING.title, _this_quarter())
    room = add_room(content.MEETING.place, arranged("u", head=3, across=1, deep=(len(people) - 2) // 2))
    _act(people, "secretary", meeting, "seats.choose_room", room=room)
    _act(people, "secretary", meeting, "seats.fill")
    with tempfile.TemporaryDirectory() as folder:
        _write_papers(folder)
        _add_items(meeting, people, Path(folder), content.ITEMS, None)
    _act(people, "secretary", meeting, "meetings.start")
    _add_meeting(body, people, "Họp giao ban tuần", _this_quarter() + 7 * _DAY_MS)
    _keep({"password": password, "meeting": meeting, "people": people, "codes": {}})
    return True


def links() -> Iterator[tuple[str, str]]:
    """Yield (who, address) for one person of each part, and what else is good to know."""
    notes = json.loads(_notes().read_text())
    wanted = list(_SHOWN)
    for key, name, role in _cast():
        if role in wanted:
            wanted.remove(role)
            yield f"{name} ({role})", f"{services().settings.origin}/join/{_code(notes, key)}"
    _keep(notes)
    logins = ", ".join(person.key for person in content.PEOPLE)
    yield "or sign in with a password", f"{notes['password']}  ({logins})"


def _cast() -> list[tuple[str, str, str]]:
    """Return (key, name, role) of everybody, the chair first."""
    people = [(person.key, person.name, person.role) for person in content.PEOPLE]
    return sorted([*people, (_SCREEN, "Màn hình phòng họp", "display")], key=lambda one: _SHOWN.index(one[2]))


def _add_people(body: str, password: str) -> People:
    people: People = {}
    for rank, person in enumerate(content.PEOPLE):
        prepares = person.role == "secretary"
        people[person.key] = accounts.add_person(person.name, person.key, password, administers=prepares)
        if person.role != "guest":
            place = Seat(person.title, person.unit, rank, votes=person.entitled, prepares=prepares)
            bodies.seat(body, people[person.key], place)
    people[_SCREEN] = accounts.add_person("Màn hình phòng họp")
    return people


def _add_meeting(body: str, people: People, title: str, starts_at: int) -> str:
    meeting = ids.new()
    _act(
        people,
        "secretary",
        meeting,
        "meetings.create",
        body=body,
        title=title,
        place=content.MEETING.place,
        starts_at=starts_at,
        minutes=content.MEETING.minutes,
    )
    for person in content.PEOPLE:
        if person.role != "secretary":
            part = {"person": people[person.key], "role": person.role, "entitled": person.entitled}
            _act(people, "secretary", meeting, "meetings.add_participant", **part)
    display = {"person": people[_SCREEN], "role": "display"}
    _act(people, "secretary", meeting, "meetings.add_participant", **display)
    return meeting


def _add_items(meeting: str, people: People, folder: Path, items: tuple[Item, ...], parent: str | None) -> None:
    for item in items:
        made = ids.new()
        _act(
            people,
            "secretary",
            meeting,
            "agenda.add_item",
            id=made,
            title=item.title,
            parent=parent,
            minutes=item.minutes,
            presenter=item.presenter,
        )
        for name in item.papers:
            with (folder / name).open("rb") as file:
                file_upload(Actor(people[_key_of("secretary")]), meeting, ids.new(), made, name, file)
        _add_items(meeting, people, folder, item.parts, made)


def _act(people: People, role: str, meeting: str, name: str, /, **args: object) -> None:
    perform(Actor(people[_key_of(role)]), stream_of(meeting), ids.new(), name, args)


def _key_of(role: str) -> str:
    return next(person.key for person in content.PEOPLE if person.role == role)


def _write_papers(folder: str) -> None:
    # PyMuPDF stays out of this process, as everywhere.
    subprocess.run([sys.executable, "-m", "icabinet.demo.papers", folder], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _code(notes: dict[str, Any], key: str) -> str:
    """Return the person's join code, the same at every start until it expires."""
    known = notes["codes"].get(key)
    if known is None or known["expires_at"] < clock.now_ms() + _DAY_MS:
        made = codes.issue(notes["meeting"], notes["people"][key], hours=_MONTH_HOURS, uses=10_000)
        notes["codes"][key] = known = {"code": made.code, "expires_at": made.expires_at}
    return str(known["code"])


def _this_quarter() -> int:
    return clock.now_ms() // _QUARTER_MS * _QUARTER_MS


def _notes() -> Path:
    return services().settings.data_dir / "demo.json"


def _keep(notes: dict[str, Any]) -> None:
    with os.fdopen(os.open(_notes(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(notes, file)
