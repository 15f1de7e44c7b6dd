"""An office to look after: a live meeting with real papers, ink, votes of both kinds, and nothing made up in it."""

import io
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pymupdf
import pytest
from click.testing import Result

from icabinet import logs
from icabinet.config import Settings
from icabinet.desks.conversion import convert
from icabinet.desks.filing import file_upload
from icabinet.performing import Actor
from tests import noise
from tests.desk import Desk, ref
from tests.migrated import migrate

Run = Callable[..., Result]


def pdf() -> io.BytesIO:
    with pymupdf.open() as document:
        document.new_page(width=595, height=842).insert_text((72, 100), "page 1")
        return io.BytesIO(document.tobytes())


def word() -> io.BytesIO:
    document, kept = docx.Document(), io.BytesIO()
    document.add_paragraph("A report")
    document.save(kept)
    kept.seek(0)
    return kept


def file(desk: Desk, name: str, filename: str, source: io.BytesIO) -> str:
    """File a paper for good: its bytes are stored, and it is converted."""
    with desk.app.app_context():
        file_upload(Actor(desk.person("sec")), desk.meeting, ref(name), None, filename, source)
        convert(desk.stream, ref(name))
    paper = desk.kinds("sec", "papers")[ref(name)]
    assert paper["state"] == "ready", paper
    return str(paper["sha"])


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("office"), {})
    with desk.app.app_context():
        migrate()
        noise._people(desk)
        noise._bodies(desk)
    noise._meeting(desk)
    desk.start()
    desk.add_item("item1")
    desk.known["pdf"] = file(desk, "paper1", "report.pdf", pdf())
    desk.known["docx"] = file(desk, "paper2", "report.docx", word())
    desk.draw("m1", "stroke1", private=True)
    desk.open_poll("named1")
    desk.cast("m1", "named1", "yes")
    desk.close()
    return desk


@pytest.fixture
def office(office_template: Desk, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.copy(office_template, tmp_path / "data")
    yield desk
    desk.close()


@pytest.fixture
def run(office: Desk) -> Run:
    """`run("backup", path)` runs a command on the office's data."""

    def command(*words: object, on: Desk = office) -> Result:
        return on.app.test_cli_runner().invoke(args=[str(word) for word in words])

    return command


@pytest.fixture
def logged() -> Iterator[Callable[..., io.StringIO]]:
    """`logged(log_format="json")` begins a log as the server writes it, and returns where it goes."""
    root, hook = logging.getLogger(), threading.excepthook
    handlers, level = root.handlers[:], root.level

    def begin(**settings: Any) -> io.StringIO:
        root.handlers[:] = []
        stream = io.StringIO()
        logs.configure(Settings(**{"log_level": "debug", "log_format": "json", **settings}), stream=stream)
        return stream

    yield begin
    root.handlers[:], root.level = handlers, level
    threading.excepthook = hook
