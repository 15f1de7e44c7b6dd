import pymupdf
import pytest

from icabinet.worker.grayness import is_surely_gray

RED = (0.9, 0, 0)
GRAYS = [b"0.5 0.5 0.5 rg 0 0 0 RG", b"0 0 0 .75 k\n0 0 0 1 K", b"0 g 1 G", b"BT /F1 9 Tf (sh rock rg) Tj ET"]
COLOURS = [
    b"1 0 0 rg", b"1 0 0 rg/F1 9 Tf", b"1 0 0\nRG\n", b"1 1 0 rg%", b"0.5 0.5 0.51 rg", b"10.5 0.5 0.5 rg",
    b"1 0 0 0 k", b".1 0 0 1 K", b"/P cs /Q scn", b"/S sh", b"BI /W 1 ID x EI", b"0 0 0 rg\x001 0 0 rg",
]  # fmt: skip


@pytest.fixture
def page():
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 72), "text")
        yield page


def add(page: pymupdf.Page, orders: bytes) -> None:
    page.parent.update_stream(page.get_contents()[0], page.read_contents() + b"\n" + orders + b"\n")


def test_text_is_gray(page) -> None:
    page.insert_htmlbox((72, 100, 500, 300), "<h3>Tờ trình</h3><p>về việc phê duyệt</p>")
    assert is_surely_gray(page)


@pytest.mark.parametrize("orders", GRAYS[:3])
def test_grays_by_any_name_are_gray(page, orders: bytes) -> None:
    add(page, orders)
    assert is_surely_gray(page)


@pytest.mark.parametrize("orders", COLOURS)
def test_what_chooses_a_colour_is_not(page, orders: bytes) -> None:
    add(page, orders)
    assert not is_surely_gray(page)


def test_words_that_look_like_orders_are_not_believed(page) -> None:
    add(page, GRAYS[3])
    assert not is_surely_gray(page)  # which only costs the time of a look


@pytest.mark.parametrize(
    "shape",
    [
        lambda page: page.insert_text((72, 200), "red", color=RED),
        lambda page: page.insert_htmlbox((72, 100, 500, 300), "<p style='color: red'>red</p>"),
        lambda page: page.insert_image(
            (0, 0, 50, 50), pixmap=pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 9, 9), False)
        ),
        lambda page: page.add_highlight_annot((72, 60, 100, 80)),
    ],
)
def test_what_has_colours_of_its_own_is_not(page, shape) -> None:
    shape(page)
    assert not is_surely_gray(page)


def test_a_font_that_is_drawings_is_not(raw_pdf) -> None:
    path = raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>",
            4: b"<</Type/Font/Subtype/Type3>>",
            5: b"<</Length 4>>stream\n0 g\n\nendstream",
        }
    )
    with pymupdf.open(path) as document:
        assert not is_surely_gray(document[0])
