"""What is signed, and who vouches: made once for the tests of a module."""

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from icabinet.worker import fonts
from tests.signing.authority import Authority


@pytest.fixture(scope="module")
def authority() -> Iterator[Authority]:
    with Authority().served() as made:
        yield made


def page(path: Path) -> Path:
    """Write minutes of two pages: the chair's office stands in the text, and at the end with a name."""
    family = fonts.family("serif")
    assert family
    with pymupdf.open() as document:
        for number in (1, 2):
            sheet = document.new_page(width=595, height=842)
            sheet.insert_font("serif", str(family.files[""]))
            texts = [((85, 100), "CHỦ TỌA nói: đồng ý.")] if number == 1 else []
            if number == 2:
                texts = [((130, 200), "THƯ KÝ"), ((400, 200), "CHỦ TỌA"), ((120, 300), "Lê Thị Bình")]
                texts += [((390, 300), "Nguyễn Văn An")]
            for place, text in texts:
                sheet.insert_text(place, text, fontname="serif", fontsize=13)
        document.save(path)
    return path


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    return page(tmp_path / "minutes.pdf")
