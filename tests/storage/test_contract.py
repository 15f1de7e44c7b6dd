"""What every storage promises (P8): bytes come back as they went in, or not at all, and nothing is overwritten."""

import hashlib
import io
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from icabinet.errors import TooLarge
from icabinet.papers.storage import Storage, converted_name, original_name, page_name
from tests.storage.conftest import Open

MIB = 1024 * 1024
SHA = "ab" * 32


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def kept(storage: Storage, content: bytes) -> str:
    return original_name(storage.keep(io.BytesIO(content), MIB).sha)


def added(storage: Storage, name: str, content: bytes) -> Path:
    with storage.scratch() as made:
        made.write_bytes(content)
        return storage.add(name, made)


def names(storage: Storage, kind: str) -> list[str]:
    return [one.name for one in storage.held(kind)]


@pytest.mark.parametrize("content", [b"", b"a", bytes(range(256)) * 2048], ids=["empty", "one", "many"])
def test_an_original_is_had_at_every_machine_by_its_hash(machine: Open, content: bytes):
    stored = machine("one").keep(io.BytesIO(content), MIB)
    assert (stored.sha, stored.size) == (sha(content), len(content))
    for name in ("one", "two"):
        path = machine(name).find(original_name(stored.sha))
        assert path is not None
        assert path.read_bytes() == content


def test_what_is_kept_twice_is_there_once(machine: Open):
    assert kept(machine("one"), b"same") == kept(machine("two"), b"same")
    assert names(machine("two"), "originals") == [original_name(sha(b"same"))]


def test_many_may_keep_the_same_at_once(machine: Open):
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda n: kept(machine(f"m{n}"), b"x" * MIB), range(8)))
    assert found == {original_name(sha(b"x" * MIB))}
    assert names(machine(), "originals") == [*found]


def test_too_large_a_file_is_refused_and_leaves_nothing(storage: Storage):
    with pytest.raises(TooLarge):
        storage.keep(io.BytesIO(b"12345"), 4)
    assert [names(storage, kind) for kind in ("originals", "incoming")] == [[], []]


def test_an_upload_that_breaks_off_leaves_nothing(storage: Storage):
    class Broken(io.BytesIO):
        def read(self, _size: int = -1) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        storage.keep(Broken(), MIB)
    assert [names(storage, kind) for kind in ("originals", "incoming")] == [[], []]


def test_what_nobody_has_is_not_found(storage: Storage):
    assert storage.find(original_name(SHA)) is None
    assert storage.find(converted_name(SHA)) is None
    assert storage.hash_of(original_name(SHA)) is None


def test_what_was_made_is_had_at_every_machine(machine: Open):
    name = page_name(SHA, "mupdf-1.2/3", 4, 1200)
    assert added(machine("one"), name, b"picture").read_bytes() == b"picture"
    found = machine("two").find(name)
    assert found is not None
    assert found.read_bytes() == b"picture"
    assert found.suffix == ""


def test_nothing_is_overwritten_and_everybody_is_shown_the_first(machine: Open):
    name = converted_name(SHA)
    added(machine("one"), name, b"first")
    for other in ("one", "two", "three"):
        assert added(machine(other), name, b"second").read_bytes() == b"first"
    assert machine("one").hash_of(name) == sha(b"first")


def test_an_original_is_never_replaced_by_anything_else(machine: Open):
    name = kept(machine("one"), b"proof")
    for other in ("one", "two"):
        assert added(machine(other), name, b"forged").read_bytes() == b"proof"
    assert machine("two").hash_of(name) == sha(b"proof")


def test_of_many_who_make_the_same_one_wins_and_all_get_that(machine: Open):
    name = converted_name(SHA)
    with ThreadPoolExecutor(6) as pool:
        paths = list(pool.map(lambda n: added(machine(f"m{n}"), name, b"%d" % n * 1000), range(6)))
    winner = machine("other").hash_of(name)
    assert {sha(path.read_bytes()) for path in paths} == {winner}


def test_what_is_lent_is_had_elsewhere_meanwhile_and_gone_afterwards(machine: Open):
    one, two = machine("one"), machine("two")
    with one.lend(io.BytesIO(b"programme"), MIB) as name:
        found = two.find(name)
        assert found is not None
        assert found.read_bytes() == b"programme"
        two.let_go(name)
        again = one.find(name)
        assert again is not None
        assert again.read_bytes() == b"programme"
    assert [machine(who).find(name) for who in ("one", "two", "three")] == [None] * 3
    assert names(one, "incoming") == []


def test_what_lies_there_for_good_is_not_let_go(machine: Open):
    name = kept(machine("one"), b"proof")
    machine("one").let_go(name)
    assert machine("one").find(name) is not None


def test_too_large_a_programme_is_not_lent(storage: Storage):
    with pytest.raises(TooLarge), storage.lend(io.BytesIO(b"12345"), 4):
        pytest.fail("it was lent")
    assert names(storage, "incoming") == []


def test_everything_of_a_kind_is_listed(machine: Open):
    originals = sorted(kept(machine(), b"%d" % n) for n in range(3))
    added(machine(), converted_name(SHA), b"pdf")
    assert names(machine("two"), "originals") == originals
    assert names(machine("two"), "converted") == [converted_name(SHA)]
    assert all(one.at > 1_000_000_000 for one in machine("two").held("originals"))


def test_a_scratch_file_is_gone_afterwards(storage: Storage):
    with storage.scratch() as made:
        made.write_bytes(b"x")
    assert not made.exists()


def test_it_says_that_it_can_store(storage: Storage):
    storage.check()
    assert names(storage, "originals") == []


def test_what_is_erased_goes_with_all_that_was_made_of_it_unless_it_came_anew(machine: Open):
    storage, content = machine(), b"never to be seen again"
    mine = [kept(storage, content), converted_name(sha(content)), page_name(sha(content), "r/1", 1, 400)]
    others = [kept(storage, b"other"), page_name(sha(b"other"), "r/1", 1, 400)]
    for name in (*mine[1:], others[1]):
        added(storage, name, b"made")
    # Put there after it was decided: whoever did so has it.
    storage.erase(sha(content), time.time() - 3600)
    assert all(storage.find(name) for name in mine)
    storage.erase(sha(content), time.time() + 3600)
    assert [storage.find(name) for name in mine] == [None] * 3
    assert all(storage.find(name) for name in others)
    assert machine("two").find(mine[0]) is None
    storage.erase(sha(content), time.time() + 3600)
    assert kept(storage, content) == mine[0]
