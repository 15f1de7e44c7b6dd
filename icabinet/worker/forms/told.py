"""What a form is made of: plain data, which a door writes and a child reads. No library is needed for either."""

from typing import Literal

import msgspec


class Moment(msgspec.Struct, frozen=True, tag="moment"):
    """at: local time as "2026-11-24T09:31:05"."""

    at: str


Cell = str | int | float | Moment | None


class Block(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A table on a sheet, under a title of its own; without a head a list of lines, whose text may run on.

    chart: how many columns of numbers after the first are drawn beneath it, one on another.
    """

    title: str = ""
    head: list[str] = msgspec.field(default_factory=list)
    rows: list[list[Cell]]
    chart: int = 0


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """widths: of the columns, in letters."""

    name: str
    title: str
    blocks: list[Block]
    widths: list[int]


class Workbook(msgspec.Struct, frozen=True, kw_only=True):
    title: str
    sheets: list[Sheet]


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="line"):
    """A paragraph; `label` begins it in bold.

    basis: why something is decided, in italics; command: who decides, or that it is decided, in the middle in bold.
    """

    text: str
    label: str = ""
    style: Literal["body", "heading", "small", "basis", "command"] = "body"


class Table(msgspec.Struct, frozen=True, kw_only=True, tag="table"):
    """widths: shares of the page's width; numbers: the columns whose cells stand at the right."""

    head: list[str]
    rows: list[list[str]]
    widths: list[int]
    numbers: list[int] = msgspec.field(default_factory=list)


class Signer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """authority: in whose place it is signed ("TM. ỦY BAN NHÂN DÂN")."""

    office: str
    name: str
    authority: str = ""


class Minutes(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document in the administrative form: who issues it, what it is about, what it says, who signs.

    superior: of the issuing body, if there is one; the number is left to whoever files it. dated: place and date as
    they stand under the motto, "" for minutes, which have none. signers: two sign beside each other, as minutes are;
    one signs at the right, beside the list of copies. note: a small line at the very end. code: a picture (PNG) under
    the list of copies of a single signer's document, with `code_words` beneath.
    """

    superior: str
    body: str
    number: str
    kind: str
    about: str
    parts: list[Line | Table]
    signers: list[Signer]
    copies: list[str]
    dated: str = ""
    note: str = ""
    code: bytes = b""
    code_words: str = ""
