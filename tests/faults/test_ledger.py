"""Reading a database from outside: whatever does not fit together in it is found."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.ledger import causes, faults

_TABLES = """
CREATE TABLE streams (id TEXT PRIMARY KEY, last_seq INTEGER, head BLOB);
CREATE TABLE entries (stream TEXT, seq INTEGER, name TEXT, version INTEGER, at INTEGER, actor TEXT, cause TEXT,
                      body TEXT, body_hash BLOB, hash BLOB, PRIMARY KEY (stream, seq));
CREATE TABLE voters (person TEXT PRIMARY KEY, voted_at INTEGER);
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Two ballots, in journal and tables."""
    database = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)
    database.executescript(_TABLES)
    head = bytes(32)
    for seq, person in enumerate(("an", "binh"), start=1):
        body = json.dumps({"voter": person})
        body_hash = hashlib.sha256(body.encode()).digest()
        envelope = ["meeting:1", seq, "polls.ballot_cast", 1, 1000 + seq, person, f"act{seq}"]
        text = json.dumps([*envelope, body_hash.hex()], separators=(",", ":"))
        head = hashlib.sha256(head + text.encode()).digest()
        database.execute("INSERT INTO entries VALUES (?,?,?,?,?,?,?,?,?,?)", (*envelope, body, body_hash, head))
        database.execute("INSERT INTO voters VALUES (?, ?)", (person, 1000 + seq))
    database.execute("INSERT INTO streams VALUES ('meeting:1', 2, ?)", (head,))
    yield database
    database.close()


@pytest.fixture
def path(ledger: sqlite3.Connection, tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


def test_a_sound_one_has_no_faults(path: Path):
    assert list(faults(path)) == []
    assert causes(path) == {"act1", "act2"}


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        ("UPDATE entries SET body = '{}' WHERE seq = 1", "the chain of meeting:1 breaks at 1"),
        ("UPDATE entries SET actor = 'cuong' WHERE seq = 2", "the chain of meeting:1 breaks at 2"),
        ("DELETE FROM entries WHERE seq = 1", "the chain of meeting:1 breaks at 2"),
        ("DELETE FROM entries WHERE seq = 2", "meeting:1 says that it is at 2, but ends at 1"),
        ("UPDATE voters SET voted_at = NULL WHERE person = 'an'", "2 ballots in the journal, 1 in the tables"),
    ],
)
def test_what_does_not_fit_is_found(ledger: sqlite3.Connection, path: Path, spoil: str, found: str):
    ledger.execute(spoil)
    assert found in list(faults(path))
