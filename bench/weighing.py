"""What one stroke weighs: on the wire to a tablet and from it, in the journal, and in the table of marks."""

import sqlite3
from pathlib import Path

from bench.figures import Figures
from icabinet.journal.batches import Told
from icabinet.live.fast.frames import framed
from icabinet.live.messages import event
from icabinet.live.telling import shown

# SQLite says of each value in a row of what kind and how long it is, in one byte or two.
_A_VALUE = 2


def weighed(database: Path, stream: str, stroke: str) -> Figures:
    """Return the bytes of the stroke's journal entry and of its row, as SQLite stores them, without indexes."""
    with sqlite3.connect(database) as connection:
        (seq,) = connection.execute("SELECT max(seq) FROM entries WHERE stream = ?", (stream,)).fetchone()
        found = {
            "stroke.entry_bytes": _bytes(connection, "entries", "seq", stream, seq),
            "stroke.row_bytes": _bytes(connection, "strokes", "id", stream, stroke),
        }
    connection.close()
    return found


def on_the_wire(one: Told, tags: tuple[str, ...]) -> float:
    """Return the bytes of the WebSocket frame in which a tablet of this audience is told of an entry."""
    message = event("entries", {"stream": one.entry.stream, "entries": [shown(one, tags)]})
    return float(sum(len(framed(b"4" + packet)) for packet in message.packets))


def _bytes(connection: sqlite3.Connection, table: str, key: str, stream: str, name: object) -> float:
    columns = [column for _, column, *_ in connection.execute(f"PRAGMA table_info({table})")]
    lengths = " + ".join(f'coalesce(length(CAST("{column}" AS BLOB)), 0)' for column in columns)
    query = f'SELECT {lengths} FROM {table} WHERE stream = ? AND "{key}" = ?'  # noqa: S608 - names of our own tables
    (length,) = connection.execute(query, (stream, name)).fetchone()
    return float(length + _A_VALUE * len(columns))
