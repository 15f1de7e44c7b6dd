"""Backups in the midst of a vote, restored elsewhere; migrations down and up again on data; on both databases."""

import asyncio
import io
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg2
from flask import current_app

from icabinet import ids
from icabinet.desks.filing import file_upload
from icabinet.extensions import services
from icabinet.performing import SYSTEM, Actor, perform
from tests.faults.checker import check
from tests.faults.crowd import Crowd
from tests.faults.history import Answered
from tests.faults.office import office
from tests.faults.place import House, Place, furnished, serving, stroke
from tests.faults.row import Ask, Outcome, Row
from tests.faults.several import several
from tests.faults.stores import needs_both
from tests.faults.tablet import Tablet, door
from tests.live.server import Server
from tests.live.world import PAGES
from tools.servers import PostgreSQL, find_postgresql

_RESTORED_WITHIN_S = 600.0
_COMMAND_S = 900.0
_MIB = 1 << 20
# What a backup of PostgreSQL needs (docs/operating.md).
_LEFT_OUT = "--exclude-table-data=sealed_ballots"


def run(ask: Ask) -> Outcome:
    outcome = Outcome()
    with furnished(ask.size(50, 8)) as place:
        entries, mib = _fill(place, ask.size(20_000, 60), ask.size(60, 2), ask.size(5, 1))
        with serving(place.house()) as house:
            asyncio.run(_meet(place, house, outcome, ask.count(2, 1), lambda: _kept(place, house, outcome)))
        if not ask.short:
            _migrate(place, place.house(), outcome)
    took = outcome.figures.pop("restore_s")
    outcome.must(max(took) <= _RESTORED_WITHIN_S, f"a restore took {max(took):.0f} s")
    outcome.figures |= {"entries": entries, "papers_mib": mib, "restored_s": round(max(took), 1)}
    outcome.measured = (
        f"{outcome.tries} backups amid {outcome.figures['acts']} acts; {entries} entries and {mib} MiB of papers "
        f"backed up in {outcome.figures['backup_s']} s, restored in {max(took):.1f} s"
    )
    if not ask.short:
        _postgresql(outcome, ask)
    return outcome


def _postgresql(outcome: Outcome, ask: Ask) -> None:
    if hindrance := needs_both():
        outcome.skipped = f"PostgreSQL: {hindrance}"
        return
    with several(ask, ask.size(50, 8), processes=1) as there:
        [house] = there.houses
        act = lambda: _dumped(there.place, house, there.database, outcome)  # noqa: E731
        asyncio.run(_meet(there.place, house, outcome, 1, act))
        house.end()
        _migrate(there.place, house, outcome)


# --- a vote, and backups of it ---

Proof = Callable[[dict[str, int]], None]


async def _meet(place: Place, house: House, outcome: Outcome, times: int, back_up: Callable[[], Proof]) -> None:
    """Everybody votes and draws; what was acknowledged before a backup began must be in it."""
    async with Crowd(place, [door(house.port)]) as crowd:
        busy = [asyncio.create_task(_draw(crowd, tablet)) for tablet in crowd.members[::4]]
        for _ in range(times):
            poll = await crowd.open_poll()
            voting = asyncio.create_task(crowd.all_vote(poll, within=3.0))
            await crowd.until(lambda: len(_acknowledged(crowd)) > 20, "nothing is acknowledged")
            before = _acknowledged(crowd)
            proof = await asyncio.to_thread(back_up)
            await asyncio.to_thread(proof, before)
            await voting
            await crowd.close_poll(poll)
            outcome.tries += 1
        for task in busy:
            task.cancel()
        await crowd.settled()
        outcome.violations += map(str, check(crowd.history))
        outcome.figures["acts"] = outcome.figures.get("acts", 0) + len(_acknowledged(crowd))


async def _draw(crowd: Crowd, tablet: Tablet) -> None:
    while True:
        await asyncio.shield(crowd.draw(tablet))
        await asyncio.sleep(0.05)


def _acknowledged(crowd: Crowd) -> dict[str, int]:
    return {answer.id: answer.ok["seq"] for answer in crowd.history.all(Answered) if answer.ok is not None}


def _kept(place: Place, house: House, outcome: Outcome) -> Proof:
    """`flask backup`, while the server runs; the proof restores it elsewhere, and serves it."""
    target = place.folder / "backup.tar"
    began = time.monotonic()
    # The paper that everybody draws on has never had any bytes.
    said = _command(house, "backup", str(target), "--incomplete")
    outcome.must(said.count("missing: ") == 1, f"P8: papers are missing in the backup: {said[-1000:]}")
    outcome.figures["backup_s"] = round(time.monotonic() - began, 1)

    def prove(before: dict[str, int]) -> None:
        with _elsewhere(place) as fresh:
            began = time.monotonic()
            _command(fresh, "restore", str(target))
            outcome.figures.setdefault("restore_s", []).append(time.monotonic() - began)
            with closing(sqlite3.connect(fresh.data_dir / "icabinet.sqlite")) as database:
                found = dict(database.execute("SELECT cause, max(seq) FROM entries GROUP BY cause").fetchall())
            _compare(before, found, outcome)
            _look_at(fresh, outcome)
        target.unlink()

    return prove


def _dumped(place: Place, house: House, database: PostgreSQL, outcome: Outcome) -> Proof:
    """`pg_dump`, as docs/operating.md says; the proof restores it into another database."""
    dump, url = place.folder / "dump", str(place.settings["database_url"])
    _pg("pg_dump", "--format=custom", _LEFT_OUT, f"--file={dump}", f"--dbname={url}")

    def prove(before: dict[str, int]) -> None:
        name = database.database()
        _pg("pg_restore", "--no-owner", f"--dbname={database.url(name)}", str(dump))
        found = dict(database.execute("SELECT cause, max(seq) FROM entries GROUP BY cause", name))
        _compare(before, found, outcome)
        other = replace(place, settings=place.settings | {"database_url": database.url(name)})
        _look_at(other.house("restored"), outcome)

    return prove


def _compare(before: dict[str, int], found: dict[str, int], outcome: Outcome) -> None:
    lost = [id for id, seq in before.items() if found.get(id) != seq]
    outcome.must(not lost, f"P1: {len(lost)} of {len(before)} acts, acknowledged before the backup, are not in it")


def _look_at(restored: House, outcome: Outcome) -> None:
    """What was restored holds, and can be served."""
    outcome.must("FAULT" not in _command(restored, "journal", "verify"), "P12: the restored chain is broken")
    try:
        restored.start()
    finally:
        restored.close()


@contextmanager
def _elsewhere(place: Place) -> Iterator[House]:
    with tempfile.TemporaryDirectory(prefix="icabinet-faults-") as folder:
        yield replace(place, folder=Path(folder)).house()


# --- migrations ---


def _migrate(place: Place, house: House, outcome: Outcome) -> None:
    """Down to the first revision and up again: nothing that both know is lost."""
    before = _all_rows(place)
    _command(house, "db", "downgrade", "0001")
    _command(house, "db", "upgrade")
    after = _all_rows(place)
    lost = [table for table in after if before.get(table) != after[table] and table != "leases"]
    outcome.must(before.keys() == after.keys() and not lost, f"a migration down and up changed {lost}")
    outcome.must("FAULT" not in _command(house, "journal", "verify"), "P12: the chain is broken after migrations")


def _all_rows(place: Place) -> dict[str, list[Any]]:
    """Return what is in every table, in an order of its own."""
    url = place.settings.get("database_url")
    connect = psycopg2.connect(str(url)) if url else sqlite3.connect(place.folder / "icabinet.sqlite")
    names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'" if url else (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )  # fmt: skip
    with closing(connect) as database, closing(database.cursor()) as cursor:
        cursor.execute(names)
        tables = [name for (name,) in cursor.fetchall()]
        rows = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            rows[table] = sorted(tuple(map(repr, map(_plain, row))) for row in cursor.fetchall())
    return rows


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


# --- data of some size ---


def _fill(place: Place, strokes: int, papers: int, mib: int) -> tuple[int, int]:
    """Draw many strokes and file large papers; return how many entries and MiB there are then."""
    chance = random.Random(1)
    with office(place), ThreadPoolExecutor(16) as threads:
        app = current_app._get_current_object()

        def draw(number: int) -> None:
            who = place.members[number % len(place.members)]
            args = stroke(place.paper) | {"page": number % PAGES + 1}
            with app.app_context():
                perform(Actor(who.person), place.stream, ids.new(), "ink.draw", args)

        def file(_number: int) -> None:
            content = io.BytesIO(chance.randbytes(mib * _MIB))
            paper = ids.new()
            with app.app_context():
                file_upload(Actor(place.desk.person), place.meeting, paper, None, "large.pdf", content)
                perform(Actor(SYSTEM), place.stream, ids.new(), "papers.start_conversion", {"id": paper})
                perform(
                    Actor(SYSTEM), place.stream, ids.new(), "papers.fail_conversion", {"id": paper, "reason": "broken"}
                )

        list(threads.map(file, range(papers)))
        list(threads.map(draw, range(strokes)))
        services().db.engine.dispose()
    return strokes + 3 * papers, papers * mib


# --- programs ---


def _command(house: Server, *words: str) -> str:
    """Like `house.command`, which is in more of a hurry."""
    return _output([*_FLASK, *words], house.environment())


_FLASK = (sys.executable, "-m", "flask", "--app", "wsgi")


def _pg(program: str, *words: str) -> None:
    folder = find_postgresql()
    assert folder is not None
    _output([str(folder / program), *words], None)


def _output(command: list[str], environment: dict[str, str] | None) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=_COMMAND_S, check=False)
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout


ROW = Row(
    "backup", "P1 P8 P12", "backups in the midst of a vote, restored; migrations down and up on data",
    "chains verify, nothing lost; restored ≤ 10 min", run,
)  # fmt: skip
