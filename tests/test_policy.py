"""Who may do what, and when: every action × stream × state of the meeting × person, frozen as a text to be read.

`python -m tests.test_policy` writes policy_matrix.txt anew; what changed in it is for a person to judge.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from icabinet import ids
from icabinet.errors import Refusal
from icabinet.journal.actions import ACTIONS, ANY_STATE, Action, Nothing
from icabinet.performing import SYSTEM, Actor, perform, perform_inside
from tests.desk import BODY, EVERYBODY, MAIN, NOISE, ROLES, Desk
from tests.migrated import migrate
from tests.noise import furnish

MATRIX = Path(__file__).parent / "policy_matrix.txt"

STATES = ("planned", "live", "ended")
# Whose column stands for each role; m2 owns the notebook that is somebody else's to all of them.
PEOPLE = ("chair", "sec", "m1", "guest", "screen", "aud", "out", "admin", SYSTEM)
# A member whose tablet was signed in for another meeting.
ELSEWHERE = "m1@noise"
COLUMNS = (*PEOPLE, ELSEWHERE)
TITLES = {"sec": "secretary", "m1": "member", "screen": "display", "aud": "auditor", "out": "outsider"}
STREAMS = {"meeting": "", "own notebook": "own", "another's notebook": "m2"}
HEAD = """\
Who may do what. "yes": permission and state allow it, and the action itself decides; else the code of the refusal.
Where a notebook is not listed for an action, everybody is refused with "invalid" there.
Written by `python -m tests.test_policy`.
"""


class Reached(Refusal):
    """The action itself was reached: nothing before it said no."""

    code = "yes"


def reached(_turn: object, _args: object) -> None:
    raise Reached


@contextmanager
def hollow() -> Iterator[None]:
    """Have every action take no arguments and do nothing, so that only the checks before it speak."""
    with patch.dict(ACTIONS, {name: replace(action, args=Nothing, act=reached) for name, action in ACTIONS.items()}):
        yield


def outcome(desk: Desk, who: str, action: Action, stream: str) -> str:
    """Return "yes", or the code with which this is refused."""
    name, _, limited = who.partition("@")
    person = desk.person(name)
    owner = person if stream == "own" else stream and desk.person(stream)
    target = f"notebook:{MAIN}:{owner}" if owner else desk.stream
    way = perform_inside if action.inside else perform
    with desk.app.app_context(), pytest.raises(Refusal) as caught:
        way(Actor(person, NOISE if limited else None), target, ids.new(), action.name, {})
    return str(caught.value.code)


def rows(desk: Desk) -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield (action, stream, state, outcomes by column)."""
    found: dict[tuple[str, str, str], list[str]] = {}
    moves = {"planned": None, "live": "meetings.start", "ended": "meetings.end"}
    for state in STATES:
        if moves[state]:
            desk.act("sec", moves[state])
        with hollow():
            for name, action in ACTIONS.items():
                for stream, owner in STREAMS.items():
                    found[name, stream, state] = [outcome(desk, who, action, owner) for who in COLUMNS]
    for name in sorted(ACTIONS):
        for stream in STREAMS:
            for state in STATES:
                yield name, stream, state, found[name, stream, state]


def line(cells: list[str]) -> str:
    widths = (35, 20, 9, *[13] * len(COLUMNS))
    return "".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def matrix(desk: Desk) -> str:
    """Return the whole matrix, without the streams that an action does not take from anybody."""
    lines = [line(["action", "stream", "state", *(TITLES.get(who, who) for who in COLUMNS)])]
    for name, stream, state, outcomes in rows(desk):
        shown = f"{name} (inside)" if ACTIONS[name].inside else name
        if set(outcomes) != {"invalid"}:
            lines.append(line([shown, stream, state, *outcomes]))
    return HEAD + "\n" + "\n".join(lines) + "\n"


@contextmanager
def a_desk() -> Iterator[Desk]:
    """Open the desk that tests start from, where pytest is not at hand."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), {})
        with desk.app.app_context():
            migrate()
        furnish(desk)
        yield desk
        desk.close()


def test_the_policy_is_the_one_that_was_written_down(desk: Desk) -> None:
    assert matrix(desk) == MATRIX.read_text(), "read what changed, then run `python -m tests.test_policy`"


def test_every_action_has_its_rows() -> None:
    told = {text.split()[0] for text in MATRIX.read_text().splitlines()[5:]}
    assert told == set(ACTIONS)


def test_no_tablet_can_ask_for_what_is_done_inside(desk: Desk) -> None:
    inside = [name for name, action in ACTIONS.items() if action.inside]
    assert inside
    for name in inside:
        for who in EVERYBODY:
            desk.refused(who, name, "unknown_action")


def test_what_nobody_was_granted_is_denied_to_all(live: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    new = Action("made.up", "nobody.thought.of", Nothing, reached, ANY_STATE, "nor.of.this", inside=False, ahead=None)
    monkeypatch.setitem(ACTIONS, new.name, new)
    for who in (*ROLES, SYSTEM):
        live.refused(who, new.name, "not_allowed")
        if who != SYSTEM:
            live.refused(who, new.name, "not_allowed", private=True)


def test_only_who_prepares_a_body_makes_its_meetings(desk: Desk) -> None:
    made = {}
    with desk.app.app_context():
        for who in EVERYBODY:
            args = {"body": desk.known[BODY], "title": "Another", "starts_at": 1}
            try:
                perform(Actor(desk.person(who)), f"meeting:{ids.new()}", ids.new(), "meetings.create", args)
                made[who] = "yes"
            except Refusal as refusal:
                made[who] = refusal.code
    assert made == {who: "yes" if who in ("sec", "admin") else "not_allowed" for who in EVERYBODY}


def test_a_tablet_signed_in_for_one_meeting_makes_no_other(desk: Desk) -> None:
    args = {"body": desk.known[BODY], "title": "Another", "starts_at": 1}
    for name, code in (("new0000000000000", "not_found"), (MAIN, "id_taken")):
        with desk.app.app_context(), pytest.raises(Refusal) as caught:
            perform(Actor(desk.person("sec"), MAIN), f"meeting:{name}", ids.new(), "meetings.create", args)
        assert caught.value.code == code


def test_before_there_is_a_meeting_nothing_else_can_be_done(desk: Desk) -> None:
    with hollow(), desk.app.app_context():
        for name in set(ACTIONS) - {"meetings.create", "slips.make"}:
            for who in ("sec", "admin"):
                with pytest.raises(Refusal) as caught:
                    perform_inside(Actor(desk.person(who)), f"meeting:{ids.new()}", ids.new(), name, {})
                assert caught.value.code == "not_found", name


if __name__ == "__main__":
    with a_desk() as opened:
        MATRIX.write_text(matrix(opened))
