"""Pictures and words of pages, and originals as downloads. Content never changes, so browsers keep it for ever."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

from flask import Blueprint, Response, jsonify, make_response, request
from sqlalchemy.orm import Session

from icabinet.errors import Invalid, NotFound
from icabinet.extensions import services
from icabinet.meetings.queries import part_of, stream_of
from icabinet.papers.pages import WIDTHS, Source, source_among
from icabinet.papers.queries import with_bytes
from icabinet.papers.storage import original_name
from icabinet.papers.tables import PaperRow
from icabinet.people import policy
from icabinet.people.sessions import Viewer
from icabinet.web import shortcut
from icabinet.web.security import viewer
from icabinet.web.sending import send

_FOR_EVER = "private, max-age=31536000, immutable"
_SIGNATURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}

pictures = Blueprint("pictures", __name__)


class Readable(NamedTuple):
    """Bytes that the asker may see, and the stream of a meeting by which that is so."""

    source: Source
    stream: str


def lasting(view: Callable[..., Any]) -> Callable[..., Response]:
    """Serve what `view(source, …)` makes of a paper that the asker may read: the same for everybody, for ever."""

    @wraps(view)
    def guarded(sha: str, **parts: int) -> Response:
        readable = _readable(sha)
        response = shortcut.known() or make_response(view(readable.source, **parts))
        response.headers["Cache-Control"] = _FOR_EVER
        response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
        shortcut.grant(viewer().session, sha, readable.stream)
        return response

    return guarded


@pictures.get("/papers/<sha>/pages/<int:page>")
@lasting
def page_picture(source: Source, page: int) -> Response:
    """Send a page's picture, `w` pixels wide."""
    width = request.args.get("w", WIDTHS[0], type=int)
    return _picture(source.drawn(page, width), f"{source.sha[:16]}-{page}-{width}")


@pictures.get("/papers/<sha>/pages/<int:page>/tiles/<int:width>/<int:column>/<int:row>")
@lasting
def page_tile(source: Source, page: int, width: int, column: int, row: int) -> Response:
    """Send a square of 1,000 pixels of a page drawn `width` wide, for who looks closely."""
    return _picture(source.tile(page, width, column, row), f"{source.sha[:16]}-{page}-{width}-{column}-{row}")


@pictures.get("/papers/<sha>/pages/<int:page>/words")
@lasting
def page_words(source: Source, page: int) -> Response:
    """Send a page's words with their boxes, in fractions of the page's width."""
    return jsonify(words=source.words(page))


@pictures.get("/papers/<sha>/structure")
@lasting
def paper_structure(source: Source) -> Response:
    """Send a paper's outline, the links between its pages, and what its pages are called."""
    return jsonify(source.structure())


@pictures.get("/meetings/<meeting>/papers/<paper>/original")
def original(meeting: str, paper: str) -> Response:
    """Send the file as it was uploaded: as a download, never to be opened in the browser."""
    asking = viewer()
    with services().db.reading() as session:
        if not _may_read(session, meeting, asking):
            raise NotFound(kind="meeting", id=meeting)
        row = session.get(PaperRow, (stream_of(meeting), paper))
    if row is None:
        raise NotFound(kind="papers", id=paper)
    path = services().storage.find(original_name(row.sha))
    if path is None:
        raise NotFound(kind="paper", id=row.sha)
    return send(path, mimetype="application/octet-stream", as_attachment=True, download_name=row.filename)


def _picture(path: Path, etag: str) -> Response:
    with path.open("rb") as file:
        mime = _mime(file.read(4))
    return send(path, mimetype=mime, conditional=True, etag=etag)


def _readable(sha: str) -> Readable:
    """Return what to draw from, if the asker takes part in a meeting that has a paper with these bytes."""
    asking = viewer()
    with services().db.reading() as session:
        rows = with_bytes(session, sha)
        source = source_among(rows)
        stream = next((row.stream for row in rows if _may_read(session, row.stream.partition(":")[2], asking)), None)
    if source is None or stream is None:
        raise NotFound(kind="paper", id=sha[:64])
    return Readable(source, stream)


def _may_read(session: Session, meeting: str, asking: Viewer) -> bool:
    if asking.meeting not in (None, meeting):
        return False
    part = part_of(session, meeting, asking.person)
    return part is not None and policy.may(part.role, "papers.read")


def _mime(start: bytes) -> str:
    for signature, mime in _SIGNATURES.items():
        if start.startswith(signature):
            return mime
    raise Invalid(where="picture", why="unknown")
