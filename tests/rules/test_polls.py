"""What a vote allows, step by step, and what nobody can be asked to vote on."""

import pytest

from icabinet.errors import Invalid, NotAllowed, Stale
from icabinet.polls import electorate, majority, rules, shapes
from icabinet.polls.majority import PRESETS, Counts, Quorum, Rule
from icabinet.polls.rules import Votes, Ways
from icabinet.polls.shapes import Shape


def test_only_known_rules_can_be_named():
    with pytest.raises(Invalid):
        majority.preset("whatever_the_chair_likes")


@pytest.mark.parametrize("state", ["prepared", "closed", "published", "cancelled"])
def test_ballots_are_taken_only_while_the_vote_is_open(state):
    with pytest.raises(Stale):
        rules.check_may_cast("p", state, entitled=True, has_voted=False)


def test_only_the_entitled_vote_and_only_once():
    rules.check_may_cast("p", "open", entitled=True, has_voted=False)
    with pytest.raises(NotAllowed):
        rules.check_may_cast("p", "open", entitled=False, has_voted=False)
    with pytest.raises(rules.AlreadyVoted):
        rules.check_may_cast("p", "open", entitled=True, has_voted=True)


@pytest.mark.parametrize("state", ["open", "closed", "published", "cancelled"])
def test_a_vote_is_opened_once(state):
    with pytest.raises(Stale):
        rules.check_may_open("p", state, 3)


def test_a_vote_needs_voters():
    with pytest.raises(rules.NobodyEntitled):
        rules.check_may_open("p", "prepared", 0)


@pytest.mark.parametrize("state", ["prepared", "closed", "published", "cancelled"])
def test_only_an_open_vote_is_closed(state):
    with pytest.raises(Stale):
        rules.check_may_close("p", state)


@pytest.mark.parametrize("state", ["closed", "published", "cancelled"])
def test_what_has_ended_is_not_called_off(state):
    with pytest.raises(Stale):
        rules.check_may_cancel("p", state)


def test_who_may_change_a_ballot_may_do_so_until_the_close():
    rules.check_may_cast("p", "open", entitled=True, has_voted=True, changeable=True)
    with pytest.raises(Stale):
        rules.check_may_cast("p", "closed", entitled=True, has_voted=True, changeable=True)


def test_the_bell_rings_at_the_server():
    rules.check_in_time("p", 999, 1000)
    rules.check_in_time("p", 999, None)
    with pytest.raises(Stale):
        rules.check_in_time("p", 1000, 1000)


@pytest.mark.parametrize("seconds", [0, -1, rules.LONGEST_COUNTDOWN_S + 1])
def test_a_countdown_has_an_end(seconds):
    with pytest.raises(Invalid):
        rules.check_seconds(seconds)


@pytest.mark.parametrize(
    "shape",
    [
        Shape(options=("A",)),
        Shape(form="one", options=("A",)),
        Shape(form="one", options=("A", "A")),
        Shape(form="one", options=("A", " A ")),
        Shape(form="one", options=("A", "")),
        Shape(form="each"),
        Shape(form="each", options=("A",), opinion=True),
        Shape(form="several", options=("A", "B"), most=3),
        Shape(form="several", options=("A", "B"), least=2, most=1),
        Shape(form="several", options=("A", "B"), least=0),
        Shape(form="ranked", options=tuple(map(str, range(61)))),
    ],
)
def test_what_nobody_could_vote_on(shape):
    with pytest.raises(Invalid):
        shapes.checked(shape)


def test_options_are_kept_as_they_are_read():
    assert shapes.checked(Shape(form="one", options=(" A  B ", "C"), least=7, most=9)) == Shape(
        form="one", options=("A B", "C")
    )


@pytest.mark.parametrize(
    ("kind", "shape", "ways"),
    [
        ("secret", Shape(), Ways(live=True)),
        ("secret", Shape(), Ways(changeable=True)),
        ("secret", Shape(opinion=True), Ways()),
        ("analog", Shape(), Ways(live=True)),
        ("analog", Shape(form="ranked", options=("A", "B")), Ways()),
    ],
)
def test_ways_that_would_tell_or_that_nobody_could_count(kind, shape, ways):
    rules.check_ways("named", shape, ways)
    with pytest.raises(Invalid):
        rules.check_ways(kind, shape, ways)


def written(**changes) -> Rule:
    fields = {"numerator": 1, "denominator": 2, "strict": True, "base": "cast", "tie": "rejected"} | changes
    return Rule(preset="people_committee", **fields)


@pytest.mark.parametrize(
    "changes",
    [
        {"numerator": 0},
        {"numerator": 3},
        {"numerator": 2},
        {"denominator": 1001},
        {"quorum": Quorum(numerator=3, denominator=2)},
    ],
)
def test_what_is_no_majority(changes):
    with pytest.raises(Invalid):
        majority.checked(written(**changes))


def test_only_a_presets_own_rule_goes_by_its_name():
    assert majority.checked(written()).preset == ""
    assert majority.checked(PRESETS["people_committee"]).preset == "people_committee"


@pytest.mark.parametrize(
    ("kind", "shape", "changes"),
    [
        ("secret", Shape(), {"unit": "weight"}),
        ("analog", Shape(), {"unit": "weight"}),
        ("named", Shape(form="one", options=("A", "B")), {"kind": "no_objection"}),
        ("named", Shape(form="one", options=("A", "B")), {"tie": "chair_side"}),
    ],
)
def test_majorities_that_do_not_go_with_a_vote(kind, shape, changes):
    with pytest.raises(Invalid):
        rules.check_majority(kind, shape, written(**changes))


THREE = ("A", "B", "C")


@pytest.mark.parametrize(
    ("shape", "counted", "counts"),
    [
        (Shape(), Votes(ballots=9, abstain=1, invalid=1, votes=[5, 2]), [(5, 2, 1, 1)]),
        (
            Shape(form="one", options=THREE),
            Votes(ballots=9, abstain=2, votes=[4, 2, 1]),
            [(4, 3, 2, 0), (2, 5, 2, 0), (1, 6, 2, 0)],
        ),
        (
            Shape(form="each", options=THREE),
            Votes(ballots=4, votes=[4, 2, 0], against=[0, 1, 3]),
            [(4, 0, 0, 0), (2, 1, 1, 0), (0, 3, 1, 0)],
        ),
        (
            Shape(form="several", options=THREE, least=1, most=2),
            Votes(ballots=3, votes=[3, 2, 0]),
            [(3, 0, 0, 0), (2, 1, 0, 0), (0, 3, 0, 0)],
        ),
    ],
)
def test_hands_that_were_counted(shape, counted, counts):
    expected = [Counts(yes=yes, no=no, abstain=abstain, invalid=invalid) for yes, no, abstain, invalid in counts]
    assert rules.totals_of(shape, counted) == expected


@pytest.mark.parametrize(
    ("shape", "counted"),
    [
        (Shape(), Votes(ballots=9, votes=[5, 3])),
        (Shape(), Votes(ballots=9, votes=[9])),
        (Shape(), Votes(ballots=9, abstain=10, votes=[0, 0])),
        (Shape(), Votes(ballots=-1, votes=[0, 0])),
        (Shape(form="one", options=THREE), Votes(ballots=3, votes=[2, 2, 0])),
        (Shape(form="one", options=THREE), Votes(ballots=3, votes=[2, 1])),
        (Shape(form="several", options=THREE, least=1, most=2), Votes(ballots=3, votes=[4, 1, 1])),
        (Shape(form="several", options=THREE, least=2, most=2), Votes(ballots=3, votes=[2, 1, 1])),
        (Shape(form="each", options=THREE), Votes(ballots=3, votes=[2, 1, 1])),
        (Shape(form="each", options=THREE), Votes(ballots=3, votes=[2, 1, 1], against=[2, 0, 0])),
    ],
)
def test_hands_that_do_not_add_up(shape, counted):
    with pytest.raises(Invalid):
        rules.totals_of(shape, counted)


@pytest.mark.parametrize(
    ("text", "weight"), [("1", 1_000_000), ("0,5", 500_000), ("2.000001", 2_000_001), (" 12 ", 12_000_000)]
)
def test_weights_have_six_places(text, weight):
    assert electorate.weight_from(text) == weight


@pytest.mark.parametrize("text", ["", "0", "-1", "1.0000001", "1.5.2", "x", "١", ".5", "1e3", "1000000000"])
def test_what_is_no_weight(text):
    with pytest.raises(Invalid):
        electorate.weight_from(text)


def test_a_weight_is_written_with_as_many_places_as_it_needs():
    assert [electorate.weight_text(weight) for weight in (1_000_000, 500_000, 10_000_001)] == ["1", "0.5", "10.000001"]
