"""A SQLite database read from outside, by docs/protocol.md alone: is it whole, does its chain hold, what is in it."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

_ENVELOPE = "stream, seq, name, version, at, actor, cause"


def causes(path: Path) -> set[str]:
    """The ids of the actions that the journal has."""
    with closing(sqlite3.connect(path)) as database:
        return {cause for (cause,) in database.execute("SELECT cause FROM entries")}


def faults(path: Path) -> Iterator[str]:
    """What is wrong with the file, its chains (rules J1, J2) and its votes."""
    with closing(sqlite3.connect(path)) as database:
        yield from (what for (what,) in database.execute("PRAGMA integrity_check") if what != "ok")
        streams = {stream: (0, bytes(32)) for (stream,) in database.execute("SELECT id FROM streams")}
        query = f"SELECT {_ENVELOPE}, body, body_hash, hash FROM entries ORDER BY stream, seq"
        for *envelope, body, body_hash, kept in database.execute(query):
            stream, seq = envelope[0], envelope[1]
            last, head = streams[stream]
            if seq != last + 1 or _sha(body.encode()) != body_hash or _link(head, envelope, body_hash) != kept:
                yield f"the chain of {stream} breaks at {seq}"
            streams[stream] = seq, kept
        for stream, seq, head in database.execute("SELECT id, last_seq, head FROM streams"):
            if streams[stream] != (seq, head):
                yield f"{stream} says that it is at {seq}, but ends at {streams[stream][0]}"
        ballots = "SELECT count(*) FROM entries WHERE name IN ('polls.ballot_cast', 'polls.ballot_received')"
        voted = "SELECT count(*) FROM voters WHERE voted_at IS NOT NULL"
        (cast,), (counted,) = database.execute(ballots).fetchone(), database.execute(voted).fetchone()
        if cast != counted:
            yield f"{cast} ballots in the journal, {counted} in the tables"


def _link(head: bytes, envelope: list[object], body_hash: bytes) -> bytes:
    text = json.dumps([*envelope, body_hash.hex()], separators=(",", ":"), ensure_ascii=False)
    return _sha(head + text.encode())


def _sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
