"""Pictures and words of pages, and originals as downloads. Content never changes, so browsers keep it for ever.

Nobody keeps anything of a guarded paper (`readers.py`).
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from flask import Blueprint, Response, jsonify, make_response, request, send_file

from icabinet.errors import Invalid, NotFound
from icabinet.extensions import services
from icabinet.papers.pages import WIDTHS, Source
from icabinet.papers.storage import original_name
from icabinet.people import policy
from icabinet.web import shortcut
from icabinet.web.readers import UNSEEN, Reader, marked_picture, reader_of_paper, source_for
from icabinet.web.sending import named, send
from icabinet.web.shortcut import Grant

THUMBNAIL = 400
_TO_KEEP = "HTTP_X_KEEP"  # a tablet fetches it for a time without network
_FOR_EVER = "private, max-age=31536000, immutable"
_SIGNATURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}

pictures = Blueprint("pictures", __name__)


@pictures.get("/papers/<sha>/pages/<int:page>")
def page_picture(sha: str, page: int) -> Response:
    """Send a page's picture, `w` pixels wide; with `bare`, without what others had written on it."""
    width = request.args.get("w", WIDTHS[0], type=int)
    bare = _is_bare()
    source, reader = source_for(sha)
    if reader.guarded:
        return marked_picture(source, reader, page, width, bare)
    etag = f"{sha[:16]}-{page}-{width}{bare * '-bare'}"
    return _lasting(source, reader, lambda: _picture(source.drawn(page, width, bare), etag))


@pictures.get("/papers/<sha>/pages/<int:page>/tiles/<int:width>/<int:column>/<int:row>")
def page_tile(sha: str, page: int, width: int, column: int, row: int) -> Response:
    """Send a square of 1,000 pixels of a page drawn `width` wide, for who looks closely."""
    source, reader = source_for(sha)
    if reader.guarded:
        # It would be a picture without its reader's name.
        raise NotFound(kind="tile", id=str(page))
    bare = _is_bare()
    etag = f"{sha[:16]}-{page}-{width}-{column}-{row}{bare * '-bare'}"
    return _lasting(source, reader, lambda: _picture(source.tile(page, width, column, row, bare), etag))


@pictures.get("/papers/<sha>/pages/<int:page>/words")
def page_words(sha: str, page: int) -> Response:
    """Send a page's words with their boxes, in fractions of the page's width."""
    source, reader = source_for(sha)
    if not reader.guarded:
        return _lasting(source, reader, lambda: jsonify(words=source.words(page)))
    found = source.words(page)
    reader.note("words", page)
    return _unseen(jsonify(words=found))


@pictures.get("/papers/<sha>/structure")
def paper_structure(sha: str) -> Response:
    """Send a paper's outline, the links between its pages, and what its pages are called."""
    source, reader = source_for(sha)
    if reader.guarded:
        found = source.structure()
        reader.note("structure")
        return _unseen(jsonify(found))
    return _lasting(source, reader, lambda: jsonify(source.structure()))


@pictures.get("/papers/<sha>/annotations")
def paper_annotations(sha: str) -> Response:
    """Send what other programs have written on a paper's pages before it was filed."""
    source, reader = source_for(sha)
    if not reader.guarded:
        return _lasting(source, reader, lambda: jsonify(source.annotations()))
    found = source.annotations()
    reader.note("words")
    return _unseen(jsonify(found))


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
    reader.note_now("original")
    how: dict[str, Any] = {"mimetype": "application/octet-stream"}
    # A guarded one by nobody else: a proxy might keep it.
    return named(_unseen(send_file(path, **how)) if reader.guarded else send(path, **how), row.filename)


def _is_bare() -> bool:
    return "bare" in request.args


def _lasting(source: Source, reader: Reader, make: Callable[[], Response]) -> Response:
    """Answer with what is the same for everybody who may read the paper, for ever; it is made only once."""
    response = shortcut.known() or make_response(make())
    response.headers["Cache-Control"] = _FOR_EVER
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    _note(reader, request.environ)
    seen = partial(_note, reader)
    shortcut.grant(Grant(reader.viewer.session, source.sha, reader.stream, seen, found=(source, reader)))
    return response


def _note(reader: Reader, environ: dict[str, Any]) -> None:
    """Put on record which page is sent, if it is one to be read: not a small picture of it, nor its words."""
    if environ.get(_TO_KEEP):
        # Nobody looks at it yet, and nobody will hear of it when somebody does.
        reader.note("kept")
        return
    _, _, part = environ["PATH_INFO"].partition("/pages/")
    width = parse_qs(environ.get("QUERY_STRING", "")).get("w", [str(WIDTHS[0])])[0]
    if part.isdecimal() and width.isdecimal() and int(width) != THUMBNAIL:
        reader.note("page", int(part), int(width))


def _unseen(response: Response) -> Response:
    response.headers["Cache-Control"] = UNSEEN
    return response


def _picture(path: Path, etag: str) -> Response:
    with path.open("rb") as file:
        mime = _mime(file.read(4))
    return send(path, mimetype=mime, conditional=True, etag=etag)


def _mime(start: bytes) -> str:
    for signature, mime in _SIGNATURES.items():
        if start.startswith(signature):
            return mime
    raise Invalid(where="picture", why="unknown")
