"""Who asks for a page: whether they may read the paper, how guarded it is, and that it is put on record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, Response, current_app, request
from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.folders.queries import own_source
from icabinet.languages import ZONE
from icabinet.meetings.queries import part_of, stream_of, title_of
from icabinet.papers.pages import Source, source_among
from icabinet.papers.queries import with_bytes
from icabinet.papers.rights import is_guarded, may_read
from icabinet.papers.sightings import Sighting, Sightings
from icabinet.papers.tables import PaperRow
from icabinet.people.sessions import Viewer
from icabinet.web import shortcut
from icabinet.web.pages.words import device_kind
from icabinet.web.security import device, viewer

_LONGEST_TITLE = 80
_SHOWN_OF_SESSION = 12
UNSEEN = "no-store"


@dataclass(frozen=True)
class Reader:
    """Somebody who may read a paper, as one of this meeting's."""

    viewer: Viewer
    meeting: str
    title: str
    paper: str
    guarded: bool
    device: str
    sightings: Sightings

    @property
    def stream(self) -> str:
        return stream_of(self.meeting)

    def sighting(self, what: str, page: int | None = None, width: int | None = None) -> Sighting:
        """Return what is to be put on record when something of the paper is sent."""
        return Sighting(
            meeting=self.meeting,
            paper=self.paper,
            person=self.viewer.person,
            what=what,
            session=self.viewer.session[:_SHOWN_OF_SESSION],
            device=self.device,
            page=page,
            width=width,
            guarded=self.guarded,
        )

    def note(self, what: str, page: int | None = None, width: int | None = None) -> None:
        """Put it on record: of a guarded paper before anything is sent, else when there is time."""
        if self.guarded:
            self.note_now(what, page, width)
        else:
            self.sightings.note_soon(self.sighting(what, page, width))

    def note_now(self, what: str, page: int | None = None, width: int | None = None) -> None:
        """Put it on record before anything is sent."""
        self.sightings.note_now(self.sighting(what, page, width))

    @property
    def mark(self) -> str:
        """What is burnt into each picture: "Name · 25/11/2026 14:05 · Meeting"."""
        now = datetime.fromtimestamp(clock.now_ms() / 1000, ZONE)
        return f"{self.viewer.name} · {now:%d/%m/%Y %H:%M} · {self.title[:_LONGEST_TITLE]}"


class Owner(Reader):
    """Somebody who reads a file of their own: that is nobody else's business, and not put on record."""

    def note(self, what: str, page: int | None = None, width: int | None = None) -> None:
        """Nobody keeps it."""

    def note_now(self, what: str, page: int | None = None, width: int | None = None) -> None:
        """Nobody keeps it."""


def owner_of(viewer: Viewer, key: str) -> Owner:
    """Return the asker as a reader of the file with this key, which is theirs."""
    return Owner(viewer, "", "", key, guarded=False, device=device_kind(device()), sightings=sightings())


def reader_of_paper(meeting: str, paper: str, session: Session) -> tuple[Reader, PaperRow, str]:
    """Return the asker as a reader of this paper, the paper, and their role; or refuse with `not_found`."""
    asking = viewer()
    row = session.get(PaperRow, (f"meeting:{meeting}", paper))
    reader = _reader(session, asking, row) if row is not None else None
    part = part_of(session, meeting, asking.person)
    if row is None or reader is None or part is None:
        raise NotFound(kind="papers", id=paper)
    return reader, row, part.role


def source_for(sha: str) -> tuple[Source, Reader]:
    """Return what to draw from, and for whom; or refuse with `not_found`.

    Whoever has the same bytes as an ordinary paper reads them as that. Who leafs through a paper is looked up now and
    then, not for each page.
    """
    known: Any = shortcut.granted()
    return _looked_up(sha) if known is None else known


def _looked_up(sha: str) -> tuple[Source, Reader]:
    asking = viewer()
    with services().db.reading() as session:
        rows = with_bytes(session, sha)
        readers = [reader for row in rows if (reader := _reader(session, asking, row))]
        own = own_source(session, asking.person, sha) if not rows and asking.meeting is None else None
    if own is not None:
        return own, owner_of(asking, sha)
    source = source_among(rows)
    if source is None or not readers:
        raise NotFound(kind="paper", id=sha[:64])
    return source, min(readers, key=lambda reader: reader.guarded)


def marked_picture(source: Source, reader: Reader, page: int, width: int, bare: bool = False) -> Response:
    """Draw a page for this reader alone, with their name on it; it is kept nowhere, and on record before it is sent."""
    picture, mime = source.marked(page, width, reader.mark, bare)
    if request.method != "HEAD":
        reader.note("page", page, width)
    answer = Response(picture, mimetype=mime)
    answer.headers["Cache-Control"] = UNSEEN
    return answer


def put_on_record(app: Flask) -> None:
    """Have a place where views of papers are put on record."""
    app.extensions["sightings"] = Sightings(app.extensions["icabinet"].writer.write)


def sightings() -> Sightings:
    """Return where this process puts them on record."""
    found: Sightings = current_app.extensions["sightings"]
    return found


def _reader(session: Session, asking: Viewer, row: PaperRow) -> Reader | None:
    meeting = row.stream.partition(":")[2]
    part = part_of(session, meeting, asking.person) if asking.meeting in (None, meeting) else None
    if part is None or not may_read(session, row, asking.person, part.role):
        return None
    title, guarded = title_of(session, meeting), is_guarded(session, row)
    return Reader(asking, meeting, title, row.id, guarded, device_kind(device()), sightings())
