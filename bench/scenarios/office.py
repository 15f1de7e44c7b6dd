"""Word files in the decree's form: set by our own converter, by a warm LibreOffice, and by one started for each."""

import resource
import subprocess
from pathlib import Path

import pymupdf

from bench import decree
from bench.figures import Figures
from bench.machine import children, cpu_s
from bench.site import NotHere, Site
from icabinet.worker.office import program
from icabinet.worker.pool import Pool

_DEADLINE_S = 120.0
_PAPERS = 150  # fewer than a LibreOffice is kept for
_STARTED = 3  # takes so long each time that a few are enough


def converting(site: Site) -> Figures:
    """Processor time for each, everything warm, and how often both make as many pages."""
    if program.found() is None:
        raise NotHere("LibreOffice is not installed (tools/servers.sh installs it where it can)")
    papers = [decree.write(site.folder / f"{seed}.docx", seed) for seed in range(10 if site.quick else _PAPERS)]
    ours, office = Pool(1, office="off"), Pool(1)
    try:
        embedded, warm = _converted(ours, papers, site.folder), _converted(office, papers, site.folder)
    finally:
        ours.close()
        office.close()
    same = sum(one == other for one, other in zip(embedded[1], warm[1], strict=True))
    return {
        "office.ours.ms": embedded[0],
        "office.warm.ms": warm[0],
        "office.started.ms": _started(papers[:_STARTED], site.folder),
        "office.same_share": 100 * same / len(papers),
    }


def _converted(pool: Pool, papers: list[Path], folder: Path) -> tuple[float, list[int]]:
    """Return (processor ms for each paper, pages of each); the first is set twice, so that all is warm."""
    out = folder / "made.pdf"

    def convert(paper: Path) -> int:
        made = pool.run("convert", deadline=_DEADLINE_S, path=str(paper), kind="docx", out=str(out))
        return int(made["pages"])

    convert(papers[0])
    child = next(row["pid"] for row in pool.states() if row["pid"])
    processes = [child, *children(child)]
    before = sum(map(cpu_s, processes))
    pages = [convert(paper) for paper in papers]
    return 1000 * (sum(map(cpu_s, processes)) - before) / len(papers), pages


def _started(papers: list[Path], folder: Path) -> float:
    """A LibreOffice for each paper, with a profile that is there already."""
    command = [str(program.found()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder)]

    def convert(paper: Path) -> None:
        subprocess.run([*command, str(paper)], capture_output=True, timeout=_DEADLINE_S, check=False)

    for _ in range(2):  # the first start only makes the profile
        convert(papers[0])
    before = _of_children()
    for paper in papers:
        convert(paper)
        pymupdf.open(folder / f"{paper.stem}.pdf").close()
    return (_of_children() - before) / len(papers)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (used.ru_utime + used.ru_stime)
