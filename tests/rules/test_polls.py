"""The arithmetic of votes, as a specification."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icabinet.errors import Invalid, NotAllowed, Stale
from icabinet.polls import rules
from icabinet.polls.rules import PRESETS, Counts, Result, Rule

PEOPLE_COMMITTEE, CAST, TWO_THIRDS = (PRESETS[name] for name in ("people_committee", "majority_cast", "two_thirds_all"))


def decided(rule: Rule, yes: int, no: int, abstain: int = 0, *, members: int = 40, chair=None, **more) -> Result:
    counts = Counts(yes=yes, no=no, abstain=abstain, invalid=more.pop("invalid", 0))
    facts = {"all_members": members, "entitled": members, "received": counts.total} | more
    return rules.decide(rule, counts, chair=chair, **facts)


@pytest.mark.parametrize(
    ("yes", "needed", "adopted"), [(21, 21, True), (20, 21, False), (40, 21, True), (0, 21, False)]
)
def test_a_peoples_committee_needs_more_than_half_of_all_its_members(yes, needed, adopted):
    result = decided(PEOPLE_COMMITTEE, yes, 40 - yes)
    assert (result.base_number, result.needed, result.adopted) == (40, needed, adopted)


def test_members_who_stay_away_count_against():
    assert decided(PEOPLE_COMMITTEE, 20, 0).adopted is False


@pytest.mark.parametrize("members", [1, 2, 3, 7, 8, 9, 41])
def test_more_than_half_is_never_exactly_half(members):
    needed = decided(PEOPLE_COMMITTEE, 0, 0, members=members).needed
    assert Fraction(needed, members) > Fraction(1, 2) >= Fraction(needed - 1, members)


@pytest.mark.parametrize(("members", "needed"), [(40, 27), (39, 26), (3, 2), (1, 1)])
def test_two_thirds_are_enough_when_met_exactly(members, needed):
    assert decided(TWO_THIRDS, 0, 0, members=members).needed == needed
    assert decided(TWO_THIRDS, needed, 0, members=members).adopted
    assert not decided(TWO_THIRDS, needed - 1, 0, members=members).adopted


def test_abstentions_are_cast_votes():
    assert decided(CAST, 5, 4, 0).adopted
    assert not decided(CAST, 5, 4, 1).adopted


def test_a_vote_in_which_nobody_votes_is_not_adopted():
    assert [decided(rule, 0, 0).adopted for rule in PRESETS.values()] == [False, False, False]


@pytest.mark.parametrize(("chair", "adopted"), [("yes", True), ("no", False)])
def test_an_exact_tie_follows_the_chair(chair, adopted):
    result = decided(PEOPLE_COMMITTEE, 20, 20, chair=chair)
    assert (result.adopted, result.tie_by_chair) == (adopted, True)


@pytest.mark.parametrize("chair", [None, "abstain"])
def test_a_tie_without_a_side_of_the_chair_is_rejected(chair):
    result = decided(PEOPLE_COMMITTEE, 20, 20, chair=chair)
    assert (result.adopted, result.tie_by_chair) == (False, False)


def test_equal_sides_far_from_half_of_all_members_are_no_tie():
    result = decided(PEOPLE_COMMITTEE, 10, 10, chair="yes")
    assert (result.adopted, result.tie_by_chair) == (False, False)


def test_other_rules_leave_a_tie_rejected():
    assert decided(CAST, 5, 5, chair="yes").adopted is False


@pytest.mark.parametrize("facts", [{"received": 22}, {"received": 20}, {"entitled": 20, "received": 21}])
def test_counts_that_do_not_agree_give_no_verdict(facts):
    result = decided(PEOPLE_COMMITTEE, 21, 0, **facts)
    assert (result.agrees, result.adopted, result.tie_by_chair) == (False, None, False)


def test_ballots_that_cannot_be_read_are_counted_as_such():
    counts = rules.count(["yes", None, "no", "abstain", None])
    assert (counts.yes, counts.no, counts.abstain, counts.invalid, counts.total) == (1, 1, 1, 2, 5)


numbers = st.integers(0, 60)


@given(rule=st.sampled_from(list(PRESETS.values())), yes=numbers, no=numbers, abstain=numbers, absent=numbers)
def test_the_verdict_is_that_of_schoolbook_fractions(rule, yes, no, abstain, absent):
    members = yes + no + abstain + absent
    result = decided(rule, yes, no, abstain, members=members)
    base = {"all_members": members, "cast": yes + no + abstain, "valid_without_abstain": yes + no}[rule.base]
    share = Fraction(yes, base) if base else Fraction(0)
    limit = Fraction(rule.numerator, rule.denominator)
    assert result.adopted == (yes > 0 and (share > limit if rule.strict else share >= limit))
    assert result.agrees


def test_only_known_rules_can_be_named():
    with pytest.raises(Invalid):
        rules.preset("whatever_the_chair_likes")


@pytest.mark.parametrize("state", ["prepared", "closed", "cancelled"])
def test_ballots_are_taken_only_while_the_vote_is_open(state):
    with pytest.raises(Stale):
        rules.check_may_cast("p", state, entitled=True, has_voted=False)


def test_only_the_entitled_vote_and_only_once():
    rules.check_may_cast("p", "open", entitled=True, has_voted=False)
    with pytest.raises(NotAllowed):
        rules.check_may_cast("p", "open", entitled=False, has_voted=False)
    with pytest.raises(rules.AlreadyVoted):
        rules.check_may_cast("p", "open", entitled=True, has_voted=True)


@pytest.mark.parametrize("state", ["open", "closed", "cancelled"])
def test_a_vote_is_opened_once(state):
    with pytest.raises(Stale):
        rules.check_may_open("p", state, 3)


def test_a_vote_needs_voters():
    with pytest.raises(rules.NobodyEntitled):
        rules.check_may_open("p", "prepared", 0)


@pytest.mark.parametrize("state", ["prepared", "closed", "cancelled"])
def test_only_an_open_vote_is_closed(state):
    with pytest.raises(Stale):
        rules.check_may_close("p", state)


@pytest.mark.parametrize("state", ["closed", "cancelled"])
def test_what_has_ended_is_not_called_off(state):
    with pytest.raises(Stale):
        rules.check_may_cancel("p", state)
