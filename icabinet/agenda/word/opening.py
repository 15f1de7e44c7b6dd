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
    """data: reason, one of "other" (no Word file), and the reasons of UnreadablePaper."""

    code, status = "not_a_word_file", 422


def open_document(path: Path) -> Document:
    """The document at `path`. Raises NotAWordFile for what is none, is broken, or is made to do harm."""
    try:
        if kind_of(str(path), path.name) != "docx":
            raise NotAWordFile(reason="other")
        zips.check(str(path))
    except zips.BROKEN_ZIP as broken:
        raise NotAWordFile(reason="broken") from broken
    except UnreadablePaper as unreadable:
        raise NotAWordFile(**unreadable.data) from unreadable
    try:
        document = docx.Document(str(path))
        _ = document.element.body
    except _BROKEN as broken:
        raise NotAWordFile(reason="broken") from broken
    return document
