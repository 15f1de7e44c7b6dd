"""Votes among options held against an independent judge that counts slowly, with fractions and by trying things out."""

from fractions import Fraction
from itertools import combinations, permutations, product
from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from icabinet.polls.electorate import Electorate, Member, figures, snapshot
from icabinet.polls.majority import ONE, PRESETS, Counts, Rule
from icabinet.polls.rules import check_majority
from icabinet.polls.shapes import Shape, is_ballot
from icabinet.polls.tally import Ballot, Decided, Turnout, decide
from tests.rules.test_counting import rooms, rules

NAMES = ("An", "Bình", "Chi", "Dung")
SPOILT = "spoilt"


class Hall(NamedTuple):
    """`would`: what is on each member's ballot if one is cast; None: none is. `held`: member -> who stands in."""

    members: list[Member]
    present: set[str]
    held: dict[str, str]
    recused: set[str]
    would: dict[str, str | None]


class Judged(NamedTuple):
    verdict: str
    winners: set[int] = frozenset()
    tied: set[int] = frozenset()


@st.composite
def shapes(draw, *forms: str) -> Shape:
    form, options = draw(st.sampled_from(forms)), NAMES[: draw(st.integers(2, 4))]
    if form != "several":
        return Shape(form=form, options=options)
    most = draw(st.integers(1, len(options)))
    return Shape(form=form, options=options, least=draw(st.integers(1, most)), most=most)


def every_ballot(shape: Shape) -> list[str]:
    count = len(shape.options)
    if shape.form == "each":
        return ["".join(letters) for letters in product("yna", repeat=count)]
    choose = permutations if shape.form == "ranked" else combinations
    sizes = {"one": [1], "several": range(shape.least, shape.most + 1), "ranked": range(1, count + 1)}[shape.form]
    return [*(",".join(map(str, some)) for size in sizes for some in choose(range(count), size)), "abstain"]


@st.composite
def votes(draw, *forms: str, spoilt: bool = True) -> tuple[Hall, Shape, Rule]:
    """A vote on options; where votes weigh nothing, some ballots cannot be read, as in a secret one."""
    shape, rule = draw(shapes(*(forms or ("one", "several", "each", "ranked")))), draw(rules())
    kind, tie = rule.kind.replace("no_objection", "share"), rule.tie.replace("chair_side", "revote")
    rule = replace(rule, kind=kind, tie=tie)
    check_majority("named", shape, rule)
    members, present, held, recused, _ = draw(rooms())
    said = [*every_ballot(shape), None, None, *([SPOILT] if spoilt and rule.unit == "heads" else [])]
    would = {member.person: draw(st.sampled_from(said)) for member in members}
    return Hall(members, present, held, recused, would), shape, rule


def held_in(hall: Hall, shape: Shape, rule: Rule, by_hand: int = 0) -> tuple[int, int, Turnout, Decided]:
    """Hold the vote as the product does, the first so many ballots by raised hands.

    Returns how many could vote, how many did, the turnout, and what came of it.
    """
    taken = snapshot(hall.members, Electorate(), rule, present=hall.present, held=hall.held, recused=hall.recused)
    cast = {member: text for member in taken.voters if (text := hall.would[member])}
    took_part = [member for member, by in taken.voters.items() if member in cast or by in hall.present]
    heads, weights = figures(taken.weights, took_part, all_members=taken.all_members, all_weights=taken.all_weights)
    turnout = Turnout(heads=heads, weights=weights, weighted=taken.weighted, received=len(cast))
    ballots = [Ballot(None if text == SPOILT else text, taken.weights[who]) for who, text in cast.items()]
    hands = [ballot.text for ballot in ballots[:by_hand]]
    found = decide(shape, rule, ballots[len(hands) :], turnout, counted_by_hand(shape, hands) if hands else ())
    return len(taken.voters), len(cast), turnout, found


def counted_by_hand(shape: Shape, hands: list[str | None]) -> list[Counts]:
    said = [[says(shape, text or SPOILT, option) for text in hands] for option in range(len(shape.options))]
    return [
        Counts(yes=one.count("yes"), no=one.count("no"), abstain=one.count("abstain"), invalid=one.count(SPOILT))
        for one in said
    ]


def says(shape: Shape, text: str, option: int) -> str:
    if text in ("abstain", SPOILT):
        return text
    if shape.form == "each":
        return next(word for word in ("yes", "no", "abstain") if word[0] == text[option])
    return "yes" if str(option) in text.split(",") else "no"


def judged(hall: Hall, shape: Shape, rule: Rule) -> Judged:
    """Return what is right, said without any word of the product's own arithmetic."""
    base_members = [m for m in hall.members if rule.recused == "counted" or m.person not in hall.recused]
    voters = [m for m in hall.members if m.entitled and m.person not in hall.recused]
    cast = {m.person: text for m in voters if (text := hall.would[m.person])}
    here = [m for m in voters if m.person in cast or caster(hall, m.person) in hall.present]
    if rule.quorum and Fraction(len(here)) < Fraction(2, 3) * len(base_members):
        return Judged("no_quorum")

    def amount(some) -> Fraction:
        return sum((Fraction(m.weight, ONE) if rule.unit == "weight" else Fraction(1) for m in some), Fraction(0))

    def of(option: int, *choices: str) -> Fraction:
        return amount([m for m in voters if m.person in cast and says(shape, cast[m.person], option) in choices])

    def is_enough(option: int) -> bool:
        yes, no = of(option, "yes"), of(option, "no")
        if rule.kind == "relative":
            limit = no if shape.form == "each" else Fraction(0)
        else:
            limit = (
                Fraction(rule.numerator, rule.denominator)
                * {
                    "all_members": amount(base_members),
                    "entitled": amount(voters),
                    "present": amount(here),
                    "cast": amount([m for m in voters if m.person in cast]),
                    "valid_with_abstain": of(option, "yes", "no", "abstain"),
                    "valid_without_abstain": yes + no,
                }[rule.base]
            )
        return yes > 0 and (yes > limit or (yes == limit and not rule.strict))

    if shape.form == "ranked":
        valid = [m for m in voters if cast.get(m.person, SPOILT) not in ("abstain", SPOILT)]
        return run_off([([int(number) for number in cast[m.person].split(",")], amount([m])) for m in valid], shape)
    good = {option: of(option, "yes") for option in range(len(shape.options)) if is_enough(option)}
    seats = len(shape.options) if shape.form == "each" else shape.most
    # Whoever has a seat in whatever order equals are put is elected; whoever has one in some orders is tied.
    elected = {one for one in good if sum(good[other] >= good[one] for other in good) <= seats}
    tied = {one for one in good if sum(good[other] > good[one] for other in good) < seats} - elected
    return Judged("tie", elected, tied) if tied else Judged(filled(elected, seats), elected)


def caster(hall: Hall, member: str) -> str:
    by = hall.held.get(member)
    return by if by and member not in hall.present and by in hall.present else member


def filled(elected: set[int], seats: int) -> str:
    return "elected" if len(elected) == seats else "partly_elected" if elected else "not_elected"


def run_off(orders: list[tuple[list[int], Fraction]], shape: Shape, history: tuple = ()) -> Judged:
    """Round by round. `history`: what each had in earlier rounds, and who went out then; the last first."""
    if not orders:
        return Judged("not_elected")
    standing = history[0][0].keys() - history[0][1] if history else set(range(len(shape.options)))
    had = {one: sum(n for order, n in orders if [o for o in order if o in standing][:1] == [one]) for one in standing}
    if ahead := {one for one in standing if had[one] > sum(had.values()) - had[one]}:
        return Judged("elected", ahead)
    last = {one for one in standing if had[one] == min(had.values())}
    rest = [had[one] for one in standing - last]
    if not rest or sum(had[one] for one in last) >= min(rest):
        before = {one: [earlier[one] for earlier, _ in history] for one in last}
        last = {one for one in last if before[one] == min(before.values())}
        if len(last) > 1:
            return Judged("tie", set(), last)
    return run_off(orders, shape, ((had, last), *history))


@given(votes())
def test_the_verdict_is_that_of_an_independent_judge(vote):
    hall, shape, rule = vote
    _, _, _, found = held_in(hall, shape, rule)
    assert Judged(found.verdict, set(found.winners), set(found.tied)) == judged(hall, shape, rule)


@given(votes())
def test_tally_is_ballots_is_turnout_and_never_more_than_are_entitled(vote):
    hall, shape, rule = vote
    entitled, cast, turnout, found = held_in(hall, shape, rule)
    assert found.agrees
    assert cast == turnout.received <= entitled == turnout.heads.entitled <= len(hall.members)
    for outcome in found.outcomes:
        assert outcome.counts.total == cast
    for round_ in found.rounds if rule.unit == "heads" else []:
        named = sum(text not in (None, "abstain", SPOILT) for text in voted(hall).values())
        assert sum(number for _, number in round_.votes) + round_.exhausted == named


def voted(hall: Hall) -> dict[str, str | None]:
    may = {m.person for m in hall.members if m.entitled} - hall.recused
    return {person: text for person, text in hall.would.items() if person in may}


@given(votes("one", "several", "each"), st.data())
def test_one_more_vote_for_somebody_who_is_elected_never_turns_that_round(vote, data):
    hall, shape, rule = vote
    before = held_in(hall, shape, rule)[-1]
    assume(before.winners and before.verdict not in ("no_quorum", "blocked"))
    winner = data.draw(st.sampled_from(before.winners))
    others = [who for who, text in voted(hall).items() if text != SPOILT and adds(shape, text, winner) is not None]
    assume(others)
    who = data.draw(st.sampled_from(others))
    after = held_in(hall._replace(would=hall.would | {who: adds(shape, hall.would[who], winner)}), shape, rule)[-1]
    assert winner in after.winners


def adds(shape: Shape, text: str | None, option: int) -> str | None:
    """Return the ballot with a yes for the option besides, and nothing else changed; None if there is no such one."""
    if shape.form == "each":
        text = text or "a" * len(shape.options)
        more = text[:option] + "y" + text[option + 1 :]
    elif text in (None, "abstain") or shape.form == "one":
        more = str(option)
    else:
        more = ",".join(map(str, sorted({*map(int, text.split(",")), option})))
    return more if more != text and is_ballot(shape, more) else None


def test_a_run_off_may_turn_against_whom_one_more_prefers():
    """Known of every run-off, and why nothing of the kind is promised of it: ten more for An, and An loses."""
    shape, rule = Shape(form="ranked", options=NAMES[:3]), PRESETS["relative"]

    def elected(*orders: tuple[str, int]) -> list[int]:
        would = {f"m{n:03}": text for n, text in enumerate(text for text, count in orders for _ in range(count))}
        members = [Member(person=person) for person in would]
        return held_in(Hall(members, set(would), {}, set(), would), shape, rule)[-1].winners

    assert elected(("0,1,2", 39), ("1,2,0", 35), ("2,0,1", 26)) == [0]
    assert elected(("0,1,2", 49), ("1,2,0", 25), ("2,0,1", 26)) == [2]


@given(votes("one", "several", "each"), st.integers(0, 9))
def test_hands_beside_tablets_count_as_if_all_had_been_tablets(vote, by_hand):
    hall, shape, rule = vote
    rule = replace(rule, unit="heads")
    equal = hall._replace(members=[replace(member, weight=ONE) for member in hall.members])
    assert held_in(equal, shape, rule, by_hand)[-1] == held_in(equal, shape, rule)[-1]


@given(votes(), st.data())
def test_who_casts_a_ballot_makes_no_difference_to_it(vote, data):
    """A proxy may split: each ballot counts as its member's, whoever brought it, if as many are here."""
    hall, shape, rule = vote
    everybody = {member.person for member in hall.members}
    away = data.draw(st.sets(st.sampled_from(sorted(everybody)), max_size=len(everybody) - 1))
    holders = sorted(everybody - away)
    held = {member: data.draw(st.sampled_from(holders)) for member in away}
    may = {member.person for member in hall.members if member.entitled} - hall.recused
    brought = hall._replace(present=everybody - away, held=held)
    taken = snapshot(hall.members, Electorate(), rule, present=brought.present, held=held, recused=hall.recused)
    assert taken.voters == {member: held.get(member, member) for member in may}
    themselves = hall._replace(present=everybody, held={})
    assert held_in(brought, shape, rule)[-1] == held_in(themselves, shape, rule)[-1]
