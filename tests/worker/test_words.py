import unicodedata
from pathlib import Path

import numpy as np
import pymupdf
import pytest

from icabinet.worker.converting import convert
from icabinet.worker.refusals import NoSuchPage
from icabinet.worker.rendering import render
from icabinet.worker.words import words


def gray(image: str) -> np.ndarray:
    pixels = pymupdf.Pixmap(image)
    return np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.stride)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_are_where_the_ink_is(tmp_path: Path, rotation: int) -> None:
    path, image = tmp_path / "turned.pdf", str(tmp_path / "page.png")
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        page.insert_text((120, 200), "HERE", fontsize=40)
        page.set_cropbox(pymupdf.Rect(50, 60, 500, 700))
        page.set_rotation(rotation)
        document.save(path)
    [[x0, y0, x1, y1, text]] = words(str(path), 1)["words"]
    render(str(path), 1, 1000, image)
    rows, columns = np.nonzero(gray(image) < 128)
    assert text == "HERE"
    assert len(rows) > 1000
    assert x0 <= columns.min() / 1000 <= columns.max() / 1000 <= x1
    assert y0 <= rows.min() / 1000 <= rows.max() / 1000 <= y1


def test_letters_are_composed(word_file, tmp_path: Path) -> None:
    text = "Nghị quyết của Hội đồng nhân dân"
    path = word_file(lambda document: document.add_paragraph(unicodedata.normalize("NFD", text)))
    out = str(tmp_path / "out.pdf")
    convert(path, "docx", out)
    assert [word[4] for word in words(out, 1)["words"]] == text.split()


def test_a_blank_page_has_no_words(tmp_path: Path) -> None:
    path = tmp_path / "blank.pdf"
    with pymupdf.open() as document:
        document.new_page()
        document.save(path)
    assert words(str(path), 1) == {"words": []}


def test_a_page_that_is_not_there(pdf) -> None:
    with pytest.raises(NoSuchPage):
        words(pdf(), 2)
