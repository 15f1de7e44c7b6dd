"""The secretary after a meeting: minutes drafted out of a long journal, set as Word, and checked against the decree."""

import re
import time
from itertools import count
from pathlib import Path
from typing import Any

import requests

from bench.figures import Figures
from bench.processes import Process
from bench.room import Person, Room
from bench.site import Site
from icabinet import ids
from icabinet.performing import Actor, perform
from icabinet.worker.forms.checking.job import check_form

_MEMBERS = 59
_ITEMS, _SPEECHES, _VOTE_EVERY = 12, 45, 3
_PATIENCE_S = 120.0
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def drafting(site: Site) -> Figures:
    """A morning of sixty people: twelve items, 540 speeches, four votes by roll call; about two thousand entries."""
    room = site.house.room(f"minutes {next(site.seeds)}", _MEMBERS)
    entries = _hold(site, room, speeches=3 if site.quick else _SPEECHES)
    with site.server("ours") as server:
        desk = _Desk(server, room)
        draft_ms, address = desk.drafts()
        docx_ms, file = desk.takes(f"{address}/file.docx", site.folder / "minutes.docx")
    found = check_form(str(file))["findings"]
    return {
        "minutes.entries": entries,
        "minutes.draft_ms": draft_ms,
        "minutes.docx_ms": docx_ms,
        "minutes.findings": len(found),
    }


class _Desk:
    """A secretary's browser, as far as forms go."""

    def __init__(self, server: Process, room: Room) -> None:
        self._origin, self._room, self._client = server.url, room, requests.Session()
        self._client.cookies.set("icabinet", room.desk.token)
        self._client.headers["Referer"] = server.url
        # What is looked at first brings in what every page needs.
        self._page = self._get(f"/meetings/{room.meeting}/documents").text

    def drafts(self) -> tuple[float, str]:
        """Have the minutes drafted; return the ms until that was done, and where they are."""
        token = _TOKEN.search(self._page)
        if token is None:
            raise RuntimeError("no form on the page of documents")
        form = {"csrf_token": token[1], "act": ids.new(), "kind": "minutes"}
        began = time.perf_counter()
        answer = self._client.post(
            f"{self._origin}/meetings/{self._room.meeting}/documents",
            data=form,
            allow_redirects=False,
            timeout=_PATIENCE_S,
        )
        took = 1000 * (time.perf_counter() - began)
        answer.raise_for_status()
        return took, answer.headers["Location"].removesuffix("/edit")

    def takes(self, address: str, place: Path) -> tuple[float, Path]:
        """Take a file along; return the ms until its last byte, and the file."""
        began = time.perf_counter()
        content = self._get(address).content
        took = 1000 * (time.perf_counter() - began)
        place.write_bytes(content)
        return took, place

    def _get(self, address: str) -> requests.Response:
        answer = self._client.get(f"{self._origin}{address}", timeout=_PATIENCE_S)
        answer.raise_for_status()
        return answer


def _hold(site: Site, room: Room, *, speeches: int) -> int:
    """Let the meeting happen from its first item to its end; return how many entries its journal has then."""
    speakers = count()
    with site.house.open() as app, app.app_context():
        act = _Acting(room)
        for person in room.members:
            act(person, "attendance.check_in")
        for number in range(_ITEMS):
            item = ids.new()
            act(room.desk, "agenda.add_item", id=item, title=f"Báo cáo tình hình kinh tế - xã hội, phần {number + 1}")
            act(room.desk, "agenda.open_item", id=item)
            for _ in range(speeches):
                speech, person = ids.new(), room.members[next(speakers) % len(room.members)]
                act(person, "floor.ask", id=speech)
                act(room.desk, "floor.call", id=speech)
                act(room.desk, "floor.end", id=speech)
            if number % _VOTE_EVERY == 0:
                _vote(act, room, item)
            act(room.desk, "agenda.close_item", id=item)
        return act(room.desk, "meetings.end")


def _vote(act: "_Acting", room: Room, item: str) -> None:
    poll = ids.new()
    act(room.desk, "polls.prepare", id=poll, question="Thông qua báo cáo", item=item)
    act(room.desk, "polls.open", id=poll)
    for at, person in enumerate(room.members):
        act(person, "polls.cast", poll=poll, choice="yes" if at % 7 else "no")
    act(room.desk, "polls.close", id=poll)


class _Acting:
    """One thing after the other, as in a meeting."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def __call__(self, person: Person, name: str, /, **args: Any) -> int:
        """Act; return the stream's number after it."""
        return perform(Actor(person.id), self._room.stream, ids.new(), name, args).seq
