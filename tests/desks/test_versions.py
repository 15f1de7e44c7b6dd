"""Versions compared, identical bytes converted once, conversions given up, progress told."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pymupdf
import pytest

from icabinet.desks import comparing, conversion, drawing
from icabinet.desks.bench import OwnBench
from icabinet.desks.filing import file_upload, file_version
from icabinet.performing import Actor
from icabinet.worker.pool import Pool
from tests.desk import Desk, ref
from tests.desks.test_desks import pdf, word


def filed(desk: Desk, name: str, filename: str, source: io.BytesIO, *, replaces: str = "") -> str:
    asker = Actor(desk.person("sec"))
    with desk.app.app_context():
        if replaces:
            file_version(asker, desk.meeting, ref(name), ref(replaces), filename, source)
        else:
            file_upload(asker, desk.meeting, ref(name), None, filename, source)
    return ref(name)


def converted(desk: Desk, paper: str) -> dict[str, Any]:
    with desk.app.app_context():
        conversion.convert(desk.stream, paper)
    return desk.kinds("m1", "papers")[paper]


def pages(*texts: str) -> io.BytesIO:
    document = pymupdf.open()
    for text in texts:
        document.new_page().insert_text((72, 72), text)
    return io.BytesIO(document.tobytes())


@pytest.fixture
def jobs(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the children are asked to do from now on."""
    asked: list[str] = []
    real = OwnBench.run

    def run(self: OwnBench, job: str, **how: Any) -> dict[str, Any]:
        asked.append(job)
        return real(self, job, **how)

    monkeypatch.setattr(OwnBench, "run", run)
    return asked


def test_a_new_version_is_compared_page_by_page(desk):
    converted(desk, filed(desk, "paper1", "a.pdf", pages("one", "two", "three")))
    newer = filed(desk, "newer", "b.pdf", pages("one", "new", "two, changed", "three"), replaces="paper1")
    converted(desk, newer)
    with desk.app.app_context():
        assert comparing.left_over() == [(desk.stream, newer)]
        comparing.compare(desk.stream, newer)
        assert comparing.left_over() == []
    assert desk.kinds("m1", "papers")[newer]["unchanged"] == [1, 0, 0, 3]


def test_a_new_version_may_be_of_another_kind(desk):
    converted(desk, filed(desk, "paper1", "a.pdf", pages("one")))
    newer = converted(desk, filed(desk, "newer", "a.docx", word("một"), replaces="paper1"))
    assert (newer["state"], newer["version"], newer["title"]) == ("ready", 2, "a")


def test_identical_bytes_are_converted_once(desk, jobs):
    first = converted(desk, filed(desk, "paper1", "a.docx", source := word("một")))
    asked = len(jobs)
    second = converted(desk, filed(desk, "paper2", "b.DOCX", io.BytesIO(source.getvalue())))
    assert (second["state"], second["sizes"], len(jobs)) == ("ready", first["sizes"], asked)


def test_the_same_bytes_under_the_name_of_another_kind_are_looked_at(desk, jobs):
    converted(desk, filed(desk, "paper1", "a.pdf", source := pdf()))
    asked = len(jobs)
    converted(desk, filed(desk, "paper2", "a.docx", io.BytesIO(source.getvalue())))
    assert jobs[asked:] == ["inspect", "convert"]


def test_identical_bytes_at_the_same_moment_are_converted_once(desk, jobs):
    source = pdf().getvalue()
    papers = [filed(desk, f"paper{n}", "a.pdf", io.BytesIO(source)) for n in range(1, 5)]
    with ThreadPoolExecutor(4) as hands:
        list(hands.map(lambda paper: converted(desk, paper), papers))
    with desk.app.app_context():
        for stream, paper in conversion.left_over():
            conversion.convert(stream, paper)
    assert {desk.kinds("m1", "papers")[paper]["state"] for paper in papers} == {"ready"}
    assert jobs == ["inspect", "convert"]


def test_a_conversion_under_way_is_given_up(desk, monkeypatch):
    paper = filed(desk, "paper1", "a.pdf", pdf())
    begun, real = threading.Event(), Pool.run

    def run(self: Pool, job: str, /, **how: Any) -> dict[str, Any]:
        begun.set()
        # A job that would never end: the child waits for a pipe that nobody writes to.
        return real(self, "read_agenda", deadline=60, ticket=how["ticket"], path=str(pipe))

    pipe = desk.folder / "pipe"
    __import__("os").mkfifo(pipe)
    monkeypatch.setattr(Pool, "run", run)
    desk.services.writer.listen(conversion.hear)
    with ThreadPoolExecutor(1) as hands:
        done = hands.submit(converted, desk, paper)
        assert begun.wait(30)
        desk.act("sec", "papers.cancel", id=paper)
        assert done.result(30)["reason"] == "cancelled"
    monkeypatch.setattr(Pool, "run", real)
    desk.act("sec", "papers.retry", id=paper)
    assert converted(desk, paper)["state"] == "ready"


def test_what_another_process_cancelled_is_given_up_at_the_next_look(desk):
    paper = filed(desk, "paper1", "a.pdf", pdf())
    with desk.app.app_context(), conversion._ticket(desk.stream, paper) as ticket:
        conversion.left_over()
        assert not ticket.is_given_up
        desk.act("sec", "papers.cancel", id=paper)
        conversion.left_over()
        assert ticket.is_given_up


def test_only_what_may_take_long_is_heavy(desk):
    papers = {
        name: filed(desk, name, f"{name}.{kind}", pages(name)) for name, kind in (("small", "pdf"), ("table", "xlsx"))
    }
    with desk.app.app_context():
        assert not conversion.may_take_long(desk.stream, papers["small"])
        assert conversion.may_take_long(desk.stream, papers["table"])
        assert not conversion.may_take_long(desk.stream, ref("gone"))


def test_the_desk_is_told_how_far_a_paper_has_come(desk):
    said: list[tuple[str, int, int]] = []
    desk.services.signals.append(lambda _meeting, _name, body: said.append((body["step"], body["page"], body["pages"])))
    paper = converted(desk, filed(desk, "paper1", "a.pdf", pdf(6)))["id"]
    with desk.app.app_context():
        while drawing.draw_ahead(desk.stream, paper):
            continue
    assert said == [("converting", 0, 0), ("drawing", 4, 6), ("drawing", 6, 6)]
