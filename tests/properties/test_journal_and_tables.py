"""The journal says it all: replaying it gives the same tables, its chain holds, and every tally adds up."""

import random
from collections import Counter
from collections.abc import Callable

from hypothesis import given, settings
from sqlalchemy import select

from icabinet.errors import Refusal
from icabinet.journal import actions, reading
from icabinet.polls.tables import PollRow, VoterRow
from tests.desk import ROLES, Desk
from tests.properties.script import ACTIONS, Step, make_up, play, scripts, tracker_of

_BY_CHANCE = 20


def test_made_up_meetings_reach_every_action(again: Callable[..., Desk]):
    """Or the other tests here would prove little."""
    missing = set(ACTIONS)
    for seed in range(400):
        # What chance has left out so far is tried for, one action in each meeting.
        favour = [sorted(missing)[seed % len(missing)]] if seed >= _BY_CHANCE else ()
        steps = make_up(random.Random(seed), 20, 35, favour=favour)
        # After the last that may still reach something, the meeting would prove nothing more.
        until = max((at for at, step in enumerate(steps, 1) if step.name in missing), default=0)
        if not until:
            continue
        desk = again(live=seed % 4 > 0)
        for step in steps[:until]:
            if not isinstance(play(desk, step), Refusal):
                missing.discard(step.name)
        if not missing:
            break
    assert missing == set(), seed
    # Slips are made up by themselves (test_slips.py).
    # What comes after meetings, years later at times, stands in tests/features/test_erasing.py.
    in_a_room = {name for name in actions.ACTIONS if not name.startswith(("slips.", "archive."))}
    assert in_a_room - set(ACTIONS) == {"meetings.create"}


@settings(max_examples=25)
@given(script=scripts())
def test_replaying_the_journal_gives_the_same_tables(again: Callable[..., Desk], script: list[Step]):
    desk = again()
    for step in script:
        play(desk, step)
    streams = [desk.stream, *map(desk.notebook_of, ROLES)]
    before = desk.dump()
    for stream in streams:
        desk.services.writer.write(lambda session, stream=stream: reading.replay(session, stream))
    assert desk.dump() == before


@settings(max_examples=15)
@given(script=scripts())
def test_numbers_have_no_gaps_times_never_fall_and_the_chain_holds(again: Callable[..., Desk], script: list[Step]):
    desk = again()
    for step in script:
        head, outcome = desk.head(), play(desk, step)
        if isinstance(outcome, Refusal):
            assert desk.head() == head
    with desk.services.db.reading() as session:
        for stream in reading.streams(session):
            verdict = reading.verify(session, stream)
            assert verdict.fault is None
            entries = list(reading.entries(session, stream))
            assert [entry.seq for entry in entries] == list(range(1, verdict.entries + 1))
            assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)


@settings(max_examples=25)
@given(script=scripts())
def test_every_tally_is_the_ballots_is_the_turnout(again: Callable[..., Desk], script: list[Step]):
    desk, cast = again(), {}
    for step in script:
        outcome = play(desk, step)
        if step.name == "polls.cast" and not isinstance(outcome, Refusal):
            assert cast.setdefault((step.args["poll"], step.who), step.args["choice"]) is step.args["choice"]
        # What the desk read from a paper it may put right.
        if step.name == "polls.enter" and not isinstance(outcome, Refusal):
            cast[step.args["poll"], step.args["member"]] = step.args["choice"]
    for poll in (row for row in _rows(desk, PollRow) if row.state == "published"):
        choices = {who: choice for (voted_in, who), choice in cast.items() if voted_in == poll.id}
        voters = [row for row in _rows(desk, VoterRow) if row.poll == poll.id]
        voted = [row for row in voters if row.voted_at is not None]
        counts, counted = dict(poll.result["outcomes"][0]["counts"]), Counter(choices.values())
        for hands in poll.paper:
            counts = {choice: number - hands[choice] for choice, number in counts.items()}
        raised = sum(hands[choice] for hands in poll.paper for choice in hands)
        assert counts == {choice: counted[choice] for choice in ("yes", "no", "abstain")} | {"invalid": 0}
        assert poll.result["agrees"] is True
        assert len(choices) == len(voted) == sum(counts.values()) == poll.received - raised
        assert poll.received == poll.result["received"]
        assert poll.received <= poll.entitled == len(voters)
        if poll.secret:
            assert poll.result["roll"] is None
            assert poll.result["trackers"] == sorted([tracker_of(who), choice] for who, choice in choices.items())
        else:
            assert poll.result["trackers"] is None
            roll = {line["person"]: line["ballot"] for line in poll.result["roll"] if "ballot" in line}
            assert roll == {desk.person(who): choice for who, choice in choices.items()}


def _rows(desk: Desk, table: type) -> list:
    with desk.services.db.reading() as session:
        return list(session.scalars(select(table).where(table.stream == desk.stream)))
