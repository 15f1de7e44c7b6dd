"""The command that tries a folder of papers names each that cannot be read, with the reason, and counts the rest."""

import pymupdf
import pytest

from bench import corpus


@pytest.fixture
def folder(tmp_path):
    with pymupdf.open() as document:
        for _ in range(3):
            document.new_page().insert_text((72, 72), "page")
        document.save(tmp_path / "good.pdf")
        document.save(tmp_path / "locked.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="geheim")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "BROKEN.PDF").write_bytes(b"%PDF-1.7 and nothing else")
    (tmp_path / "below" / "programme.pdf").write_bytes(b"MZ this is a program")
    (tmp_path / "notes.md").write_text("no paper")
    return tmp_path


def test_every_paper_ends_as_readable_or_with_its_reason(folder) -> None:
    found = corpus.tried(folder, 2)
    assert {one.file.name: one.reason for one in found} == {
        "good.pdf": "", "locked.pdf": "encrypted", "BROKEN.PDF": "broken", "programme.pdf": "not_a_paper",
    }  # fmt: skip
    assert [(page, engine) for one in found for page, engine, _ in one.drawn] == [(1, "mupdf"), (2, "mupdf")]
    told = list(corpus.told(found))
    assert "broken             BROKEN.PDF" in told
    assert "4 files, 33.33 % of those without a password readable" in told
    assert told[-1].startswith("2 pages, 0 by the second engine; ")


def test_an_empty_folder_is_no_fault(tmp_path) -> None:
    assert list(corpus.told(corpus.tried(tmp_path, 1)))[-1] == "0 files, 0.00 % of those without a password readable"


def test_a_page_that_took_long_is_named(tmp_path) -> None:
    one = corpus.Tried(tmp_path / "slow.pdf", drawn=[(1, "mupdf", 20.0), (2, "pdfium", 1500.0)])
    slow = [line for line in corpus.told([one]) if "slow.pdf" in line]
    assert slow == ["    1500 ms of CPU by pdfium  page 2 of slow.pdf"]
