"""A great many papers that say something, with their texts in the index: what searches are measured on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from flask import Flask
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from bench.room import House, Person
from bench.texts import Texts
from icabinet import ids
from icabinet.extensions import Services
from icabinet.meetings.tables import MeetingRow, ParticipantRow
from icabinet.papers.tables import PaperRow
from icabinet.search import texts
from icabinet.search.keys import key_of
from icabinet.search.words import fold, words_of

_PAGES, _PAPERS = 20, 10  # of a paper, of a meeting
# The peer: what one would do without an index, on text that is folded already.
_PLAIN = "CREATE TABLE plain_pages (key BIGINT PRIMARY KEY, said TEXT NOT NULL)"
_SAID = text("INSERT INTO plain_pages (key, said) VALUES (:key, :said)")


@dataclass(frozen=True)
class Shelves:
    """`everything` may be read by one person, every tenth meeting by the other."""

    everything: Person
    tenth: Person
    pages: int


def furnish(house: House, pages: int) -> Shelves:
    """Fill the house with meetings whose papers have so many pages together. Rows are written as facts would do it."""
    room = house.room("shelves", 2)
    shelves = Shelves(room.members[0], room.members[1], pages)
    said = Texts().pages(pages)
    with house.open() as app:
        made: Services = app.extensions["icabinet"]
        made.writer.write(lambda session: session.execute(text(_PLAIN)))
        for number in range(pages // (_PAGES * _PAPERS)):
            portion = [next(said) for _ in range(_PAGES * _PAPERS)]
            made.writer.write(partial(_fill, shelves=shelves, number=number, said=portion))
        _settle(app)
    return shelves


def _fill(session: Session, shelves: Shelves, number: int, said: list[str]) -> None:
    meeting = ids.new()
    stream = f"meeting:{meeting}"
    session.execute(insert(MeetingRow), [_meeting(stream, meeting, number)])
    readers = [shelves.everything, *([shelves.tenth] if number % 10 == 0 else [])]
    session.execute(insert(ParticipantRow), [_participant(stream, reader) for reader in readers])
    papers = [_paper(stream, f"{number}-{at}", at) for at in range(_PAPERS)]
    session.execute(insert(PaperRow), papers)
    for at, paper in enumerate(papers):
        pages = said[at * _PAGES : (at + 1) * _PAGES]
        found, _ = texts.begin(session, str(paper["sha"]), "bench/1", _PAGES)
        texts.take_in(session, found, 1, texts.prepared(found, 1, pages))
        session.execute(_SAID, list(_plain(found, pages)))


def _plain(found: int, pages: list[str]) -> Iterator[dict[str, object]]:
    for page, said in enumerate(pages, 1):
        yield {"key": key_of(found, page), "said": " ".join(map(fold, words_of(said)))}


def _settle(app: Flask) -> None:
    """Let the database have counted what it plans by, as it does by itself in time."""
    made: Services = app.extensions["icabinet"]
    made.writer.write(lambda session: session.execute(text("ANALYZE")))


def _meeting(stream: str, meeting: str, number: int) -> dict[str, object]:
    said = {"body": "", "body_name": "", "place": "", "online_url": "", "minutes": 60, "state": "ended"}
    return {"stream": stream, "id": meeting, "title": f"Meeting {number}", "starts_at": 10**12 + number, **said}


def _participant(stream: str, reader: Person) -> dict[str, object]:
    said = {"name": "", "title": "", "unit": "", "rank": 1, "role": "member", "entitled": True}
    return {"stream": stream, "person": reader.id, **said}


def _paper(stream: str, name: str, at: int) -> dict[str, object]:
    said = {"item": None, "filename": "a.pdf", "size": 1, "kind": "pdf", "renderer": "bench/1", "state": "ready"}
    more = {"attempts": 1, "by": "", "at": at, "position": at, "sizes": [[595.0, 842.0]] * _PAGES, "version": 1}
    return {"stream": stream, "id": ids.new(), "title": f"Paper {name}", "sha": f"{name:0>64}", **said, **more}
