"""The look at a Word file before anything unpacks it: a megabyte may hold a gigabyte."""

import re
import zipfile
import zlib

from icabinet.worker.refusals import NotAPaper, UnreadablePaper

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError)
_UNPACKED = 200 * 1024 * 1024
_RATIO = 100
_ENTRIES = 5000
_CHUNK = 1024 * 1024
_FLAG_ENCRYPTED = 0x1
_MAIN = re.compile(r"word/document\d*\.xml")  # Word on the web numbers it
_DOCTYPE = b"<!DOCTYPE"


def check_docx(path: str, filename: str) -> None:
    """Raise NotAPaper or UnreadablePaper unless this is a Word file that is safe to unpack."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_sizes(entries)
            _check_names({entry.filename for entry in entries}, filename)
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    _check_xml(archive, entry)
    except BROKEN_ZIP as error:
        raise UnreadablePaper(reason="broken") from error


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    """What the directory claims is also all that zipfile will ever unpack of an entry."""
    if any(entry.flag_bits & _FLAG_ENCRYPTED for entry in entries):
        raise UnreadablePaper(reason="encrypted")
    if (
        len(entries) > _ENTRIES
        or sum(entry.file_size for entry in entries) > _UNPACKED
        or any(entry.file_size > _RATIO * max(entry.compress_size, 1) for entry in entries)
    ):
        raise UnreadablePaper(reason="unpacks_too_large")


def _check_names(names: set[str], filename: str) -> None:
    if "[Content_Types].xml" not in names or not any(map(_MAIN.fullmatch, names)):
        raise NotAPaper(filename=filename)


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a DOCTYPE anywhere, in any encoding of two bytes as well: no Word writes one."""
    tail = b""
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            text = tail + chunk.replace(b"\0", b"")
            if _DOCTYPE in text:
                raise UnreadablePaper(reason="has_doctype")
            tail = text[-len(_DOCTYPE) :]
