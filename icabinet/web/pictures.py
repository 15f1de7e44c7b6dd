"""Pictures and words of pages, and originals as downloads. Content never changes, so browsers keep it for ever."""

from pathlib import Path

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from icabinet.errors import Invalid, NotFound
from icabinet.extensions import services
from icabinet.meetings.queries import part_of, stream_of
from icabinet.papers.pages import WIDTHS, Source, source_of
from icabinet.papers.queries import with_bytes
from icabinet.papers.storage import original_name
from icabinet.papers.tables import PaperRow
from icabinet.people import policy
from icabinet.web.security import viewer
from icabinet.web.sending import send

_FOR_EVER = "private, max-age=31536000, immutable"
_SIGNATURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}

pictures = Blueprint("pictures", __name__)


@pictures.get("/papers/<sha>/pages/<int:page>")
def page_picture(sha: str, page: int) -> Response:
    """Send a page's picture, `w` pixels wide."""
    width = request.args.get("w", WIDTHS[0], type=int)
    return _picture(_source(sha).drawn(page, width), f"{sha[:16]}-{page}-{width}")


@pictures.get("/papers/<sha>/pages/<int:page>/tiles/<int:width>/<int:column>/<int:row>")
def page_tile(sha: str, page: int, width: int, column: int, row: int) -> Response:
    """Send a square of 1,000 pixels of a page drawn `width` wide, for who looks closely."""
    path = _source(sha).tile(page, width, column, row)
    return _picture(path, f"{sha[:16]}-{page}-{width}-{column}-{row}")


@pictures.get("/papers/<sha>/pages/<int:page>/words")
def page_words(sha: str, page: int) -> ResponseReturnValue:
    """Send a page's words with their boxes, in fractions of the page's width."""
    response = jsonify(words=_source(sha).words(page))
    response.headers["Cache-Control"] = _FOR_EVER
    return response


@pictures.get("/papers/<sha>/structure")
def paper_structure(sha: str) -> ResponseReturnValue:
    """Send a paper's outline, the links between its pages, and what its pages are called."""
    response = jsonify(_source(sha).structure())
    response.headers["Cache-Control"] = _FOR_EVER
    return response


@pictures.get("/meetings/<meeting>/papers/<paper>/original")
def original(meeting: str, paper: str) -> Response:
    """Send the file as it was uploaded: as a download, never to be opened in the browser."""
    _check_may_read(meeting)
    with services().db.reading() as session:
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
    response = send(path, mimetype=mime, conditional=True, etag=etag)
    response.headers["Cache-Control"] = _FOR_EVER
    return response


def _source(sha: str) -> Source:
    """Return what to draw from, if the asker takes part in a meeting that has a paper with these bytes."""
    with services().db.reading() as session:
        meetings = [row.stream.partition(":")[2] for row in with_bytes(session, sha)]
    if not any(_may_read(meeting) for meeting in meetings):
        raise NotFound(kind="paper", id=sha[:64])
    source = source_of(sha)
    if source is None:
        raise NotFound(kind="paper", id=sha[:64])
    return source


def _check_may_read(meeting: str) -> None:
    if not _may_read(meeting):
        raise NotFound(kind="meeting", id=meeting)


def _may_read(meeting: str) -> bool:
    asking = viewer()
    if asking.meeting not in (None, meeting):
        return False
    with services().db.reading() as session:
        part = part_of(session, meeting, asking.person)
    return part is not None and policy.may(part.role, "papers.read")


def _mime(start: bytes) -> str:
    for signature, mime in _SIGNATURES.items():
        if start.startswith(signature):
            return mime
    raise Invalid(where="picture", why="unknown")
