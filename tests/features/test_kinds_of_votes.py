"""Votes of every kind and shape: who votes for whom, what weighs how much, what is counted by hand."""

import pytest

from icabinet import clock
from icabinet.desks import closing
from icabinet.people import bodies
from icabinet.people.bodies import Seat
from icabinet.polls.before import renewed
from icabinet.polls.majority import ONE
from icabinet.polls.tables import PollRow
from tests.desk import BODY, ROLES, Desk, ref
from tests.sealing import seal

POLL = ref("poll1")
CANDIDATES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Chi"]
RELATIVE = {"preset": "relative"}


def opened(desk: Desk, **args: object) -> None:
    desk.act("sec", "polls.prepare", id=POLL, question="Thông qua?", **args)
    desk.act("chair", "polls.open", id=POLL)


def record(desk: Desk, who: str, poll: str = POLL) -> dict:
    return desk.records(who)[f"polls/{poll}"]


def ballot(desk: Desk, who: str, whose: str) -> dict | None:
    return desk.records(who).get(f"ballots/{POLL}/{desk.person(whose)}")


def result(desk: Desk, **ballots: str) -> dict:
    for who, text in ballots.items():
        desk.act(who, "polls.cast", poll=POLL, choice=text)
    desk.act("chair", "polls.close", id=POLL)
    return record(desk, "guest")["result"]


@pytest.mark.parametrize(
    ("shape", "ballots", "verdict", "winners"),
    [
        ({"form": "one", "options": CANDIDATES}, {"chair": "0", "m1": "0", "m2": "2"}, "elected", [0]),
        ({"form": "several", "options": CANDIDATES, "most": 2}, {"chair": "0,1", "m1": "1", "m2": "2"}, "tie", [1]),
        ({"form": "each", "options": CANDIDATES}, {"chair": "yyn", "m1": "yya", "m2": "nyn"}, "partly_elected", [0, 1]),
        ({"form": "ranked", "options": CANDIDATES}, {"chair": "0", "m1": "1", "m2": "2,1"}, "tie", []),
    ],
)
def test_each_shape_from_ballot_to_result(live: Desk, shape: dict, ballots: dict, verdict: str, winners: list):
    opened(live, shape=shape, **RELATIVE)
    live.refused("m3", "polls.cast", "invalid", poll=POLL, choice="yes")
    live.refused("m3", "polls.cast", "invalid", poll=POLL, choice="3")
    found = result(live, **ballots)
    assert (found["verdict"], found["winners"]) == (verdict, winners)
    assert len(found["outcomes"]) == (0 if shape["form"] == "ranked" else 3)


def test_sealed_ballots_of_a_shape_are_all_as_long(live: Desk):
    shape = {"form": "ranked", "options": [f"Phương án {n}" for n in range(30)]}
    opened(live, shape=shape, secret=True, **RELATIVE)
    poll = record(live, "sec")
    order = ",".join(map(str, range(30)))
    for who, text in (("m1", order), ("m2", "0"), ("m3", "nonsense")):
        live.refused(who, "polls.cast", "invalid", poll=POLL, sealed=seal(poll, "0", "2345678abc", length=64))
        live.act(who, "polls.cast", poll=POLL, sealed=seal(poll, text, f"{who[1] * 8}23".replace("1", "9"), length=128))
    live.act("chair", "polls.close", id=POLL)
    found = record(live, "guest")["result"]
    assert sorted(text for _, text in found["trackers"]) == ["0", order]
    assert (found["verdict"], found["winners"], found["agrees"]) == ("elected", [0], True)


def test_another_opinion_is_on_the_roll(live: Desk):
    opened(live, shape={"opinion": True})
    live.act("m1", "polls.cast", poll=POLL, choice="abstain", opinion="  Cần   bổ sung số liệu ")
    assert ballot(live, "m1", "m1")["opinion"] == "Cần bổ sung số liệu"
    assert "opinion" not in ballot(live, "sec", "m1")
    found = result(live, m2="yes")
    assert {"person": live.person("m1"), "ballot": "abstain", "opinion": "Cần bổ sung số liệu"} in found["roll"]


def test_an_opinion_that_was_not_asked_for_is_refused(live: Desk):
    opened(live)
    live.refused("m1", "polls.cast", "invalid", poll=POLL, choice="yes", opinion="Nhưng")


# --- who votes, and for whom ---


def test_a_proxy_casts_the_own_ballot_and_the_one_of_who_is_away_and_may_split_them(live: Desk):
    live.act("chair", "attendance.represent", member=live.person("m3"), by=live.person("m1"))
    live.act("m1", "attendance.check_in")
    opened(live)
    assert record(live, "sec")["held"] == {live.person("m3"): live.person("m1")}
    live.refused("m3", "polls.cast", "not_allowed", poll=POLL, choice="no")
    live.act("m1", "polls.cast", poll=POLL, choice="yes")
    live.act("m1", "polls.cast", poll=POLL, choice="no", member=live.person("m3"))
    live.refused("m1", "polls.cast", "already_voted", poll=POLL, choice="yes", member=live.person("m3"))
    live.refused("m1", "polls.cast", "not_allowed", poll=POLL, choice="yes", member=live.person("m2"))
    assert ballot(live, "m1", "m3")["choice"] == "no" == ballot(live, "m3", "m3")["choice"]
    roll = {line["person"]: line for line in result(live)["roll"]}
    assert roll[live.person("m3")] == {"person": live.person("m3"), "ballot": "no", "by": live.person("m1")}


@pytest.mark.parametrize("arrives", ["m3", None])
def test_a_member_who_is_here_or_whose_proxy_is_not_votes_alone(live: Desk, arrives: str | None):
    live.act("chair", "attendance.represent", member=live.person("m3"), by=live.person("m1"))
    if arrives:
        live.act("m1", "attendance.check_in")
        live.act("m3", "attendance.check_in")
    opened(live)
    assert record(live, "sec")["held"] == {}
    live.act("m3", "polls.cast", poll=POLL, choice="no")


def test_a_substitute_votes_in_the_members_place_only(live: Desk):
    guest = live.person("guest")
    live.act("sec", "meetings.add_participant", person=guest, role="member", entitled=False)
    live.act("sec", "attendance.represent", member=live.person("m3"), by=guest)
    live.act("guest", "attendance.check_in")
    opened(live)
    live.refused("guest", "polls.cast", "not_allowed", poll=POLL, choice="yes")
    live.act("guest", "polls.cast", poll=POLL, choice="yes", member=live.person("m3"))
    found = result(live)
    assert (found["heads"]["entitled"], found["received"]) == (4, 1)


def test_standing_in_is_one_step(live: Desk):
    person = live.person
    live.act("chair", "attendance.represent", member=person("m3"), by=person("m1"))
    live.refused("chair", "attendance.represent", "one_step_only", member=person("m1"), by=person("m2"))
    live.refused("chair", "attendance.represent", "one_step_only", member=person("m2"), by=person("m3"))
    live.refused("chair", "attendance.represent", "invalid", member=person("m2"), by=person("m2"))
    live.refused("chair", "attendance.represent", "invalid", member=person("m2"), by=person("guest"))
    live.refused("chair", "attendance.represent", "not_found", member=person("m2"), by=person("out"))
    live.refused("m2", "attendance.represent", "not_allowed", member=person("m2"), by=person("m1"))
    assert live.records("guest")[f"representations/{person('m3')}"]["by"] == person("m1")
    live.act("sec", "attendance.end_representation", member=person("m3"))
    live.refused("sec", "attendance.end_representation", "not_found", member=person("m3"))
    live.act("chair", "attendance.represent", member=person("m1"), by=person("m2"))


def test_only_who_is_here_may_vote_where_it_is_said_so(live: Desk):
    for who in ("m1", "m2"):
        live.act(who, "attendance.check_in")
    opened(live, electorate={"here": True})
    live.refused("m3", "polls.cast", "not_allowed", poll=POLL, choice="yes")
    found = result(live, m1="yes", m2="yes")
    assert (found["heads"]["entitled"], found["heads"]["all_members"]) == (2, 4)


def test_a_list_of_persons_may_vote(live: Desk):
    opened(live, electorate={"persons": [live.person("m1"), live.person("m2")]})
    live.refused("chair", "polls.cast", "not_allowed", poll=POLL, choice="yes")
    found = result(live, m1="yes", m2="no")
    assert found["heads"] == {"all_members": 2, "entitled": 2, "present": 2}


def test_a_conflict_of_interest_keeps_out_and_takes_from_the_base(live: Desk):
    item = live.add_item("item1")
    live.act("m3", "polls.recuse", item=item, reason="Người thân")
    assert live.records("screen")[f"recusals/{item}/{live.person('m3')}"]["reason"] == "Người thân"
    opened(live, item=item, preset="two_thirds_all")
    live.refused("m3", "polls.cast", "not_allowed", poll=POLL, choice="yes")
    found = result(live, chair="yes", m1="yes")
    assert (found["heads"]["all_members"], found["verdict"], found["recused"]) == (3, "adopted", [live.person("m3")])


def test_the_desk_notes_and_ends_the_conflicts_of_others_and_members_only_their_own(live: Desk):
    item, m3 = live.add_item("item1"), live.person("m3")
    live.refused("m1", "polls.recuse", "not_allowed", item=item, person=m3)
    live.refused("sec", "polls.recuse", "not_found", item=item, person=live.person("out"))
    live.act("sec", "polls.recuse", item=item, person=m3)
    live.refused("m1", "polls.end_recusal", "not_allowed", item=item, person=m3)
    live.refused("m1", "polls.end_recusal", "not_found", item=item)
    live.act("m3", "polls.end_recusal", item=item)
    assert f"recusals/{item}/{m3}" not in live.records("sec")


def test_votes_that_weigh_differently(live: Desk):
    with live.app.app_context():
        bodies.seat(live.known[BODY], live.person("m1"), Seat(weight=2_500_000))
    rule = {"preset": "", "numerator": 1, "denominator": 2, "strict": True, "base": "cast", "tie": "rejected"}
    opened(live, rule=rule | {"unit": "weight"})
    found = result(live, m1="yes", m2="no", m3="no")
    assert found["outcomes"][0]["weights"] == {"yes": 2_500_000, "no": 2 * ONE, "abstain": 0, "invalid": 0}
    assert (found["verdict"], found["outcomes"][0]["needed"]) == ("adopted", 2_250_001)
    assert found["roll"][1]["weight"] == 2_500_000
    assert "2,5" in record(live, "guest")["sentences"]["vi"]


# --- the course of a vote ---


def test_a_ballot_that_may_be_changed_counts_once_and_as_it_was_last(live: Desk):
    opened(live, ways={"changeable": True})
    for text in ("no", "abstain", "yes"):
        live.act("m1", "polls.cast", poll=POLL, choice=text)
        assert record(live, "guest")["received"] == 1
    found = result(live)
    assert found["outcomes"][0]["counts"] == {"yes": 1, "no": 0, "abstain": 0, "invalid": 0}


def test_a_live_vote_shows_each_ballot_to_everybody(live: Desk):
    opened(live, ways={"live": True})
    live.act("m1", "polls.cast", poll=POLL, choice="no")
    assert {ballot(live, who, "m1")["choice"] for who in ROLES} == {"no"}


def test_a_result_is_checked_at_the_desk_before_everybody_sees_it(live: Desk):
    opened(live, ways={"by_hand": True})
    live.cast("m1", "poll1", "yes")
    live.refused("sec", "polls.publish", "stale", id=POLL)
    live.act("chair", "polls.close", id=POLL)
    for who in ROLES:
        seen = record(live, who)
        assert seen["state"] == "closed"
        assert (seen["result"] is not None) == (who in ("chair", "sec", "aud")), who
    live.refused("chair", "polls.cancel", "stale", id=POLL)
    live.act("sec", "polls.publish", id=POLL)
    assert record(live, "screen")["result"] == record(live, "chair")["result"]
    assert record(live, "screen")["sentences"]["en"].startswith("1 of 4 members took part")


def test_a_vote_closes_by_itself_when_its_time_is_over(live: Desk, monkeypatch: pytest.MonkeyPatch):
    live.act("sec", "polls.prepare", id=POLL, question="?")
    live.act("chair", "polls.open", id=POLL, seconds=30)
    closes_at = record(live, "guest")["closes_at"]
    assert closes_at == record(live, "guest")["opened_at"] + 30_000
    live.cast("m1", "poll1", "yes")
    with live.app.app_context():
        assert closing.waiting() == []
        closing.time_out(live.stream, POLL)  # too early: somebody else's clock
        assert record(live, "guest")["state"] == "open"
        monkeypatch.setattr(clock, "now_ms", lambda: closes_at)
        live.refused("m2", "polls.cast", "stale", poll=POLL, choice="yes")
        assert closing.waiting() == [(live.stream, POLL)]
        closing.time_out(live.stream, POLL)
        closing.time_out(live.stream, POLL)
        assert closing.waiting() == []
    assert record(live, "guest")["result"]["received"] == 1


def test_several_votes_are_opened_in_one_moment_or_none(live: Desk):
    other = ref("poll2")
    for poll in (POLL, other):
        live.act("sec", "polls.prepare", id=poll, question="?")
    live.refused("chair", "polls.open", "not_found", id=POLL, together=[ref("poll9")])
    live.refused("chair", "polls.open", "invalid", id=POLL, together=[POLL])
    live.act("chair", "polls.open", id=POLL, together=[other])
    assert record(live, "m1")["opened_at"] == record(live, "m1", other)["opened_at"]
    live.cast("m1", "poll2", "no")
    live.cast("m1", "poll1", "yes")


def test_a_vote_is_held_again_beside_the_first(live: Desk):
    opened(live)
    again = ref("poll2")
    live.refused("sec", "polls.prepare", "stale", id=again, question="?", repeats=POLL)
    first = result(live, m1="yes")
    live.act("sec", "polls.prepare", id=again, question="?", repeats=POLL)
    live.act("chair", "polls.open", id=again)
    assert record(live, "guest", again)["repeats"] == POLL
    assert record(live, "guest")["result"] == first


def test_before_the_opening_members_say_whether_they_are_ready(live: Desk):
    live.act("sec", "polls.prepare", id=POLL, question="?")
    live.refused("m1", "polls.say_ready", "stale", poll=POLL)
    live.act("chair", "polls.announce", id=POLL)
    assert record(live, "m1")["state"] == "prepared"
    live.act("m1", "polls.say_ready", poll=POLL)
    live.act("m2", "polls.say_ready", poll=POLL)
    live.act("m2", "polls.say_ready", poll=POLL, ready=False)
    key = f"ready/{POLL}/{live.person('m1')}"
    assert {who for who in ROLES if key in live.records(who)} == {"m1", "chair", "sec", "aud"}
    assert f"ready/{POLL}/{live.person('m2')}" not in live.records("sec")
    live.act("chair", "polls.open", id=POLL)
    live.refused("m1", "polls.say_ready", "stale", poll=POLL)
    live.refused("chair", "polls.announce", "stale", id=POLL)


# --- hands and papers ---


def test_hands_are_counted_and_may_be_counted_again(live: Desk):
    opened(live, analog=True)
    live.refused("m1", "polls.cast", "not_allowed", poll=POLL, choice="yes")
    for votes, counted in (([2, 2], 4), ([3, 0], 3)):
        live.act("sec", "polls.count_hands", poll=POLL, counted={"ballots": counted, "votes": votes})
        assert record(live, "guest")["received"] == counted
    live.refused("sec", "polls.count_hands", "invalid", poll=POLL, counted={"ballots": 5, "votes": [5, 0]})
    live.refused("m1", "polls.count_hands", "not_allowed", poll=POLL, counted={"ballots": 0, "votes": [0, 0]})
    found = result(live)
    assert (found["verdict"], found["agrees"], found["quorum"]["number"]) == ("adopted", True, 3)
    live.refused("sec", "polls.count_hands", "stale", poll=POLL, counted={"ballots": 0, "votes": [0, 0]})


def test_papers_are_read_person_by_person_beside_tablets(live: Desk):
    opened(live)
    live.cast("m1", "poll1", "yes")
    live.refused("sec", "polls.enter", "already_voted", poll=POLL, member=live.person("m1"), choice="no")
    live.act("sec", "polls.enter", poll=POLL, member=live.person("m2"), choice="no")
    live.act("sec", "polls.enter", poll=POLL, member=live.person("m2"), choice="yes")
    live.refused("m2", "polls.cast", "already_voted", poll=POLL, choice="no")
    live.refused("sec", "polls.enter", "not_found", poll=POLL, member=live.person("guest"), choice="no")
    live.refused("sec", "polls.enter", "invalid", poll=POLL, member=live.person("m3"), choice="perhaps")
    live.refused("m1", "polls.enter", "not_allowed", poll=POLL, member=live.person("m3"), choice="no")
    found = result(live, chair="yes")
    assert found["outcomes"][0]["counts"]["yes"] == 3
    assert {"person": live.person("m2"), "ballot": "yes", "paper": True} in found["roll"]


def test_what_does_not_go_together_is_refused(live: Desk):
    for wrong in (
        {"secret": True, "analog": True},
        {"secret": True, "ways": {"live": True}},
        {"secret": True, "shape": {"opinion": True}},
        {"shape": {"form": "one", "options": CANDIDATES}, "preset": "no_objection"},
        {"shape": {"form": "dance"}},
        {"rule": {"preset": "", "numerator": 3, "denominator": 2, "strict": True, "base": "cast", "tie": "rejected"}},
    ):
        live.refused("sec", "polls.prepare", "invalid", id=POLL, question="?", **wrong)
    opened(live, secret=True)
    live.refused("sec", "polls.enter", "invalid", poll=POLL, member=live.person("m1"), choice="no")
    live.refused("sec", "polls.count_hands", "invalid", poll=POLL, counted={"ballots": 0, "votes": [0, 0]})


def test_a_body_decides_by_its_own_rule(live: Desk):
    with live.app.app_context():
        bodies.set_preset(live.known[BODY], "four_fifths_all")
    live.act("sec", "polls.prepare", id=POLL, question="?")
    assert record(live, "sec")["rule"]["preset"] == "four_fifths_all"
    live.act("sec", "polls.prepare", id=ref("poll2"), question="?", shape={"form": "one", "options": CANDIDATES})
    assert record(live, "sec", ref("poll2"))["rule"]["preset"] == "relative"
    assert record(live, "sec")["rule_words"]["en"] == "To be adopted: at least 4/5 of all members."


def test_a_vote_that_was_closed_before_votes_had_shapes_can_still_be_read(live: Desk):
    opened(live)
    old = {
        "counts": {"yes": 3, "no": 0, "abstain": 0, "invalid": 0}, "all_members": 4, "entitled": 4, "received": 3,
        "base_number": 4, "needed": 3, "adopted": True, "tie_by_chair": False, "agrees": True, "trackers": None,
        "roll": [[live.person("m1"), "yes"], [live.person("m2"), None]],
    }  # fmt: skip
    live.services.writer.write(lambda session: session.merge(PollRow(stream=live.stream, id=POLL, result=renewed(old))))
    seen = record(live, "sec")
    assert seen["sentences"]["en"] == "3 of 4 members voted yes; more than 1/2 of all members = 3 needed; adopted."
    assert seen["result"]["roll"] == [
        {"person": live.person("m1"), "ballot": "yes"},
        {"person": live.person("m2")},
    ]
