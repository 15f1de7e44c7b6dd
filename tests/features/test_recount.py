"""The script by which anybody counts a published vote again (docs/recount.py)."""

import json
import subprocess
import sys
from pathlib import Path

from tests.desk import Desk, ref
from tests.sealing import seal

SCRIPT = Path(__file__).parents[2] / "docs" / "recount.py"
POLL = ref("poll1")


def recounted(desk: Desk) -> list[str]:
    record = json.dumps(desk.records("guest")[f"polls/{POLL}"])
    done = subprocess.run([sys.executable, "-I", SCRIPT], input=record, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_a_secret_vote_is_counted_from_its_trackers(live: Desk):
    shape = {"form": "several", "options": ["An", "Bình", "Chi"], "most": 2}
    live.act("sec", "polls.prepare", id=POLL, question="?", secret=True, shape=shape)
    live.act("chair", "polls.open", id=POLL)
    poll = live.records("sec")[f"polls/{POLL}"]
    for number, (who, ballot) in enumerate({"m1": "0,1", "m2": "1", "m3": "abstain"}.items()):
        live.act(who, "polls.cast", poll=POLL, sealed=seal(poll, ballot, f"{number + 2}" * 10))
    live.act("chair", "polls.close", id=POLL)
    assert recounted(live) == [
        "3 ballots in the list, 3 received",
        "An: 1 yes, 1 no, 1 abstain",
        "Bình: 2 yes, 0 no, 1 abstain",
        "Chi: 0 yes, 2 no, 1 abstain",
    ]


def test_a_named_vote_is_counted_from_its_roll(live: Desk):
    live.open_poll("poll1")
    for who, choice in (("m1", "yes"), ("m2", "no"), ("chair", "yes")):
        live.cast(who, "poll1", choice)
    live.act("chair", "polls.close", id=POLL)
    assert recounted(live) == ["3 ballots in the list, 3 received", "motion: 2 yes, 1 no, 0 abstain"]
