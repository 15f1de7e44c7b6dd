"""Many at once: one wins, the others are told why, nothing is merged. Promises P2, P3 and P6."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from icabinet import ids
from icabinet.errors import Refusal
from tests.desk import ENTITLED, Desk, ref

Act = Callable[[], Any]
POLL = ref("poll1")


def at_once(acts: Iterable[Act]) -> Counter[str]:
    """Let all acts go at the same moment; count "done" and the codes of refusals."""
    waiting = list(acts)
    gate = Barrier(len(waiting))

    def go(act: Act) -> str:
        gate.wait(10)
        try:
            act()
        except Refusal as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor(len(waiting)) as pool:
        return Counter(pool.map(go, waiting))


def doing(desk: Desk, who: str, name: str, **args: Any) -> Act:
    return lambda: desk.act(who, name, **args)


@pytest.fixture
def polling(live: Desk) -> Desk:
    live.open_poll("poll1")
    return live


def test_two_chairs_close_one_vote_and_one_wins(polling: Desk):
    polling.cast("m1", "poll1", "yes")
    outcome = at_once(doing(polling, who, "polls.close", id=POLL) for who in ("chair", "sec") * 10)
    assert outcome == {"done": 1, "stale": 19}


def test_closing_and_cancelling_at_once_only_one_happens(polling: Desk):
    acts = [doing(polling, "chair", f"polls.{name}", id=POLL) for name in ("close", "cancel") * 8]
    assert at_once(acts) == {"done": 1, "stale": 15}


def test_two_chairs_publish_one_result_and_one_wins(live: Desk):
    live.act("sec", "polls.prepare", id=POLL, question="?", ways={"by_hand": True})
    live.act("chair", "polls.open", id=POLL)
    live.cast("m1", "poll1", "yes")
    acts = [doing(live, who, f"polls.{name}", id=POLL) for name in ("close", "publish") for who in ("chair", "sec") * 8]
    outcome = at_once(acts)
    if outcome["done"] == 1:
        outcome += at_once(doing(live, who, "polls.publish", id=POLL) for who in ("chair", "sec") * 4)
    assert outcome["done"] == 2
    assert set(outcome) == {"done", "stale"}
    assert live.records("guest")[f"polls/{POLL}"]["state"] == "published"


def test_a_hundred_ballots_of_four_people_are_four(polling: Desk):
    acts = [
        doing(polling, who, "polls.cast", poll=POLL, choice=choice) for who in ENTITLED for choice in ("yes", "no") * 12
    ]
    assert at_once(acts) == {"done": 4, "already_voted": 92}
    polling.act("chair", "polls.close", id=POLL)
    result = polling.result_of("poll1")
    assert (result["received"], result["agrees"], sum(result["outcomes"][0]["counts"].values())) == (4, True, 4)


@pytest.mark.parametrize("secret", [False, True])
def test_ballots_against_the_close_are_in_the_tally_or_refused(live: Desk, secret: bool):
    live.open_poll("poll1", secret=secret)
    votes = [lambda who=who: live.cast(who, "poll1", "yes") for who in ENTITLED]
    closes = [doing(live, who, "polls.close", id=POLL) for who in ("chair", "sec")]
    outcome = at_once([*votes[:2], *closes, *votes[2:]])
    result = live.result_of("poll1")
    assert outcome["done"] == 1 + result["received"]
    assert outcome.total() == 6
    assert (result["agrees"], result["outcomes"][0]["counts"]["yes"]) == (True, result["received"])


def test_one_ballot_sent_again_and_again_is_one(polling: Desk):
    cause = ids.new()
    acts = [doing(polling, "m1", "polls.cast", cause=cause, poll=POLL, choice="yes")] * 30
    assert at_once(acts) == {"done": 30}
    assert polling.records("guest")[f"polls/{POLL}"]["received"] == 1


def test_two_desks_open_different_items_and_one_is_open(live: Desk):
    items = [live.add_item(f"item{n}x") for n in range(8)]
    assert at_once(doing(live, "chair", "agenda.open_item", id=item) for item in items) == {"done": 8}
    states = Counter(item["state"] for item in live.kinds("m1", "items").values())
    assert states == {"open": 1, "closed": 7}


def test_two_desks_call_two_people_and_one_speaks(live: Desk):
    for n, who in enumerate(("m1", "m2", "m3", "guest")):
        live.act(who, "floor.ask", id=ref(f"speech{n}x"))
    calls = [doing(live, who, "floor.call", id=ref(f"speech{n}x")) for n in range(4) for who in ("chair", "sec")]
    assert at_once(calls) == {"done": 4, "stale": 4}
    states = Counter(one["state"] for one in live.kinds("m1", "speakers").values())
    assert states == {"speaking": 1, "done": 3}


def test_one_id_for_two_things_is_taken_once(live: Desk):
    acts = [doing(live, "sec", "agenda.add_item", id=ref("item1"), title=f"{n}") for n in range(20)]
    assert at_once(acts) == {"done": 1, "id_taken": 19}


def test_ending_the_meeting_against_opening_a_vote(live: Desk):
    live.act("sec", "polls.prepare", id=POLL, question="?", secret=False)
    outcome = at_once([doing(live, "chair", "meetings.end"), doing(live, "sec", "polls.open", id=POLL)])
    assert outcome["done"] == 1
    assert outcome["wrong_state"] + outcome["poll_still_open"] == 1
