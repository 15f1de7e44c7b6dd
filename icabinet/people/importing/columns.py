"""Which column of a list means what: by its heading, as offices write them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from icabinet.errors import Refusal
from icabinet.text import plain

# What a heading begins with, or is; the first that fits counts, so what is said more exactly stands first.
_HEADINGS = (
    ("login", ("ten dang nhap", "tai khoan", "ten truy cap", "login", "user name", "username", "account")),
    ("password", ("mat khau", "password")),
    ("email", ("email", "e mail", "thu dien tu", "hop thu", "dia chi thu")),
    ("family", ("ho dem", "ho va ten dem", "ho va dem", "ho ten dem", "family name", "last name", "ho")),
    ("name", ("ho va ten", "ho ten", "full name", "name", "ten day du")),
    ("given", ("ten", "given name", "first name")),
    ("office", ("chuc vu", "chuc danh", "office", "position", "title")),
    ("unit", ("don vi cong tac", "don vi", "phong ban", "phong", "unit", "department")),
    ("body", ("co quan", "to chuc", "hoi dong", "ban", "body", "organisation", "organization")),
    ("rank", ("thu tu", "xep hang", "rank", "order")),
    ("votes", ("bieu quyet", "quyen bieu quyet", "co phieu", "votes", "vote")),
    ("prepares", ("chuan bi", "soan", "thu ky", "prepares", "secretary")),
    ("locale", ("ngon ngu", "language")),
)
FIELDS = tuple(name for name, _ in _HEADINGS if name not in ("family", "given"))
# Above the header there may be the name of the office, a title, an empty line.
_HEADER_WITHIN = 20
_NUMBERS = ("stt", "tt", "so tt", "no", "so thu tu", "#")


class NoHeader(Refusal):
    """No line of the list names its columns, or none of them is a name."""

    code, status = "no_header", 422


@dataclass(frozen=True)
class Line:
    """One person of the list. number: of its row in the file, from 1; values: what it says, by field."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True)
class Listing:
    """What a file says. unused: headings of columns that mean nothing here."""

    lines: list[Line]
    unused: list[str]


def read(rows: Sequence[Sequence[str]]) -> Listing:
    """Return what the rows of a file say, each row with its number. Refuses with `no_header`."""
    for at, row in enumerate(rows[:_HEADER_WITHIN]):
        fields = _fields(row)
        if "name" in fields or {"family", "given"} <= set(fields):
            columns = {column: field for field, column in fields.items()}
            found = [Line(number, _values(columns, each)) for number, each in enumerate(rows[at + 1 :], start=at + 2)]
            unused = [text for column, text in enumerate(row) if text.strip() and _is_unused(column, text, columns)]
            return Listing([line for line in found if line.values], unused)
    raise NoHeader


def field_of(heading: str) -> str | None:
    """Return what a column means, None if nothing that is known."""
    words = _words(heading)
    for name, beginnings in _HEADINGS:
        if any(words == one or (len(one) > len("name") and words.startswith(f"{one} ")) for one in beginnings):
            return name
    return None


def _fields(row: Sequence[str]) -> dict[str, int]:
    """Return the column of each field; of two columns that say the same the first counts."""
    found: dict[str, int] = {}
    for column, text in enumerate(row):
        field = field_of(text)
        if field is not None:
            found.setdefault(field, column)
    return found


def _values(columns: dict[int, str], row: Sequence[str]) -> dict[str, str]:
    said = {field: row[at].strip() for at, field in columns.items() if at < len(row) and row[at].strip()}
    parts = [part for field in ("family", "given") if (part := said.pop(field, ""))]
    if parts and "name" not in said:
        said["name"] = " ".join(parts)
    return said


def _is_unused(column: int, text: str, columns: dict[int, str]) -> bool:
    return column not in columns and _words(text) not in _NUMBERS


def _words(heading: str) -> str:
    return " ".join(re.split(r"[^a-z0-9#]+", plain(heading))).strip()
