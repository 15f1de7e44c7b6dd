"""Papers made on the spot: good ones, odd ones and hostile ones."""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pymupdf
import pytest

from icabinet.worker.pool import Pool

Objects = dict[int, bytes]


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool(2)
    yield pool
    pool.close()


@pytest.fixture
def pdf(tmp_path: Path) -> Callable[..., str]:
    """Make a PDF whose page n says "page n"; give its path."""

    def make(pages: int = 1, name: str = "paper.pdf", **saving: object) -> str:
        path = tmp_path / name
        with pymupdf.open() as document:
            for number in range(1, pages + 1):
                document.new_page(width=595, height=842).insert_text((72, 100), f"page {number}", fontsize=24)
            document.save(path, **saving)
        return str(path)

    return make


@pytest.fixture
def raw_pdf(tmp_path: Path) -> Callable[[Objects], str]:
    """Make a PDF of exactly these objects, of which number 1 is the catalogue; give its path."""

    def make(objects: Objects) -> str:
        body = b"%PDF-1.7\n"
        offsets = {}
        for number, content in objects.items():
            offsets[number] = len(body)
            body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
        table = b"".join(b"%010d 00000 n \n" % offsets[number] for number in sorted(objects))
        size = len(objects) + 1
        tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
        path = tmp_path / "raw.pdf"
        path.write_bytes(body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + tail)
        return str(path)

    return make


@pytest.fixture
def endless_pdf(raw_pdf: Callable[[Objects], str]) -> str:
    """Two kilobytes that take hours to draw: ten forms that draw ten forms, twelve deep."""

    def form(content: bytes, uses: bytes) -> bytes:
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<<" + uses + b">>"
        return stream(head, content)

    deepest = 12
    forms = {4 + level: form(b"/X Do " * 10, b"/XObject<</X %d 0 R>>" % (5 + level)) for level in range(deepest)}
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</XObject<</X 4 0 R>>>>>>"
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: page % (5 + deepest),
            **forms,
            4 + deepest: form(b"0 0 10 10 re f", b""),
            5 + deepest: stream(b"<<", b"/X Do"),
        }
    )


@pytest.fixture
def legacy_pdf(tmp_path: Path) -> Callable[[str, str], str]:
    """Make a PDF with a line in a font of this name, which it does not bring along; give its path."""

    def make(font: str, line: str) -> str:
        path = tmp_path / "legacy.pdf"
        with pymupdf.open() as document:
            page = document.new_page()
            page.insert_text((72, 100), "x", fontname="tiro")
            [(used, *_)] = page.get_fonts()
            name = font.replace(" ", "#20")
            document.update_object(used, f"<</Type/Font/Subtype/TrueType/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
            content = b"BT /tiro 16 Tf 72 700 Td (%s) Tj ET" % line.encode("cp1252")
            document.update_stream(page.get_contents()[0], content)
            document.save(path)
        return str(path)

    return make


@pytest.fixture
def word_file(tmp_path: Path) -> Callable[..., str]:
    """Make a Word file, which `fill(document)` writes with python-docx; give its path."""

    def make(fill: Callable[..., object], name: str = "paper.docx") -> str:
        document = docx.Document()
        fill(document)
        path = tmp_path / name
        document.save(str(path))
        return str(path)

    return make


def stream(head: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    return head + b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
