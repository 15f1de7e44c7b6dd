"""`python -m bench.corpus FOLDER [--pages N]`: try every paper in a folder, as a meeting would.

Each file is inspected, converted, and its first pages are drawn by the product's own children, one after the other.
Printed is what did not become readable, and why, and which pages took long; at the end a summary. Exits with 1 if a
file ended in a way that no reason explains.
"""

import argparse
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import machine
from bench.figures import percentile
from icabinet.errors import Refusal
from icabinet.papers import engines
from icabinet.worker.pool import Pool

_WIDTH = 1448
_SLOW_MS = 1000
_DEADLINE_S = 120.0
_KINDS = (
    ".pdf",
    ".docx",
    ".pptx",
    ".xlsx",
    ".odt",
    ".ods",
    ".odp",
    ".rtf",
    ".png",
    ".jpg",
    ".jpeg",
    ".tif",
    ".heic",
    ".txt",
)


@dataclass
class Tried:
    """A file and what became of it. reason: "" if it can be read. drawn: (page, engine, milliseconds of CPU)."""

    file: Path
    reason: str = ""
    drawn: list[tuple[int, str, float]] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=5, help="draw so many pages of each file (5)")
    asked = parser.parse_args()
    found = tried(asked.folder, asked.pages)
    print(*told(found), sep="\n")
    sys.exit(any(one.reason.startswith("worker_") for one in found))


def tried(folder: Path, pages: int) -> list[Tried]:
    """Try every file in the folder and below."""
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _KINDS)
    pool = Pool(1)
    with tempfile.TemporaryDirectory() as scratch:
        try:
            return [_tried(pool, Path(scratch), pages, file) for file in files]
        finally:
            pool.close()


def told(found: list[Tried]) -> Iterator[str]:
    """Yield a line for each file that is worth one, and the summary."""
    for one in found:
        if one.reason:
            yield f"{one.reason:18} {one.file.name}"
        for page, engine, ms in one.drawn:
            if ms > _SLOW_MS:
                yield f"{ms:8.0f} ms of CPU by {engine:7} page {page} of {one.file.name}"
    reasons = Counter(one.reason or "readable" for one in found)
    unlocked = len(found) - reasons["encrypted"]
    drawn = [page for one in found for page in one.drawn]
    yield ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())
    share = 100 * reasons["readable"] / max(unlocked, 1)
    yield f"{len(found)} files, {share:.2f} % of those without a password readable"
    times = [ms for *_, ms in drawn]
    if times:
        by = Counter(engine for _, engine, _ in drawn)
        shares = " / ".join(f"{percentile(times, part):.0f}" for part in (0.5, 0.95, 0.99, 1))
        yield f"{len(drawn)} pages, {by['pdfium']} by the second engine; p50 / p95 / p99 / longest {shares} ms of CPU"


def _tried(pool: Pool, scratch: Path, pages: int, file: Path) -> Tried:
    one, made = Tried(file), scratch / f"{file.stem}.pdf"
    try:
        kind = pool.run("inspect", deadline=_DEADLINE_S, path=str(file), filename=file.name)["kind"]
        paper = pool.run("convert", deadline=_DEADLINE_S, path=str(file), kind=kind, out=str(made))
        source = made if made.exists() else file
        for page in range(1, min(pages, paper["pages"]) + 1):
            one.drawn.append(_drawn(pool, source, page, str(scratch / f"{file.stem}-page")))
    except Refusal as refusal:
        one.reason = str(refusal.data.get("reason", refusal.code))
    return one


def _drawn(pool: Pool, source: Path, page: int, out: str) -> tuple[int, str, float]:
    used = []

    def run(job: str, *, source: str, **how: Any) -> dict[str, Any]:
        used.append(how["engine"])
        return pool.run(job, path=source, **how)

    began = _spent(pool)
    engines.draw(run, "render", str(source), page, width=_WIDTH, out=out)
    return page, used[-1], 1000 * (_spent(pool) - began)


def _spent(pool: Pool) -> float:
    """Return the seconds of processor time of all children that were, and of the one that is."""
    gone = resource.getrusage(resource.RUSAGE_CHILDREN)
    pid = pool.states()[0]["pid"]
    return gone.ru_utime + gone.ru_stime + (machine.cpu_s(pid) if pid else 0.0)


if __name__ == "__main__":
    main()
