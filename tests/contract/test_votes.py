"""Ballots of one batch are read and written together: each is judged and counted once, whatever else is in it."""

from collections.abc import Callable

from icabinet import ids
from icabinet.errors import Invalid
from icabinet.journal.turns import Turn
from icabinet.polls.facts import BallotCast
from tests.desk import Desk, ref
from tests.journal.test_writing import Gate, outcome

POLL = ref("poll")


def cast(desk: Desk, who: str, choice: str) -> Callable[[], object]:
    return lambda: desk.act(who, "polls.cast", poll=POLL, choice=choice)


def prepared(desk: Desk) -> Desk:
    desk.start().act("sec", "polls.prepare", id=POLL, question="?", secret=False, preset="majority_cast")
    return desk


def test_a_vote_may_be_opened_held_and_closed_in_one_batch(desk: Desk):
    prepared(desk)
    done = Gate(desk).together(
        lambda: desk.act("sec", "polls.open", id=POLL),
        cast(desk, "m1", "yes"),
        cast(desk, "m2", "no"),
        cast(desk, "m1", "no"),
        lambda: desk.act("sec", "polls.close", id=POLL),
        cast(desk, "m3", "yes"),
    )
    assert [outcome(one) for one in done] == ["stored", "stored", "stored", "already_voted", "stored", "stale"]
    assert sorted(line["ballot"] for line in desk.result_of("poll")["roll"] if "ballot" in line) == ["no", "yes"]


def test_a_ballot_that_is_undone_may_be_cast_again_in_the_same_batch(desk: Desk):
    prepared(desk).act("sec", "polls.open", id=POLL)

    def fail(turn: Turn) -> None:
        turn.record(BallotCast(poll=POLL, voter=desk.person("m2"), choice="no"))
        raise Invalid(where="test", why="test")

    done = Gate(desk).together(
        cast(desk, "m1", "yes"),
        lambda: desk.services.writer.take_turn(desk.stream, desk.person("m2"), ids.new(), fail),
        cast(desk, "m2", "yes"),
    )
    assert [outcome(one) for one in done] == ["stored", "invalid", "stored"]
    desk.act("sec", "polls.close", id=POLL)
    assert sorted(line["ballot"] for line in desk.result_of("poll")["roll"] if "ballot" in line) == ["yes", "yes"]
