"""Marks in exported papers lie where the tablets show them, whoever draws them, and other programs can read them."""

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf
import pypdfium2
import pytest

from icabinet.worker.annotations.annotating import annotate
from icabinet.worker.annotations.listing import annotations
from icabinet.worker.refusals import UnreadablePaper
from tests.worker.inked import BLUE, GREEN, RED, mark, painted, scrawl, told, wave

WIDTH = 1000  # pixels: one is a thousandth of the page's width
NEAR = 0.003
COLOURS = {RED: (255, 0, 0), GREEN: (0, 255, 0), BLUE: (0, 0, 255)}
CROPPED = "/MediaBox[0 0 600 800]/CropBox[30 50 530 750]"
BELOW_ZERO = "/MediaBox[-300 -400 300 400]/CropBox[-250 -380 260 390]"
PAGES = [
    *(f"{CROPPED}/Rotate {turn}" for turn in (0, 90, 180, 270)),
    *(f"{BELOW_ZERO}/Rotate {turn}" for turn in (0, 270)),
    f"{CROPPED}/UserUnit 2.5/Rotate 90",
    "/MediaBox[100 100 700 500]/UserUnit 0.5",
]
Boxes = list[tuple[float, ...]]


@pytest.fixture
def odd(raw_pdf: Callable[[dict[int, bytes]], str]) -> str:
    """A paper with a page for every way in which a page can lie in its file; each leaves its state in disorder."""
    kids = " ".join(f"{10 + i} 0 R" for i in range(len(PAGES)))
    orders = b"q 0.3 0 0 0.3 50 50 cm 0 g"
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[%s]/Count %d/Resources<<>>>>" % (kids.encode(), len(PAGES)),
            3: b"<</Length %d>>\nstream\n%s\nendstream" % (len(orders), orders),
            **{10 + i: f"<</Type/Page/Parent 2 0 R/Contents 3 0 R{page}>>".encode() for i, page in enumerate(PAGES)},
        }
    )


def marks_on(page: int) -> list[dict[str, Any]]:
    more = {"page": page}
    return [
        mark(f"a{page}", "pen", wave(700, 600, 4200, 1900), colour=RED, width=52, **more),
        mark(f"b{page}", "pen", wave(5200, 2600, 9300, 3300, pressed=False), colour=GREEN, **more),
        mark(f"c{page}", "highlighter", [6000, 5200, 500, 9000, 5200, 500], colour=BLUE, width=220, **more),
    ]


@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize("engine", ["poppler", "pdfium"])
def test_ink_lies_where_the_tablet_has_it(odd: str, tmp_path: Path, engine: str, flat: bool):
    out = str(tmp_path / "out.pdf")
    marks = [each for page in range(1, len(PAGES) + 1) for each in marks_on(page)]
    assert annotate(odd, told(marks), out, flat=flat) == {"annotations": len(marks), "pages": len(PAGES)}
    # Nothing of that differs from page to page.
    wanted = [tuple(edge / 10_000 for edge in each["box"]) for each in painted(marks_on(1))]
    for page, pixels in enumerate(ENGINES[engine](out, tmp_path), 1):
        side = max(pixels.shape[:2]) / pixels.shape[1]
        for (name, colour), box in zip(COLOURS.items(), wanted, strict=True):
            seen = reach(pixels, colour)
            assert np.abs(np.array(seen) - box).max() < NEAR * side, f"page {page}, {name}: {seen}, not {box}"


@pytest.mark.parametrize("flat", [False, True])
def test_all_other_marks_look_as_on_the_tablet(pdf: Callable[..., str], tmp_path: Path, flat: bool):
    out = str(tmp_path / "out.pdf")
    straight, corners = [1000, 2000, 500, 5000, 2600, 500], [5000, 3000, 500, 1000, 3500, 500]
    lines = [1000, 2000, 500, 5000, 2000, 500, 1000, 2300, 500, 3000, 2300, 500]
    drawn = {
        "underline": lines, "strikeout": lines, "line": straight, "arrow": straight, "box": corners,
        "ellipse": corners, "note": [4000, 4000, 500], "stamp": corners,
    }  # fmt: skip
    marks = [
        mark(tool, tool, points, page=page, width=52, text="Đồng ý" if tool in ("note", "stamp") else "")
        for page, (tool, points) in enumerate(drawn.items(), 1)
    ]
    annotate(pdf(len(marks)), told(marks), out, flat=flat)
    for each, theirs, pixels in zip(marks, painted(marks), by_pdfium(out, tmp_path)[: len(marks)], strict=True):
        seen = np.array(reach(pixels, COLOURS[RED]))
        assert np.abs(seen - np.array(theirs["box"]) / 10_000).max() < NEAR, each["tool"]


def by_poppler(path: str, folder: Path) -> list[np.ndarray]:
    if not shutil.which("pdftoppm"):
        pytest.skip("no pdftoppm here; tools/servers.sh installs it")
    size = ["-scale-to-x", str(WIDTH), "-scale-to-y", "-1"]
    subprocess.run(["pdftoppm", "-cropbox", *size, path, str(folder / "page")], check=True)
    drawn = [pymupdf.Pixmap(str(each)) for each in sorted(folder.glob("page-*.ppm"))]
    return [np.frombuffer(each.samples, np.uint8).reshape(each.height, each.width, 3) for each in drawn]


def by_pdfium(path: str, _folder: Path) -> list[np.ndarray]:
    with pypdfium2.PdfDocument(path) as document:
        return [
            np.array(page.render(scale=WIDTH / page.get_width(), rev_byteorder=True, may_draw_forms=False).to_numpy())
            for page in document
        ]


ENGINES = {"poppler": by_poppler, "pdfium": by_pdfium}


def reach(pixels: np.ndarray, colour: tuple[int, int, int]) -> tuple[float, ...]:
    """The box of what has about this colour, in widths of the page."""
    rows, columns = np.nonzero((np.abs(pixels[..., :3].astype(int) - colour) < 128).all(axis=2))
    assert rows.size, "nothing of this colour"
    edges = columns.min(), rows.min(), columns.max() + 1, rows.max() + 1
    return tuple(float(edge) / pixels.shape[1] for edge in edges)


def test_other_programs_find_annotations_that_say_who_wrote_what_and_when(pdf: Callable[..., str], tmp_path: Path):
    out = str(tmp_path / "out.pdf")
    straight = [1000, 2000, 500, 5000, 2000, 500]
    corners = [1000, 3000, 500, 3000, 3500, 500]
    marks = [
        mark("a", "pen", wave(1000, 1000, 3000, 1500)),
        mark("b", "pen", wave(3000, 1000, 4000, 1500), at=1_790_000_003_000),
        mark("c", "highlighter", straight, colour="#ffe45c", width=220),
        mark("d", "underline", straight * 2, width=20),
        mark("e", "strikeout", straight, width=20),
        mark("f", "line", straight),
        mark("g", "arrow", straight),
        mark("h", "box", corners),
        mark("i", "ellipse", corners),
        mark("j", "note", [7000, 3000, 500], text="Đề nghị bổ sung số liệu\nnăm 2025"),
        mark("k", "stamp", [1000, 5000, 500, 4000, 5600, 500], text="Ký nháy"),
        mark("l", "text", [1000, 7000, 500, 4000, 7600, 500], width=202, text="Đề nghị bổ sung \nsố liệu\nnăm 2025"),
    ]
    annotate(pdf(), told(marks), out)
    with pymupdf.open(out) as document:
        page = document[0]
        found = {annot.info["id"]: annot for annot in page.annots()}
        kinds = {name: annot.type[1] for name, annot in found.items()}
        assert kinds == {
            "a": "Ink", "c": "Highlight", "d": "Underline", "e": "StrikeOut", "f": "Line", "g": "Line", "h": "Square",
            "i": "Circle", "j": "Text", "k": "Stamp", "l": "FreeText",
        }  # fmt: skip
        assert [len(found["a"].vertices), len(found["d"].vertices)] == [2, 8], "two strokes, two lines of text"
        assert found["g"].line_ends == (0, 4), "an open arrow at its second end"
        assert found["j"].info["content"] == marks[-3]["text"]
        assert found["l"].info["content"] == "Đề nghị bổ sung số liệu\nnăm 2025", "broken only where it was typed so"
        assert {annot.info["title"] for annot in found.values()} == {"Nguyễn Thị Ổn"}
        assert found["a"].info["modDate"] == "D:20260921141323Z", "of its last stroke"


@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize("engine", ["poppler", "pdfium"])
def test_typed_text_stands_in_its_frame_however_the_page_lies(odd: str, tmp_path: Path, engine: str, flat: bool):
    """Its lines begin at the left, stand one under the other, and are made narrower where they would be too long."""
    out = str(tmp_path / "out.pdf")
    look = {"colour": RED, "width": 300, "text": "HHHHHHHHHHHHHHH \nHH"}
    frame = [1000, 1000, 500, 3500, 1810, 500]
    annotate(odd, told([mark(f"t{page}", "text", frame, page=page, **look) for page in range(1, 9)]), out, flat=flat)
    for page, pixels in enumerate(ENGINES[engine](out, tmp_path), 1):
        left, top, right, bottom = reach(pixels, COLOURS[RED])
        where = f"page {page}"
        assert 0.1 - NEAR < left < 0.11, where
        assert 0.33 < right < 0.35 + NEAR, where
        letters = 0.72 * 0.03  # capitals
        assert (top, bottom) == pytest.approx((0.1 + 1.05 * 0.03 - letters, 0.1 + 2.4 * 0.03), abs=2 * NEAR), where


def test_typed_text_is_found_and_read_by_other_programs_and_here(odd: str, tmp_path: Path):
    out, flat = str(tmp_path / "out.pdf"), str(tmp_path / "flat.pdf")
    said = "Nguyễn Thị Ổn: đề nghị \nbổ sung Điều 7"
    typed = told([mark("t", "text", [2000, 3000, 500, 7000, 3546, 500], page=4, width=202, text=said)])
    annotate(odd, typed, out)
    (listed,) = annotations(out)["pages"]["4"]
    assert (listed["kind"], listed["text"]) == ("FreeText", "Nguyễn Thị Ổn: đề nghị bổ sung Điều 7")
    assert listed["boxes"] == [[pytest.approx(edge, abs=3) for edge in (2000, 3000, 7000, 3546)]]
    annotate(odd, typed, flat, flat=True)
    with pymupdf.open(flat) as document:
        assert "bổ sung Điều 7" in document[3].get_text()


def test_what_was_exported_is_read_again(odd: str, tmp_path: Path):
    out = str(tmp_path / "out.pdf")
    note = mark("n", "note", [4000, 5000, 500], page=2, text="Góp ý")
    annotate(odd, told([note, *marks_on(7)]), out)
    listed = annotations(out)["pages"]
    assert listed["2"] == [
        {"kind": "Text", "boxes": [[3830, 4830, 4170, 5170]], "by": note["by"], "at": note["at"], "text": "Góp ý"}
    ]
    assert [each["kind"] for each in listed["7"]] == ["Ink", "Ink", "Highlight"]
    wanted = painted(marks_on(7))[0]["box"]
    assert np.abs(np.array(listed["7"][0]["boxes"][0]) - wanted).max() < 10


def test_a_flat_copy_has_nothing_to_open_and_says_at_the_end_what_notes_say(pdf: Callable[..., str], tmp_path: Path):
    out = str(tmp_path / "out.pdf")
    notes = [mark(f"n{i}", "note", [4000, 1000 * i, 500], page=i, text=f"Ý kiến thứ {i}") for i in (2, 1)]
    annotate(pdf(2), told(notes), out, flat=True, words=("Ghi chú", "Trang"))
    with pymupdf.open(out) as document:
        assert not any(document[number].first_annot for number in range(2))
        said = document[2].get_text().split("\n")
    assert [line for line in said if line] == [
        "Ghi chú",
        "Trang 1", "1. Nguyễn Thị Ổn · 21/09/2026 20:53", "Ý kiến thứ 1",
        "Trang 2", "2. Nguyễn Thị Ổn · 21/09/2026 20:53", "Ý kiến thứ 2",
    ]  # fmt: skip


def test_a_watermark_is_on_every_page_and_what_was_there_before_is_gone(pdf: Callable[..., str], tmp_path: Path):
    out = tmp_path / "out.pdf"
    annotate(
        pdf(3), told([mark("a", "pen", wave(1000, 1000, 3000, 1500))]), str(out), watermark="Trần Văn Ổn · 25/11/2026"
    )
    with pymupdf.open(out) as document:
        assert document.page_count == 3
        assert all("Trần Văn Ổn · 25/11/2026" in page.get_text() for page in document)
    assert out.read_bytes().count(b"%%EOF") == 1


def test_annotations_are_written_behind_the_paper_s_own_bytes(pdf: Callable[..., str], tmp_path: Path):
    path, out = pdf(2), tmp_path / "out.pdf"
    before = Path(path).read_bytes()
    annotate(path, told(marks_on(1)), str(out))
    assert out.read_bytes().startswith(before)
    assert Path(path).read_bytes() == before


def test_annotations_that_are_there_stay(tmp_path: Path):
    path, out = str(tmp_path / "noted.pdf"), str(tmp_path / "out.pdf")
    with pymupdf.open() as document:
        document.new_page().add_text_annot((100, 100), "theirs")
        document.save(path)
    annotate(path, told(marks_on(1)), out)
    assert [each["text"] for each in annotations(out)["pages"]["1"]] == ["theirs", "", "", ""]


def test_ten_thousand_strokes_take_no_time_that_grows_with_their_square(pdf: Callable[..., str], tmp_path: Path):
    """What it takes on a quiet machine is in docs/performance.md; here only that one is not ten times the other."""
    path, out = pdf(), str(tmp_path / "out.pdf")
    spent = []
    for count in (400, 4_000):
        strokes = [mark(str(i), "pen", scrawl(12, i % 97, pressed=True), at=i * 1_000) for i in range(count)]
        said, start = told(strokes), time.process_time()
        annotate(path, said, out)
        spent.append(time.process_time() - start)
    assert spent[1] < 30 * spent[0]


def test_marks_on_pages_that_are_not_there_are_left_out(pdf: Callable[..., str], tmp_path: Path):
    out = str(tmp_path / "out.pdf")
    assert annotate(pdf(), told([*marks_on(0), *marks_on(2)]), out) == {"annotations": 0, "pages": 0}


def test_what_is_no_pdf_is_refused(tmp_path: Path):
    path = tmp_path / "text.pdf"
    path.write_text("not a PDF")
    with pytest.raises(UnreadablePaper):
        annotate(str(path), told([]), str(tmp_path / "out.pdf"))
