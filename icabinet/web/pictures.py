"""Pictures and words of pages, and originals as downloads. Content never changes, so browsers keep it for ever.

Nobody keeps anything of a guarded paper (`readers.py`).
"""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, jsonify, request, send_file
from flask.typing import ResponseReturnValue

from icabinet.errors import Invalid, NotFound
from icabinet.extensions import services
from icabinet.papers.pages import WIDTHS
from icabinet.papers.storage import original_name
from icabinet.people import policy
from icabinet.web.readers import UNSEEN, marked_picture, reader_of_paper, sightings, source_for
from icabinet.web.sending import send

THUMBNAIL = 400
_FOR_EVER = "private, max-age=31536000, immutable"
_SIGNATURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}

pictures = Blueprint("pictures", __name__)


@pictures.get("/papers/<sha>/pages/<int:page>")
def page_picture(sha: str, page: int) -> Response:
    """Send a page's picture, `w` pixels wide."""
    width = request.args.get("w", WIDTHS[0], type=int)
    source, reader = source_for(sha)
    if reader.guarded:
        return marked_picture(source, reader, page, width)
    if width != THUMBNAIL:
        reader.note("page", page, width)
    return _picture(source.drawn(page, width), f"{sha[:16]}-{page}-{width}")


@pictures.get("/papers/<sha>/pages/<int:page>/tiles/<int:width>/<int:column>/<int:row>")
def page_tile(sha: str, page: int, width: int, column: int, row: int) -> Response:
    """Send a square of 1,000 pixels of a page drawn `width` wide, for who looks closely."""
    source, reader = source_for(sha)
    if reader.guarded:
        # It would be a picture without its reader's name.
        raise NotFound(kind="tile", id=str(page))
    return _picture(source.tile(page, width, column, row), f"{sha[:16]}-{page}-{width}-{column}-{row}")


@pictures.get("/papers/<sha>/pages/<int:page>/words")
def page_words(sha: str, page: int) -> ResponseReturnValue:
    """Send a page's words with their boxes, in fractions of the page's width."""
    source, reader = source_for(sha)
    found = source.words(page)
    if reader.guarded:
        reader.note("words", page)
    response = jsonify(words=found)
    response.headers["Cache-Control"] = UNSEEN if reader.guarded else _FOR_EVER
    return response


@pictures.get("/papers/<sha>/structure")
def paper_structure(sha: str) -> ResponseReturnValue:
    """Send a paper's outline, the links between its pages, and what its pages are called."""
    source, reader = source_for(sha)
    response = jsonify(source.structure())
    response.headers["Cache-Control"] = UNSEEN if reader.guarded else _FOR_EVER
    return response


@pictures.get("/meetings/<meeting>/papers/<paper>/original")
def original(meeting: str, paper: str) -> Response:
    """Send the file as it was uploaded: as a download, never to be opened in the browser."""
    with services().db.reading() as session:
        reader, row, role = reader_of_paper(meeting, paper, session)
    if reader.guarded:
        policy.check(role, "papers.take_restricted")
    path = services().storage.find(original_name(row.sha))
    if path is None:
        raise NotFound(kind="paper", id=row.sha)
    sightings().note_now(reader.sighting("original"))
    how: dict[str, Any] = {"mimetype": "application/octet-stream", "as_attachment": True, "download_name": row.filename}
    if not reader.guarded:
        return send(path, **how)
    # By nobody else: a proxy might keep it.
    response = send_file(path, **how)
    response.headers["Cache-Control"] = UNSEEN
    return response


def _picture(path: Path, etag: str) -> Response:
    with path.open("rb") as file:
        mime = _mime(file.read(4))
    response = send(path, mimetype=mime, conditional=True, etag=etag)
    response.headers["Cache-Control"] = _FOR_EVER
    return response


def _mime(start: bytes) -> str:
    for signature, mime in _SIGNATURES.items():
        if start.startswith(signature):
            return mime
    raise Invalid(where="picture", why="unknown")
