"""Searching a hundred thousand pages: as people do it, beside a scan of the same text; and what indexing costs."""

import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bench import machine, shelves
from bench.figures import Figures
from bench.room import House, Person
from bench.shelves import Shelves
from bench.site import Site
from bench.texts import Texts
from icabinet.extensions import Services
from icabinet.people.sessions import Viewer
from icabinet.search import texts
from icabinet.search.asking import ask
from icabinet.search.words import fold

# Furnished once, for all rounds.
_known: dict[Path, Shelves] = {}
_LIKE = text("SELECT key FROM plain_pages WHERE said LIKE :wanted ORDER BY key DESC LIMIT 60")


def on_sqlite(site: Site) -> Figures:
    """Full text search in SQLite."""
    return _measured(site, site.house, "sqlite")


def on_postgresql(site: Site) -> Figures:
    """The same in PostgreSQL."""
    return _measured(site, site.house_on_postgresql, "postgresql")


def _measured(site: Site, house: House, name: str) -> Figures:
    if house.folder not in _known:
        _known[house.folder] = shelves.furnish(house, 4_000 if site.quick else 100_000)
    known = _known[house.folder]
    queries = Texts(next(site.seeds)).queries(40 if site.quick else 300)
    # The collector as the server has it (wsgi.py).
    gc.set_threshold(50_000, 20, 20)
    with house.open() as app, app.app_context():
        made: Services = app.extensions["icabinet"]
        first = _took(lambda: ask(_viewer(known.everything), queries[0]))
        spent = _spent(made)
        everything, everything_cpu = _both(spent, [lambda q=q: ask(_viewer(known.everything), q) for q in queries])
        tenth = [_took(lambda q=q: ask(_viewer(known.tenth), q)) for q in queries]
        like = [_took(lambda q=q: _scan(made, q)) for q in queries[:20]]
        portions = [_portion(made, known, number) for number in range(50)]
        size = _size(made)
    figures = {"first_ms": first, "page_kb": size / known.pages / 1000}
    figures |= {"all.cpu_p50": statistics.median(everything_cpu), "all.cpu_p95": _at(everything_cpu, 0.95)}
    for who, took in (("all", everything), ("tenth", tenth), ("like", like), ("portion", portions)):
        figures |= {f"{who}.p50": statistics.median(took), f"{who}.p95": _at(took, 0.95), f"{who}.p99": _at(took, 0.99)}
    return {f"search.{name}.{key}": value for key, value in figures.items()}


def _viewer(person: Person) -> Viewer:
    return Viewer(person.id, "", "vi", administers=False, session="", meeting=None)


def _scan(made: Services, query: str) -> None:
    wanted = " ".join(map(fold, query.split()))
    with made.db.reading() as session:
        session.scalars(_LIKE, {"wanted": f"%{wanted}%"}).all()


def _portion(made: Services, known: Shelves, number: int) -> float:
    """Return how long the writer is busy with two pages more, commit included."""
    pages = list(Texts(number).pages(2))
    sha = f"portion {known.pages} {time.monotonic_ns()}"
    found, _ = made.writer.write(lambda session: texts.begin(session, sha, "bench/1", 2))
    ready = texts.prepared(found, 1, pages)
    return _took(lambda: made.writer.write(lambda session: texts.take_in(session, found, 1, ready)))


def _size(made: Services) -> float:
    if made.db.is_sqlite:
        query = "SELECT (SELECT sum(length(block)) FROM page_tokens_data) + (SELECT sum(length(body)) FROM page_texts)"
    else:
        query = "SELECT pg_total_relation_size('page_tokens') + pg_total_relation_size('page_texts')"
    with made.db.reading() as session:
        return float(session.scalar(text(query)) or 0)


def _spent(made: Services) -> Callable[[], float]:
    """Return what tells the seconds of processor time that this process, and the database for it, have used."""
    if made.db.is_sqlite:
        return time.process_time
    with made.db.reading() as session:
        serving = session.scalar(text("SELECT pg_backend_pid()"))
    return lambda: time.process_time() + machine.cpu_s(int(serving or 0))


def _both(spent: Callable[[], float], works: list[Any]) -> tuple[list[float], list[float]]:
    """Return how long each took, and what it cost of processor time, both in milliseconds."""
    clock, cpu = [], []
    for work in works:
        before = spent()
        clock.append(_took(work))
        cpu.append(1000 * (spent() - before))
    return clock, cpu


def _took(work: Any) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _at(took: list[float], part: float) -> float:
    return sorted(took)[int(len(took) * part)]
