"""Votes from preparation to result: who may vote, what is counted, what is concluded, and who sees what."""

import msgspec
import pytest

from icabinet.polls.facts import BallotCast, PollCancelled, PollOpened, PollPrepared
from icabinet.polls.majority import ONE, PRESETS
from tests.desk import ENTITLED, ROLES, Desk, ref

POLL = ref("poll1")


def prepare(desk: Desk, **changes: object) -> str:
    args = {"id": POLL, "question": "Thông qua?", "secret": False}
    desk.act("sec", "polls.prepare", **args | changes)
    return POLL


def record(desk: Desk, who: str) -> dict | None:
    return desk.records(who).get(f"polls/{POLL}")


def yes(result: dict) -> int:
    return result["outcomes"][0]["counts"]["yes"]


def vote(desk: Desk, **choices: str) -> dict:
    """Have people vote in poll1, close it, and return the result."""
    for who, choice in choices.items():
        desk.cast(who, "poll1", choice)
    desk.act("chair", "polls.close", id=POLL)
    return desk.result_of("poll1")


def test_a_prepared_vote_is_known_to_the_desk_only(live: Desk):
    item = live.add_item("item1")
    with live.happening() as facts:
        prepare(live, item=item, question=" Thông   qua?\n\nDự toán ", preset="two_thirds_all")
    rule = PRESETS["two_thirds_all"]
    assert facts == [PollPrepared(poll=POLL, item=item, question="Thông qua?\n\nDự toán", secret=False, rule=rule)]
    for who in ROLES:
        assert (record(live, who) is not None) == (who in ("chair", "sec", "aud")), who


def test_opening_gives_the_vote_to_those_who_are_entitled_now(live: Desk):
    prepare(live)
    live.act("sec", "meetings.add_participant", person=live.person("m3"), role="member", entitled=False)
    with live.happening() as facts:
        live.act("chair", "polls.open", id=POLL)
    voters = sorted(map(live.person, ("chair", "m1", "m2")))
    # Four seats of the body have a vote, whoever is here.
    assert facts == [PollOpened(poll=POLL, voters=voters, all_members=4, public_key=None, all_weights=4 * ONE)]
    live.act("sec", "meetings.add_participant", person=live.person("guest"), role="member", entitled=True)
    live.refused("guest", "polls.cast", "not_allowed", poll=POLL, choice="yes")
    live.refused("m3", "polls.cast", "not_allowed", poll=POLL, choice="yes")
    seen = record(live, "guest")
    assert (seen["state"], seen["entitled"], seen["received"], seen["result"]) == ("open", 3, 0, None)
    assert "voters" not in seen
    assert record(live, "aud")["voters"] == voters


def test_more_entitled_than_seats_are_all_members(live: Desk):
    for who in ("guest", "screen", "aud"):
        live.act("sec", "meetings.add_participant", person=live.person(who), role="member", entitled=True)
    live.open_poll("poll1")
    live.act("chair", "polls.close", id=POLL)
    assert live.result_of("poll1")["heads"]["all_members"] == 7


def test_a_vote_without_voters_is_not_opened(live: Desk):
    prepare(live)
    for who in ENTITLED:
        live.act("sec", "meetings.add_participant", person=live.person(who), role="guest")
    live.refused("sec", "polls.open", "nobody_entitled", id=POLL)


def test_a_named_ballot_is_ones_own_to_see_and_the_desk_sees_that_it_came(live: Desk):
    live.open_poll("poll1")
    with live.happening() as facts:
        live.cast("m1", "poll1", "no")
    m1 = live.person("m1")
    assert facts == [BallotCast(poll=POLL, voter=m1, choice="no")]
    key, at = f"ballots/{POLL}/{m1}", live.told[-1].entry.at
    seen = {who: live.records(who).get(key) for who in ROLES}
    came = {"poll": POLL, "person": m1, "at": at}
    assert seen.pop("m1") == came | {"choice": "no"}
    assert {who: body for who, body in seen.items() if body} == dict.fromkeys(("chair", "sec", "aud"), came)
    assert record(live, "guest")["received"] == 1


def test_a_ballot_stands(live: Desk):
    live.open_poll("poll1")
    live.cast("m1", "poll1", "no")
    assert live.refused("m1", "polls.cast", "already_voted", poll=POLL, choice="yes") == {"poll": POLL}


def test_no_ballot_before_the_opening_or_after_the_close(live: Desk):
    prepare(live)
    assert live.refused("m1", "polls.cast", "stale", poll=POLL, choice="yes")["state"] == "prepared"
    live.act("chair", "polls.open", id=POLL)
    live.act("chair", "polls.close", id=POLL)
    assert live.refused("m1", "polls.cast", "stale", poll=POLL, choice="yes")["state"] == "published"


def test_only_the_entitled_cast(live: Desk):
    live.open_poll("poll1")
    for who in ("sec", "guest", "screen", "aud"):
        live.refused(who, "polls.cast", "not_allowed", poll=POLL, choice="yes")
    live.refused("out", "polls.cast", "not_found", poll=POLL, choice="yes")


@pytest.mark.parametrize(
    "args",
    [{"choice": "maybe"}, {"choice": None}, {}, {"sealed": "AAAA"}, {"choice": "yes", "sealed": "AAAA"}, {"choice": 1}],
)
def test_what_is_no_named_ballot(live: Desk, args: dict):
    live.open_poll("poll1")
    live.refused("m1", "polls.cast", "invalid", poll=POLL, **args)


def test_closing_counts_decides_and_shows_the_roll_in_order_of_precedence(live: Desk):
    live.open_poll("poll1")
    result = vote(live, m2="yes", chair="yes", m1="yes")
    counts = {"yes": 3, "no": 0, "abstain": 0, "invalid": 0}
    assert result == {
        "verdict": "adopted", "winners": [], "tied": [], "rounds": [], "by_chair": False, "agrees": True,
        "outcomes": [{"counts": counts, "weights": None, "base_number": 4, "needed": 3, "enough": True}],
        "quorum": {"number": 3, "needed": 3, "met": True, "apart": 0}, "received": 3, "recused": [], "paper": [],
        "heads": {"all_members": 4, "entitled": 4, "present": 3}, "weights": None, "trackers": None,
        "roll": [{"person": live.person("chair"), "ballot": "yes"}, {"person": live.person("m1"), "ballot": "yes"},
                 {"person": live.person("m2"), "ballot": "yes"}, {"person": live.person("m3")}],
    }  # fmt: skip
    assert [told.entry.kind.name for told in live.told[-2:]] == ["polls.closed", "polls.published"]


def test_closing_is_final(live: Desk):
    live.open_poll("poll1")
    vote(live, m1="yes")
    before = record(live, "guest")
    for name in ("close", "cancel", "open"):
        assert live.refused("chair", f"polls.{name}", "stale", id=POLL)["state"] == "published"
    assert record(live, "guest") == before


@pytest.mark.parametrize(
    ("preset", "choices", "verdict", "by_chair"),
    [
        # Four members: more than half is three, and three must take part.
        ("people_committee", {"chair": "yes", "m1": "yes", "m2": "yes", "m3": "no"}, "adopted", False),
        ("people_committee", {"chair": "yes", "m1": "yes", "m2": "abstain"}, "rejected", False),
        ("people_committee", {"chair": "yes", "m1": "yes", "m2": "no", "m3": "no"}, "adopted", True),
        ("people_committee", {"chair": "no", "m1": "yes", "m2": "yes", "m3": "no"}, "rejected", True),
        ("people_committee", {"chair": "abstain", "m1": "yes", "m2": "no"}, "rejected", False),
        ("people_committee", {"m1": "yes", "m2": "no"}, "no_quorum", False),
        ("people_committee", {}, "no_quorum", False),
        ("majority_cast", {"m1": "yes"}, "adopted", False),
        ("majority_cast", {"m1": "yes", "m2": "no"}, "rejected", False),
        ("majority_cast", {"m1": "yes", "m2": "abstain"}, "rejected", False),
        ("majority_cast", {"chair": "yes", "m1": "yes", "m2": "no"}, "adopted", False),
        ("majority_cast", {}, "rejected", False),
        # Two thirds of four are three.
        ("two_thirds_all", {"chair": "yes", "m1": "yes", "m2": "yes"}, "adopted", False),
        ("two_thirds_all", {"chair": "yes", "m1": "yes", "m2": "no", "m3": "no"}, "rejected", False),
    ],
)
def test_what_each_rule_concludes(live: Desk, preset: str, choices: dict, verdict: str, by_chair: bool):
    live.open_poll("poll1", preset=preset)
    result = vote(live, **choices)
    assert (result["verdict"], result["by_chair"], result["agrees"]) == (verdict, by_chair, True)


def test_equal_votes_follow_the_chair_who_was_the_chair_and_voted(live: Desk):
    live.open_poll("poll1")
    live.act("sec", "meetings.add_participant", person=live.person("chair"), role="member", entitled=True)
    for who, choice in (("chair", "yes"), ("m1", "yes"), ("m2", "no"), ("m3", "no")):
        live.cast(who, "poll1", choice)
    live.act("sec", "polls.close", id=POLL)
    result = live.result_of("poll1")
    assert (result["verdict"], result["by_chair"]) == ("rejected", False)


def test_a_voter_who_is_removed_leaves_a_ballot_that_counts(live: Desk):
    live.open_poll("poll1")
    live.cast("m3", "poll1", "yes")
    live.act("sec", "meetings.remove_participant", person=live.person("m3"))
    result = vote(live, m1="yes", m2="yes")
    assert (yes(result), result["received"], result["verdict"]) == (3, 3, "adopted")
    assert {"person": live.person("m3"), "ballot": "yes"} in result["roll"]


def test_counts_that_do_not_agree_give_no_verdict(live: Desk):
    """Somebody wrote into the database: the product must not draw a conclusion from it."""
    import sqlite3

    live.open_poll("poll1")
    for who in ENTITLED:
        live.cast(who, "poll1", "yes")
    with sqlite3.connect(live.database) as outside:
        query = "UPDATE voters SET choice = NULL WHERE stream = ? AND person = ?"
        assert outside.execute(query, (live.stream, live.person("m1"))).rowcount == 1
    outside.close()
    live.act("chair", "polls.close", id=POLL)
    result = live.result_of("poll1")
    assert (result["agrees"], result["verdict"]) == (False, "blocked")
    assert (yes(result), result["received"]) == (3, 4)


def test_a_vote_that_is_cancelled_has_no_result(live: Desk):
    live.open_poll("poll1")
    live.cast("m1", "poll1", "yes")
    with live.happening() as facts:
        live.act("chair", "polls.cancel", id=POLL)
    assert facts == [PollCancelled(poll=POLL)]
    seen = record(live, "guest")
    assert (seen["state"], seen["result"]) == ("cancelled", None)
    live.refused("m2", "polls.cast", "stale", poll=POLL, choice="yes")


def test_a_vote_cancelled_before_it_opened_stays_at_the_desk(live: Desk):
    prepare(live)
    live.act("sec", "polls.cancel", id=POLL)
    assert record(live, "guest") is None
    assert record(live, "chair")["state"] == "cancelled"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"question": " \n "}, "invalid"),
        ({"question": "x" * 1001}, "invalid"),
        ({"preset": "coin"}, "invalid"),
        ({"item": ref("item9")}, "not_found"),
        ({"id": "short"}, "invalid"),
        ({"secret": "yes"}, "invalid"),
    ],
)
def test_what_is_no_vote(live: Desk, change: dict, code: str):
    live.refused("sec", "polls.prepare", code, **{"id": POLL, "question": "?", "secret": False} | change)


def test_votes_are_prepared_before_and_opened_during_the_meeting(desk: Desk):
    prepare(desk)
    desk.refused("chair", "polls.open", "wrong_state", id=POLL)
    desk.start().act("chair", "polls.open", id=POLL)


def test_a_published_result_stays_as_it_is_whatever_happens_later(live: Desk):
    live.open_poll("poll1")
    vote(live, m1="yes", m2="no")
    before = msgspec.json.encode(record(live, "guest"))
    for name, args in {
        "polls.open": {"id": POLL}, "polls.close": {"id": POLL}, "polls.publish": {"id": POLL},
        "polls.cancel": {"id": POLL}, "polls.nudge": {"id": POLL}, "polls.announce": {"id": POLL},
        "polls.enter": {"poll": POLL, "member": live.person("m3"), "choice": "yes"},
    }.items():  # fmt: skip
        live.refused("chair", name, "stale", **args)
    live.act("sec", "meetings.remove_participant", person=live.person("m1"))
    live.act("m2", "attendance.leave")
    live.act("sec", "polls.prepare", id=ref("poll2"), question="Lại?", repeats=POLL)
    live.act("sec", "meetings.end")
    assert msgspec.json.encode(record(live, "guest")) == before
