import base64
import struct
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image

from icabinet.worker.refusals import NoSuchPage, UnreadablePaper
from icabinet.worker.rendering import ENGINES, render, tile

INDEXED = 3


@pytest.fixture
def drawn(tmp_path: Path):
    """Make a PDF of one page, on which `draw(page)` draws; give its path."""

    def make(draw, size=(595, 842)) -> str:
        path = tmp_path / "drawn.pdf"
        with pymupdf.open() as document:
            draw(document.new_page(width=size[0], height=size[1]))
            document.save(path)
        return str(path)

    return make


@pytest.fixture
def out(tmp_path: Path) -> str:
    return str(tmp_path / "page.img")


def header(path: str) -> tuple[int, int, int, int]:
    """Width, height, bits and colour type of a PNG."""
    return struct.unpack(">IIBB", Path(path).read_bytes()[16:26])


def seal(page: pymupdf.Page) -> None:
    page.insert_text((72, 100), "Signed and sealed", fontsize=24)
    page.draw_circle((400, 700), 40, color=(0.87, 0, 0), fill=(0.87, 0, 0))


def photo(page: pymupdf.Page) -> None:
    pixels = bytes(channel for y in range(128) for x in range(128) for channel in (x * 2, y * 2, (x + y) % 256))
    page.insert_image(page.rect, pixmap=pymupdf.Pixmap(pymupdf.csRGB, 128, 128, pixels, False))


def test_text_becomes_sixteen_grays(pdf, out: str) -> None:
    answer = render(pdf(), 1, 1200, out)
    assert answer == {"bytes": Path(out).stat().st_size, "mime": "image/png"}
    assert header(out) == (1200, 1699, 4, INDEXED)
    pixels = pymupdf.Pixmap(out)
    assert {pixels.pixel(x, 180) for x in range(1200)} >= {(0, 0, 0), (255, 255, 255)}


def test_an_odd_width_is_kept(pdf, out: str) -> None:
    render(pdf(), 1, 401, out)
    assert header(out)[0] == 401
    assert pymupdf.Pixmap(out).width == 401


def test_a_red_seal_stays_red(drawn, out: str) -> None:
    assert render(drawn(seal), 1, 1190, out)["mime"] == "image/png"
    assert header(out)[2:] == (8, INDEXED)
    red, green, blue = pymupdf.Pixmap(out).pixel(800, 1400)
    assert (red, green, blue) == (221, 0, 0)


def test_a_photograph_is_webp(drawn, out: str) -> None:
    assert render(drawn(photo), 1, 400, out)["mime"] == "image/webp"
    assert Path(out).read_bytes().startswith(b"RIFF")
    assert pixels(out).shape[1] == 400


def test_a_gray_photograph_is_webp(drawn, out: str) -> None:
    def shades(page: pymupdf.Page) -> None:
        pixels = bytes(x for _ in range(256) for x in range(256))
        page.insert_image(page.rect, pixmap=pymupdf.Pixmap(pymupdf.csGRAY, 256, 256, pixels, False))

    assert render(drawn(shades), 1, 400, out)["mime"] == "image/webp"


def test_a_rotated_page_is_shown_upright(drawn, out: str) -> None:
    render(drawn(lambda page: page.set_rotation(90)), 1, 842, out)
    assert header(out)[:2] == (842, 595)


@pytest.mark.parametrize("size", [(14400, 14400), (100, 14400)])
def test_the_area_has_an_end(drawn, out: str, size: tuple[int, int]) -> None:
    render(drawn(lambda _: None, size), 1, 5000, out)
    width, height, *_ = header(out)
    assert 0 < width * height <= 8_000_000 * 1.01
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)


def test_a_page_flat_as_a_thread_is_still_an_image(raw_pdf, out: str) -> None:
    path = raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100000 1]>>",
        }
    )
    render(path, 1, 400, out)
    assert header(out)[:2] == (400, 1)


def test_the_same_page_gives_the_same_bytes(drawn, tmp_path: Path) -> None:
    path = drawn(seal)
    first, second = str(tmp_path / "1"), str(tmp_path / "2")
    render(path, 1, 1200, first)
    render(path, 1, 1200, second)
    assert Path(first).read_bytes() == Path(second).read_bytes()


@pytest.mark.parametrize("number", [-1, 0, 3])
def test_a_page_that_is_not_there(pdf, out: str, number: int) -> None:
    with pytest.raises(NoSuchPage):
        render(pdf(2), number, 400, out)


def test_a_circle_of_pages_is_broken(raw_pdf, out: str) -> None:
    path = raw_pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R]/Count 1>>"})
    with pytest.raises(UnreadablePaper):
        render(path, 1, 400, out)
    assert not Path(out).exists()


def test_nothing_half_written_stays(pdf, tmp_path: Path) -> None:
    path = pdf()
    folder = tmp_path / "taken"
    folder.mkdir()
    with pytest.raises(OSError, match="directory"):
        render(path, 1, 400, str(folder))
    assert sorted(found.name for found in tmp_path.iterdir()) == ["paper.pdf", "taken"]


def pixels(path: str) -> np.ndarray:
    """Return an image as gray numbers of shape (height, width)."""
    with Image.open(path) as image:
        return np.asarray(image.convert("L"), np.int16)


@pytest.mark.parametrize("engine", ENGINES)
def test_squares_together_are_the_page(pdf, tmp_path: Path, engine: str) -> None:
    """On a page that is neither so wide nor so high as whole squares."""
    path, rows = pdf(), []
    for row in range(3):
        names = [str(tmp_path / f"{column}-{row}") for column in range(2)]
        for column, name in enumerate(names):
            tile(path, 1, 1801, column, row, name, engine=engine)
        rows.append(np.hstack([pixels(name) for name in names]))
    whole = str(tmp_path / "whole")
    render(path, 1, 1801, whole, engine=engine)
    assert np.vstack(rows).shape == pixels(whole).shape
    assert np.abs(np.vstack(rows) - pixels(whole)).mean() < 0.5


@pytest.mark.parametrize(("column", "row"), [(4, 0), (0, 6), (-1, 0), (0, -1)])
def test_there_are_no_squares_beside_the_page(pdf, out: str, column: int, row: int) -> None:
    with pytest.raises(NoSuchPage):
        tile(pdf(), 1, 4000, column, row, out)


@pytest.mark.parametrize("turn", [0, 90])
def test_both_engines_draw_the_same(drawn, tmp_path: Path, turn: int) -> None:
    def seal_on_its_side(page: pymupdf.Page) -> None:
        seal(page)
        page.set_rotation(turn)

    path, names = drawn(seal_on_its_side), {engine: str(tmp_path / engine) for engine in ENGINES}
    for engine, name in names.items():
        render(path, 1, 595, name, engine=engine)
        assert header(name)[2:] == (8, INDEXED)
    first, second = (pixels(name) for name in names.values())
    assert first.shape == second.shape
    assert np.abs(first - second).mean() < 1


def answered(page: pymupdf.Page) -> None:
    """A form of which a field is filled in, and a mark that somebody has left beside it."""
    field = pymupdf.Widget()
    field.field_name, field.field_type, field.field_value = "name", pymupdf.PDF_WIDGET_TYPE_TEXT, "MMMMMMMM"
    field.rect, field.text_fontsize = pymupdf.Rect(50, 50, 250, 80), 20
    page.add_widget(field)
    page.add_rect_annot((50, 400, 250, 500)).update(fill_color=(0, 0, 0))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_bare_page_is_without_marks_but_not_without_what_fills_its_fields(drawn, out: str, engine: str) -> None:
    path, dark = drawn(answered), {}
    for bare in (False, True, False):
        render(path, 1, 595, f"{out}{bare}", engine=engine, bare=bare)
        ink = pixels(f"{out}{bare}") < 128
        dark[bare] = (ink[50:80, 50:250].any(), ink[400:500, 50:250].any())
    assert dark == {False: (True, True), True: (True, False)}
    tile(path, 1, 4000, 0, 3, out, engine=engine, bare=True)
    assert not (pixels(out) < 128).any()


def test_the_second_engine_draws_text_in_sixteen_grays(pdf, out: str) -> None:
    assert render(pdf(), 1, 1200, out, engine="pdfium")["mime"] == "image/png"
    assert header(out) == (1200, 1699, 4, INDEXED)


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_that_is_not_there_for_the_second_engine(pdf, out: str, number: int) -> None:
    with pytest.raises(NoSuchPage):
        render(pdf(2), number, 400, out, engine="pdfium")


def test_what_the_second_engine_cannot_read(tmp_path: Path, out: str) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7 and nothing else")
    with pytest.raises(UnreadablePaper) as refused:
        render(str(path), 1, 400, out, engine="pdfium")
    assert refused.value.data == {"reason": "broken"}


def test_a_locked_paper_is_locked_for_the_second_engine(pdf, out: str) -> None:
    path = pdf(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="geheim")
    with pytest.raises(UnreadablePaper) as refused:
        render(path, 1, 400, out, engine="pdfium")
    assert refused.value.data == {"reason": "encrypted"}


MARK = "Nguyễn Thị Hồng Ánh · 28/11/2026 08:15"


def marked(path: str, at: Path, text: str = MARK) -> np.ndarray:
    answer = render(path, 1, 1200, mark=text)
    at.write_bytes(base64.b64decode(answer["base64"]))
    assert answer["mime"] == ("image/png" if at.read_bytes().startswith(b"\x89PNG") else "image/webp")
    return pixels(str(at))


def test_a_mark_is_burnt_all_over_the_page_and_leaves_the_words(pdf, out: str, tmp_path: Path) -> None:
    path = pdf()
    render(path, 1, 1200, out)
    plain, burnt = pixels(out), marked(path, tmp_path / "marked")
    for block in (burnt[top : top + 600, left : left + 600] for top in (0, 500, 1000) for left in (0, 600)):
        assert 0.005 < (block < 250).mean() < 0.1
    assert burnt.min() < 60
    assert (plain < 60).sum() == pytest.approx((burnt < 60).sum(), rel=0.2)


@pytest.mark.parametrize("shade", [(0, 0, 0), (0, 0.1, 0.4)])
def test_a_mark_shows_on_dark_slides(drawn, out: str, tmp_path: Path, shade: tuple) -> None:
    path = drawn(lambda page: page.draw_rect(page.rect, color=shade, fill=shade))
    render(path, 1, 1200, out)
    assert 0.005 < (marked(path, tmp_path / "marked") > pixels(out) + 5).mean() < 0.2


def test_every_letter_of_a_vietnamese_name_is_in_its_mark(pdf, tmp_path: Path) -> None:
    """A letter that the font has not would be an empty box or nothing: then two names would look the same."""
    path = pdf()
    seen = {marked(path, tmp_path / "marked", f"{letter} {letter} {letter}").tobytes() for letter in "ểệễếềêẹẻẽéèe"}
    assert len(seen) == 12


def test_a_marked_page_is_written_nowhere(pdf, tmp_path: Path) -> None:
    path = pdf()
    render(path, 1, 400, mark=MARK)
    assert [found.name for found in tmp_path.iterdir()] == ["paper.pdf"]
