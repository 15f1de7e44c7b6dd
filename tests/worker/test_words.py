import shutil
import subprocess
import unicodedata
from pathlib import Path

import numpy as np
import pymupdf
import pytest

from icabinet.worker import documents, legacy
from icabinet.worker.converting import convert
from icabinet.worker.refusals import NoSuchPage, UnreadablePaper
from icabinet.worker.rendering import render
from icabinet.worker.words import texts, words


def gray(image: str) -> np.ndarray:
    pixels = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.Pixmap(image))
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
    [[x0, y0, x1, y1, text, line]] = words(str(path), 1)["words"]
    render(str(path), 1, 1000, image)
    rows, columns = np.nonzero(gray(image) < 128)
    assert (text, line) == ("HERE", 1)
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


def test_words_of_a_line_have_its_number(tmp_path: Path) -> None:
    path = tmp_path / "lines.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        for height, line in ((100, "one two"), (130, "three"), (400, "four five")):
            page.insert_text((72, height), line)
        document.save(path)
    assert [word[4:] for word in words(str(path), 1)["words"]] == [
        ["one", 1], ["two", 1], ["three", 2], ["four", 3], ["five", 3]]  # fmt: skip


def test_texts_are_those_of_the_pages_asked_for(pdf) -> None:
    path = pdf(4)
    assert texts(path, 2, 2)["texts"] == ["page 2", "page 3"]
    assert texts(path, 4, 10) == {"texts": ["page 4"], "bags": ["+page+4 4 page"]}
    assert texts(path, 5, 1) == {"texts": [], "bags": []}


@pytest.mark.parametrize(
    ("font", "written", "read"),
    [
        (".VnTime", "Céng hßa x· héi", "Cộng hòa xã hội"),
        (".VnTimeH", "§éc lËp", "ĐỘC LẬP"),
        ("VNI-Times", "Ñoäc laäp töï do", "Độc lập tự do"),
        ("Times New Roman", "déjà vu", "déjà vu"),
    ],
)
def test_words_in_a_font_from_before_unicode_are_read_as_meant(legacy_pdf, font: str, written: str, read: str) -> None:
    path = legacy_pdf(font, written)
    assert [word[4] for word in words(path, 1)["words"]] == read.split()
    assert texts(path, 1, 1)["texts"] == [read]


def test_boxes_of_such_words_are_where_they_are_of_others(legacy_pdf) -> None:
    plain, old = (words(legacy_pdf(font, "Céng hßa"), 1)["words"] for font in ("Times New Roman", ".VnTime"))
    assert [word[:4] for word in old] == [pytest.approx(word[:4], abs=0.005) for word in plain]


@pytest.mark.skipif(not shutil.which("iconv"), reason="no iconv to compare with")
def test_the_table_is_that_of_the_standard() -> None:
    letters = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
    command = [shutil.which("iconv"), "-f", "UTF-8", "-t", "TCVN"]
    written = subprocess.run(command, input=letters.encode(), capture_output=True, check=True).stdout
    assert legacy.tcvn3(written.decode("latin-1")) == letters


def test_a_page_that_is_not_there(pdf) -> None:
    with pytest.raises(NoSuchPage):
        words(pdf(), 2)


@pytest.mark.parametrize("turn", [0, 90])
def test_what_only_the_second_engine_opens_has_words_where_they_are(tmp_path: Path, monkeypatch, turn: int) -> None:
    path = tmp_path / "page.pdf"
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=400)
        page.insert_text((40, 100), "Nghi quyet", fontsize=20)
        page.insert_text((40, 200), "so 12", fontsize=20)
        page.set_rotation(turn)
        document.save(path)
    first = words(str(path), 1)["words"]

    def broken(_path: str) -> pymupdf.Document:
        raise UnreadablePaper(reason="broken")

    monkeypatch.setattr(documents, "opened", broken)
    second = words(str(path), 1)["words"]
    places = [{word[4]: word[:4] for word in found} for found in (first, second)]
    assert places[1].keys() == places[0].keys() == {"Nghi", "quyet", "so", "12"}
    assert all(places[1][word] == pytest.approx(box, abs=0.03) for word, box in places[0].items())
    # Of a page that lies on its side the engines take the lines in different orders.
    assert sorted(texts(str(path), 1, 5)["texts"][0].split("\n")) == ["Nghi quyet", "so 12"]
    with pytest.raises(NoSuchPage):
        words(str(path), 2)
