"""Bars of several pieces, as numbers for a drawing of 100 units' width. Pure."""

from collections.abc import Sequence
from typing import Any


def pieces(counts: Sequence[tuple[str, int]], total: int | None = None) -> list[dict[str, Any]]:
    """Return {part, at, width, count} of each; of a hundred, which are all of them together or the `total`."""
    whole, at, found = total or sum(count for _, count in counts) or 1, 0.0, []
    for part, count in counts:
        width = round(count / whole * 100, 2)
        found.append({"part": part, "at": round(at, 2), "width": width, "count": count})
        at += width
    return found
