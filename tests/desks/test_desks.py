"""What the product does with files by itself: filing, converting, drawing ahead, reading programmes."""

import io
from dataclasses import replace
from typing import Any

import docx
import pymupdf
import pytest

from icabinet.agenda.word import NotAWordFile
from icabinet.desks import conversion, drafting, drawing
from icabinet.desks.filing import file_upload
from icabinet.errors import NotAllowed, TooLarge
from icabinet.extensions import install
from icabinet.papers.pages import WIDTHS, source_of
from icabinet.papers.storage import original_name, page_name
from icabinet.performing import Actor
from icabinet.worker.pool import Pool
from icabinet.worker.refusals import WorkerDied, WorkerTimedOut
from tests.desk import Desk, ref


def pdf(pages: int = 2) -> io.BytesIO:
    document = pymupdf.open()
    for number in range(pages):
        document.new_page().insert_text((72, 72), f"page {number + 1}")
    return io.BytesIO(document.tobytes())


def word(*lines: str) -> io.BytesIO:
    document, kept = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(kept)
    kept.seek(0)
    return kept


def filed(desk: Desk, name: str, source: io.BytesIO, who: str = "sec", paper: str = "fresh") -> str:
    with desk.app.app_context():
        file_upload(Actor(desk.person(who)), desk.meeting, ref(paper), None, name, source)
    return ref(paper)


def converted(desk: Desk, paper: str) -> dict[str, Any]:
    with desk.app.app_context():
        conversion.convert(desk.stream, paper)
    return desk.kinds("m1", "papers")[paper]


class DyingPool:
    """Stands for a pool whose children die of everything they are given."""

    closed = False

    def __init__(self, spared: Pool) -> None:
        self.tries, self._spared = 0, spared

    def run(self, job: str, **_: Any) -> dict[str, Any]:
        self.tries += 1
        raise WorkerDied(job=job)

    def close(self) -> None:
        self._spared.close()


def with_dying_pool(desk: Desk) -> DyingPool:
    pool = DyingPool(desk.services.pool)
    install(desk.app, replace(desk.services, pool=pool))
    return pool


class SlowPool(DyingPool):
    """Stands for a pool whose children never come to the end of a conversion."""

    def run(self, job: str, *, deadline: float, **asked: Any) -> dict[str, Any]:
        if job != "convert":
            return self._spared.run(job, deadline=deadline, **asked)
        self.tries += 1
        raise WorkerTimedOut(job=job, deadline=deadline)


def test_what_takes_too_long_is_not_tried_again(desk):
    filed(desk, "a.pdf", pdf())
    install(desk.app, replace(desk.services, pool=(pool := SlowPool(desk.services.pool))))
    failed = converted(desk, ref("fresh"))
    assert (failed["state"], failed["reason"], pool.tries) == ("failed", "takes_too_long", 1)


def test_a_filed_paper_is_stored_by_its_hash_and_seen_as_uploaded(desk):
    source = pdf()
    name = filed(desk, "C:\\giấy tờ\\Tờ trình.pdf", source)
    paper = desk.kinds("m1", "papers")[name]
    assert (paper["state"], paper["title"], paper["filename"]) == ("uploaded", "Tờ trình", "Tờ trình.pdf")
    assert desk.services.storage.find(original_name(paper["sha"])).read_bytes() == source.getvalue()


def test_who_may_not_file_leaves_nothing_on_disk(desk):
    with pytest.raises(NotAllowed):
        filed(desk, "x.pdf", pdf(), who="m1")
    assert not list((desk.folder / "storage").rglob("*"))


def test_too_large_a_file_is_refused_and_leaves_nothing(desk):
    install(desk.app, replace(desk.services, settings=replace(desk.settings, max_upload_mb=0)))
    with pytest.raises(TooLarge):
        filed(desk, "x.pdf", pdf())
    assert not [path for path in (desk.folder / "storage").rglob("*") if path.is_file()]


def test_a_pdf_becomes_readable(desk):
    paper = converted(desk, filed(desk, "a.pdf", pdf(3)))
    assert (paper["state"], paper["kind"], paper["pages"]) == ("ready", "pdf", 3)


def test_a_word_file_becomes_readable_and_its_pages_can_be_drawn(desk):
    paper = converted(desk, filed(desk, "b.docx", word("Cộng hòa xã hội chủ nghĩa Việt Nam")))
    assert (paper["state"], paper["kind"], paper["pages"]) == ("ready", "docx", 1)
    assert paper["reading_copy"] is True
    with desk.app.app_context():
        source = source_of(paper["sha"])
        assert source.drawn(1, WIDTHS[0]).stat().st_size > 0
        assert "Cộng" in [found[4] for found in source.words(1)]


def test_a_word_file_that_is_filed_again_stays_a_reading_copy(desk):
    content = word("Cộng hòa").read()
    first, again = (converted(desk, filed(desk, "a.docx", io.BytesIO(content), paper=one)) for one in ("one", "two"))
    assert first["sha"] == again["sha"]
    assert again["reading_copy"] is True


def test_a_text_becomes_readable(desk):
    paper = converted(desk, filed(desk, "a.txt", io.BytesIO("Cộng hòa".encode())))
    assert (paper["state"], paper["kind"], paper["reading_copy"]) == ("ready", "txt", False)


def test_a_picture_becomes_readable_whatever_it_is_called(desk):
    picture = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 9, 9)).tobytes()
    paper = converted(desk, filed(desk, "b.pdf", io.BytesIO(picture)))
    assert (paper["state"], paper["kind"], paper["pages"]) == ("ready", "png", 1)


def test_what_needs_libreoffice_fails_without_it_and_says_so(desk):
    rtf = converted(desk, filed(desk, "a.rtf", io.BytesIO(b"{\\rtf1 x}")))
    assert (rtf["state"], rtf["reason"]) == ("failed", "needs_office")


def test_what_cannot_be_read_fails_with_the_reason(desk):
    paper = converted(desk, filed(desk, "c.pdf", io.BytesIO(b"%PDF-1.7 and then nothing")))
    assert (paper["state"], paper["reason"]) == ("failed", "broken")


def test_a_file_that_is_not_what_it_says_fails_with_the_reason(desk):
    paper = converted(desk, filed(desk, "d.pdf", io.BytesIO(b"MZ this is a program")))
    assert (paper["state"], paper["reason"]) == ("failed", "not_a_paper")


def test_three_dead_workers_are_enough(desk):
    paper, pool = filed(desk, "e.pdf", pdf()), with_dying_pool(desk)
    assert converted(desk, paper)["reason"] == "worker_died"
    assert pool.tries == conversion.MOST_ATTEMPTS


def test_a_failed_paper_can_be_tried_again(desk):
    paper = filed(desk, "e.pdf", pdf())
    working = desk.services
    with_dying_pool(desk)
    converted(desk, paper)
    install(desk.app, working)
    desk.act("sec", "papers.retry", id=paper)
    assert converted(desk, paper)["state"] == "ready"


def test_a_paper_removed_meanwhile_is_no_fault(desk):
    paper = filed(desk, "f.pdf", pdf())
    desk.act("sec", "papers.remove", id=paper)
    with desk.app.app_context():
        conversion.convert(desk.stream, paper)
    assert paper not in desk.kinds("m1", "papers")


def test_pages_are_drawn_ahead_at_the_usual_widths(desk):
    paper = converted(desk, filed(desk, "g.pdf", pdf(2)))
    with desk.app.app_context():
        drawing.draw_ahead(desk.stream, paper["id"])
        drawn = [page_name(paper["sha"], paper["renderer"], n, w) for n in (1, 2) for w in WIDTHS[:2]]
        assert all(desk.services.storage.find(name) for name in drawn)


def test_a_page_that_kills_children_is_given_up(desk):
    paper = converted(desk, filed(desk, "h.pdf", pdf(40)))
    pool = with_dying_pool(desk)
    with desk.app.app_context():
        drawing.draw_ahead(desk.stream, paper["id"])
        assert pool.tries == 2  # once by each engine
        source = source_of(paper["sha"])
        for _ in range(3):
            with pytest.raises(WorkerDied):
                source.drawn(1, WIDTHS[0])
    assert pool.tries == 2


def test_a_programme_is_read_into_a_draft(desk):
    with desk.app.app_context():
        draft = drafting.draft_of(word("CHƯƠNG TRÌNH", "1. Khai mạc (10 phút)", "2. Báo cáo kinh tế (30 phút)"))
    assert [(item["title"], item["minutes"]) for item in draft["items"]] == [("Khai mạc", 10), ("Báo cáo kinh tế", 30)]
    assert "CHƯƠNG TRÌNH" in draft["rest"]


@pytest.mark.parametrize("content", [b"not a zip", b"%PDF-1.7"])
def test_only_word_files_are_programmes(desk, content):
    with desk.app.app_context(), pytest.raises(NotAWordFile):
        drafting.draft_of(io.BytesIO(content))
