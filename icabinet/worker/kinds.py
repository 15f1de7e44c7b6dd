"""What a file is, by what is in it: a name is only somebody's word."""

import re
import zipfile
from pathlib import Path

from icabinet.worker.charsets import is_text

OFFICE = ("docx", "pptx", "xlsx", "odt", "ods", "odp", "rtf")
PICTURES = ("png", "jpeg", "tiff", "heic")
_HEAD = 4096
_PDF_WITHIN = 1024
_PACKED = {  # which part of a zip makes it what
    "docx": re.compile(r"word/document\d*\.xml"),  # Word on the web numbers it
    "pptx": re.compile(r"ppt/presentation\d*\.xml"),
    "xlsx": re.compile(r"xl/workbook\d*\.xml"),
}
_TYPES = "[Content_Types].xml"
_OPEN = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_MARKS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_TEXTS = {".txt", ".text"}  # nothing but its name tells a text from other files that are letters all through


def kind_of(path: str, filename: str) -> str:
    """Return one of `OFFICE`, `PICTURES`, "pdf", "txt", "ole" (an old or an encrypted Office file), or "" for all else.

    Raises BadZipFile and its like for a zip that cannot be listed.
    """
    with Path(path).open("rb") as file:
        head = file.read(_HEAD)
    if _may_be_pdf(head[:_PDF_WITHIN]):
        return "pdf"
    if head.startswith(b"PK"):
        return _packed(path)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return "heic"
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    return "txt" if Path(filename).suffix.lower() in _TEXTS and is_text(path) else ""


def _may_be_pdf(head: bytes) -> bool:
    """Some begin with a comment and the first object, and every reader opens them; HTML, SVG and images never do."""
    return b"%PDF-" in head or (head.startswith(b"%") and b" obj" in head)


def _packed(path: str) -> str:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if "mimetype" in names and archive.getinfo("mimetype").file_size < _HEAD:
            return _OPEN.get(archive.read("mimetype").strip(), "")
    if _TYPES not in names:
        return ""
    return next((kind for kind, main in _PACKED.items() if any(map(main.fullmatch, names))), "")
