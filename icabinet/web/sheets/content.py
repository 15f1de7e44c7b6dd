"""What a sheet consists of, whatever it is written as. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

Cell = str | int | float | None


@dataclass(frozen=True)
class Grid:
    """A table. widths: of the columns, in parts of the whole; chart: how many columns after the first are drawn."""

    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int] = ()
    chart: int = 0


@dataclass(frozen=True)
class Section:
    """name: short, as a tab of a workbook wants it."""

    name: str
    title: str
    lines: Sequence[str] = ()
    grid: Grid | None = None


@dataclass(frozen=True)
class Sheet:
    """issuer: whose it is; kind and about: what it is, and of what; signs: who signs it, from left to right."""

    issuer: str
    kind: str
    about: str
    facts: Sequence[tuple[str, str]] = ()
    sections: Sequence[Section] = ()
    signs: Sequence[tuple[str, str]] = field(default_factory=tuple)
