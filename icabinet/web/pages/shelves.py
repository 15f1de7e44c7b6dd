"""The papers of a meeting on their shelves: under each item the newest version of every paper, with those before it."""

from collections.abc import Iterable
from typing import Any

from icabinet.web.pages import words
from icabinet.web.pages.reading import Record


def shelves(papers: Iterable[Record]) -> dict[str | None, list[Record]]:
    """Return the papers to show by item, in order: each with `why`, `weight` and `history` (latest first)."""
    known = {paper["id"]: paper for paper in papers}
    older = {paper["replaces"] for paper in known.values()}
    found: dict[str | None, list[Record]] = {}
    for paper in sorted(known.values(), key=lambda paper: (paper["position"], paper["at"])):
        if paper["id"] not in older and paper["replaced_by"] is None:
            history = [_said(one) for one in _before(paper, known)]
            found.setdefault(paper["item"], []).append(_said(paper) | {"history": history})
    return found


def _before(paper: Record, known: dict[str, Record]) -> list[Record]:
    found: list[Record] = []
    while (old := known.get(paper["replaces"])) is not None:
        found.append(old)
        paper = old
    return found


def _said(paper: Record) -> dict[str, Any]:
    unchanged = paper["unchanged"]
    changed = None if unchanged is None else [page for page, old in enumerate(unchanged, start=1) if not old]
    said = None if changed is None else ranges(changed)
    return paper | {"why": words.failure(paper["reason"]), "weight": words.weight(paper["size"]), "changed": said}


def ranges(pages: Iterable[int]) -> str:
    """Say which pages, in ascending order: "1–3, 7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
