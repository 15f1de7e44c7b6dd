"""The rules of the floor, as a specification."""

from dataclasses import dataclass, replace

import msgspec
import pytest

from icabinet.errors import Invalid, NotAllowed, Stale
from icabinet.floor import kinds, ordering, report, rules
from icabinet.floor.rules import Asked, Speech, Way
from icabinet.floor.settings import Budget, FloorRules, check_limit, checked, granted, rank_of, typed

FLOOR = FloorRules()
EVERY_KIND = FloorRules(kinds=kinds.KINDS)


def asked(kind: str = "contribution", queue: str = "general", **more: object) -> Asked:
    return Asked(kind, queue, **more)  # type: ignore[arg-type]


# --- asking ---


def test_anybody_may_ask_while_the_queue_is_open():
    rules.check_may_ask(asked(), FLOOR)


def test_a_closed_queue_refuses_contributions_but_not_points_of_order():
    with pytest.raises(rules.QueueClosed):
        rules.check_may_ask(asked(is_open=False), FLOOR)
    rules.check_may_ask(asked("point_of_order", is_open=False), FLOOR)
    with pytest.raises(rules.QueueClosed):
        rules.check_may_ask(asked("point_of_order", is_open=False), FloorRules(orders_pass=False))


def test_one_request_and_one_point_of_order_wait_per_person():
    for kind in ("contribution", "pro", "intervention"):
        with pytest.raises(rules.AlreadyWaiting):
            rules.check_may_ask(asked(kind, waiting=["contribution"]), EVERY_KIND)
    rules.check_may_ask(asked("point_of_order", waiting=["contribution"]), FLOOR)
    with pytest.raises(rules.AlreadyWaiting):
        rules.check_may_ask(asked("point_of_order", waiting=["contribution", "point_of_order"]), FLOOR)
    rules.check_may_ask(asked(waiting=["answer", "point_of_order"]), FLOOR)
    rules.check_may_ask(asked(waiting=["contribution"]), FloorRules(several=True))


@pytest.mark.parametrize(
    ("kind", "queue"), [("song", "general"), ("question", "general"), ("contribution", "questions")]
)
def test_each_queue_has_its_kinds(kind, queue):
    with pytest.raises(Invalid):
        rules.check_may_ask(asked(kind, queue), FloorRules(questions=True))


def test_members_ask_for_the_kinds_that_the_rules_offer():
    with pytest.raises(Invalid):
        rules.check_may_ask(asked("pro"), FLOOR)
    rules.check_may_ask(asked("pro"), EVERY_KIND)


def test_questions_are_put_only_where_there_is_a_question_time():
    with pytest.raises(rules.QueueClosed):
        rules.check_may_ask(asked("question", "questions"), FLOOR)
    rules.check_may_ask(asked("question", "questions"), FloorRules(questions=True))


def test_a_question_is_interposed_only_while_somebody_speaks():
    with pytest.raises(rules.NobodySpeaks):
        rules.check_may_ask(asked("interposed"), FLOOR)
    rules.check_may_ask(asked("interposed", somebody_speaks=True), FLOOR)


def test_before_the_meeting_one_registers_ordinary_speeches_where_that_is_wished():
    rules.check_may_ask(asked(is_live=False), FLOOR)
    for kind, floor in (("point_of_order", FLOOR), ("contribution", FloorRules(before=False))):
        with pytest.raises(rules.NotBeforehand):
            rules.check_may_ask(asked(kind, is_live=False), floor)


def test_an_answer_is_to_a_question_and_given_once():
    rules.check_may_answer("answer", "question", answered=False)
    for kind, question, answered in (
        ("answer", None, False),
        ("contribution", "question", False),
        ("answer", "answer", False),
    ):
        with pytest.raises(Invalid):
            rules.check_may_answer(kind, question, answered=answered)
    with pytest.raises(rules.AlreadyWaiting):
        rules.check_may_answer("answer", "question", answered=True)


def test_one_withdraws_only_ones_own_request():
    rules.check_may_withdraw("s", "waiting", "an", "an")
    with pytest.raises(NotAllowed):
        rules.check_may_withdraw("s", "waiting", "an", "binh")


@pytest.mark.parametrize("state", ["speaking", "paused", "done"])
def test_what_no_longer_waits_is_neither_withdrawn_nor_called(state):
    with pytest.raises(Stale):
        rules.check_may_withdraw("s", state, "an", "an")
    with pytest.raises(Stale):
        rules.check_is_waiting("s", state)


def test_only_a_running_speech_is_paused_only_a_paused_one_goes_on_and_either_ends():
    for state in ("speaking", "paused"):
        rules.check_has_the_floor("s", state)
    for check, states in (
        (rules.check_has_the_floor, ("waiting", "done")),
        (rules.check_is_speaking, ("waiting", "paused", "done")),
        (rules.check_is_paused, ("waiting", "speaking", "done")),
    ):
        for state in states:
            with pytest.raises(Stale):
                check("s", state)


@pytest.mark.parametrize("limit_s", [-1, 0, 9, 7201, 10**12])
def test_a_speech_lasts_between_ten_seconds_and_two_hours(limit_s):
    with pytest.raises(Invalid):
        check_limit(limit_s)


@pytest.mark.parametrize("seconds", [0, 3601, -3601])
def test_a_speech_is_not_extended_by_nothing_nor_by_more_than_an_hour(seconds):
    with pytest.raises(Invalid):
        rules.check_extension(seconds)


# --- whoever begins ---

MAIN, QUESTION = Speech("main", "speaking", interposes=False), Speech("question", "speaking", interposes=True)
HALTED = replace(MAIN, state="paused", paused="interposed")


def test_whoever_begins_ends_who_speaks():
    assert rules.make_way([MAIN], interposes=False) == Way(end=("main",))
    assert rules.make_way([HALTED, QUESTION], interposes=False) == Way(end=("main", "question"))
    assert rules.make_way([], interposes=False) == Way()


def test_what_is_interposed_only_pauses():
    assert rules.make_way([MAIN], interposes=True) == Way(pause="main")
    assert rules.make_way([HALTED, QUESTION], interposes=True) == Way(end=("question",))
    assert rules.make_way([replace(MAIN, state="paused", paused="chair")], interposes=True) == Way()


def test_the_speech_goes_on_after_what_was_put_into_it():
    assert rules.goes_on([HALTED, QUESTION], "question") == "main"
    assert rules.goes_on([HALTED, QUESTION], "main") is None
    assert rules.goes_on([replace(HALTED, paused="chair"), QUESTION], "question") is None
    assert rules.goes_on([MAIN], "main") is None


# --- the order ---


@dataclass
class Request:
    id: str
    kind: str = "contribution"
    position: int = 0
    person: str = ""
    rank: int = 0
    under: str | None = None
    item: str | None = None
    queue: str = "general"
    fixed: bool = False
    state: str = "waiting"
    spoken_ms: int = 0


def order(*requests: Request, floor: FloorRules = FLOOR, queue: str = "general") -> str:
    return " ".join(ordering.waiting_in(queue, requests, floor))


def test_kinds_come_by_precedence_and_ordinary_ones_as_they_asked():
    late, contra, early = Request("late", position=5), Request("contra", "contra", 4), Request("early", position=1)
    o, i, q = Request("o", "point_of_order", 6), Request("i", "intervention", 7), Request("q", "interposed", 8)
    assert order(late, contra, early, o, i, q) == "q i o early contra late"


def test_a_point_of_order_goes_after_those_of_equal_or_higher_rank():
    requests = [
        Request(name, "point_of_order", at, rank=rank)
        for at, (name, rank) in enumerate([("a", 1), ("b", 2), ("c", 1), ("d", 0)])
    ]
    assert order(*requests) == "b a c d"


def test_an_answer_stands_under_its_question_and_comes_first_once_that_was_put():
    question, other = Request("q", "question", 1, queue="questions"), Request("r", "question", 2, queue="questions")
    answer = Request("a", "answer", 3, queue="questions", under="q")
    assert order(question, other, answer, queue="questions") == "q a r"
    question.state = "done"
    assert order(question, other, answer, queue="questions") == "a r"


def test_each_queue_has_its_own_line():
    assert order(Request("a"), Request("b", queue="item")) == "a"


def test_the_floor_goes_to_whoever_has_spoken_least_where_the_rules_say_so():
    spoken = [
        Request("1", person="an", state="done", spoken_ms=10), Request("2", person="an", state="done", spoken_ms=10),
        Request("3", person="binh", state="done", spoken_ms=90),
        Request("4", "point_of_order", person="dung", state="done", spoken_ms=9),
    ]  # fmt: skip
    waiting = [Request(who, person=who, position=at) for at, who in enumerate(("an", "binh", "dung"))]
    assert order(*spoken, *waiting) == "an binh dung"
    assert order(*spoken, *waiting, floor=FloorRules(order="fewest")) == "dung binh an"
    assert order(*spoken, *waiting, floor=FloorRules(order="least_time")) == "dung an binh"
    elsewhere = [replace(one, queue="item") for one in spoken]
    assert order(*elsewhere, *waiting, floor=FloorRules(order="fewest")) == "an binh dung"
    assert order(*elsewhere, *waiting, floor=FloorRules(order="fewest", within="meeting")) == "dung binh an"


def test_whom_the_chair_has_placed_stays_there_and_who_asks_later_comes_behind():
    spoken = Request("1", person="an", state="done")
    waiting = [Request("an", person="an", position=1, fixed=True), Request("binh", person="binh", position=2)]
    assert order(spoken, *waiting, floor=FloorRules(order="fewest")) == "an binh"


def test_one_changes_places_only_with_requests_of_the_same_precedence():
    requests = {one.id: one for one in (Request("o", "point_of_order"), Request("a"), Request("b"), Request("c"))}
    line = ["o", "a", "b", "c"]
    assert ordering.moved("c", "a", line, requests) == ["c", "a", "b"]
    assert ordering.moved("a", None, line, requests) == ["b", "c", "a"]
    with pytest.raises(Stale):
        ordering.moved("c", "o", line, requests)
    with pytest.raises(Stale):
        ordering.moved("c", "c", line, requests)


# --- settings ---


def test_rules_are_cleaned_and_what_cannot_be_is_refused():
    assert checked(FloorRules(categories=(" Quorum  now ",))).categories == ("Quorum now",)
    for wrong in (
        {"kinds": ("song",)}, {"limits": {"song": 60}}, {"limits": {"answer": 1}}, {"warning_s": -1},
        {"categories": ("a", " a")},
        {"budgets": (Budget("", 60),)}, {"budgets": (Budget("Unit", -1),)}, {"categories": ("x",) * 101},
    ):  # fmt: skip
        with pytest.raises(Invalid):
            checked(msgspec.structs.replace(FLOOR, **wrong))


def test_a_body_keeps_what_was_said_and_nothing_else():
    assert typed({"order": "fewest", "several": True}) == {"order": "fewest", "several": True}
    with pytest.raises(Invalid):
        typed({"order": "loudest"})


def test_the_first_category_ranks_highest():
    assert [rank_of(name, ("quorum", "order")) for name in ("quorum", "order", "")] == [2, 1, 0]
    with pytest.raises(Invalid):
        rank_of("song", ("quorum",))


def test_time_that_is_granted_stands_beside_what_there_was():
    floor = granted(granted(FloorRules(budgets=(Budget("Unit", 600),)), "Unit", 60), "Other", -30)
    assert floor.budgets == (Budget("Unit", 600, 60), Budget("Other", 0, -30))


# --- the report ---


@dataclass
class Spoken:
    person: str
    unit: str = ""
    item: str | None = None
    started_at: int | None = 0
    since: int | None = None
    spoken_ms: int = 0
    limit_s: int | None = 60


def test_speaking_times_add_up_with_what_still_runs_and_the_overrun_apart():
    speeches = [
        Spoken("an", spoken_ms=61_001),
        Spoken("an", spoken_ms=10),
        Spoken("binh", spoken_ms=5, since=1_000),
        Spoken("dung", started_at=None),
    ]
    found = report.sums(speeches, lambda speech: speech.person, 1_020)
    assert found == [report.Sum("an", 2, 61_011, 1_001), report.Sum("binh", 1, 25, 0)]
