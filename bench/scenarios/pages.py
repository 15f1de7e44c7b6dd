"""Pages of papers: drawing them, cold, warm and ahead, beside the naive way; and sending those that are drawn."""

import resource
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from bench import library, machine, paper
from bench.figures import Figures, percentile
from bench.peers import naive, poppler
from bench.site import Site
from icabinet.worker.pool import Pool

# An A4 page 2,048 pixels high; as even as the widths that tablets ask for.
_WIDTH = 1448
_MARK = "Nguyễn Thị Hồng Ánh · 28/11/2026 08:15"
_DEADLINE_S = 30.0
_EACH = 4
_POPPLER_PAPERS = 6  # it takes its time
_WORKERS = 2
_READERS = 16


def drawing(site: Site) -> Figures:
    """A text page by a worker: cold, when it has not seen the paper yet, and warm, when it has it open.

    By the clock, and in milliseconds of processor time, which others on the machine do not make longer.
    """
    papers = _papers(site, "text", 6 if site.quick else 24, _EACH)
    pool, out = Pool(1), site.folder / "page"
    pool.run("answer", deadline=_DEADLINE_S)
    child = pool.states()[0]["pid"]
    clock: dict[str, list[float]] = {"cold": [], "warm": []}
    cpu: dict[str, list[float]] = {
        "cold": [], "warm": [], "again": [], "marked": [], "naive": [], "poppler": [],
    }  # fmt: skip
    sizes = []

    def draw(file: Path, number: int, **how: Any) -> None:
        pool.run("render", deadline=_DEADLINE_S, path=str(file), page=number, width=_WIDTH, **how)

    for file in papers:
        for number in range(1, _EACH + 1):
            kind = "cold" if number == 1 else "warm"
            before = machine.cpu_s(child)
            clock[kind].append(_timed(partial(draw, file, number, out=str(out))))
            cpu[kind].append(1000 * (machine.cpu_s(child) - before))
            sizes.append(out.stat().st_size / 1000)
            # Once more, and once more with a name: the page is parsed already for both.
            for kind, how in (("again", {"out": str(out)}), ("marked", {"mark": _MARK})):
                before = machine.cpu_s(child)
                draw(file, number, **how)
                cpu[kind].append(1000 * (machine.cpu_s(child) - before))
            before = time.process_time()
            out.write_bytes(naive.draw(str(file), number, _WIDTH))
            cpu["naive"].append(1000 * (time.process_time() - before))
        if poppler.is_here() and len(cpu["poppler"]) < _POPPLER_PAPERS:
            before = _of_ended_children()
            poppler.draw(str(file), _EACH, _WIDTH, site.folder)
            cpu["poppler"].append(1000 * (_of_ended_children() - before) / _EACH)
    rss = pool.states()[0]["rss"] / 2**20
    pool.close()
    figures = {"page.kb": percentile(sizes, 0.95), "page.naive.kb": out.stat().st_size / 1000, "page.worker_mb": rss}
    for unit, measured in (("", clock), ("cpu_", cpu)):
        for kind, values in measured.items():
            if values:
                figures[f"page.{kind}.{unit}p50"] = statistics.median(values)
                figures[f"page.{kind}.{unit}p95"] = percentile(values, 0.95)
    return figures


def ahead(site: Site) -> Figures:
    """Drawing all pages of a fresh paper with two workers."""
    (fresh,) = _papers(site, "ahead", 1, 20 if site.quick else 200)
    pool = Pool(_WORKERS)
    pages = range(1, 21 if site.quick else 201)

    def draw(number: int) -> None:
        out = str(site.folder / f"ahead-{number}")
        pool.run("render", deadline=_DEADLINE_S, path=str(fresh), page=number, width=_WIDTH, out=out)

    with ThreadPoolExecutor(_WORKERS) as threads:
        list(threads.map(lambda _: pool.run("answer", deadline=_DEADLINE_S), range(_WORKERS)))
        children = [state["pid"] for state in pool.states()]
        before = sum(map(machine.cpu_s, children))
        took = _timed(lambda: list(threads.map(draw, pages)))
        spent = sum(map(machine.cpu_s, children)) - before
    rss = max(state["rss"] for state in pool.states()) / 2**20
    pool.close()
    # What these children would do if they had the processor for themselves.
    alone = _WORKERS * len(pages) / spent
    return {"ahead.per_s": 1000 * len(pages) / took, "ahead.cpu_per_s": alone, "ahead.worker_mb": rss}


def cached(site: Site) -> Figures:
    """Pages that are drawn already, from one web process, without a proxy to send them."""
    room = site.house.room("library", 3)
    (file,) = _papers(site, "cached", 1, 20)
    with site.server("ours") as server:
        sha = library.upload(server, room, file)
        library.wait_until_readable(server, room, sha)
        paths = [library.page(sha, number, 1200) for number in range(1, 21)]
        for path in paths:
            library.read(server, room, path)
        before = machine.cpu_s(server.pid)
        found = library.read_often(server, room, paths, clients=_READERS, seconds=2 * site.seconds)
        spent = machine.cpu_s(server.pid) - before
    answers = found["per_s"] * 2 * site.seconds
    return {f"cached.{key}": found[key] for key in ("per_s", "p50", "p99", "bytes_each", "cpu_mine")} | {
        "cached.us_each": 1e6 * spent / answers
    }


def _of_ended_children() -> float:
    """Return the seconds of processor time of this process's children that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _papers(site: Site, name: str, number: int, pages: int) -> list[Path]:
    paths = [site.folder / f"{name}-{at}.pdf" for at in range(number)]
    return [path if path.exists() else paper.write(path, pages, next(site.seeds)) for path in paths]


def _timed(work: Callable[[], object]) -> float:
    """Do it; return milliseconds."""
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)
