"""The arithmetic of votes held against an independent judge that counts slowly, with schoolbook fractions."""

from fractions import Fraction
from itertools import permutations

from hypothesis import assume, given
from hypothesis import strategies as st

from icabinet.polls.electorate import Electorate, Member, figures, snapshot
from icabinet.polls.majority import ONE, Quorum, Rule
from icabinet.polls.runoff import run_off
from icabinet.polls.shapes import Shape, is_ballot, longest
from icabinet.polls.tally import Ballot, Turnout, decide

BASES = ("all_members", "entitled", "present", "cast", "valid_with_abstain", "valid_without_abstain")
MOTION = Shape()


@st.composite
def rules(draw) -> Rule:
    denominator = draw(st.integers(1, 12))
    numerator = draw(st.integers(1, denominator))
    return Rule(
        preset="",
        kind=draw(st.sampled_from(("share", "share", "share", "relative", "no_objection"))),
        numerator=numerator,
        denominator=denominator,
        strict=draw(st.booleans()) and numerator < denominator,
        base=draw(st.sampled_from(BASES)),
        tie=draw(st.sampled_from(("rejected", "chair_side", "revote"))),
        unit=draw(st.sampled_from(("heads", "weight"))),
        quorum=draw(st.none() | st.builds(Quorum, numerator=st.just(2), denominator=st.just(3))),
        recused=draw(st.sampled_from(("excluded", "counted"))),
    )


WEIGHTS = st.sampled_from((ONE, ONE, ONE, ONE // 3, 2 * ONE + 500_000, 1))


@st.composite
def rooms(draw):
    """Members with weights, some of them here, some represented, some in conflict, and how each of them would vote."""
    count = draw(st.integers(1, 9))
    names = [f"m{number}" for number in range(count)]
    members = [Member(person=name, weight=draw(WEIGHTS), entitled=draw(st.integers(0, 9)) > 0) for name in names]
    present = set(draw(st.lists(st.sampled_from(names), unique=True)))
    proxies = draw(st.dictionaries(st.sampled_from(names), st.sampled_from(names), max_size=3))
    held = {member: by for member, by in proxies.items() if member != by and by not in proxies}
    recused = set(draw(st.lists(st.sampled_from(names), unique=True, max_size=2)))
    would = {name: draw(st.sampled_from(("yes", "yes", "no", "abstain", None))) for name in names}
    return members, present, held, recused, would


def judged(members, present, held, recused, would, rule, chair):
    """Return what is right, said without any word of the product's own arithmetic."""
    base_members = [m for m in members if rule.recused == "counted" or m.person not in recused]
    voters = [m for m in members if m.entitled and m.person not in recused]
    said = {m.person: would[m.person] for m in voters}

    def amount(some):
        return sum((Fraction(m.weight, ONE) if rule.unit == "weight" else Fraction(1) for m in some), Fraction(0))

    def casts(m):
        by = held.get(m.person)
        return by if by and m.person not in present and by in present else m.person

    def who(choice):
        return [m for m in voters if said[m.person] == choice]

    yes, no = amount(who("yes")), amount(who("no"))
    took_part = [m for m in voters if said[m.person] or casts(m) in present]
    if rule.quorum and Fraction(len(took_part)) < Fraction(2, 3) * len(base_members):
        return "no_quorum"
    if rule.kind == "no_objection":
        return "rejected" if no else "adopted"
    base = {
        "all_members": amount(base_members),
        "entitled": amount(voters),
        "present": amount(took_part),
        "cast": amount([m for m in voters if said[m.person]]),
        "valid_with_abstain": amount([m for m in voters if said[m.person]]),
        "valid_without_abstain": yes + no,
    }[rule.base]
    limit = Fraction(rule.numerator, rule.denominator)
    level = yes == no > 0 and rule.strict and (rule.kind == "relative" or yes == limit * base)
    if level and rule.tie == "revote":
        return "tie"
    if level and rule.tie == "chair_side" and chair in ("yes", "no"):
        return "adopted" if chair == "yes" else "rejected"
    if rule.kind == "relative":
        enough = yes > no if rule.strict else yes >= no
    else:
        enough = yes > limit * base if rule.strict else yes >= limit * base
    return "adopted" if yes > 0 and enough else "rejected"


def held_in(room, rule, chair=None):
    """Hold the vote as the product does."""
    members, present, held, recused, would = room
    taken = snapshot(members, Electorate(), rule, present=present, held=held, recused=recused)
    cast = {member: would[member] for member in taken.voters if would[member]}
    took_part = [member for member, by in taken.voters.items() if member in cast or by in present]
    heads, weights = figures(taken.weights, took_part, all_members=taken.all_members, all_weights=taken.all_weights)
    ballots = [Ballot(choice, taken.weights[member]) for member, choice in cast.items()]
    turnout = Turnout(heads=heads, weights=weights, weighted=taken.weighted, received=len(cast), chair=chair)
    return taken, ballots, decide(MOTION, rule, ballots, turnout)


@given(room=rooms(), rule=rules(), chair=st.sampled_from(("yes", "no", "abstain", None)))
def test_the_verdict_is_that_of_an_independent_judge(room, rule, chair):
    taken, ballots, found = held_in(room, rule, chair)
    assert found.agrees
    assert found.verdict == judged(*room, rule, chair)
    counts = found.outcomes[0].counts
    assert counts.total == len(ballots) <= len(taken.voters) <= len(room[0])
    if found.outcomes[0].weights:
        assert found.outcomes[0].weights.total == sum(ballot.weight for ballot in ballots)


@given(room=rooms(), rule=rules(), chair=st.sampled_from(("yes", "no", None)), data=st.data())
def test_one_more_yes_never_turns_adopted_into_rejected(room, rule, chair, data):
    members, present, held, recused, would = room
    _, _, before = held_in(room, rule, chair)
    others = [name for name, choice in would.items() if choice != "yes"]
    assume(before.verdict == "adopted" and others)
    changed = would | {data.draw(st.sampled_from(others)): "yes"}
    _, _, after = held_in((members, present, held, recused, changed), rule, chair)
    assert after.verdict == "adopted"


@given(room=rooms(), rule=rules())
def test_nobody_votes_twice_and_a_proxy_is_one_step(room, rule):
    members, present, held, recused, _ = room
    taken = snapshot(members, Electorate(), rule, present=present, held=held, recused=recused)
    assert not set(taken.voters) & recused
    for member, by in taken.voters.items():
        assert by == member or (by == held[member] and by in present and member not in present and by not in held)


@given(
    ballots=st.lists(st.sampled_from(("0", "1", "2", "3", "abstain")), max_size=12),
    seats=st.integers(1, 3),
    strict=st.booleans(),
)
def test_options_are_chosen_by_most_votes(ballots, seats, strict):
    rule = Rule(preset="", kind="relative", numerator=1, denominator=2, strict=strict, base="cast", tie="revote")
    shape = Shape(form="several", options=tuple("ABCD"), least=1, most=seats)
    found = decided(shape, rule, ballots)
    votes = [ballots.count(str(option)) for option in range(4)]
    for winner in found.winners:
        better = [option for option in range(4) if votes[option] > votes[winner]]
        level = [option for option in range(4) if votes[option] == votes[winner]]
        assert len(better) + len(level) <= seats
    named = sum(number > 0 for number in votes)
    assert len(found.winners) + len(found.tied) >= min(named, seats)
    for tied in found.tied:
        assert votes[tied] == votes[found.tied[0]] > 0
        assert all(votes[winner] > votes[tied] for winner in found.winners)


def decided(shape, rule, ballots, members=None):
    number = members or max(1, len(ballots))
    room = [Member(person=str(n)) for n in range(number)]
    taken = snapshot(room, Electorate(), rule, present={m.person for m in room}, held={}, recused=())
    heads, weights = figures(
        taken.weights, [m.person for m in room], all_members=taken.all_members, all_weights=taken.all_weights
    )
    turnout = Turnout(heads=heads, weights=weights, weighted=False, received=len(ballots))
    return decide(shape, rule, [Ballot(text) for text in ballots], turnout)


ORDERS = st.lists(st.sampled_from([list(order[:n]) for order in permutations(range(3)) for n in (1, 2, 3)]), max_size=9)


@given(ORDERS)
def test_a_run_off_ends_with_somebody_whom_more_than_half_of_what_counts_prefer_or_says_that_it_cannot(orders):
    assume(orders)
    found = run_off(3, [(order, 1) for order in orders])
    assert all(sum(n for _, n in round_.votes) + round_.exhausted == len(orders) for round_ in found.rounds)
    last = dict(found.rounds[-1].votes)
    if found.winner is not None:
        assert 2 * last[found.winner] > sum(last.values())
    else:
        assert len(found.tied) > 1
        assert all(last[option] == min(last.values()) for option in found.tied)
    standing = [len(round_.votes) for round_ in found.rounds]
    assert standing == sorted(standing, reverse=True)
    assert len(set(standing)) == len(standing)


def several(more, most):
    return Shape(form="several", options=tuple(map(str, range(more + most))), most=most)


SHAPES = st.one_of(
    st.just(Shape()),
    st.builds(lambda n: Shape(form="one", options=tuple(map(str, range(n)))), st.integers(2, 60)),
    st.builds(several, st.integers(1, 20), st.integers(1, 20)),
    st.builds(lambda n: Shape(form="each", options=tuple(map(str, range(n)))), st.integers(1, 60)),
    st.builds(lambda n: Shape(form="ranked", options=tuple(map(str, range(n)))), st.integers(2, 60)),
)  # fmt: skip


@given(SHAPES, st.data())
def test_a_ballot_is_one_text_and_never_longer_than_said(shape, data):
    count = len(shape.options)
    numbers = data.draw(st.lists(st.integers(0, max(0, count - 1)), min_size=1, max_size=max(1, count), unique=True))
    if shape.form == "several":
        numbers = sorted(numbers[: shape.most])
    text = {
        "motion": "abstain",
        "one": str(numbers[0]),
        "each": "yna"[numbers[0] % 3] * count,
    }.get(shape.form, ",".join(map(str, numbers)))
    assert is_ballot(shape, text)
    assert len(text) <= longest(shape)
    for wrong in (text + ",", "+" + text, " " + text, text + "\n", "", str(count), "٣", "00", "maybe"):
        assert not is_ballot(shape, wrong)
