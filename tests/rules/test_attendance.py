"""The rules of presence, as a specification: stays, the code at the door, answers, the quorum."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icabinet.attendance import door, rules
from icabinet.attendance.stays import Stay, checked, presence, within
from icabinet.errors import Invalid, Stale

BEGIN, END, NOW = 1_000, 2_000, 10_000
SECRET = b"secret"
moments = st.integers(0, 3_000)


@st.composite
def histories(draw: st.DrawFn) -> list[Stay]:
    """Return how somebody came and went: at ever later times, perhaps still there."""
    times = sorted(draw(st.lists(moments, unique=True, max_size=12)))
    pairs = zip(times[::2], [*times[1::2], None], strict=False)
    return [Stay(since, until, draw(st.booleans())) for since, until in pairs]


# --- stays ---


@given(histories())
def test_stays_that_happened_never_overlap_and_are_taken_as_they_are(stays):
    assert checked(stays, NOW) == stays
    assert all(earlier.until is not None and earlier.until <= later.since for earlier, later in pairwise(stays))


@given(histories(), moments, moments, st.booleans())
def test_presence_is_never_longer_than_the_meeting(stays, one, other, ended):
    begin, end = sorted((one, other))
    total = presence(stays, begin, end, ended=ended)
    assert 0 <= total.ms <= end - begin
    assert total.ms == sum(until - since for since, until in within(stays, begin, end))
    if stays:
        # Every moment of the meeting is one of these, and of one only.
        inside = within(stays, begin, end)
        missed = total.late + total.away + total.ms
        assert missed == end - begin - (end - inside[-1][1] if inside else 0)


@given(histories(), moments)
def test_presence_is_what_counting_moment_by_moment_gives(stays, now):
    def here(moment: int) -> bool:
        return any(stay.since <= moment < (now if stay.until is None else stay.until) for stay in stays)

    begin, end = min(now, 500), now
    assert presence(stays, begin, end, ended=False).ms == sum(map(here, range(begin, end)))


def test_who_is_late_leaves_early_and_was_away_is_told_by_how_much():
    stays = [Stay(1_100, 1_300), Stay(1_500, 1_900)]
    total = presence(stays, BEGIN, END, ended=True)
    assert (total.late, total.early, total.away, total.breaks, total.ms) == (100, 100, 200, 1, 600)
    assert presence([Stay(900, None)], BEGIN, END, ended=True)[2:] == (1_000, 0, 0, 0, 0)


def test_going_from_the_room_to_afar_is_no_break():
    total = presence([Stay(BEGIN, 1_400), Stay(1_400, None, remote=True)], BEGIN, END, ended=True)
    assert (total.breaks, total.ms) == (0, END - BEGIN)


@pytest.mark.parametrize(
    "stays",
    [
        [Stay(5, 5)],
        [Stay(6, 5)],
        [Stay(-1, 5)],
        [Stay(5, NOW + 1)],
        [Stay(NOW + 1, None)],
        [Stay(1, 4), Stay(3, 5)],
        [Stay(1, None), Stay(3, 5)],
        [Stay(1, None), Stay(1, 5)],
        [Stay(at, at + 1) for at in range(101)],
    ],
)
def test_a_correction_that_cannot_be_is_refused(stays):
    with pytest.raises(Invalid):
        checked(stays, NOW)


def test_a_correction_may_come_in_any_order():
    assert checked([Stay(5, None), Stay(1, 4)], NOW) == [Stay(1, 4), Stay(5, None)]


def test_a_correction_is_of_what_its_author_saw():
    rules.check_seen("m1", 5, 5)
    with pytest.raises(Stale):
        rules.check_seen("m1", 5, 6)


# --- the code at the door ---


@given(st.integers(0, 2**42), st.integers(0, 2 * door.STEP_MS))
def test_the_code_is_good_while_it_is_shown_and_a_little_longer(at, later):
    code = door.code_at(SECRET, "main", at)
    door.check_code(SECRET, "main", f" {code[:3].upper()}-{code[3:]} ", at - at % door.STEP_MS + later)


@given(st.integers(0, 2**42))
def test_the_code_is_of_one_meeting_and_one_house_and_not_for_long(at):
    code = door.code_at(SECRET, "main", at)
    for secret, meeting, when in (
        (SECRET, "noise", at),
        (b"another", "main", at),
        (SECRET, "main", at + 4 * door.STEP_MS),
    ):
        with pytest.raises(door.DoorCodeExpired):
            door.check_code(secret, meeting, code, when)


@given(st.text(max_size=20))
def test_whatever_is_typed_is_answered(typed):
    with pytest.raises(door.DoorCodeExpired):
        door.check_code(SECRET, "main", typed, 5)


def test_the_door_says_when_its_code_changes():
    assert door.changes_at(0) == door.changes_at(door.STEP_MS - 1) == door.STEP_MS
    assert door.code_at(SECRET, "main", 0) != door.code_at(SECRET, "main", door.STEP_MS)


@pytest.mark.parametrize(
    ("how", "remote", "tap", "afar", "refusal"),
    [
        ("tap", False, True, True, None),
        ("tap", False, False, True, rules.NeedsDoorCode),
        ("seat", False, False, True, rules.NeedsDoorCode),
        ("code", False, False, False, None),
        ("tap", True, False, True, None),
        ("tap", True, True, False, rules.NotFromAfar),
    ],
)
def test_how_one_may_check_in(how, remote, tap, afar, refusal):
    if refusal is None:
        rules.check_may_check_in(how, remote=remote, tap=tap, afar=afar)
    else:
        with pytest.raises(refusal):
            rules.check_may_check_in(how, remote=remote, tap=tap, afar=afar)


# --- answers ---


@pytest.mark.parametrize(
    ("answer", "reason", "substitute", "name", "where"),
    [
        ("accepted", "", "", "", None),
        ("declined", "Ill", "", "", None),
        ("declined", "", "", "", "reason"),
        ("substitute", "Abroad", "m2", "", None),
        ("substitute", "Abroad", "", "Somebody", None),
        ("substitute", "Abroad", "", "", "substitute"),
        ("substitute", "Abroad", "m1", "", "substitute"),
        ("declined", "Ill", "m2", "", "substitute"),
        ("perhaps", "", "", "", "answer"),
        ("", "", "", "", None),
    ],
)
def test_an_answer_says_what_it_must(answer, reason, substitute, name, where):
    if where is None:
        rules.check_answer(answer, reason, substitute, name, "m1")
    else:
        with pytest.raises(Invalid) as caught:
            rules.check_answer(answer, reason, substitute, name, "m1")
        assert caught.value.data["where"] == where


# --- the quorum ---

people = st.sets(st.integers(0, 12).map(str))
shares = st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda share: share[0] <= share[1])


@given(people, people, people, st.dictionaries(st.integers(0, 12).map(str), st.integers(0, 12).map(str)), shares)
def test_the_quorum_is_what_a_slow_count_with_fractions_says(members, voters, present, held, share):
    voters, here = voters & members, {person: person in "135" for person in present}
    count = rules.quorum(len(members), voters, here, held, share)
    in_person = [one for one in voters if one in present]
    stood_for = [one for one in voters if one not in present and held.get(one) in present]
    assert (count.here, count.held) == (len(in_person), len(stood_for))
    assert count.remote == sum(one in "135" for one in in_person)
    enough = Fraction(len(in_person) + len(stood_for)) >= Fraction(*share) * len(members)
    assert count.met == enough


@given(people, people, st.dictionaries(st.integers(0, 12).map(str), st.integers(0, 12).map(str)), people)
def test_who_is_elsewhere_may_not_count_nor_whom_they_stand_in_for(voters, present, held, apart):
    here = {person: person in apart for person in present}
    count = rules.quorum(13, voters, here, held, (1, 2), apart & present)
    counted = [one for one in voters if (one if one in present else held.get(one)) in present - apart]
    assert count.met == (len(counted) >= 7)


def test_two_thirds_of_thirty_are_twenty():
    here = dict.fromkeys(map(str, range(20)), False)
    voters = [str(number) for number in range(28)]
    assert rules.quorum(30, voters, here, {}, (2, 3)).met
    assert not rules.quorum(31, voters, here, {}, (2, 3)).met
    assert rules.quorum(30, voters, here, {}, None).met is None
