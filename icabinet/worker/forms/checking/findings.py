"""What is wrong with a document: which rule, where, what was found and what is wanted."""

from collections.abc import Callable
from typing import NamedTuple

from icabinet.worker.forms.checking.blocks import Block

FONT = "Times New Roman"
_BLACK = ("auto", "000000")


class Finding(NamedTuple):
    """rule: the name of what is checked; where: the beginning of the text that it is about."""

    rule: str
    where: str
    found: str
    wanted: str


def finding(rule: str, block: Block | None, found: object, wanted: str) -> Finding:
    return Finding(rule, block.text.strip()[:60] if block else "", str(found), wanted)


def sizes(rule: str, block: Block, least: float, most: float) -> list[Finding]:
    """Every run within these points."""
    wrong = sorted({face.size for face in block.faces if not least <= face.size <= most})
    wanted = f"{least:g} pt" if least == most else f"{least:g}-{most:g} pt"
    return [finding(f"{rule}.size", block, ", ".join(f"{size:g} pt" for size in wrong), wanted)] if wrong else []


def looks(rule: str, block: Block, **wanted: bool) -> list[Finding]:
    """Bold, italic, upright, capital: whatever is asked for is so, or is not."""
    asks: dict[str, Callable[[Block], bool]] = {
        "bold": lambda one: one.is_bold,
        "italic": lambda one: one.is_italic,
        "upright": lambda one: one.is_upright,
        "capital": lambda one: one.is_capital,
    }
    return [
        finding(f"{rule}.{name}", block, "not so" if want else "so", name if want else f"not {name}")
        for name, want in wanted.items()
        if asks[name](block) != want
    ]


def centred(rule: str, block: Block) -> list[Finding]:
    return [] if block.shape.align == "center" else [finding(f"{rule}.centred", block, block.shape.align, "center")]


def faces(block: Block) -> list[Finding]:
    """Times New Roman, black, whatever it is."""
    fonts = sorted({face.font for face in block.faces} - {FONT})
    colours = sorted({face.colour.lower() for face in block.faces} - set(_BLACK))
    found = [finding("font", block, ", ".join(fonts) or "none", FONT)] if fonts else []
    return found + ([finding("colour", block, ", ".join(colours), "black")] if colours else [])
