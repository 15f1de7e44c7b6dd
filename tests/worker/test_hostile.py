"""Pictures, texts and Office files made to do harm: refused in words, or read, within the child's limits (P9)."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from icabinet.errors import Refusal
from icabinet.worker.pool import Pool
from tests.worker import offices

PATIENCE_S = 60.0
NESTED = "<w:tbl><w:tr><w:tc>" * 3000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3000
WIDE = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2000000000'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"


def png(width: int, height: int) -> bytes:
    """A picture of this size, by its own word."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def fax(pages: int) -> bytes:
    sheets, kept = [Image.new("1", (8, 8))] * pages, io.BytesIO()
    sheets[0].save(kept, "TIFF", save_all=True, append_images=sheets[1:])
    return kept.getvalue()


def circular_fax() -> bytes:
    """The second page is the first one again, for ever."""
    rows = struct.pack("<HHIIHHII", 256, 4, 1, 10, 257, 4, 1, 10)
    return b"II*\0" + struct.pack("<IH", 8, 2) + rows + struct.pack("<I", 8)


def swollen(whole: bytes, name: str, mib: int) -> bytes:
    kept = io.BytesIO(whole)
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(mib << 20))
    return kept.getvalue()


def with_doctype(whole: bytes) -> bytes:
    kept = io.BytesIO(whole)
    with zipfile.ZipFile(kept, "a") as archive:
        archive.writestr("settings.xml", '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>')
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("a.png", lambda: png(60_000, 60_032), "image_too_large"),
        ("a.png", lambda: png(2**31 - 1, 2**31 - 1), "broken"),
        ("a.png", lambda: png(0, 0), "broken"),
        ("a.tif", lambda: fax(2001), "too_many_pages"),
        ("a.tif", circular_fax, "broken"),
        ("a.txt", lambda: b"\f" * 10_000, "too_many_pages"),
        ("a.txt", lambda: b"x" * (8 << 20) + b"y", "too_many_pages"),
        ("a.txt", lambda: b"x" * 300_000, ""),
        ("a.docx", lambda: swollen(offices.docx(), "word/media/a.bin", 30), "unpacks_too_large"),
        ("a.xlsx", lambda: swollen(offices.xlsx(), "xl/sharedStrings.xml", 30), "unpacks_too_large"),
        ("a.odt", lambda: swollen(offices.odt(), "Pictures/a.png", 30), "unpacks_too_large"),
        ("a.odt", lambda: with_doctype(offices.odt()), "has_doctype"),
        ("a.docx", lambda: offices.docx(NESTED), "broken"),
        ("a.docx", lambda: offices.docx(WIDE), ""),
        ("a.docx", lambda: offices.docx("<w:p/>" * 30_000), ""),
    ],
)
def test_every_one_is_refused_or_read(tmp_path: Path, name: str, make: Callable[[], bytes], reason: str) -> None:
    path, out = tmp_path / name, tmp_path / "out.pdf"
    path.write_bytes(make())
    pool = Pool(1, office="off")
    try:
        kind = pool.run("inspect", deadline=PATIENCE_S, path=str(path), filename=name)["kind"]
        pool.run("convert", deadline=PATIENCE_S, path=str(path), kind=kind, out=str(out))
        refused = ""
    except Refusal as refusal:
        refused = str(refusal.data.get("reason", refusal.code))
    finally:
        pool.close()
    assert refused == reason
    assert out.exists() == (reason == "")
