from pathlib import Path

import msoffcrypto
import pymupdf
import pytest

from icabinet.worker.inspecting import inspect
from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.unlocking import unlock

PASSWORD = "mật khẩu"


@pytest.fixture
def locked_pdf(pdf) -> str:
    return pdf(2, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=PASSWORD, owner_pw="another")


@pytest.fixture
def locked_word(word_file, tmp_path: Path) -> str:
    plain, sealed = word_file(lambda document: document.add_paragraph("sealed")), tmp_path / "sealed.docx"
    with Path(plain).open("rb") as source, sealed.open("wb") as target:
        msoffcrypto.OfficeFile(source).encrypt(PASSWORD, target)
    return str(sealed)


def reason(*arguments: str) -> object:
    with pytest.raises(UnreadablePaper) as refused:
        unlock(*arguments)
    return refused.value.data["reason"]


def test_a_pdf_is_unlocked(locked_pdf: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    assert unlock(locked_pdf, PASSWORD, out) == {}
    assert inspect(out, "out.pdf") == {"kind": "pdf"}
    assert pymupdf.open(out)[1].get_text().strip() == "page 2"


def test_a_word_file_is_unlocked(locked_word: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    with pytest.raises(UnreadablePaper):
        inspect(locked_word, "a.docx")
    assert unlock(locked_word, PASSWORD, out) == {}
    assert inspect(out, "a.docx") == {"kind": "docx"}


def test_a_wrong_password_is_refused_and_leaves_nothing(locked_pdf: str, locked_word: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for path in (locked_pdf, locked_word):
        assert reason(path, "guessed", str(out)) == "wrong_password"
    assert not out.exists()


def test_what_has_no_password_needs_none(pdf, tmp_path: Path) -> None:
    assert reason(pdf(), PASSWORD, str(tmp_path / "out")) == "not_encrypted"


def test_what_is_no_office_file_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert reason(str(path), PASSWORD, str(tmp_path / "out")) == "broken"
