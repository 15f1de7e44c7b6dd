"""A great many papers that say something, with their texts in the index: what searches are measured on."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

from flask import Flask
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from bench.room import House, Person
from bench.texts import Texts
from icabinet import ids
from icabinet.extensions import Services
from icabinet.journal.tables import StreamRow
from icabinet.meetings.tables import MeetingRow, ParticipantRow
from icabinet.papers.tables import PaperRow
from icabinet.search import texts
from icabinet.search.keys import key_of
from icabinet.search.words import bag, fold, words_of

_PAGES, _PAPERS = 20, 10  # of a paper, of a meeting
_AT_ONCE = 10  # meetings
_HELPERS = 2
_GIN = "page_tokens_by_token"
Said = tuple[str, str, str]
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
    numbers = range(pages // (_PAGES * _PAPERS))
    portions = [numbers[at : at + _AT_ONCE] for at in range(0, len(numbers), _AT_ONCE)]
    with house.open() as app, ProcessPoolExecutor(_HELPERS, get_context("spawn")) as helpers:
        made: Services = app.extensions["icabinet"]
        made.writer.write(lambda session: session.execute(text(_PLAIN)))
        with _index_put_off(made):
            # What pages say is made up ahead, by others.
            for meetings, said in zip(portions, helpers.map(_said, portions), strict=True):
                made.writer.write(partial(_fill, shelves=shelves, meetings=meetings, said=said))
        _settle(app)
    return shelves


def _said(meetings: range) -> list[Said]:
    """Make up all pages of these meetings: what each says, its tokens, and the peer's plain words."""
    pages = Texts(volume=meetings.start + 1).pages(len(meetings) * _PAPERS * _PAGES)
    return [(page, bag(page), " ".join(map(fold, words_of(page)))) for page in pages]


def _fill(session: Session, shelves: Shelves, meetings: range, said: list[Said]) -> None:
    for at, number in enumerate(meetings):
        _fill_meeting(session, shelves, number, said[at * _PAPERS * _PAGES : (at + 1) * _PAPERS * _PAGES])


def _fill_meeting(session: Session, shelves: Shelves, number: int, said: list[Said]) -> None:
    meeting = ids.new()
    stream = f"meeting:{meeting}"
    session.execute(insert(StreamRow), [{"id": stream, "last_seq": 1 + 3 * _PAPERS, "last_at": 1, "head": bytes(32)}])
    session.execute(insert(MeetingRow), [_meeting(stream, meeting, number)])
    readers = [shelves.everything, *([shelves.tenth] if number % 10 == 0 else [])]
    session.execute(insert(ParticipantRow), [_participant(stream, reader) for reader in readers])
    papers = [_paper(stream, f"{number}-{at}", at) for at in range(_PAPERS)]
    session.execute(insert(PaperRow), papers)
    for at, paper in enumerate(papers):
        pages, bags, plain = zip(*said[at * _PAGES : (at + 1) * _PAGES], strict=True)
        found, _ = texts.begin(session, str(paper["sha"]), "bench/1", _PAGES)
        texts.take_in(session, found, 1, texts.prepared(found, 1, pages, bags))
        session.execute(_SAID, [{"key": key_of(found, page), "said": one} for page, one in enumerate(plain, 1)])


@contextmanager
def _index_put_off(made: Services) -> Iterator[None]:
    """PostgreSQL sorts a hundred thousand pages into its index at once in a fraction of the time."""
    if made.db.is_sqlite:
        yield
        return
    with made.db.reading() as session:
        definition = str(session.scalar(text(f"SELECT pg_get_indexdef('{_GIN}'::regclass)")))
    made.writer.write(lambda session: session.execute(text(f"DROP INDEX {_GIN}")))
    yield
    made.writer.write(lambda session: session.execute(text(f"SET LOCAL maintenance_work_mem='512MB'; {definition}")))


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
