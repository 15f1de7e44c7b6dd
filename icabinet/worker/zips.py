"""The look at a zipped Office file before anything unpacks it: a megabyte may hold a gigabyte."""

import zipfile
import zlib

from icabinet.worker.refusals import UnreadablePaper

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError)
_UNPACKED = 200 * 1024 * 1024
_RATIO = 100
_BULKY = 10 * 1024 * 1024  # below that a part may be as empty as it likes: sheets are, and do no harm
_ENTRIES = 5000
_CHUNK = 1024 * 1024
_FLAG_ENCRYPTED = 0x1
_DOCTYPE = b"<!DOCTYPE"
_MANIFEST = "META-INF/manifest.xml"
_SEALED = b"encryption-data"  # OpenDocument encrypts its parts one by one, and says so in the manifest


def check(path: str) -> None:
    """Raise UnreadablePaper unless this zip is safe to unpack, and no part of it has a DOCTYPE or a password."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_sizes(entries)
            for entry in entries:
                if entry.filename == _MANIFEST and _SEALED in archive.read(entry):
                    raise UnreadablePaper(reason="encrypted")
                if entry.filename.endswith((".xml", ".rels", ".rdf", ".vml")):
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
        or any(entry.file_size > max(_BULKY, _RATIO * entry.compress_size) for entry in entries)
    ):
        raise UnreadablePaper(reason="unpacks_too_large")


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a DOCTYPE anywhere, in any encoding of two bytes as well: no Office program writes one."""
    tail = b""
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            text = tail + chunk.replace(b"\0", b"")
            if _DOCTYPE in text:
                raise UnreadablePaper(reason="has_doctype")
            tail = text[-len(_DOCTYPE) :]
