"""Those who have not voted are reminded: only they hear of it, not time and again, and not when it is over."""

import pytest

from icabinet import clock
from icabinet.polls.nudging.facts import Nudged
from icabinet.polls.nudging.rules import EVERY_MS
from tests.desk import ROLES, Desk, ref

POLL = ref("poll1")


def reminded(desk: Desk) -> dict[str, list[str]]:
    """Return who sees which reminders."""
    return {who: sorted(desk.kinds(who, "nudges")) for who in ROLES if desk.kinds(who, "nudges")}


def own(desk: Desk, *people: str) -> dict[str, list[str]]:
    """Return what these and the desk should see."""
    found = {who: [f"{POLL}/{desk.person(who)}"] for who in people}
    return found | {who: [POLL, *found.get(who, [])] for who in ("chair", "sec", "aud")}


@pytest.mark.parametrize("secret", [False, True])
def test_only_who_has_not_voted_hears_of_it(live: Desk, secret: bool):
    live.open_poll("poll1", secret=secret)
    live.cast("m1", "poll1", "no")
    with live.happening() as facts:
        live.act("sec", "polls.nudge", id=POLL)
    missing = sorted(map(live.person, ("chair", "m2", "m3")))
    assert facts == [Nudged(poll=POLL, persons=missing)]
    assert reminded(live) == own(live, "chair", "m2", "m3")
    said = live.kinds("sec", "nudges")[POLL]
    assert (said["count"], said["again_at"] - said["at"]) == (3, EVERY_MS)


def test_who_casts_for_a_member_who_is_away_is_reminded(live: Desk):
    live.act("chair", "attendance.represent", member=live.person("m2"), by=live.person("m3"))
    for who in ("m1", "m3"):
        live.act(who, "attendance.check_in")
    live.open_poll("poll1")
    for who in ("chair", "m1", "m3"):
        live.cast(who, "poll1", "yes")
    live.act("chair", "polls.nudge", id=POLL)
    assert reminded(live) == own(live, "m3")


def test_not_time_and_again(live: Desk, monkeypatch: pytest.MonkeyPatch):
    live.open_poll("poll1")
    live.act("chair", "polls.nudge", id=POLL)
    now = live.told[-1].entry.at
    monkeypatch.setattr(clock, "now_ms", lambda: now + EVERY_MS - 1_500)
    # Two at the desk wait for each other, too.
    assert live.refused("sec", "polls.nudge", "nudged_just_now", id=POLL) == {"poll": POLL, "retry_after_s": 2}
    live.cast("m1", "poll1", "yes")
    monkeypatch.setattr(clock, "now_ms", lambda: now + EVERY_MS)
    live.act("sec", "polls.nudge", id=POLL)
    # Who has voted since is reminded no longer.
    assert reminded(live) == own(live, "chair", "m2", "m3")


def test_not_where_nobody_is_awaited(live: Desk):
    live.act("sec", "polls.prepare", id=POLL, question="Thông qua?")
    assert live.refused("sec", "polls.nudge", "stale", id=POLL)["state"] == "prepared"
    live.act("sec", "polls.open", id=POLL)
    for who in ("chair", "m1", "m2", "m3"):
        live.cast(who, "poll1", "yes")
    live.refused("sec", "polls.nudge", "everybody_voted", id=POLL)
    live.act("sec", "polls.close", id=POLL)
    assert live.refused("sec", "polls.nudge", "stale", id=POLL)["state"] == "published"
    live.act("sec", "polls.prepare", id=ref("poll2"), question="Giơ tay?", analog=True)
    live.act("sec", "polls.open", id=ref("poll2"))
    live.refused("sec", "polls.nudge", "invalid", id=ref("poll2"))


def test_not_after_the_bell(live: Desk, monkeypatch: pytest.MonkeyPatch):
    live.act("sec", "polls.prepare", id=POLL, question="Thông qua?")
    live.act("sec", "polls.open", id=POLL, seconds=5)
    at = live.told[-1].entry.at
    monkeypatch.setattr(clock, "now_ms", lambda: at + 5_000)
    assert live.refused("sec", "polls.nudge", "stale", id=POLL)["state"] == "closed"


@pytest.mark.parametrize("who", ["m1", "guest", "screen", "aud"])
def test_only_who_runs_the_vote_reminds(live: Desk, who: str):
    live.open_poll("poll1")
    live.refused(who, "polls.nudge", "not_allowed", id=POLL)
