"""The bench counts what arrives, judges it rightly, and the documents say what was measured. No time is looked at."""

import json
import shutil
from types import SimpleNamespace

import pytest

from bench import building, picture, report, results
from bench.crowd import Crowd, fan
from bench.figures import Board
from bench.goals import By, Goal, judged
from bench.messages import act, draw, tablet_of, wet
from bench.model import Constants, Meeting, fitted
from bench.processes import ROOT
from bench.room import Poll
from bench.scenarios import voting
from bench.site import Site
from bench.targets import GOALS, rows

TABLETS = 3


@pytest.fixture(scope="module")
def site():
    try:
        building.program("crowd")
    except building.NoCompiler as missing:
        pytest.skip(str(missing))
    with Site(quick=True) as site:
        yield site


@pytest.fixture(scope="module", params=["ours", "floor", "node", "stock"])
def server(site, request):
    if request.param == "node" and not (shutil.which("node") and (ROOT / "node_modules/socket.io").exists()):
        pytest.skip("socket.io for Node is not installed (npm ci installs it)")
    site.house.room("tiny", TABLETS - 1)
    with site.server(request.param) as server:
        yield server


def said(site, server, message):
    room = site.house.room("tiny", TABLETS - 1)
    return [tablet_of(server.name, person, room, message(room)) for person in room.everybody]


def test_every_entry_is_counted(site, server):
    tablets = said(site, server, lambda room: draw(room.stream, room.paper, 1))
    found = fan(server, tablets, hearers=TABLETS, senders=2, rate=50, warm=0.05, seconds=0.2)
    assert found["sent"] > 5
    assert (found["delivered"], found["lost"]) == (found["sent"] * TABLETS, 0)
    assert found["us_each"] > 0


def test_every_signal_is_counted_but_by_its_sender(site, server):
    tablets = said(site, server, lambda room: wet(room.meeting, room.paper, 1))
    found = fan(server, tablets, hearers=TABLETS - 1, senders=3, rate=50, warm=0.05, seconds=0.2)
    assert found["sent"] > 5
    assert (found["delivered"], found["lost"]) == (found["sent"] * (TABLETS - 1), 0)


def test_every_ballot_is_acknowledged(site, server):
    room = site.house.room("tiny", TABLETS - 1)
    polls = site.house.open_polls(room, 2)
    ballots = [act(room.stream, "polls.cast", poll=poll.id, choice="yes") for poll in polls]
    voters = [tablet_of(server.name, person, room, *ballots) for person in room.members]
    with Crowd(server, voters, "burst") as crowd:
        for _ in polls:
            assert crowd.go()["answered"] == len(voters)


@pytest.mark.parametrize("published", [[], [("m1", "yes")] * 2, [("m1", "no")], [("m1", "yes"), ("m2", "yes")]])
def test_a_ballot_that_is_lost_or_counts_twice_is_an_error(published):
    hall = voting.Hall(room=None, polls=[Poll("p")], ballots={}, lists=[[("m1", "yes")]])
    voting.check(SimpleNamespace(close_poll=lambda *_: [("m1", "yes")]), hall)
    with pytest.raises(RuntimeError, match="are published"):
        voting.check(SimpleNamespace(close_poll=lambda *_: published), hall)


def test_what_is_refused_is_an_error(site, server):
    if server.name != "ours":
        pytest.skip("the peers refuse nothing")
    tablets = said(site, server, lambda room: act(room.stream, "polls.cast", poll="0" * 20, choice="yes"))
    with Crowd(server, tablets, "burst") as crowd, pytest.raises(RuntimeError, match="refused 3 times"):
        crowd.go()


# --- goals ---


@pytest.mark.parametrize(
    ("goal", "rounds", "compared", "is_met", "margin"),
    [
        (Goal("", "", "a", "ms", 10), {"a": [4, 5, 20]}, 5, True, 2),
        (Goal("", "", "a", "ms", 4), {"a": [4, 5, 20]}, 5, False, 0.8),
        (Goal("", "", "a", "/s", 4, at_least=True), {"a": [5]}, 5, True, 1.25),
        (Goal("", "", "a", "/s", 10, at_least=True), {"a": [5]}, 5, False, 0.5),
        (Goal("", "", "a", "µs", 0.5, peer=".node", by=By.RATIO), {"a": [1, 9], ".node": [4, 36]}, 0.25, True, 2),
        (Goal("", "", "a", "ms", 1, peer=".floor", by=By.DIFFERENCE), {"a": [5], ".floor": [3]}, 2, False, 0.5),
    ],
)
def test_a_goal_is_judged_by_the_median_and_round_by_round(goal, rounds, compared, is_met, margin):
    row = judged(goal, rounds)
    assert (row.compared.median, row.is_met, row.margin) == (compared, is_met, margin)


def test_what_was_not_measured_is_neither_met_nor_missed():
    row = judged(Goal("", "", "a", "ms", 10, peer=".node", by=By.RATIO), {"a": [1.0]})
    assert (row.is_met, row.margin) == (None, None)
    assert judged(Goal("", "", "a", "ms", 10), {}).verdict == "not measured"


def test_the_json_has_all_goals():
    board = Board()
    board.note({"reconnect.ours.ms": 500})
    made = json.loads(json.dumps(results.made_of(board, quick=True, missing={})))
    assert [goal["goal"]["name"] for goal in made["goals"]] == [goal.name for goal in GOALS]
    assert [goal["met"] for goal in made["goals"] if goal["value"]] == [True]


# --- documents ---


@pytest.fixture
def measured():
    return json.loads(report.MEASURED.read_text())


def test_there_is_a_figure_for_every_goal(measured):
    absent = {name for goal in GOALS for name in (goal.figure, goal.peer) if name and name not in measured["figures"]}
    assert not absent or measured["missing"] or measured["quick"], absent


def test_the_documents_say_what_was_measured(measured, tmp_path):
    docs = ROOT / "docs"
    (tmp_path / "pictures").mkdir()
    pages = ("performance.md", "scale.md")
    for page in pages:
        shutil.copy(docs / page, tmp_path / page)
    report.write(tmp_path, measured, rows(measured["figures"]))
    for page in (*pages, "pictures/performance.svg"):
        assert (tmp_path / page).read_text() == (docs / page).read_text(), "run `python -m bench.report docs FILE`"


def test_the_picture_shows_every_goal_that_was_measured(measured):
    found = rows(measured["figures"])
    drawn = picture.svg(measured["figures"], found)
    assert drawn.count("<circle") + drawn.count("<path") == sum(row.margin is not None for row in found) > 10


# --- the model ---


def test_the_line_through_points_on_a_line_is_found():
    assert fitted([(1, 12), (50, 110), (200, 410)]) == pytest.approx((10, 2))


def test_shares_add_up():
    constants = Constants({"idle_us": 100, "signal_us": 50, "delivery_us": 10, "act_us": 1000, "entry_us": 12})
    calm, lively = Meeting(100, 0, 0), Meeting(11, 100, 10)
    assert constants.share([calm]) == pytest.approx(0.01)
    assert constants.share([calm, lively]) == pytest.approx(0.01 + 0.0011 + 100 * 150e-6 + 10 * 1132e-6)
    assert constants.share([constants.sized(lively, 0.5)]) == pytest.approx(0.5)
