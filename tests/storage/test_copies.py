"""Copies of what lies in a store elsewhere: the longest unused go, never what is in use."""

import os
import time
from pathlib import Path

import pytest

from icabinet.papers.copies import Copies

KB = 1024


def lay(folder: Path, name: str, used_s_ago: float) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(KB))
    os.utime(path, (time.time() - used_s_ago, 1))
    return path


@pytest.fixture
def laid(tmp_path: Path) -> list[Path]:
    """Four copies, the longest unused first."""
    names = ("originals/aa/one", "pages/aa/bb/two", "converted/cc/three.pdf", "originals/dd/four")
    return [lay(tmp_path, name, 10_000 - 1_000 * age) for age, name in enumerate(names)]


def left(laid: list[Path]) -> list[bool]:
    return [path.exists() for path in laid]


def test_the_longest_unused_go_until_there_is_room(laid: list[Path], tmp_path: Path):
    assert Copies(tmp_path, 3 * KB).sweep() == 2
    assert left(laid) == [False, False, True, True]


def test_whoever_has_room_drops_nothing(laid: list[Path], tmp_path: Path):
    assert Copies(tmp_path, 4 * KB).sweep() == 0
    assert all(left(laid))


def test_what_was_just_used_stays_whatever_the_limit(laid: list[Path], tmp_path: Path):
    copies = Copies(tmp_path, 1)
    copies.used(laid[0])
    assert copies.sweep() == 3
    assert left(laid) == [True, False, False, False]


def test_uploads_under_way_are_no_copies(tmp_path: Path):
    incoming = lay(tmp_path, "incoming/lent-1", 10_000)
    Copies(tmp_path, 1).sweep()
    assert incoming.exists()


def test_it_is_looked_at_only_now_and_then_and_never_without_a_limit(tmp_path: Path):
    copies = Copies(tmp_path, 1)
    assert copies.is_due
    copies.sweep()
    assert not copies.is_due
    assert not Copies(tmp_path, 0).is_due
