"""A deputy takes the chair and hands it back: roles, rights, and what everybody sees."""

import pytest

from icabinet.meetings.chairing.facts import ChairLent, ChairReturned
from icabinet.meetings.facts import ParticipantAdded
from tests.desk import Desk, ref


@pytest.fixture
def lent(live: Desk) -> Desk:
    live.act("chair", "meetings.lend_chair", to=live.person("m1"))
    return live


def roles(desk: Desk) -> dict[str, str]:
    records = desk.records("m2")
    return {who: records[f"participants/{desk.person(who)}"]["role"] for who in ("chair", "m1", "m2", "sec")}


def test_a_deputy_runs_the_meeting_and_the_chair_is_a_member_meanwhile(lent: Desk):
    assert roles(lent) == {"chair": "member", "m1": "chair", "m2": "member", "sec": "secretary"}
    shown = lent.records("guest")["chair/lent"]
    assert (shown["of"], shown["to"]) == (lent.person("chair"), lent.person("m1"))
    lent.refused("chair", "floor.close", "not_allowed")
    lent.act("m1", "floor.close")
    entitled = lent.records("m2")[f"participants/{lent.person('chair')}"]["entitled"]
    assert entitled


@pytest.mark.parametrize("who", ["chair", "m1", "sec"])
def test_it_goes_back_by_chair_deputy_or_secretary(lent: Desk, who: str):
    with lent.happening() as facts:
        lent.act(who, "meetings.return_chair")
    assert isinstance(facts[0], ChairReturned)
    assert roles(lent) == {"chair": "chair", "m1": "member", "m2": "member", "sec": "secretary"}
    assert "chair/lent" not in lent.records("m2")


def test_nobody_else_takes_it(lent: Desk):
    lent.refused("m2", "meetings.return_chair", "not_allowed")
    lent.refused("guest", "meetings.return_chair", "not_allowed")
    lent.refused("m2", "meetings.lend_chair", "not_allowed", to=lent.person("m3"))
    assert roles(lent)["m1"] == "chair"


def test_it_is_lent_once_and_by_the_chair_only(lent: Desk):
    lent.refused("m1", "meetings.lend_chair", "chair_is_lent", to=lent.person("m2"))
    lent.act("m1", "meetings.return_chair")
    lent.refused("m1", "meetings.return_chair", "chair_is_not_lent")


@pytest.mark.parametrize("to", ["guest", "screen", "sec", "chair"])
def test_only_a_member_deputises(live: Desk, to: str):
    live.refused("chair", "meetings.lend_chair", "no_deputy", to=live.person(to))
    assert "chair/lent" not in live.records("m2")


def test_the_secretary_lends_an_absent_chairs_chair(live: Desk):
    with live.happening() as facts:
        live.act("sec", "meetings.lend_chair", to=live.person("m2"))
    assert facts[0] == ChairLent(of=live.person("chair"), to=live.person("m2"), part="member")
    assert [fact.role for fact in facts[1:] if isinstance(fact, ParticipantAdded)] == ["member", "chair"]


def test_whoever_was_taken_out_meanwhile_stays_out(lent: Desk):
    lent.act("sec", "meetings.remove_participant", person=lent.person("m1"))
    lent.act("chair", "meetings.return_chair")
    records = lent.records("m2")
    assert records[f"participants/{lent.person('chair')}"]["role"] == "chair"
    assert f"participants/{lent.person('m1')}" not in records


def test_equal_votes_follow_whoever_chairs(lent: Desk):
    lent.act("sec", "polls.prepare", id=ref("poll1"), question="?", secret=False, preset="people_committee")
    lent.act("m1", "polls.open", id=ref("poll1"))
    for who, choice in (("chair", "yes"), ("m1", "no"), ("m2", "yes"), ("m3", "no")):
        lent.cast(who, "poll1", choice)
    lent.act("m1", "polls.close", id=ref("poll1"))
    result = lent.result_of("poll1")
    assert (result["verdict"], result["by_chair"]) == ("rejected", True)
