"""The result of random slips held against an independent judge that counts slowly, with schoolbook fractions."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from icabinet.polls.majority import ONE, Quorum, Rule
from icabinet.slips.counting import Members, Reply, result_of
from icabinet.slips.questions import Answer, Question, Ways

MOTION = Question(text="?")
BASES = ("all_members", "entitled", "present", "cast", "valid_with_abstain", "valid_without_abstain")
SAID = st.sampled_from(("yes", "yes", "no", "other", None, None))


@st.composite
def rules(draw) -> Rule:
    denominator = draw(st.integers(1, 7))
    numerator = draw(st.integers(1, denominator))
    return Rule(
        preset="",
        kind=draw(st.sampled_from(("share", "share", "relative", "no_objection"))),
        numerator=numerator,
        denominator=denominator,
        strict=draw(st.booleans()) and numerator < denominator,
        base=draw(st.sampled_from(BASES)),
        tie=draw(st.sampled_from(("rejected", "chair_side", "revote"))),
        unit=draw(st.sampled_from(("heads", "weight"))),
        quorum=draw(st.none() | st.builds(Quorum, numerator=st.just(2), denominator=st.just(3))),
    )


@st.composite
def slips(draw):
    """What each of some members says, with their weights; how many members nobody could ask; and silence."""
    count = draw(st.integers(1, 9))
    weights = draw(st.lists(st.sampled_from((ONE, ONE, ONE // 3, 2 * ONE)), min_size=count, max_size=count))
    said = draw(st.lists(SAID, min_size=count, max_size=count))
    return list(zip(said, weights, strict=True)), draw(st.integers(0, 2)), draw(st.booleans())


def counted(slip, rule):
    replies, unreached, silence = slip
    rows = [
        Reply(
            f"m{n}", [Answer(choice=said, opinion="x")] if said else None, weight, late=n % 3 == 0 and said is not None
        )
        for n, (said, weight) in enumerate(replies)
    ]
    members = Members(len(rows) + unreached, sum(row.weight for row in rows) + unreached * ONE, "m0")
    return rows, result_of([MOTION], rule, Ways(silence=silence), rows, members)


def judged(slip, rule):
    """Return what is right, said without any word of the product's own arithmetic."""
    replies, unreached, silence = slip
    everybody = [(said or ("yes" if silence else None), Fraction(weight, ONE)) for said, weight in replies]

    def amount(some):
        return sum((weight if rule.unit == "weight" else Fraction(1) for _, weight in some), Fraction(0))

    def who(choice):
        return [one for one in everybody if one[0] == choice]

    took_part = [one for one in everybody if one[0]]
    if rule.quorum and Fraction(len(took_part)) < Fraction(2, 3) * (len(replies) + unreached):
        return "no_quorum"
    yes, no = amount(who("yes")), amount(who("no"))
    if rule.kind == "no_objection":
        return "rejected" if no else "adopted"
    base = {
        "all_members": amount(everybody) + unreached,
        "entitled": amount(everybody),
        "present": amount(took_part),
        "cast": amount(took_part),
        "valid_with_abstain": amount(took_part),
        "valid_without_abstain": yes + no,
    }[rule.base]
    limit = Fraction(rule.numerator, rule.denominator)
    if yes == no > 0 and rule.strict and (rule.kind == "relative" or yes == limit * base):
        if rule.tie == "revote":
            return "tie"
        if rule.tie == "chair_side" and everybody[0][0] in ("yes", "no"):
            return "adopted" if everybody[0][0] == "yes" else "rejected"
    if rule.kind == "relative":
        enough = yes > no if rule.strict else yes >= no
    else:
        enough = yes > limit * base if rule.strict else yes >= limit * base
    return "adopted" if yes > 0 and enough else "rejected"


@given(slip=slips(), rule=rules())
def test_the_verdict_is_that_of_an_independent_judge(slip, rule):
    _, whole = counted(slip, rule)
    assert whole.questions[0].verdict == judged(slip, rule)


@given(slip=slips(), rule=rules())
def test_answered_and_silent_are_all_who_are_asked_and_every_answer_is_counted_once(slip, rule):
    rows, whole = counted(slip, rule)
    assert whole.answered + whole.silent == whole.asked == len(rows)
    assert sum(whole.questions[0].said.values()) == whole.answered
    assert whole.late <= whole.answered
    counts = whole.questions[0].outcomes[0].counts
    assert counts.total == whole.answered + whole.agreed_by_silence
    assert counts.yes == whole.questions[0].said["yes"] + whole.agreed_by_silence
    assert [line.person for line in whole.roll] == [row.person for row in rows]
    assert [line.answers is None for line in whole.roll].count(True) == whole.silent


@given(slip=slips(), rule=rules(), at=st.integers(0, 8))
def test_one_more_who_agrees_never_turns_adopted_into_rejected(slip, rule, at):
    replies, unreached, silence = slip
    place = at % len(replies)
    changed = [("yes", weight) if n == place else (said, weight) for n, (said, weight) in enumerate(replies)]
    if judged(slip, rule) == "adopted":
        _, after = counted((changed, unreached, silence), rule)
        assert after.questions[0].verdict == "adopted"
