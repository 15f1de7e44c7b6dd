"""The plain text that the demonstration papers are kept in, read into blocks.

`#`, `##` head; a blank line ends a paragraph; `1. ` and `- ` begin points; a figure stands between `:::` lines:
its kind, title and unit, then its cells, separated by bars.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).parent / "text"
FENCE = ":::"
_POINT = re.compile(r"(?:\d+\.|-|[a-z]\)) ")


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """`point`: it begins with a number or a dash of its own."""

    text: str
    point: bool = False


@dataclass(frozen=True)
class Figure:
    """`kind`: "table" or the name of a chart. The first row names the columns."""

    kind: str
    title: str
    unit: str
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Figure


def read(name: str) -> list[Block]:
    """The blocks of one text."""
    return list(parse((TEXTS / f"{name}.txt").read_text(encoding="utf-8")))


def parse(text: str) -> Iterator[Block]:
    """Blocks in their order; every block is one chunk between blank lines."""
    for chunk in re.split(r"\n\s*\n", text.strip()):
        lines = chunk.splitlines()
        if lines[0].startswith(FENCE):
            yield _figure(lines)
        elif lines[0].startswith("#"):
            marks, _, heading = chunk.partition(" ")
            yield Heading(len(marks), heading)
        else:
            yield Paragraph(" ".join(lines), point=bool(_POINT.match(chunk)))


def number(text: str) -> float:
    """A Vietnamese figure: "1.286,5" is 1286.5."""
    return float(text.replace(".", "").replace(",", "."))


def written(value: float, decimals: int = 0) -> str:
    """A figure as Vietnamese write it."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?|-?\d+(?:,\d+)?", text) is not None


def _figure(lines: list[str]) -> Figure:
    kind, title, unit = (part.strip() for part in lines[0].removeprefix(FENCE).split("|"))
    return Figure(kind, title, unit, tuple(map(_cells, lines[1:-1])))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("|"))
