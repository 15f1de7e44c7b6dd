"""What a slip allows, step by step, with the clock in hand."""

import pytest

from icabinet.errors import Conflict, Invalid, NotAllowed, Stale
from icabinet.moments import LATEST_MS
from icabinet.polls.majority import PRESETS
from icabinet.slips import rules
from icabinet.slips.counting import Members, Reply, result_of
from icabinet.slips.figures import figures_of
from icabinet.slips.questions import (
    MOST_OPTIONS,
    Answer,
    Question,
    Ways,
    check_ways,
    checked_answers,
    checked_questions,
)
from icabinet.slips.words import terms, verdicts
from tests.rules.slips import OneReply, OneSlip

HOUR, BELL = 3_600_000, 1_800_000_000_000
MOTION, CHOICE = Question(text="Đồng ý?"), Question(text="Phương án?", options=("A", "B"))
PLAIN = Ways()
YES, NO = Answer(choice="yes"), Answer(choice="no")


def answer(now=BELL - 1, state="sent", **changes):
    given = {"may": True, "has_answered": False, "changeable": True, "takes_late": False} | changes
    rules.check_may_answer("s", state, now, BELL, **given)


def test_an_answer_is_taken_until_the_stroke_of_the_bell():
    answer(BELL - 1)
    for now in (BELL, BELL + HOUR):
        with pytest.raises(rules.SlipOver):
            answer(now)


def test_where_late_answers_are_taken_they_are_taken_until_the_slip_is_closed():
    answer(BELL, takes_late=True)
    assert rules.is_late(BELL, BELL)
    assert not rules.is_late(BELL - 1, BELL)
    with pytest.raises(rules.SlipOver):
        answer(BELL, state="closed", takes_late=True)


@pytest.mark.parametrize("state", ["closed", "withdrawn"])
def test_a_slip_that_is_over_takes_no_answer(state):
    with pytest.raises(rules.SlipOver):
        answer(state=state)


def test_only_those_who_are_asked_answer_and_nobody_answers_a_draft():
    for changes in ({"may": False}, {"state": "draft"}):
        with pytest.raises(NotAllowed):
            answer(**changes)


def test_an_answer_is_changed_until_the_deadline_and_only_where_that_is_allowed():
    answer(has_answered=True)
    with pytest.raises(rules.AlreadyAnswered):
        answer(has_answered=True, changeable=False)
    # What was said in time is not changed afterwards, though first answers are still taken.
    with pytest.raises(rules.AlreadyAnswered):
        answer(BELL, has_answered=True, takes_late=True)


def send(now=BELL - HOUR, state="draft", asked=3, papers=("ready",)):
    rules.check_may_send("s", state, now, BELL, asked=asked, papers=papers)


def test_a_slip_is_sent_with_time_to_answer_people_to_ask_and_papers_that_can_be_read():
    send()
    send(papers=())
    for code, changes in (
        (rules.DeadlinePassed, {"now": BELL}),
        (rules.NobodyAsked, {"asked": 0}),
        (rules.PapersUnready, {"papers": ("ready", "converting")}),
        (rules.PapersUnready, {"papers": ("failed",)}),
        (Stale, {"state": "sent"}),
        (Invalid, {"now": BELL - rules.LONGEST_MS - 1}),
    ):
        with pytest.raises(code):
            send(**changes)


def test_a_deadline_is_put_off_and_never_brought_forward():
    rules.check_may_extend("s", "sent", BELL + HOUR, BELL, BELL + 2 * HOUR)
    for code, (state, now, later) in (
        (Invalid, ("sent", BELL - HOUR, BELL)),
        (Invalid, ("sent", BELL - HOUR, BELL - 1)),
        (rules.DeadlinePassed, ("sent", BELL + 2 * HOUR, BELL + HOUR)),
        (Invalid, ("sent", BELL, LATEST_MS)),
        (Stale, ("closed", BELL, BELL + HOUR)),
    ):
        with pytest.raises(code):
            rules.check_may_extend("s", state, now, BELL, later)


def test_a_slip_is_closed_once_all_have_answered_or_the_deadline_has_passed():
    rules.check_may_close("s", "sent", BELL - HOUR, BELL, missing=0)
    rules.check_may_close("s", "sent", BELL, BELL, missing=2)
    with pytest.raises(rules.StillAwaited) as caught:
        rules.check_may_close("s", "sent", BELL - 1, BELL, missing=2)
    assert caught.value.data["missing"] == 2
    with pytest.raises(Stale):
        rules.check_may_close("s", "closed", BELL, BELL, missing=0)


def test_it_closes_by_itself_at_the_deadline_unless_it_takes_late_answers():
    rules.check_is_due("s", "sent", BELL, BELL, takes_late=False)
    for now, takes_late in ((BELL - 1, False), (BELL, True)):
        with pytest.raises(Conflict):
            rules.check_is_due("s", "sent", now, BELL, takes_late=takes_late)


def test_those_are_reminded_who_have_not_answered():
    assert rules.to_remind("s", "sent", {"b", "a"}, []) == ["a", "b"]
    assert rules.to_remind("s", "sent", {"b", "a"}, ["b", "z"]) == ["b"]
    for missing, wanted in ((set(), []), ({"a"}, ["b"])):
        with pytest.raises(rules.NobodyToRemind):
            rules.to_remind("s", "sent", missing, wanted)
    with pytest.raises(Stale):
        rules.to_remind("s", "closed", {"a"}, [])


def test_the_reminder_is_planned_before_the_deadline_if_there_is_time_for_it():
    assert rules.remind_at(BELL, 24, BELL - 25 * HOUR) == BELL - 24 * HOUR
    assert rules.remind_at(BELL, 24, BELL - 24 * HOUR) is None
    assert rules.remind_at(BELL, 0, 0) is None


def test_one_answers_for_oneself_or_one_step_further():
    assert rules.may_answer_for("a", "a", {"a": "b"})
    assert rules.may_answer_for("b", "a", {"a": "b"})
    assert not rules.may_answer_for("c", "a", {"a": "b", "b": "c"})


def test_drafts_and_slips_that_are_out_are_withdrawn_and_results_stand():
    for state in ("draft", "sent"):
        rules.check_may_withdraw("s", state)
    for state in ("closed", "withdrawn"):
        with pytest.raises(Stale):
            rules.check_may_withdraw("s", state)
    with pytest.raises(Stale):
        rules.check_may_report("s", "sent")


# --- what is asked and answered ---


def test_questions_are_kept_tidy_and_can_be_answered():
    (kept,) = checked_questions([Question(text="  Chọn \n một ", options=(" A ", "B"))])
    assert kept == Question(text="Chọn\nmột", options=("A", "B"))
    for wrong in ((), ("A",), ("A", "A"), ("A", ""), tuple(map(str, range(MOST_OPTIONS + 1)))):
        questions = [Question(text="?", options=wrong)] if wrong else []
        with pytest.raises(Invalid):
            checked_questions(questions)


@pytest.mark.parametrize(
    ("question", "given", "fits"),
    [
        (MOTION, Answer(choice="yes", opinion=" vì  thế "), True),
        (MOTION, Answer(choice="other", opinion="khác"), True),
        (MOTION, Answer(choice="other", opinion=" "), False),
        (MOTION, Answer(choice="abstain"), False),
        (MOTION, Answer(choice="0"), False),
        (CHOICE, Answer(choice="1"), True),
        (CHOICE, Answer(choice="2"), False),
        (CHOICE, Answer(choice="yes"), False),
        (CHOICE, Answer(choice="other", opinion="C"), True),
    ],
)
def test_an_answer_fits_its_question(question, given, fits):
    if fits:
        (kept,) = checked_answers([question], [given])
        assert kept == Answer(choice=given.choice, opinion=" ".join(given.opinion.split()))
        return
    with pytest.raises(Invalid):
        checked_answers([question], [given])


def test_each_question_has_its_answer():
    with pytest.raises(Invalid):
        checked_answers([MOTION, CHOICE], [YES])


def test_silence_is_no_choice_between_options():
    check_ways([MOTION], Ways(silence=True))
    for questions, ways in (([MOTION, CHOICE], Ways(silence=True)), ([MOTION], Ways(remind_h=-1))):
        with pytest.raises(Invalid):
            check_ways(questions, ways)


# --- what it comes to, in words ---


def said(answers, ways=PLAIN, rule=PRESETS["majority_cast"], question=MOTION, members=None, chair=None):
    replies = [Reply(f"m{n}", None if one is None else [one]) for n, one in enumerate(answers)]
    whole = result_of([question], rule, ways, replies, Members(members or len(answers), 10**6, chair))
    return whole, verdicts([question], rule, whole)[0]


def test_silence_is_agreement_only_where_the_slip_says_so():
    answers = [YES, NO, None, None, None]
    plain, sentence = said(answers, rule=PRESETS["people_committee"])
    assert (plain.questions[0].verdict, plain.silent, plain.agreed_by_silence) == ("no_quorum", 3, 0)
    assert "silence" not in sentence["en"]
    consenting, sentence = said(answers, Ways(silence=True), PRESETS["people_committee"])
    assert (consenting.questions[0].verdict, consenting.agreed_by_silence) == ("adopted", 3)
    assert consenting.questions[0].said == {"yes": 1, "no": 1, "other": 0}
    assert sentence["en"] == (
        "5 of 5 members took part, 4 needed for a quorum; 4 of 5 members voted yes; "
        "more than 1/2 of all members = 3 needed; adopted. "
        "Of those who agree, 3 did not answer: on this slip silence is agreement."
    )
    assert "im lặng" in sentence["vi"]


def test_another_opinion_is_neither_for_nor_against():
    other = Answer(choice="other", opinion="khác")
    whole, _ = said([YES, other], rule=PRESETS["majority_cast"])
    assert whole.questions[0].verdict == "rejected"
    assert whole.questions[0].said == {"yes": 1, "no": 0, "other": 1}


def test_a_tie_follows_the_answer_of_the_chair():
    for own, verdict in ((YES, "adopted"), (NO, "rejected")):
        whole, _ = said([own, NO if own is YES else YES], rule=PRESETS["people_committee"], chair="m0")
        assert (whole.questions[0].verdict, whole.questions[0].by_chair) == (verdict, True)


def test_of_options_the_one_with_most_answers_is_chosen():
    _, sentence = said([Answer(choice="1"), Answer(choice="1"), Answer(choice="0")], question=CHOICE)
    assert sentence["en"] == "Chosen: B (2)."
    whole, sentence = said([Answer(choice="1"), Answer(choice="0")], question=CHOICE)
    assert whole.questions[0].verdict == "tie"
    assert sentence["en"] == "Equally many answers: A (1), B (1); nothing is chosen."
    assert said([None, None], question=CHOICE)[1]["en"] == "Nothing is chosen."


def test_the_slip_says_beforehand_how_late_and_missing_answers_are_taken():
    rule = PRESETS["people_committee"]
    plain, special = terms([MOTION], rule, Ways()), terms([MOTION, CHOICE], rule, Ways(late="marked", shown=True))
    assert "Whoever does not answer is not counted as agreeing." in plain["en"]
    assert "Answers after the deadline are not taken." in plain["en"]
    assert "marked as late" in special["en"]
    silence = terms([MOTION], rule, Ways(silence=True))
    assert "Whoever does not answer by the deadline is taken to agree." in silence["en"]
    assert "coi là đồng ý" in silence["vi"]


# --- figures of many ---


def test_figures_add_up_by_member_and_by_slip():
    early = OneSlip("s1", "closed", BELL, sent_at=1)
    later = OneSlip("s2", "sent", BELL + HOUR, sent_at=2)
    found = figures_of(
        [
            (early, [OneReply("a", answered_at=5, answers=[{"choice": "yes"}, {"choice": "0"}]), OneReply("b")]),
            (later, [OneReply("a"), OneReply("b", answered_at=6, late=True, answers=[{"choice": "other"}])]),
        ],
        now=BELL,
    )
    a, b = found.by_member
    assert (a.turnout.in_time, a.turnout.waiting, a.yes, a.chosen, a.turnout.asked) == (1, 1, 1, 1, 2)
    assert (b.turnout.missed, b.turnout.late, b.other, b.turnout.asked) == (1, 1, 1, 2)
    assert [line.slip.id for line in found.by_slip] == ["s2", "s1"]
    for line in found.by_slip:
        assert line.turnout.asked == 2
