"""`python -m bench.annotating [--strokes N] [--points N]`: how long a copy with marks takes, by the child's own job.

The strokes are handwriting of one colour, all on the pages of a paper of ten. Printed are processor time and time by
the clock of the quickest of five copies, and by how much the file grew.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf

from bench.handwriting import hand
from icabinet.ink.packing import pack
from icabinet.worker.annotations.annotating import annotate

_PAGES, _ROUNDS, _MIB = 10, 5, 1024 * 1024
_APART_MS = 700


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.annotating", description=__doc__)
    parser.add_argument("--strokes", type=int, default=10_000)
    parser.add_argument("--points", type=int, default=30)
    asked = parser.parse_args()
    print(*lines(asked.strokes, asked.points), sep="\n")


def lines(strokes: int, points: int) -> Iterator[str]:
    """Yield what was measured, a line each for copies with annotations and for flat ones."""
    yield f"{strokes:,} strokes of {points} points on {_PAGES} pages"
    with tempfile.TemporaryDirectory() as folder:
        paper, out = Path(folder) / "paper.pdf", Path(folder) / "copy.pdf"
        with pymupdf.open() as document:
            for _ in range(_PAGES):
                document.new_page()
            document.save(paper)
        said = json.dumps([_mark(number, points) for number in range(strokes)])
        for name, flat in (("annotations", False), ("flat", True)):
            spent = [_timed(str(paper), said, str(out), flat=flat) for _ in range(_ROUNDS)]
            (first, _), (cpu, wall) = spent[0], min(spent)
            grown = (out.stat().st_size - paper.stat().st_size) / _MIB
            times = f"{cpu:.2f} s of processor (at first {first:.2f}), {wall:.2f} s by the clock"
            yield f"{name}: {times}; the file grew by {grown:.1f} MB"


def _mark(number: int, points: int) -> dict[str, Any]:
    x, y = 1_000 + number * 7_919 % 7_000, 1_000 + number * 4_337 % 11_000
    return {
        "id": str(number),
        "page": 1 + number % _PAGES,
        "tool": "pen",
        "colour": "#123f9c",
        "width": 28,
        "points": pack(hand(points, number % 97, x, y)),
        "by": "Nguyễn Văn An",
        "at": number * _APART_MS,
    }


def _timed(paper: str, said: str, out: str, *, flat: bool) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    annotate(paper, said, out, flat=flat)
    return time.process_time() - cpu, time.perf_counter() - wall


if __name__ == "__main__":
    main()
