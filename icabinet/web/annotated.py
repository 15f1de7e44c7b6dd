"""A paper with the marks on it, as a PDF to take away: for one person, made when they ask, and kept nowhere."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import IO, Any

import msgspec
from flask import Blueprint, Response, request, send_file
from flask_babel import gettext as _

from icabinet.errors import Invalid, Unavailable
from icabinet.extensions import services
from icabinet.papers.pages import Source, source_of
from icabinet.papers.rules import PaperNotReady
from icabinet.papers.sluice import Sluice
from icabinet.people import policy
from icabinet.web.marks import marks_for
from icabinet.web.readers import UNSEEN, Reader, reader_of_paper

_DEADLINE_S = 60.0
_WHOSE = {"mine": (True, False), "shared": (False, True), "both": (True, True)}  # mine, shared
_FORMS = ("flat", "editable")  # the last of a kind is what is meant if nothing is said
annotated = Blueprint("annotated", __name__)
# Who asks again while a copy is being made waits for it: one person never has all the children.
_making = Sluice()


@annotated.get("/meetings/<meeting>/papers/<paper>/annotated")
def annotated_paper(meeting: str, paper: str) -> Response:
    """Send the paper with marks: `ink` is "mine", "shared" or "both", `form` is "editable" or "flat".

    Of a guarded paper it is for those who may take the original, and then flat, with their name on every page.
    """
    mine, shared = _WHOSE[_chosen("ink", tuple(_WHOSE))]
    flat = _chosen("form", _FORMS) == "flat"
    with services().db.reading() as session:
        reader, row, role = reader_of_paper(meeting, paper, session)
        if reader.guarded:
            policy.check(role, "papers.take_restricted")
        source = source_of(row.sha)
        if source is None:
            raise PaperNotReady(id=paper, state=row.state)
        marks = marks_for(session, reader, role, mine=mine, shared=shared)
    name = _("%(name)s (with notes).pdf", name=PurePath(row.filename).stem)
    with _making.alone(reader.viewer.person), _copy(source, marks, reader, flat=flat) as file:
        reader.note_now("annotated")
        answer = send_file(file, mimetype="application/pdf", as_attachment=True, download_name=name)
        answer.content_length = os.fstat(file.fileno()).st_size
    answer.headers["Cache-Control"] = UNSEEN
    return answer


@contextmanager
def _copy(source: Source, marks: list[dict[str, Any]], reader: Reader, *, flat: bool) -> Iterator[IO[bytes]]:
    """Have the copy made and open; its name is gone afterwards, and its bytes with whoever reads them last."""
    storage = services().storage
    with storage.borrow() as name:
        services().bench.run(
            "annotate",
            deadline=_DEADLINE_S,
            source=source.file,
            out=name,
            marks=msgspec.json.encode(marks).decode(),
            flat=flat,
            watermark=reader.mark if reader.guarded else "",
            words=(_("Notes"), _("Page")),
        )
        path = storage.find(name)
        if path is None:
            raise Unavailable(what="storage")
        yield path.open("rb")


def _chosen(name: str, among: tuple[str, ...]) -> str:
    found = request.args.get(name, among[-1])
    if found not in among:
        raise Invalid(where=name, why="unknown", known=list(among))
    return found
