"""Which engine draws a page, and what becomes of a page that none can."""

import io
import time
from typing import Any

import pymupdf
import pytest

from icabinet.desks import conversion
from icabinet.desks.filing import file_upload
from icabinet.papers import engines
from icabinet.papers.pages import WIDTHS, Source, source_of
from icabinet.performing import Actor
from icabinet.worker.pool import Pool
from icabinet.worker.refusals import PoolClosed, UnreadablePaper, WorkerDied, WorkerLost
from tests.desk import Desk, ref


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    engines._failed.clear()


@pytest.fixture
def source(desk: Desk):
    """A paper of two pages that can be drawn; the app is at hand."""
    with pymupdf.open() as document:
        for _ in range(2):
            document.new_page().insert_text((72, 72), "page")
        content = io.BytesIO(document.tobytes())
    with desk.app.app_context():
        file_upload(Actor(desk.person("sec")), desk.meeting, ref("fresh"), None, "a.pdf", content)
        conversion.convert(desk.stream, ref("fresh"))
        found = source_of(desk.kinds("m1", "papers")[ref("fresh")]["sha"])
        assert found is not None
        yield found


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch):
    """What the children are asked to draw, by engine; `fail` says how an engine fails."""
    run = Pool.run

    class Asked(list):
        def __init__(self) -> None:
            self.fail = {}

    asked = Asked()

    def watched(self: Pool, job: str, /, **how: Any) -> dict[str, Any]:
        if job in ("render", "tile"):
            asked.append((how["page"], how["engine"]))
            if how["engine"] in asked.fail:
                raise asked.fail[how["engine"]]
        return run(self, job, **how)

    monkeypatch.setattr(Pool, "run", watched)
    return asked


def test_the_first_engine_draws(source: Source, asked) -> None:
    assert source.drawn(1, 400).stat().st_size
    assert asked == [(1, "mupdf")]


@pytest.mark.parametrize("failure", [WorkerDied(job="render"), UnreadablePaper(reason="broken")])
def test_the_second_takes_over_and_is_asked_first_for_the_same_page(source: Source, asked, failure) -> None:
    asked.fail = {"mupdf": failure}
    assert source.drawn(1, 400).stat().st_size
    assert source.tile(1, 4000, 0, 0).stat().st_size
    source.drawn(2, 400)
    assert asked == [(1, "mupdf"), (1, "pdfium"), (1, "pdfium"), (2, "mupdf"), (2, "pdfium")]


@pytest.mark.parametrize("failure", [WorkerDied(job="render"), UnreadablePaper(reason="broken")])
def test_a_page_that_neither_can_draw_costs_no_third_child(source: Source, asked, failure) -> None:
    asked.fail = dict.fromkeys(engines.EFFORTS, failure)
    for width in WIDTHS:
        with pytest.raises(type(failure)) as refused:
            source.drawn(1, width)
        assert refused.value.data == failure.data
    assert asked == [(1, "mupdf"), (1, "pdfium")]


def test_what_failed_is_tried_again_after_a_while(source: Source, asked, monkeypatch) -> None:
    asked.fail = dict.fromkeys(engines.EFFORTS, WorkerDied(job="render"))
    with pytest.raises(WorkerLost):
        source.drawn(1, 400)
    later = time.monotonic() + engines._REMEMBERED_S
    monkeypatch.setattr(time, "monotonic", lambda: later)
    asked.fail = {}
    assert source.drawn(1, 400).stat().st_size


def test_the_end_of_a_process_is_no_fault_of_a_page(source: Source, asked) -> None:
    asked.fail = {"mupdf": PoolClosed(job="render")}
    with pytest.raises(PoolClosed):
        source.drawn(1, 400)
    assert asked == [(1, "mupdf")]
    assert not engines._failed


def test_pages_remembered_have_an_end(source: Source, asked, monkeypatch) -> None:
    monkeypatch.setattr(engines, "_MOST_REMEMBERED", 1)
    asked.fail = {"mupdf": WorkerDied(job="render")}
    for page in (1, 2):
        source.drawn(page, 400)
    assert [page for _, page in engines._failed] == [2]
