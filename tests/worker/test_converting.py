import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pymupdf
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from icabinet.worker import fonts
from icabinet.worker.converting import convert
from icabinet.worker.pool import Pool
from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.word import faces

# Every letter of the alphabet with every tone, in both cases.
LETTERS = (
    "àáảãạ ăằắẳẵặ âầấẩẫậ đ èéẻẽẹ êềếểễệ ìíỉĩị òóỏõọ ôồốổỗộ ơờớởỡợ ùúủũụ ưừứửữự ỳýỷỹỵ "
    "ÀÁẢÃẠ ĂẰẮẲẴẶ ÂẦẤẨẪẬ Đ ÈÉẺẼẸ ÊỀẾỂỄỆ ÌÍỈĨỊ ÒÓỎÕỌ ÔỒỐỔỖỘ ƠỜỚỞỠỢ ÙÚỦŨỤ ƯỪỨỬỮỰ ỲÝỶỸỴ"
)
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.fixture
def typeset(word_file, tmp_path: Path) -> Callable[..., pymupdf.Document]:
    """Make a Word file, which `fill(document)` writes, and open the PDF that it becomes."""

    def make(fill: Callable[..., object]) -> pymupdf.Document:
        out = str(tmp_path / "out.pdf")
        convert(word_file(fill), "docx", out)
        return pymupdf.open(out)

    return make


def spans(page: pymupdf.Page) -> dict[str, dict]:
    """The spans of a page, by their text."""
    lines = (line for block in page.get_text("dict")["blocks"] for line in block.get("lines", ()))
    return {span["text"].strip(): span for line in lines for span in line["spans"]}


def text(page: pymupdf.Page) -> list[str]:
    """The lines, from the top; "fi" is two letters."""
    plain = page.get_text(sort=True, flags=pymupdf.TEXTFLAGS_TEXT & ~pymupdf.TEXT_PRESERVE_LIGATURES)
    return [" ".join(line.split()) for line in plain.splitlines() if line.strip()]


def box(page: pymupdf.Page, needle: str) -> pymupdf.Rect:
    [found] = page.search_for(needle)
    return found


def glyphs(page: pymupdf.Page) -> list[int]:
    return [letter[1] for span in page.get_texttrace() for letter in span["chars"]]


def test_a_pdf_is_only_looked_through(pdf, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    answer = convert(pdf(2), "pdf", str(out))
    assert answer == {
        "pages": 2,
        "sizes": [[595, 842], [595, 842]],
        "renderer": f"mupdf-{pymupdf.mupdf_version}/1",
        "by": "mupdf",
    }
    assert not out.exists()


def test_sizes_are_as_displayed(tmp_path: Path) -> None:
    path = tmp_path / "turned.pdf"
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        page.set_cropbox(pymupdf.Rect(10, 20, 410, 620))
        page.set_rotation(90)
        document.save(path)
    assert convert(str(path), "pdf", "")["sizes"] == [[600, 400]]


def test_one_bad_page_does_not_spoil_the_others(raw_pdf) -> None:
    good = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>"
    path = raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
            3: good,
            4: b"<</Type/Pages/Parent 2 0 R/Kids[4 0 R]/Count 1>>",
        }
    )
    assert convert(path, "pdf", "")["sizes"] == [[300, 400], [595, 842]]


def test_no_good_page_is_broken(raw_pdf) -> None:
    path = raw_pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R]/Count 1>>"})
    with pytest.raises(UnreadablePaper):
        convert(path, "pdf", "")


def test_every_vietnamese_letter_is_drawn(typeset) -> None:
    def fill(document: docx.Document) -> None:
        paragraph = document.add_paragraph()
        for bold, italic in ((False, False), (True, False), (False, True), (True, True)):
            run = paragraph.add_run(LETTERS + " ")
            run.bold, run.italic = bold, italic

    page = typeset(fill)[0]
    assert page.get_text().split() == LETTERS.split() * 4
    assert all(glyphs(page))


def test_every_letter_is_drawn_without_any_fonts_on_the_machine(typeset, monkeypatch) -> None:
    kept = (fonts.family, faces.declarations, faces._measuring, faces._advance)
    monkeypatch.setattr(fonts, "_installed", dict)
    for function in kept:
        function.cache_clear()
    try:
        page = typeset(lambda document: document.add_paragraph(LETTERS))[0]
    finally:
        for function in kept:
            function.cache_clear()
    assert page.get_text().split() == LETTERS.split()
    assert all(glyphs(page))


def test_a_run_keeps_its_look(typeset) -> None:
    def fill(document: docx.Document) -> None:
        document.add_paragraph("plain")
        run = document.add_paragraph().add_run(COUNTRY)
        run.bold, run.font.size = True, Pt(20)
        run.font.color.rgb = docx.shared.RGBColor(0xCC, 0, 0)
        document.add_paragraph().add_run("slanted").italic = True

    found = spans(typeset(fill)[0])
    assert found[COUNTRY]["flags"] & pymupdf.TEXT_FONT_BOLD
    assert found["slanted"]["flags"] & pymupdf.TEXT_FONT_ITALIC
    assert found[COUNTRY]["color"] == 0xCC0000
    assert found[COUNTRY]["size"] == pytest.approx(found["plain"]["size"] * 20 / 11, rel=0.01)


def test_paragraphs_stand_where_they_should(typeset) -> None:
    def fill(document: docx.Document) -> None:
        section = document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        document.add_paragraph("middle").alignment = WD_ALIGN_PARAGRAPH.CENTER
        document.add_paragraph("edge").alignment = WD_ALIGN_PARAGRAPH.RIGHT
        document.add_paragraph("indented").paragraph_format.left_indent = Pt(50)

    page = typeset(fill)[0]
    left, right = 30 / 25.4 * 72, (210 - 15) / 25.4 * 72
    middle = box(page, "middle")
    assert (middle.x0 + middle.x1) / 2 == pytest.approx((left + right) / 2, abs=1)
    assert box(page, "edge").x1 == pytest.approx(right, abs=1)
    assert box(page, "indented").x0 == pytest.approx(left + 50, abs=1)


def test_lists_are_counted(typeset) -> None:
    def fill(document: docx.Document) -> None:
        document.add_paragraph("one", style="List Number")
        document.add_paragraph("two", style="List Number")
        document.add_paragraph("point", style="List Bullet")

    page = typeset(fill)[0]
    assert page.get_text().split() == ["1.", "one", "2.", "two", "•", "point"]
    assert box(page, "one").x0 == pytest.approx(box(page, "two").x0, abs=0.5)
    assert box(page, "one").x0 > box(page, "1.").x1


def test_a_table_keeps_its_grid(typeset) -> None:
    def fill(document: docx.Document) -> None:
        table = document.add_table(3, 3, style="Table Grid")
        for at, cell in enumerate(table._cells):
            cell.text = f"cell{at}"
        table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
        table.cell(1, 2).merge(table.cell(2, 2)).text = "tall"

    page = typeset(fill)[0]
    assert box(page, "cell3").x0 == pytest.approx(box(page, "wide").x0, abs=0.5)
    assert box(page, "tall").x0 == pytest.approx(box(page, "cell2").x0, abs=0.5)
    assert box(page, "tall").y0 == pytest.approx(box(page, "cell3").y0, abs=0.5)
    assert box(page, "cell6").y0 > box(page, "cell3").y0 + 10
    assert len(page.get_drawings()) > 8


def test_a_picture_is_there(typeset) -> None:
    red = pymupdf.Pixmap(pymupdf.csRGB, 4, 4, bytes([220, 0, 0]) * 16, False).tobytes("png")

    def fill(document: docx.Document) -> None:
        document.add_picture(io.BytesIO(red), width=Pt(100))

    [picture] = typeset(fill)[0].get_image_info()
    assert pymupdf.Rect(picture["bbox"]).width == pytest.approx(100, abs=0.5)


def test_a_picture_that_breaks_off_does_not_spoil_the_paper(typeset) -> None:
    head = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2"
    whole = head + b"\2D\1\0;"

    def fill(document: docx.Document) -> None:
        document.add_paragraph("text")
        document.add_picture(io.BytesIO(whole), width=Pt(100))
        [picture] = document.part.package.image_parts
        picture._blob = head + b"\2D"

    page = typeset(fill)[0]
    assert text(page) == ["text"]
    assert pymupdf.Rect(page.get_image_info()[0]["bbox"]).width == pytest.approx(100, abs=0.5)


def test_sections_have_their_own_paper(typeset) -> None:
    def fill(document: docx.Document) -> None:
        document.add_paragraph("upright")
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        document.add_paragraph("lying")

    pages = list(typeset(fill))
    assert [text(page) for page in pages] == [["upright"], ["lying"]]
    assert pages[0].rect.width == pages[1].rect.height


def test_page_breaks_break(typeset) -> None:
    def fill(document: docx.Document) -> None:
        document.add_paragraph("one").add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("two")
        document.add_paragraph("three").paragraph_format.page_break_before = True

    assert [text(page) for page in typeset(fill)] == [["one"], ["two"], ["three"]]


def test_pages_are_numbered_in_the_header_but_the_first(typeset) -> None:
    def fill(document: docx.Document) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), " PAGE ")
        section.header.paragraphs[0]._p.append(field)
        section.footer.paragraphs[0].text = "at the foot"
        section.first_page_footer.paragraphs[0].text = "first foot"
        for word in ("one", "two", "three"):
            document.add_paragraph(word).paragraph_format.page_break_before = word != "one"

    pages = list(typeset(fill))
    assert [text(page) for page in pages] == [
        ["one", "first foot"], ["2", "two", "at the foot"], ["3", "three", "at the foot"]]  # fmt: skip
    assert box(pages[1], "at the foot").y0 > pages[1].rect.height - 72


def heights(page: pymupdf.Page) -> dict[str, float]:
    return {word[4]: word[1] for word in page.get_text("words")}


@pytest.mark.parametrize(("adds", "apart"), [(False, 10), (True, 16)])
def test_between_paragraphs_the_greater_space_counts_unless_both_are_to(typeset, adds: bool, apart: float) -> None:
    def fill(document: docx.Document) -> None:
        for word in ("one", "two", "three"):
            paragraph = document.add_paragraph(word).paragraph_format
            paragraph.line_spacing, paragraph.space_before, paragraph.space_after = Pt(20), Pt(6), Pt(10)
        if adds:
            flag = OxmlElement("w:doNotUseHTMLParagraphAutoSpacing")
            document.settings.element.find(qn("w:compat")).insert(0, flag)

    at = heights(typeset(fill)[0])
    assert at["two"] - at["one"] == pytest.approx(20 + apart, abs=0.5)
    assert at["three"] - at["two"] == pytest.approx(20 + apart, abs=0.5)


def test_paragraphs_of_one_style_may_want_no_space_between_them(typeset) -> None:
    def fill(document: docx.Document) -> None:
        for word in ("one", "two"):
            paragraph = document.add_paragraph(word)
            paragraph.paragraph_format.line_spacing = Pt(20)
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(10)
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:contextualSpacing"))

    at = heights(typeset(fill)[0])
    assert at["two"] - at["one"] == pytest.approx(20, abs=0.5)


def test_a_table_may_reach_into_the_margin_but_not_off_the_page(typeset) -> None:
    def fill(document: docx.Document) -> None:
        document.sections[0].right_margin = Mm(20)
        for word, width in (("little", 230), ("much", 600)):
            table = document.add_table(1, 2)
            table.autofit = False
            for at in (0, 1):
                table.columns[at].width = table.cell(0, at).width = Pt(width)
            table.cell(0, 1).text = word

    page = typeset(fill)[0]
    room = page.rect.width - 90 - Mm(20).pt
    assert box(page, "little").x0 - 90 == pytest.approx(230 + 5.4, abs=1)
    assert room / 2 < box(page, "much").x0 - 90 < room * 0.6


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def field(kind: str) -> str:
    return f"<w:fldChar w:fldCharType='{kind}'/>"


ODD = "<w:sz w:val='huge'/><w:color w:val='?'/>"
WIDE = "<w:tcPr><w:gridSpan w:val='2000000000'/></w:tcPr>"
DATE = f"{field('begin')}<w:instrText>DATE</w:instrText>{field('separate')}<w:t>today</w:t>{field('end')}"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            f"<w:p><w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>",
            "new",
        ),
        (f"<w:sdt><w:sdtContent><w:p>{run('form')}</w:p></w:sdtContent></w:sdt>", "form"),
        (f"<w:p><w:sdt><w:sdtContent>{run('field')}</w:sdtContent></w:sdt></w:p>", "field"),
        (f"<w:p><w:hyperlink>{run('link')}</w:hyperlink></w:p>", "link"),
        (f"<w:p><w:pPr><w:jc w:val='diagonal'/></w:pPr>{run('odd')}</w:p>", "odd"),
        (f"<w:p>{run('odd', ODD)}</w:p>", "odd"),
        (f"<w:p>{run('unseen', '<w:vanish/>')}{run('seen')}</w:p>", "seen"),
        (f"<w:tbl><w:tr><w:tc>{WIDE}<w:p>{run('wide')}</w:p></w:tc></w:tr></w:tbl>", "wide"),
        (f"<w:p><w:r>{DATE}</w:r></w:p>", "today"),
        (f"<w:p>{run('a &lt;b&gt;  c')}</w:p>", "a <b> c"),
        ("<w:p/>", ""),
        ("", ""),
    ],
)
def test_whatever_word_writes_is_read(typeset, body: str, shown: str) -> None:
    def fill(document: docx.Document) -> None:
        old = document.element.body
        new = parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>")  # no w:sectPr either
        old.getparent().replace(old, new)

    [page] = typeset(fill)
    assert " ".join(text(page)) == shown


def test_parts_may_be_missing(word_file, tmp_path: Path) -> None:
    whole = word_file(lambda document: document.add_paragraph("still here"))
    bare = tmp_path / "bare.docx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(bare, "w") as target:
        target.writestr("word/document.xml", source.read("word/document.xml"))
    out = str(tmp_path / "out.pdf")
    assert convert(str(bare), "docx", out)["pages"] == 1
    assert pymupdf.open(out)[0].get_text().strip() == "still here"


def test_a_zip_without_a_document_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "empty.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/other.xml", "<x/>")
    with pytest.raises(UnreadablePaper):
        convert(str(path), "docx", str(tmp_path / "out.pdf"))
    assert [found.name for found in tmp_path.iterdir()] == ["empty.docx"]


def test_a_word_file_set_by_ourselves_is_a_reading_copy_and_stays_one(word_file, tmp_path: Path) -> None:
    out = str(tmp_path / "out.pdf")
    assert convert(word_file(lambda document: document.add_paragraph("x")), "docx", out)["by"] == "embedded"
    assert convert(out, "pdf")["by"] == "embedded"  # filed anew: what was made before is looked through


def test_two_children_write_the_same_bytes(pool: Pool, word_file, tmp_path: Path) -> None:
    def fill(document: docx.Document) -> None:
        document.add_heading(COUNTRY)
        document.add_table(2, 2, style="Table Grid").cell(0, 0).text = LETTERS
        document.sections[0].header.paragraphs[0].text = "above"

    path = word_file(fill)
    written = []
    for number in range(2):
        child = Pool(1, office="off")
        out = tmp_path / f"{number}.pdf"
        child.run("convert", deadline=30, path=path, kind="docx", out=str(out))
        child.close()
        written.append(out.read_bytes())
    assert written[0] == written[1]
