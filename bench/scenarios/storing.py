"""What the databases do by themselves, and what an entry takes on the disk: constants of docs/scale.md."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import psycopg2

from bench.figures import Figures
from bench.handwriting import hand
from bench.room import House
from bench.site import Site
from bench.weighing import on_the_wire, weighed
from icabinet import ids
from icabinet.ink.packing import pack
from icabinet.journal.batches import Told
from icabinet.journal.records import EVERYONE
from icabinet.performing import Actor, perform

_COMMITS = 300
_INK = 400
_POINTS = 120


def on_sqlite(site: Site) -> Figures:
    """Commits one after another, as durable as ours; the growth of the file by strokes."""
    with sqlite3.connect(site.folder / "commits.sqlite", isolation_level=None) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
        commits = _commits(connection.execute)
    connection.close()
    return {"database.sqlite.commits": commits, "database.sqlite.entry_bytes": _growth(site.house, "ink", _sqlite_size)}


def on_postgresql(site: Site) -> Figures:
    """The same on PostgreSQL."""
    house = site.house_on_postgresql
    connection = psycopg2.connect(house.database_url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        commits = _commits(cursor.execute)
    connection.close()
    return {"database.postgresql.commits": commits, "database.postgresql.entry_bytes": _growth(house, "ink", _pg_size)}


def stroke(site: Site) -> Figures:
    """What one stroke of 120 points weighs on the wire and in the database."""
    room, name = site.house.room("weight", 2), ids.new()
    told: list[Told] = []
    with site.house.open() as app, app.app_context():
        app.extensions["icabinet"].writer.listen(told.extend)
        drawn = {"tool": "pen", "colour": "#102030", "width": 20, "points": pack(hand(_POINTS)), "paper": room.paper}
        perform(Actor(room.members[0].id), room.stream, ids.new(), "ink.draw", {"id": name, "page": 1, **drawn})
    wire = on_the_wire(told[-1], (EVERYONE,))
    return {"stroke.wire_bytes": wire, **weighed(site.house.folder / "icabinet.sqlite", room.stream, name)}


def _commits(execute: Callable[[str], object]) -> float:
    """Return how many one-row transactions are stored in a second, one after another."""
    execute("CREATE TABLE IF NOT EXISTS commits (at integer)")
    began = time.perf_counter()
    for _ in range(_COMMITS):
        execute("INSERT INTO commits VALUES (1)")
    return _COMMITS / (time.perf_counter() - began)


def _growth(house: House, room: str, size: Callable[[House], int]) -> float:
    """Return how many bytes the database has grown by for each stroke."""
    hall = house.room(room, 20)
    before = size(house)
    house.draw(hall, _INK)
    return (size(house) - before) / _INK


def _sqlite_size(house: House) -> int:
    path = Path(house.folder) / "icabinet.sqlite"
    with sqlite3.connect(path) as connection:
        (pages,), (size,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size"))
        (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    connection.close()
    return int((pages - free) * size)


def _pg_size(house: House) -> int:
    connection = psycopg2.connect(house.database_url)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        (found,) = cursor.fetchone()
    connection.close()
    return int(found)
