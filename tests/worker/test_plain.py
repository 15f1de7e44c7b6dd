import codecs
from pathlib import Path

import pymupdf
import pytest

from icabinet.worker import plain
from icabinet.worker.charsets import decoded
from icabinet.worker.converting import convert
from icabinet.worker.inspecting import inspect
from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.words import texts

TEXT = "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\nQuyết định về việc tổ chức phiên họp"
# The same as programs of the nineties wrote it.
TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\nQuyÕt ®Þnh vÒ viÖc tæ chøc phiªn häp"
VNI = (
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do - Haïnh phuùc\n"
    "Quyeát ñònh veà vieäc toå chöùc phieân hoïp"
)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TCVN3.encode("latin-1"),
        VNI.encode("cp1252"),
    ],
)
def test_vietnamese_is_read_however_it_was_written(data: bytes) -> None:
    assert decoded(data) == TEXT


def test_what_is_not_vietnamese_is_read_as_western() -> None:
    assert decoded("Le chômage à Genève, déjà vu".encode("cp1252")) == "Le chômage à Genève, déjà vu"


@pytest.fixture
def page_texts(tmp_path: Path):
    def make(data: bytes) -> list[str]:
        path, out = tmp_path / "a.txt", str(tmp_path / "out.pdf")
        path.write_bytes(data)
        assert inspect(str(path), "a.TXT") == {"kind": "txt"}
        assert convert(str(path), "txt", out)["by"] == "mupdf"
        return texts(out, 1, 100)["texts"]

    return make


def test_lines_stay_lines_and_markup_is_text(page_texts) -> None:
    text = "<b>Điều 1.</b> & hai\r\n\r\n  a)\tmột"
    assert page_texts(text.encode()) == ["<b>Điều 1.</b> & hai\na) một"]


def test_a_long_text_has_many_pages_and_a_form_feed_begins_one(page_texts) -> None:
    pages = page_texts("\n".join(f"dòng {number}" for number in range(300)).encode() + "\n\ftrang cuối".encode())
    assert len(pages) > 4
    assert pages[-1] == "trang cuối"
    assert "\n".join(pages[:-1]).count("dòng") == 300


def test_long_lines_wrap_within_the_page(page_texts, tmp_path: Path) -> None:
    page_texts(("nghị quyết " * 100).encode())
    page = pymupdf.open(tmp_path / "out.pdf")[0]
    assert max(word[2] for word in page.get_text("words")) <= page.rect.width - 50


def test_a_text_of_thousands_of_pages_is_refused(page_texts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "_LARGEST", 10)
    with pytest.raises(UnreadablePaper) as refused:
        page_texts(b"a longer text")
    assert refused.value.data["reason"] == "too_many_pages"
