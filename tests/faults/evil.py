"""Files that somebody made to do harm, or that went wrong on the way. Made here; none is anybody's document."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

import docx

Objects = dict[int, bytes]
_MIB = 1 << 20
_CATALOGUE, _ONE_PAGE = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_A4 = b"0 0 595 842"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def files(*, short: bool) -> Iterator[tuple[str, bytes]]:
    """Yield name and content. `short` leaves out those that take long to make or to refuse."""
    chosen = _SHORT if short else (*_SHORT, *_LONG)
    for make in chosen:
        made = make()
        yield f"{make.__name__.strip('_')}{'.docx' if made[:2] == b'PK' else '.pdf'}", made


# --- PDF ---


def raw(objects: Objects, trailer: bytes = b"") -> bytes:
    """Make a PDF of exactly these objects, of which number 1 is the catalogue."""
    body, offsets = b"%PDF-1.7\n", dict[int, int]()
    for number, content in objects.items():
        offsets[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = max(objects) + 1
    rows = (b"%010d 00000 n \n" % offsets[n] if n in offsets else b"%010d 65535 f \n" % 0 for n in range(1, size))
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(rows))
    tail = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(body))
    return body + table + tail


def stream(head: bytes, content: bytes, *, packed: bool = False) -> bytes:
    packed_content = content if packed else zlib.compress(content, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (head, len(packed_content), packed_content)


def page(content: bytes, box: bytes = _A4, more: bytes = b"", others: Objects | None = None) -> bytes:
    one = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R%s>>" % (box, more)
    return raw({1: _CATALOGUE, 2: _ONE_PAGE, 3: one, 4: stream(b"", content), **(others or {})})


def packed_zeros(mib: int, what: bytes = b" ") -> bytes:
    squeeze = zlib.compressobj(1)
    return b"".join([*(squeeze.compress(what * _MIB) for _ in range(mib)), squeeze.flush()])


def _empty() -> bytes:
    return b""


def _noise() -> bytes:
    return random.Random(1).randbytes(_MIB)


def _head_alone() -> bytes:
    return b"%PDF-1.7\n"


def _web_page() -> bytes:
    return b"<html><body>" + b"<p>%PDF-</p>" * 10_000 + b"</body></html>"


def _objects_without_end() -> bytes:
    return b"%PDF-1.4\n" + b"1 0 obj <<" * 300_000


def _encrypted() -> bytes:
    trailer = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O(%s)/U(%s)>>/ID[(a)(a)]" % (b"o" * 32, b"u" * 32)
    return raw({1: _CATALOGUE, 2: _ONE_PAGE, 3: b"<</Type/Page/Parent 2 0 R>>"}, trailer)


def _wrong_offsets() -> bytes:
    return page(b"0 0 10 10 re f").replace(b"0 n", b"9 n").replace(b"startxref\n", b"startxref\n9")


def _pages_in_a_circle() -> bytes:
    return raw({1: _CATALOGUE, 2: b"<</Type/Pages/Kids[2 0 R]/Count 1>>"})


def _two_thousand_million_pages() -> bytes:
    return raw({1: _CATALOGUE, 2: b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", 3: b"<</Type/Page/Parent 2 0 R>>"})


def _deep_tree_of_pages() -> bytes:
    made = {n: b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (n + 1, n - 1) for n in range(2, 10_000)}
    return raw({1: _CATALOGUE, **made, 10_000: b"<</Type/Page/Parent 9999 0 R/MediaBox[0 0 595 842]>>"})


def _nested_arrays() -> bytes:
    return raw(
        {1: _CATALOGUE[:-2] + b"/X " + b"[" * 100_000 + b"]" * 100_000 + b">>", 2: _ONE_PAGE, 3: b"<</Type/Page>>"}
    )


def _page_of_a_million_points() -> bytes:
    return page(b"0 0 9 9 re f", b"0 0 1000000 1000000")


def _page_without_end() -> bytes:
    return page(b"0 0 9 9 re f", b"0 0 1e30 1e30")


def _page_like_a_thread() -> bytes:
    return page(b"0 0 9 9 re f", b"0 0 100000 1")


def _page_of_no_size() -> bytes:
    return page(b"0 0 9 9 re f", b"0 0 nan inf")


def _large_unit() -> bytes:
    return page(b"0 0 9 9 re f", more=b"/UserUnit 75000")


def _script() -> bytes:
    opening = b"/OpenAction<</S/JavaScript/JS(while\\(1\\){})>>/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>"
    one = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/AA<</O<</S/Launch/F(/bin/sh)>>>>>>"
    return raw({1: _CATALOGUE[:-2] + opening + b">>", 2: _ONE_PAGE, 3: one, 4: stream(b"/Type/EmbeddedFile", b"MZ")})


def _form_in_itself() -> bytes:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</X 5 0 R>>>>"
    return page(b"/X Do", more=b"/Resources<</XObject<</X 5 0 R>>>>", others={5: stream(form, b"/X Do /X Do")})


def _forms_in_forms() -> bytes:
    """A thousand million squares in two kilobytes."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]"
    forms = {
        level: stream(head + b"/Resources<</XObject<</X %d 0 R>>>>" % (level + 1), b"/X Do " * 10)
        for level in range(5, 14)
    }
    last = {14: stream(head, b"0 0 10 10 re f")}
    return page(b"/X Do", more=b"/Resources<</XObject<</X 5 0 R>>>>", others=forms | last)


def _tiny_tiles() -> bytes:
    tile = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .01/YStep .01/Resources<<>>"
    more = b"/Resources<</Pattern<</P 5 0 R>>>>"
    return page(b"/Pattern cs /P scn 0 0 595 842 re f", more=more, others={5: stream(tile, b"0 0 .5 .5 re f")})


def _million_saved_states() -> bytes:
    return page(b"q " * 1_000_000)


def _dashes_without_number() -> bytes:
    return page(b"[.0001 .0001] 0 d 1 w 0 0 m 595 842 l S")


def _two_gigabytes_of_blanks() -> bytes:
    one = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return raw({1: _CATALOGUE, 2: _ONE_PAGE, 3: one, 4: stream(b"", packed_zeros(2_000), packed=True)})


def _picture_of_seven_gigabytes() -> bytes:
    head = b"/Type/XObject/Subtype/Image/Width 50000/Height 50000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    picture = {5: stream(head, packed_zeros(7_200, b"\xff"), packed=True)}
    return page(b"q 595 0 0 842 0 0 cm /I Do Q", more=b"/Resources<</XObject<</I 5 0 R>>>>", others=picture)


def _path_without_end() -> bytes:
    return page(b"0 0 m " + b"500 800 l 3 7 l " * 1_000_000 + b"f*")


# --- Word ---


def word(document: bytes, more: dict[str, bytes] | None = None) -> bytes:
    """A Word file whose main part is this, otherwise as it should be; with more parts."""
    plain, kept = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name in source.namelist():
            target.writestr(name, document if name == "word/document.xml" else source.read(name))
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return kept.getvalue()


def body(content: bytes) -> bytes:
    return _HEAD + b"<w:document " + _WORD + b"><w:body>" + content + b"<w:p/></w:body></w:document>"


def _half_a_zip() -> bytes:
    return word(body(b"<w:p/>"))[:2_000]


def _unpacks_to_a_gigabyte() -> bytes:
    return word(body(b"<w:p><w:r><w:t>" + b"A" * (900 * _MIB) + b"</w:t></w:r></w:p>"))


def _a_million_paragraphs() -> bytes:
    return word(body(b"<w:p/>" * 1_000_000))


def _laughs() -> bytes:
    names = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    kind = b'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY l0 "lolololol">' + names + b"]>"
    return word(kind + body(b"<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>").removeprefix(_HEAD))


def _reads_a_file() -> bytes:
    kind = b'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return word(kind + body(b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>").removeprefix(_HEAD))


def _tables_in_tables() -> bytes:
    return word(body(b"<w:tbl><w:tr><w:tc>" * 3_000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 3_000))


def _wide_table() -> bytes:
    row = b"<w:tr>" + b"<w:tc><w:p/></w:tc>" * 2_000 + b"</w:tr>"
    return word(body(b"<w:tbl><w:tblGrid>" + b"<w:gridCol/>" * 2_000 + b"</w:tblGrid>" + row * 20 + b"</w:tbl>"))


def _wide_cell() -> bytes:
    cell = b'<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc>'
    return word(body(b"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>" + cell + b"</w:tr></w:tbl>"))


def _way_out() -> bytes:
    return word(body(b"<w:p/>"), {"../../../../tmp/outside.txt": b"x"})


def _huge_picture() -> bytes:
    """A picture of 450 MB when unpacked, in the place where Word keeps them."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0))
    return word(
        body(b"<w:p/>"),
        {"word/media/image1.png": b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", packed_zeros(430, b"\0"))},
    )


Make = Callable[[], bytes]
_SHORT: tuple[Make, ...] = (
    _empty, _noise, _head_alone, _web_page, _encrypted, _wrong_offsets, _pages_in_a_circle, _nested_arrays,
    _two_thousand_million_pages, _page_of_a_million_points, _page_without_end, _page_of_no_size, _script,
    _form_in_itself, _half_a_zip, _laughs, _reads_a_file, _tables_in_tables, _wide_cell, _way_out,
)  # fmt: skip
_LONG: tuple[Make, ...] = (
    _objects_without_end, _deep_tree_of_pages, _page_like_a_thread, _large_unit, _forms_in_forms, _tiny_tiles,
    _million_saved_states, _dashes_without_number, _two_gigabytes_of_blanks, _picture_of_seven_gigabytes,
    _path_without_end, _unpacks_to_a_gigabyte, _a_million_paragraphs, _wide_table, _huge_picture,
)  # fmt: skip
