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
    """A paragraph; `label` begins it in bold."""

    text: str
    label: str = ""
    style: Literal["body", "heading", "small"] = "body"


class Table(msgspec.Struct, frozen=True, kw_only=True, tag="table"):
    """widths: shares of the page's width; numbers: the columns whose cells stand at the right."""

    head: list[str]
    rows: list[list[str]]
    widths: list[int]
    numbers: list[int] = msgspec.field(default_factory=list)


class Signer(msgspec.Struct, frozen=True, kw_only=True):
    office: str
    name: str


class Minutes(msgspec.Struct, frozen=True, kw_only=True):
    """A record in the administrative form: who issues it, what it is about, what happened, who signs.

    superior: of the issuing body, if there is one; the number is left to whoever files it.
    """

    superior: str
    body: str
    number: str
    kind: str
    about: str
    parts: list[Line | Table]
    signers: list[Signer]
    copies: list[str]
