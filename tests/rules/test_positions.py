"""The rules of positions, as a specification."""

import pytest

from icabinet.errors import Invalid, Stale
from icabinet.positions import rules
from icabinet.positions.rules import PRESETS, consents

AGREE, OBJECT, SPEAK, OTHER = rules.POSITIONS
FOUR = ["an", "binh", "cuong", "dung"]


def answers(*said: str) -> dict[str, str]:
    return dict(zip(FOUR, said, strict=False))


@pytest.mark.parametrize(
    ("preset", "said", "agreed"),
    [
        ("all_agree", (AGREE,) * 4, True),
        ("all_agree", (AGREE,) * 3, False),
        ("two_thirds_answered", (AGREE,) * 3, True),
        ("two_thirds_answered", (AGREE,) * 2, False),
        ("half_answered", (AGREE,) * 2, True),
        ("half_answered", (AGREE,), False),
        ("silence_is_consent", (), True),
        ("silence_is_consent", (OBJECT,), False),
        *((preset, (AGREE, AGREE, AGREE, other), False) for preset in PRESETS for other in (OBJECT, SPEAK, OTHER)),
    ],
)
def test_what_needs_no_debate(preset: str, said: tuple[str, ...], agreed: bool):
    assert consents(PRESETS[preset], FOUR, answers(*said)) is agreed


def test_two_thirds_of_four_are_three_and_of_three_are_two():
    rule = PRESETS["two_thirds_answered"]
    assert consents(rule, FOUR[:3], answers(AGREE, AGREE))
    assert not consents(rule, FOUR, answers(AGREE, AGREE))


def test_only_members_count_and_where_nobody_is_asked_nobody_agrees():
    assert consents(PRESETS["all_agree"], ["an"], answers(AGREE, OBJECT))
    assert not consents(PRESETS["silence_is_consent"], [], {})
    assert rules.unopposed(["an"], answers(AGREE, OBJECT))
    assert not rules.unopposed(["an", "binh"], answers(AGREE, OBJECT))


def test_the_deadline_is_the_first_moment_that_is_too_late():
    rules.check_in_time("item", 99, 100, "pending")
    for now, state in ((100, "pending"), (101, "open"), (99, "closed")):
        with pytest.raises(rules.PositionTooLate):
            rules.check_in_time("item", now, 100, state)


@pytest.mark.parametrize(
    ("state", "of_item", "over", "agreed", "why"),
    [
        (rules.NONE, "closed", True, True, "closed"),
        (rules.PULLED, "pending", True, True, "pulled"),
        (rules.NONE, "pending", False, True, "open"),
        (rules.NONE, "pending", True, False, "answers"),
    ],
)
def test_what_is_not_listed(state: str, of_item: str, over: bool, agreed: bool, why: str):
    with pytest.raises(rules.NotAConsentItem) as caught:
        rules.check_may_list("item", state, of_item, over=over, agreed=agreed)
    assert caught.value.data == {"item": "item", "why": why}


def test_what_is_listed():
    for state in (rules.NONE, rules.LISTED, rules.DROPPED):
        rules.check_may_list("item", state, "pending", over=True, agreed=True)
    with pytest.raises(rules.ItemAlreadyAdopted):
        rules.check_may_list("item", rules.ADOPTED, "closed", over=True, agreed=True)


def test_whoever_adopts_has_the_list_as_it_is_before_them():
    states = {"a": rules.LISTED, "b": rules.LISTED, "c": rules.PULLED, "d": rules.ADOPTED}
    rules.check_is_the_list(["b", "a"], states)
    for items, refusal in (
        (["a"], Stale),
        (["a", "b", "c"], Stale),
        (["a", "b", "x"], Stale),
        (["a", "b", "d"], rules.ItemAlreadyAdopted),
        (["a", "b", "b"], Invalid),
    ):
        with pytest.raises(refusal):
            rules.check_is_the_list(items, states)
    with pytest.raises(Invalid):
        rules.check_is_the_list([], {"c": rules.PULLED})


def test_an_item_is_pulled_out_until_it_is_adopted_and_put_back_by_who_pulled_it():
    for state in (rules.NONE, rules.LISTED, rules.DROPPED):
        rules.check_may_pull("item", state, "pending")
    with pytest.raises(rules.ItemAlreadyAdopted):
        rules.check_may_pull("item", rules.ADOPTED, "closed")
    for state, of_item in ((rules.PULLED, "pending"), (rules.NONE, "closed")):
        with pytest.raises(Stale):
            rules.check_may_pull("item", state, of_item)
    rules.check_may_put_back("item", rules.PULLED, "an", "an")
    with pytest.raises(rules.NotEntitled):
        rules.check_may_put_back("item", rules.PULLED, "an", "binh")
    with pytest.raises(Stale):
        rules.check_may_put_back("item", rules.LISTED, None, "an")


def test_what_was_promised_stays_once_somebody_has_answered():
    rules.check_promise(("never", True), ("opened", False), answered=False)
    rules.check_promise(("never", True), ("never", True), answered=True)
    for now in (("opened", True), ("never", False)):
        with pytest.raises(rules.PositionsPromised):
            rules.check_promise(("never", True), now, answered=True)


def test_one_speaks_for_oneself_or_for_whom_one_stands_in_with_a_vote_and_no_conflict():
    rules.check_entitled("item", "an", speaks_for=True, entitled=True, recused=False)
    for one in ({"speaks_for": False}, {"entitled": False}, {"recused": True}):
        fits = {"speaks_for": True, "entitled": True, "recused": False} | one
        with pytest.raises(rules.NotEntitled):
            rules.check_entitled("item", "an", **fits)


def test_a_quorum_is_what_the_body_wants():
    rules.check_quorum(0, None)
    rules.check_quorum(2, 2)
    with pytest.raises(rules.NoQuorum):
        rules.check_quorum(1, 2)


@pytest.mark.parametrize("call", [rules.preset, rules.checked_adoption, rules.check_position])
def test_unknown_names_are_refused(call):
    with pytest.raises(Invalid):
        call("?")
