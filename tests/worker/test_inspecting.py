import zipfile
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from icabinet.worker import documents
from icabinet.worker.inspecting import inspect
from icabinet.worker.kinds import kind_of
from icabinet.worker.refusals import NotAPaper, UnreadablePaper

TYPES = "[Content_Types].xml"
MAIN = "word/document.xml"
GOOD = {TYPES: b"<Types/>", MAIN: b"<document/>"}


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[[dict[str, bytes]], str]:
    def make(entries: dict[str, bytes]) -> str:
        path = tmp_path / "zipped.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries.items():
                archive.writestr(name, content)
        return str(path)

    return make


def reason(path: str, filename: str) -> object:
    with pytest.raises(UnreadablePaper) as refused:
        inspect(path, filename)
    return refused.value.data["reason"]


def test_a_pdf_is_a_pdf(pdf) -> None:
    assert inspect(pdf(), "Tờ trình.PDF") == {"kind": "pdf"}


def test_a_word_file_is_a_docx(word_file) -> None:
    assert inspect(word_file(lambda document: document.add_paragraph("x")), "x.docx") == {"kind": "docx"}


@pytest.mark.parametrize("filename", ["paper.docx", "paper.doc", "paper", "paper.png", ".pdf", "paper.txt"])
def test_a_pdf_is_one_under_any_name(pdf, filename: str) -> None:
    assert inspect(pdf(), filename) == {"kind": "pdf"}


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"II*\0", "tiff"),
        (b"MM\0*", "tiff"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (b"{\\rtf1", "rtf"),
        (b"MZ", ""),
        (b"GIF89a", ""),
        (b"\0\0\0\x18ftypisom", ""),
    ],
)
def test_what_a_file_is_stands_in_its_first_bytes(tmp_path: Path, head: bytes, kind: str) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(head + bytes(range(256)))
    assert kind_of(str(path), path.name) == kind


@pytest.mark.parametrize(
    ("main", "kind"),
    [("word/document2.xml", "docx"), ("ppt/presentation.xml", "pptx"), ("xl/workbook.xml", "xlsx"), ("x.xml", "")],
)
def test_an_office_file_is_told_by_its_main_part(zipped, main: str, kind: str) -> None:
    assert kind_of(zipped({TYPES: b"", main: b""}), "x.zip") == kind


@pytest.mark.parametrize(("kind", "name"), [("odt", "text"), ("ods", "spreadsheet"), ("odp", "presentation")])
def test_an_open_document_says_what_it_is(zipped, kind: str, name: str) -> None:
    mimetype = f"application/vnd.oasis.opendocument.{name}".encode()
    assert kind_of(zipped({"mimetype": mimetype, "content.xml": b"<x/>"}), "x") == kind


def test_an_open_document_with_a_password_is_named(zipped) -> None:
    sealed = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": b"<manifest:encryption-data/>",
    }
    assert reason(zipped(sealed), "x.odt") == "encrypted"


def test_what_needs_an_office_program_says_so_where_there_is_none(zipped) -> None:
    assert reason(zipped({TYPES: b"<Types/>", "xl/workbook.xml": b"<workbook/>"}), "x.xlsx") == "needs_office"


def test_an_office_file_of_before_2007_says_so(tmp_path: Path) -> None:
    path = tmp_path / "old.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert reason(str(path), "old.doc") == "old_office"


@pytest.mark.parametrize(("name", "content"), [("a.txt", b"\x7fELF\2\1\1\0\0"), ("a.txt", b""), ("a.exe", b"letters")])
def test_only_a_text_that_is_called_one_and_is_one_is_a_text(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(NotAPaper):
        inspect(str(path), name)


def test_a_web_page_called_pdf_is_not_a_paper(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_text("<html><body>hello</body></html>")
    with pytest.raises(NotAPaper):
        inspect(str(path), "page.pdf")


def test_a_web_page_that_only_mentions_pdf_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_text("<html><!-- %PDF-1.7 --><body>hello</body></html>")
    assert reason(str(path), "page.pdf") == "broken"


def test_an_empty_file_is_not_a_paper(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.touch()
    with pytest.raises(NotAPaper):
        inspect(str(path), "empty.pdf")


def test_a_password_is_named(pdf) -> None:
    locked = pdf(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="more secret")
    assert reason(locked, "locked.pdf") == "encrypted"


def test_a_word_file_with_a_password_is_named(tmp_path: Path) -> None:
    path = tmp_path / "locked.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + "EncryptedPackage".encode("utf-16-le"))
    assert reason(str(path), "locked.docx") == "encrypted"


def test_a_truncated_pdf_is_broken(pdf, tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(Path(pdf()).read_bytes()[:20])
    assert reason(str(path), "cut.pdf") == "broken"


def test_a_pdf_without_pages_says_so(raw_pdf) -> None:
    path = raw_pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"})
    assert reason(path, "empty.pdf") == "no_pages"


def test_too_many_pages(pdf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_PAGES", 2)
    assert inspect(pdf(2, "two.pdf"), "two.pdf")
    assert reason(pdf(3, "three.pdf"), "three.pdf") == "too_many_pages"


def test_a_zip_bomb_is_not_unpacked(zipped) -> None:
    path = zipped(GOOD | {"word/media/image1.bin": bytes(20 * 1024 * 1024)})
    assert reason(path, "bomb.docx") == "unpacks_too_large"


def test_too_many_entries(zipped) -> None:
    path = zipped(GOOD | {f"word/{number}.xml": b"" for number in range(5000)})
    assert reason(path, "many.docx") == "unpacks_too_large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_in_any_part_is_refused(zipped, encoding: str) -> None:
    part = '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'.encode(encoding)
    assert reason(zipped(GOOD | {"word/styles.xml": part}), "x.docx") == "has_doctype"


def test_a_doctype_is_found_behind_a_long_comment(zipped) -> None:
    noise = bytes(range(32, 45)) * 90_000  # past one chunk, ends inside the next
    part = b"<!--" + noise[: 1024 * 1024 - 8] + b"-->" + b"<!DOCTYPE x><x/>"
    entries = {TYPES: (zipfile.ZIP_STORED, b"<Types/>"), MAIN: (zipfile.ZIP_STORED, part)}
    path = zipped({})
    with zipfile.ZipFile(path, "w") as archive:
        for name, (method, content) in entries.items():
            archive.writestr(name, content, method)
    assert reason(path, "x.docx") == "has_doctype"


@pytest.mark.parametrize("missing", [TYPES, MAIN])
def test_a_zip_that_is_no_word_file_is_not_a_paper(zipped, missing: str) -> None:
    path = zipped({name: content for name, content in GOOD.items() if name != missing})
    with pytest.raises(NotAPaper):
        inspect(path, "x.docx")


def test_a_truncated_word_file_is_broken(word_file, tmp_path: Path) -> None:
    path = tmp_path / "cut.docx"
    whole = Path(word_file(lambda document: document.add_paragraph("x"))).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert reason(str(path), "cut.docx") == "broken"


def test_a_pdf_without_its_first_line_is_one_all_the_same(pdf, tmp_path: Path) -> None:
    whole = Path(pdf()).read_bytes()
    path = tmp_path / "headless.pdf"
    path.write_bytes(whole.replace(b"%PDF-1.7\n", b"%", 1))
    assert inspect(str(path), "headless.pdf") == {"kind": "pdf"}
