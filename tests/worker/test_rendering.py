import struct
from pathlib import Path

import pymupdf
import pytest

from icabinet.worker.refusals import NoSuchPage, UnreadablePaper
from icabinet.worker.rendering import render

GRAY, INDEXED = 0, 3


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
    assert header(out) == (1200, 1699, 4, GRAY)
    pixels = pymupdf.Pixmap(out)
    assert {pixels.pixel(x, 180) for x in range(1200)} >= {(0,), (255,)}


def test_an_odd_width_is_kept(pdf, out: str) -> None:
    render(pdf(), 1, 401, out)
    assert header(out)[0] == 401
    assert pymupdf.Pixmap(out).width == 401


def test_a_red_seal_stays_red(drawn, out: str) -> None:
    assert render(drawn(seal), 1, 1190, out)["mime"] == "image/png"
    assert header(out)[2:] == (8, INDEXED)
    red, green, blue = pymupdf.Pixmap(out).pixel(800, 1400)
    assert (red, green, blue) == (221, 0, 0)


def test_a_photograph_is_a_jpeg(drawn, out: str) -> None:
    assert render(drawn(photo), 1, 400, out)["mime"] == "image/jpeg"
    assert Path(out).read_bytes().startswith(b"\xff\xd8\xff")
    assert pymupdf.Pixmap(out).width == 400


def test_a_gray_photograph_is_a_jpeg(drawn, out: str) -> None:
    def shades(page: pymupdf.Page) -> None:
        pixels = bytes(x for _ in range(256) for x in range(256))
        page.insert_image(page.rect, pixmap=pymupdf.Pixmap(pymupdf.csGRAY, 256, 256, pixels, False))

    assert render(drawn(shades), 1, 400, out)["mime"] == "image/jpeg"


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
