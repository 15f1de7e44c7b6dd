"""The checker itself: it finds nothing in a good history, and each of its rules fires on a bad one."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from tests.faults import checker
from tests.faults.checker import check
from tests.faults.history import Answered, Event, History, Joined, Left, Mark, Sealed, Sent, Told, spread

S, POLL, OPEN, CLOSED = "meeting:1", "polls/p", {"state": "open", "result": None}, {"state": "published"}
RESULT = {
    "outcomes": [{"counts": {"yes": 1, "no": 1, "abstain": 0, "invalid": 0}}], "received": 2, "heads": {"entitled": 3},
    "agrees": True,
    "roll": [{"person": "m1", "ballot": "yes"}, {"person": "m2", "ballot": "no"}, {"person": "m3"}],
}  # fmt: skip
STROKE, BALLOT = {"strokes/s": {"points": [1, 2, 3]}}, {"ballots/p/m1": {"choice": "yes"}}
# seq → fact, changes that all see; each a second after the other, acknowledged at once and told a tenth later.
STORY: dict[int, tuple[str, dict[str, Any]]] = {
    2: ("polls.opened", {POLL: OPEN}),
    3: ("polls.ballot_cast", {POLL: OPEN | {"received": 1}}),
    4: ("polls.ballot_cast", {POLL: OPEN | {"received": 2}}),
    5: ("ink.drawn", STROKE),
    6: ("polls.closed", {POLL: CLOSED | {"result": RESULT}}),
}
ACTS = {
    "open": (2, "t0", "desk", "polls.open", {"id": "p"}),
    "yes": (3, "t1", "m1", "polls.cast", {"poll": "p", "choice": "yes"}),
    "no": (4, "t2", "m2", "polls.cast", {"poll": "p", "choice": "no"}),
    "draw": (5, "t1", "m1", "ink.draw", {"id": "s"}),
    "close": (6, "t0", "desk", "polls.close", {"id": "p"}),
}


def good() -> History:
    """Three tablets see a vote from its opening to its closing; a fourth comes only then."""
    events: list[Event] = [Joined(0.0, tablet, "all", S, {"seq": 1, "records": {}}) for tablet in ("t0", "t1", "t2")]
    for id, (seq, client, person, name, args) in ACTS.items():
        events.append(Sent(float(seq), client, person, id, S, name, args))
        events.append(Answered(seq + 0.1, client, id, {"seq": seq, "at": 1000 + seq}))
        for tablet in ("t0", "t1", "t2"):
            own = BALLOT if (seq, tablet) == (3, "t1") else {}
            entry = {"seq": seq, "at": 1000 + seq, "by": person, "fact": STORY[seq][0], "changes": STORY[seq][1] | own}
            events.append(Told(seq + 0.2, tablet, S, [entry]))
    events.append(Mark(7.0, "healed"))
    events.append(Joined(7.5, "t3", "all", S, {"seq": 6, "records": {POLL: STORY[6][1][POLL], **STROKE}}))
    # Each with bodies of its own, so that one can be spoilt alone.
    return History([deepcopy(event) for event in events])


def sent(history: History, id: str) -> Sent:
    return next(event for event in history.all(Sent) if event.id == id)


def answer(history: History, id: str, **changes: Any) -> None:
    """Let what the first sending of this id was answered be another answer."""
    change(history, lambda event: isinstance(event, Answered) and event.id == id, **changes)


def change(history: History, which: Callable[[Event], bool], **changes: Any) -> None:
    history.events = [replace(event, **changes) if which(event) else event for event in history.events]


def told(history: History, tablet: str, seq: int) -> dict[str, Any]:
    """The entry as this tablet was told it, to be spoilt."""
    return next(
        event.entries[0] for event in history.all(Told) if event.client == tablet and event.entries[0]["seq"] == seq
    )


def results(history: History) -> list[dict[str, Any]]:
    """The result wherever it was shown, each a copy of its own."""
    found = [told(history, tablet, 6)["changes"][POLL] for tablet in ("t0", "t1", "t2")]
    found += [event.part["records"][POLL] for event in history.all(Joined) if event.client == "t3"]
    return [record["result"] for record in found]


def spoil_results(**changes: Any) -> Callable[[History], None]:
    def spoil(history: History) -> None:
        for result in results(history):
            result.update(deepcopy(changes))

    return spoil


def counted(**counts: int) -> list[dict[str, Any]]:
    return [{"counts": counts}]


def lose_a_ballot(history: History) -> None:
    spoil_results(roll=[{"person": "m1"}, *RESULT["roll"][1:]], received=1, outcomes=counted(no=1))(history)


def lose_a_stroke(history: History) -> None:
    next(event for event in history.all(Joined) if event.client == "t3").part["records"].pop("strokes/s")


def lose_the_end(history: History) -> None:
    next(event for event in history.all(Joined) if event.client == "t3").part.update(seq=5)


def reopen(history: History) -> None:
    for event in history.all(Joined):
        if event.client == "t3":
            event.part["records"][POLL] = OPEN


def answer_twice_differently(history: History) -> None:
    history.events.append(Answered(8.0, "t1", "yes", {"seq": 9, "at": 1009}))


def refuse_a_repetition(history: History) -> None:
    history.events.append(Answered(8.0, "t1", "yes", None, "already_voted"))


def share_an_entry(history: History) -> None:
    answer(history, "no", ok={"seq": 3, "at": 1003})


def two_ballots_on_the_roll(history: History) -> None:
    spoil_results(roll=[RESULT["roll"][0], *RESULT["roll"][:2]])(history)


def before_the_opening(history: History) -> None:
    answer(history, "yes", ok={"seq": 1, "at": 1001})


def after_the_closing(history: History) -> None:
    answer(history, "yes", ok={"seq": 7, "at": 1007})


def sent_after_the_closing_was_seen(history: History) -> None:
    history.events.append(Sent(9.0, "t2", "m3", "late", S, "polls.cast", {"poll": "p", "choice": "no"}))
    history.events.append(Answered(9.1, "t2", "late", {"seq": 5, "at": 1005}))


def refuse_a_ballot_that_counts(history: History) -> None:
    answer(history, "no", ok=None, code="stale")


def another_result(history: History) -> None:
    results(history)[3].update(heads={"entitled": 4})


def a_ballot_out_of_nothing(history: History) -> None:
    roll = [*RESULT["roll"][:2], {"person": "m3", "ballot": "abstain"}]
    spoil_results(roll=roll, received=3, outcomes=counted(yes=1, no=1, abstain=1))(history)


def show_before_it_is_sent(history: History) -> None:
    told(history, "t1", 2)["changes"].update(BALLOT)


def tell_another_fact(history: History) -> None:
    told(history, "t2", 5)["fact"] = "ink.erased"


def tell_another_body(history: History) -> None:
    told(history, "t2", 3)["changes"] = {POLL: OPEN | {"received": 7}}


def miss_the_end(history: History) -> None:
    history.events.remove(next(one for one in history.all(Told) if one.client == "t2" and one.entries[0]["seq"] == 6))


def end_with_another_record(history: History) -> None:
    next(event for event in history.all(Joined) if event.client == "t3").part["records"]["items/1"] = {}


def come_late(history: History) -> None:
    miss_the_end(history)
    history.events.append(Joined(12.1, "t2", "all", S, {"seq": 6, "since": 5, "changes": STORY[6][1]}))


def win_twice(history: History) -> None:
    history.events.append(Sent(5.9, "t1", "chair", "close2", S, "polls.close", {"id": "p"}))
    history.events.append(Answered(6.0, "t1", "close2", {"seq": 7, "at": 1007}))


def lose_oddly(history: History) -> None:
    history.events.append(Sent(5.9, "t1", "chair", "close2", S, "polls.close", {"id": "p"}))
    history.events.append(Answered(6.0, "t1", "close2", None, "not_allowed"))


def go_back_in_time(history: History) -> None:
    for tablet in ("t0", "t1", "t2"):
        told(history, tablet, 5)["at"] = 1001


def fail(history: History) -> None:
    history.events.append(Sent(6.9, "t1", "m1", "odd", S, "ink.draw", {"id": "s2"}))
    history.events.append(Answered(7.0, "t1", "odd", None, "internal"))


# --- a secret vote ---

LIST = [["2345678abc", "yes"], ["9876543xyz", "no"]]


def seal(history: History) -> None:
    """Let the same vote be a secret one."""
    for event in list(history.all(Sent)):
        if event.name == "polls.cast":
            choice = event.args.pop("choice")
            event.args["sealed"] = f"an envelope of {event.person}"
            tracker = next(tracker for tracker, ballot in LIST if ballot == choice)
            history.events.insert(0, Sealed(event.at, event.client, event.id, "p", choice, tracker))
    spoil_results(roll=None, trackers=LIST)(history)


def sealed_and_lost(history: History) -> None:
    seal(history)
    spoil_results(trackers=LIST[:1], received=1)(history)


def sealed_and_changed(history: History) -> None:
    seal(history)
    spoil_results(trackers=[LIST[0], [LIST[1][0], "yes"]])(history)


def sealed_and_counted_twice(history: History) -> None:
    seal(history)
    spoil_results(trackers=[*LIST, LIST[1]], received=3)(history)


def sealed_and_refused_but_counted(history: History) -> None:
    seal(history)
    answer(history, "no", ok=None, code="stale")


def sealed_by_nobody(history: History) -> None:
    seal(history)
    spoil_results(trackers=[*LIST, ["ppppppppp2", "no"]], received=3)(history)


def sealed_and_not_in_the_list(history: History) -> None:
    seal(history)
    spoil_results(trackers=LIST[:1])(history)


# what goes wrong → the rule that must say so
BAD: dict[Callable[[History], None], str] = {
    lose_a_ballot: "_p1_ballots_are_in_the_result",
    lose_a_stroke: "_p1_what_was_acknowledged_is_shown",
    lose_the_end: "_p1_what_was_acknowledged_is_shown",
    reopen: "_p1_what_was_closed_is_shown_as_closed",
    answer_twice_differently: "_p2_once",
    refuse_a_repetition: "_p2_once",
    share_an_entry: "_p2_once",
    two_ballots_on_the_roll: "_p2_once",
    before_the_opening: "_p3_only_while_open",
    after_the_closing: "_p3_only_while_open",
    sent_after_the_closing_was_seen: "_p3_only_while_open",
    refuse_a_ballot_that_counts: "_p3_refused_does_not_count",
    another_result: "_p3_closed_for_ever",
    spoil_results(agrees=False): "_p4_it_adds_up",
    spoil_results(received=3): "_p4_it_adds_up",
    spoil_results(heads={"entitled": 1}): "_p4_it_adds_up",
    a_ballot_out_of_nothing: "_p4_it_adds_up",
    sealed_and_lost: "p1_sealed_ballots_are_in_the_list",
    sealed_and_changed: "p1_sealed_ballots_are_in_the_list",
    sealed_and_counted_twice: "p2_nobody_is_in_the_list_twice",
    sealed_and_refused_but_counted: "p3_refused_envelopes_are_not_in_the_list",
    sealed_by_nobody: "p4_nothing_in_the_list_is_made_up",
    sealed_and_not_in_the_list: "p4_nothing_in_the_list_is_made_up",
    show_before_it_is_sent: "_p4_nothing_is_shown_that_was_not_sent",
    tell_another_fact: "_p5_one_order",
    tell_another_body: "_p5_one_order",
    miss_the_end: "_p5_all_end_equal",
    end_with_another_record: "_p5_all_end_equal",
    come_late: "_p5_in_time",
    win_twice: "_p6_one_wins",
    lose_oddly: "_p6_one_wins",
    go_back_in_time: "_p7_time_goes_forward",
    fail: "_f1_no_fault_is_answered",
}


def test_a_good_history_has_no_violations():
    assert check(good()) == []
    secret = good()
    seal(secret)
    assert check(secret) == []


@pytest.mark.parametrize(("spoil", "rule"), BAD.items(), ids=lambda value: getattr(value, "__name__", None))
def test_a_bad_one_has_the_right_one(spoil: Callable[[History], None], rule: str, monkeypatch: pytest.MonkeyPatch):
    history = good()
    spoil(history)
    monkeypatch.setattr(checker, "_RULES", [getattr(checker, rule)])
    found = check(history)
    assert found
    assert {violation.promise for violation in found} == {rule.strip("_")[:2].upper()}


def test_every_rule_is_shown_to_fire():
    assert {rule.__name__ for rule in checker._RULES} == set(BAD.values())


def test_who_comes_only_after_the_healing_is_not_late():
    history = good()
    change(history, lambda event: event.at == 7.5, at=60.0)
    assert check(history) == []


def test_all_rules_together_pass_over_what_a_client_that_left_shows():
    history = good()
    miss_the_end(history)
    history.events.append(Left(9.0, "t2"))
    assert check(history) == []


def test_a_span_of_bare_numbers_is_so_many_entries():
    entries = [{"seq": 2, "fact": "f"}, {"seq": 5, "from": 3}, {"seq": 6}]
    assert spread(entries) == [{"seq": 2, "fact": "f"}, {"seq": 3}, {"seq": 4}, {"seq": 5}, {"seq": 6}]
