"""The chain: every entry's hash covers the one before it, and every kind of tampering is found."""

import hashlib
import json
import sqlite3

import pytest

from icabinet.journal import chain, reading
from tests.desk import Desk, ref


@pytest.fixture
def told_story(live: Desk) -> Desk:
    """A meeting with a dozen entries, the last of which ends an item."""
    live.add_item("item1", minutes=10)
    live.add_item("item2", parent="item1")
    live.act("chair", "agenda.open_item", id=ref("item1"))
    live.act("chair", "agenda.close_item", id=ref("item1"))
    return live


def verdict(desk: Desk) -> reading.Verdict:
    with desk.services.db.reading() as session:
        return reading.verify(session, desk.stream)


def tamper(desk: Desk, statement: str, *values: object) -> None:
    """Change the file behind the product's back."""
    with sqlite3.connect(desk.database) as outside:
        changed = outside.execute(statement, values).rowcount
    outside.close()
    assert changed == 1


def change_entry(desk: Desk, seq: int, column: str, value: object) -> None:
    tamper(desk, f"UPDATE entries SET {column} = ? WHERE stream = ? AND seq = ?", value, desk.stream, seq)


def test_an_untouched_journal_verifies(told_story: Desk):
    found = verdict(told_story)
    assert (found.entries, found.fault) == (told_story.head(), None)


def test_every_stream_verifies_at_once(told_story: Desk):
    with told_story.services.db.reading() as session:
        names = reading.streams(session)
        assert len(names) > 3
        assert [reading.verify(session, name).fault for name in names] == [None] * len(names)


def test_the_hashes_are_those_that_the_protocol_describes(told_story: Desk):
    """Computed here with nothing of the product's own."""
    previous = bytes(32)
    with sqlite3.connect(told_story.database) as outside:
        rows = outside.execute(
            "SELECT seq, name, version, at, actor, cause, body, body_hash, hash FROM entries WHERE stream = ?"
            " ORDER BY seq",
            (told_story.stream,),
        ).fetchall()
    outside.close()
    for place, (seq, name, version, at, actor, cause, body, body_hash, link) in enumerate(rows, start=1):
        assert seq == place
        canonical = json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert body == canonical
        assert body_hash == hashlib.sha256(body.encode()).digest()
        envelope = [told_story.stream, seq, name, version, at, actor, cause, body_hash.hex()]
        text = json.dumps(envelope, separators=(",", ":"), ensure_ascii=False)
        previous = hashlib.sha256(previous + text.encode()).digest()
        assert link == previous


def test_a_changed_body_is_found(told_story: Desk):
    change_entry(told_story, 3, "body", '{"person":"somebody else"}')
    assert verdict(told_story).fault == "the body of entry 3 was changed"


def test_a_changed_body_with_a_changed_hash_is_found(told_story: Desk):
    body = '{"person":"somebody else"}'
    change_entry(told_story, 3, "body", body)
    change_entry(told_story, 3, "body_hash", chain.body_hash(body.encode()))
    assert verdict(told_story).fault == "the envelope of entry 3 was changed"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", "meetings.ended"),
        ("version", 2),
        ("at", 1),
        ("actor", "somebody else"),
        ("cause", "something else"),
        ("body_hash", bytes(32)),
        ("hash", bytes(32)),
    ],
)
def test_a_changed_envelope_is_found(told_story: Desk, column: str, value: object):
    change_entry(told_story, 3, column, value)
    assert "entry 3 was changed" in str(verdict(told_story).fault)


def test_an_entry_recomputed_whole_breaks_the_one_after_it(told_story: Desk):
    with told_story.services.db.reading() as session:
        rows = list(reading.rows(session, told_story.stream))
    before, forged = rows[1], rows[2]
    envelope = (forged.stream, forged.seq, forged.name, forged.version, 1, forged.actor, forged.cause)
    change_entry(told_story, 3, "at", 1)
    change_entry(told_story, 3, "hash", chain.link(before.hash, envelope, forged.body_hash))
    assert verdict(told_story).fault == "the envelope of entry 4 was changed"


@pytest.mark.parametrize("seq", [1, 3])
def test_a_missing_entry_is_found(told_story: Desk, seq: int):
    tamper(told_story, "DELETE FROM entries WHERE stream = ? AND seq = ?", told_story.stream, seq)
    assert verdict(told_story).fault == f"entry {seq} is missing"


def test_a_cut_off_end_is_found(told_story: Desk):
    last = told_story.head()
    tamper(told_story, "DELETE FROM entries WHERE stream = ? AND seq = ?", told_story.stream, last)
    assert verdict(told_story).fault == f"stream says {last} entries"


def test_a_changed_head_is_found(told_story: Desk):
    tamper(told_story, "UPDATE streams SET head = ? WHERE id = ?", bytes(32), told_story.stream)
    assert verdict(told_story).fault is not None


def test_two_entries_that_change_places_are_found(told_story: Desk):
    for old, new in ((3, 1_000), (4, 3), (1_000, 4)):
        change_entry(told_story, old, "seq", new)
    assert verdict(told_story).fault == "the envelope of entry 3 was changed"


def test_a_body_that_is_gone_without_a_word_is_found(told_story: Desk):
    """Of one that was lawfully erased an entry says so (tests/features/test_erasing.py)."""
    change_entry(told_story, 3, "body", None)
    assert verdict(told_story).fault == "the body of entry 3 is gone and nobody erased it"
    with told_story.services.db.reading() as session:
        assert [entry.seq for entry in reading.entries(session, told_story.stream)][:3] == [1, 2, 4]


def test_the_same_value_has_the_same_bytes_whatever_its_order():
    assert chain.canonical({"b": [1, "Hà Nội"], "a": None}) == '{"a":null,"b":[1,"Hà Nội"]}'.encode()
    assert chain.canonical({"a": None, "b": [1, "Hà Nội"]}) == chain.canonical({"b": [1, "Hà Nội"], "a": None})
