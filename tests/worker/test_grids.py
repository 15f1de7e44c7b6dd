"""Lists as Vietnamese offices save them: separators and encodings of their Excel, sheets, and files that are none."""

import unicodedata
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from icabinet.worker.grids import MOST_ROWS, read_list
from icabinet.worker.refusals import NotAList

ROWS = [
    ["Họ và tên", "Chức vụ", "Đơn vị"],
    ["Nguyễn Thị Mỹ Duyên", "Phó Chủ tịch", "Văn phòng; Sở"],
    ["Đỗ Ưng", "", "Sở"],
]


def text(separator: str) -> str:
    quoted = [[f'"{cell}"' if separator in cell else cell for cell in row] for row in ROWS]
    return "".join(separator.join(row) + "\r\n" for row in quoted)


def windows_1258(said: str) -> bytes:
    """As Windows writes it: letters that the code page has, their tones behind them."""
    found = b""
    for letter in said:
        try:
            found += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, *tones = unicodedata.normalize("NFD", letter)
            whole = unicodedata.normalize("NFC", base + "".join(tones[:-1])) if len(tones) > 1 else base
            found += (whole + tones[-1]).encode("cp1258")
    return found


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
def test_every_export_of_excel_is_read(tmp_path: Path, separator: str, encoding: str):
    said = text(separator)
    data = windows_1258(said) if encoding == "cp1258" else said.encode(encoding)
    (tmp_path / "list").write_bytes(data)
    assert read_list(str(tmp_path / "list"))["rows"] == ROWS


def test_excel_may_say_its_separator(tmp_path: Path):
    (tmp_path / "list").write_text("sep=|\nTên|a;b;c;d\nAn|x;y;z;w\n")
    assert read_list(str(tmp_path / "list"))["rows"] == [["Tên", "a;b;c;d"], ["An", "x;y;z;w"]]


def test_a_workbook_is_read_from_the_first_sheet_that_says_anything(tmp_path: Path):
    book = Workbook()
    hidden = book.create_sheet("Ẩn")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("Danh sách")
    sheet.append(["Họ và tên", "Thứ tự", "Biểu quyết"])
    sheet.append(["  Lê\n An ", 3.0, True])
    book.save(tmp_path / "list.xlsx")
    assert read_list(str(tmp_path / "list.xlsx"))["rows"] == [
        ["Họ và tên", "Thứ tự", "Biểu quyết"], ["Lê An", "3", "x"],
    ]  # fmt: skip


FOREIGN = {
    b"%PDF-1.7\n": "other",
    b"\x89PNG\r\n\x1a\n": "other",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600: "old_office",
    b"PK\x03\x04xx": "broken",
    b"a;b\n" * (MOST_ROWS + 1): "too_long",
    b"": "other",
}


@pytest.mark.parametrize(("data", "reason"), FOREIGN.items(), ids=[f"{at}" for at in range(len(FOREIGN))])
def test_what_is_no_list_is_refused(tmp_path: Path, data: bytes, reason: str):
    (tmp_path / "list").write_bytes(data)
    with pytest.raises(NotAList) as caught:
        read_list(str(tmp_path / "list"))
    assert caught.value.data["reason"] == reason


def test_a_workbook_that_is_none_inside_is_refused(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(NotAList):
        read_list(str(tmp_path / "list.xlsx"))
