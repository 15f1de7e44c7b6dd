"""`flask polls audit`: a vote counted again, and what it says when somebody has changed a number."""

from collections.abc import Callable

import pytest
from click.testing import Result

from tests.cli.test_commands import tamper
from tests.desk import Desk, ref

POLL = ref("poll1")
SECRET = ref("secret")
BALLOTS = {"chair": "yes", "m1": "yes", "m2": "no", "m3": "no"}


@pytest.fixture
def audit(live: Desk) -> Callable[[str], Result]:
    for name, secret in (("poll1", False), ("secret", True)):
        live.open_poll(name, secret=secret)
        for number, (who, choice) in enumerate(BALLOTS.items()):
            live.cast(who, name, choice, f"{number + 2}" * 10)
        live.act("chair", "polls.close", id=ref(name))
    return lambda poll: live.app.test_cli_runner().invoke(args=["polls", "audit", poll, "--meeting", live.meeting])


def test_every_number_is_printed_and_agrees(audit):
    said = audit(POLL)
    assert said.exit_code == 0, said.output
    assert "motion: 2 yes, 2 no, 0 abstain, 0 invalid; base 4, needed 3" in said.output
    assert "verdict    adopted" in said.output
    assert said.output.splitlines()[-1] == "everything agrees"


def test_a_secret_vote_is_counted_from_its_published_list(audit):
    said = audit(SECRET)
    assert said.exit_code == 0, said.output
    assert "4 received, 0 with names, 4 by tracker" in said.output
    assert "verdict    rejected" in said.output


def test_a_ballot_changed_behind_the_products_back_is_found(live: Desk, audit):
    where = (live.stream, POLL, live.person("m2"))
    tamper(live, "UPDATE voters SET choice = 'yes' WHERE stream = ? AND poll = ? AND person = ?", *where)
    said = audit(POLL)
    assert said.exit_code == 1
    assert "DIFFERS  ballots: 4 in the table, 4 in the journal, not all the same" in said.output


def test_a_journal_that_was_changed_is_found(live: Desk, audit):
    change = """UPDATE entries SET body = replace(body, '"no"', '"yes"')
        WHERE stream = ? AND name = 'polls.ballot_cast' AND body LIKE ?"""
    tamper(live, change, live.stream, f"%{live.person('m2')}%")
    said = audit(POLL)
    assert said.exit_code == 1
    assert "DIFFERS  the journal:" in said.output
    assert "DIFFERS  outcomes:" in said.output


def test_what_cannot_be_counted_is_said(live: Desk, audit):
    assert "0 meetings have a vote nothing" in audit("nothing").output
    everywhere = live.app.test_cli_runner().invoke(args=["polls", "audit", POLL])
    assert "2 meetings have a vote" in everywhere.output
    live.open_poll("poll3")
    said = audit(ref("poll3"))
    assert (said.exit_code, "has not been closed" in said.output) == (1, True)
