"""Workbooks and records to take along: told as plain data, made in a child when somebody asks, and kept nowhere."""

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import shorten
from typing import IO

import msgspec
from flask import Response, send_file

from icabinet.errors import NotFound, Unavailable
from icabinet.extensions import services
from icabinet.papers.sluice import Sluice
from icabinet.web.security import viewer
from icabinet.web.sending import named
from icabinet.worker.forms import told

Content = told.Workbook | told.Minutes

_DEADLINE_S = 30.0
_MOST_BYTES = 32 * 1024 * 1024
_LONGEST_NAME = 80
_CONVERTING_S = 60.0
_JOBS = {"xlsx": "write_workbook", "docx": "write_minutes", "pdf": "write_minutes"}
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# What no file system wants in a name.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')
# Who asks again while a file is being made waits for it: one person never has all the children.
_making = Sluice()


def check_form(form: str) -> None:
    """Refuse with `not_found` what is neither a workbook (xlsx) nor a document (docx, pdf)."""
    if form not in _JOBS:
        raise NotFound(kind="form", id=form[:10])


def file_name(name: str, about: str, form: str) -> str:
    """Return the name under which a file about something is kept."""
    return f"{name} - {shorten(_FORBIDDEN.sub(' ', about), _LONGEST_NAME, placeholder='…')}.{form}"


def sent(content: Content, form: str, filename: str) -> Response:
    """Have the file made, and send it."""
    with _making.alone(viewer().person), made(content, form) as file:
        answer = named(send_file(file, mimetype=TYPES[form]), filename)
        answer.content_length = os.fstat(file.fileno()).st_size
    return answer


@contextmanager
def made(content: Content, form: str) -> Iterator[IO[bytes]]:
    """Have the file made and open; its name is gone afterwards, and its bytes with whoever reads them last."""
    storage, bench = services().storage, services().bench
    plain = io.BytesIO(msgspec.json.encode(content))
    with storage.lend(plain, _MOST_BYTES) as source, storage.borrow() as name, storage.borrow() as page:
        bench.run(_JOBS[form], deadline=_DEADLINE_S, source=source, out=name)
        if form == "pdf":
            # As a paper's pages are made: by LibreOffice where it is, else by a converter of our own.
            bench.run("convert", deadline=_CONVERTING_S, source=name, out=page, kind="docx")
        path = storage.find(page if form == "pdf" else name)
        if path is None:
            raise Unavailable(what="storage")
        yield path.open("rb")
