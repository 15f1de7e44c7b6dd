"""The letter of invitation: in the form of the law, with everybody's own code, and with the e-mail as PDF."""

from pathlib import Path

import docx
import pymupdf

from icabinet.post.desk import post
from icabinet.post.letter import letter_for
from icabinet.web.forms import made
from icabinet.worker.forms.checking.job import check_form
from tests.desk import MAIN, Desk
from tests.post.mailbox import Mailbox, part


def test_the_letter_is_in_the_form_of_the_law(posting: Desk, tmp_path: Path):
    said = {"number": "05/GM-UBND", "issued_in": "Hà Nội", "note": "Mang tài liệu.\nĐến trước 15 phút."}
    posting.act("sec", "invitations.write", **said, copies=["Như trên;", "Lưu: VT."])
    with posting.app.app_context():
        with posting.services.db.reading() as session:
            content = letter_for(session, MAIN, posting.person("m1"))
        with made(content, "docx") as file, file:
            (tmp_path / "letter.docx").write_bytes(file.read())
    assert check_form(str(tmp_path / "letter.docx")) == {"type": "GIẤY MỜI", "findings": []}
    document = docx.Document(str(tmp_path / "letter.docx"))
    body = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert body[:3] == ["GIẤY MỜI", "The meeting", "The body trân trọng kính mời: Name of m1, Office of m1, Unit"]
    assert [line.partition(":")[0] for line in body[4:6]] == ["Chủ trì", "Thời gian"]
    assert body[-2:] == ["Mang tài liệu.", "Đến trước 15 phút./."]
    head, foot = document.tables
    assert "Số: 05/GM-UBND" in head.rows[0].cells[0].text
    assert "Hà Nội, ngày " in head.rows[0].cells[1].text
    copies, signer = foot.rows[0].cells
    assert "- Lưu: VT." in copies.text
    assert "Quét mã" in copies.text
    assert signer.text.startswith("OFFICE OF CHAIR")
    assert document.part.package.image_parts


def test_everybodys_own_letter_goes_with_the_invitation(posting: Desk, mailbox: Mailbox):
    posting.act("sec", "invitations.send", persons=[posting.person("m1")])
    with posting.app.app_context():
        post()
    (message,) = mailbox.taken
    with pymupdf.open(stream=part(message, "application/pdf"), filetype="pdf") as letter:
        text = " ".join(letter[0].get_text().split())
        assert letter.page_count == 1
        assert letter[0].get_images()
    assert "GIẤY MỜI" in text
    assert "Name of m1" in text
