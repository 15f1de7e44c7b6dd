"""The keys of secret votes: kept while a vote is open or about to be, and not a moment longer."""

import os
import time
from pathlib import Path

import pytest

from icabinet.polls.keeping import Keeper
from tests.desk import Desk, ref


@pytest.fixture
def keeper(live: Desk) -> Keeper:
    """A keeper as another process would have it."""
    return Keeper(live.settings, live.services.db)


def key_of(desk: Desk, poll: str) -> Path:
    return desk.folder / "poll_keys" / f"{desk.meeting}-{ref(poll)}"


def age(path: Path, seconds: float) -> None:
    os.utime(path, (time.time() - seconds,) * 2)


def test_the_key_of_an_open_vote_stays(live: Desk, keeper: Keeper):
    live.open_poll("poll1", secret=True)
    age(key_of(live, "poll1"), 100_000)
    keeper.sweep()
    assert key_of(live, "poll1").exists()


def test_a_key_made_just_now_stays_because_its_vote_may_be_opening(live: Desk, keeper: Keeper):
    live.act("sec", "polls.prepare", id=ref("poll1"), question="?", secret=True)
    key = key_of(live, "poll1")
    key.parent.mkdir(exist_ok=True)
    key.write_bytes(bytes(32))
    keeper.sweep()
    assert key.exists()
    age(key, 61)
    keeper.sweep()
    assert not key.exists()


@pytest.mark.parametrize("ending", ["polls.close", "polls.cancel"])
def test_a_key_that_a_crash_left_after_the_end_goes_at_once(live: Desk, keeper: Keeper, ending: str):
    live.open_poll("poll1", secret=True)
    kept = key_of(live, "poll1").read_bytes()
    live.act("chair", ending, id=ref("poll1"))
    assert not key_of(live, "poll1").exists()
    key_of(live, "poll1").write_bytes(kept)
    keeper.sweep()
    assert not key_of(live, "poll1").exists()


def test_where_the_key_is_not_the_vote_is_not_closed_but_can_be_where_it_is(live: Desk):
    live.open_poll("poll1", secret=True)
    live.cast("m1", "poll1", "yes")
    elsewhere = key_of(live, "poll1").rename(live.folder / "elsewhere")
    live.refused("chair", "polls.close", "unavailable", id=ref("poll1"))
    elsewhere.rename(key_of(live, "poll1"))
    live.act("chair", "polls.close", id=ref("poll1"))
    assert live.result_of("poll1")["outcomes"][0]["counts"]["yes"] == 1
