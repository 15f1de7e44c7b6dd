"""A .docx opened with suspicion."""

from pathlib import Path

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError

from icabinet.errors import Refusal
from icabinet.worker import zips
from icabinet.worker.kinds import kind_of
from icabinet.worker.refusals import UnreadablePaper

# lxml raises a SyntaxError.
_BROKEN = (PackageNotFoundError, SyntaxError, KeyError, ValueError, AttributeError)


class NotAWordFile(Refusal):
    """Neither Word nor Excel. data: reason, one of "other" (no such file), and the reasons of UnreadablePaper."""

    code, status = "not_a_word_file", 422


def kind_of_programme(path: Path) -> str:
    """Return "docx" or "xlsx". Raises NotAWordFile for what is neither, is broken, or is made to do harm."""
    try:
        kind = kind_of(str(path), path.name)
        if kind not in ("docx", "xlsx"):
            raise NotAWordFile(reason="other")
        zips.check(str(path))
    except zips.BROKEN_ZIP as broken:
        raise NotAWordFile(reason="broken") from broken
    except UnreadablePaper as unreadable:
        raise NotAWordFile(**unreadable.data) from unreadable
    return kind


def open_document(path: Path) -> Document:
    """The Word document at `path`, whose kind was looked at before. Raises NotAWordFile for what is broken."""
    try:
        document = docx.Document(str(path))
        _ = document.element.body
    except _BROKEN as broken:
        raise NotAWordFile(reason="broken") from broken
    return document
