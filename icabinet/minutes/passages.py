"""A document is made of passages: a title and lines of text. A line in brackets stands for a table. Pure."""

import re
from typing import Literal, NamedTuple

import msgspec

from icabinet.errors import Invalid
from icabinet.text import clean, clean_lines

MOST_PASSAGES = 300
LONGEST_TEXT = 40_000
LONGEST_TITLE = 500
_KEY = re.compile(r"[a-z0-9]{1,32}")
ATTENDANCE = "[Bảng: danh sách dự họp]"
_TABLE = re.compile(r"\[Bảng: (danh sách dự họp|kết quả biểu quyết (\d{1,4})|danh sách biểu quyết (\d{1,4}))\]")


class DocumentPassage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """key: what it is about ("opening", the id of an item), the same in every draft. An empty title is not shown."""

    key: str
    title: str = ""
    text: str = ""


class Place(NamedTuple):
    """A table in a text. number: of the vote."""

    kind: Literal["attendance", "counts", "roll"]
    number: int = 0


def counts_line(number: int) -> str:
    """Return the line that stands for the counts of a vote."""
    return f"[Bảng: kết quả biểu quyết {number}]"


def roll_line(number: int) -> str:
    """Return the line that stands for the roll call of a vote."""
    return f"[Bảng: danh sách biểu quyết {number}]"


def place_of(line: str) -> Place | None:
    """Return the table that a line stands for, None for a line of text."""
    found = _TABLE.fullmatch(line.strip())
    if found is None:
        return None
    if found[2]:
        return Place("counts", int(found[2]))
    return Place("roll", int(found[3])) if found[3] else Place("attendance")


def checked(passage: DocumentPassage) -> DocumentPassage:
    """Return the passage as it is kept, or refuse with `invalid`."""
    if not _KEY.fullmatch(passage.key):
        raise Invalid(where="key", why="form")
    return DocumentPassage(
        key=passage.key,
        title=clean(passage.title, "title", longest=LONGEST_TITLE, empty=True),
        text=clean_lines(passage.text, "text", longest=LONGEST_TEXT, empty=True),
    )


def checked_all(passages: list[DocumentPassage]) -> list[DocumentPassage]:
    """Return the passages of a whole draft; each key is there once."""
    kept = [checked(passage) for passage in passages]
    if not 0 < len(kept) <= MOST_PASSAGES:
        raise Invalid(where="passages", why="length", longest=MOST_PASSAGES)
    if len({passage.key for passage in kept}) != len(kept):
        raise Invalid(where="passages", why="twice")
    return kept
