"""Who is online elsewhere: believed as long as it is said again."""

import pytest

from icabinet.live import neighbours
from icabinet.live.neighbours import Acts, Neighbours
from icabinet.live.rooms import Rooms, Socket
from tests.wires import ToldTo


class Line:
    """Keeps what is said, and lets the test say what others say."""

    def __init__(self) -> None:
        self.said = []

    def say(self, news):
        self.said.append(news)

    def listen(self, hear, connected):  # noqa: ARG002 - the form of a line
        self.hear = hear


@pytest.fixture
def line():
    return Line()


@pytest.fixture
def told():
    return []


@pytest.fixture
def here(line, told):
    rooms = Rooms()
    rooms.join(Socket("sid", "p1", "One", "vi", "session", None, ToldTo()), "m", "member")
    here = Neighbours(line, rooms)
    here.listen(None, Acts(told.append, told.append, told.append, lambda: None))
    return here


def test_who_is_connected_here_and_elsewhere_is_online_once(here, line, told):
    line.hear("other", {"online": ["p1", "p3"], "meeting": "m"})
    line.hear("third", {"online": ["p2"], "meeting": "m"})
    line.hear("third", {"online": ["p9"], "meeting": "elsewhere"})
    assert here.online("m") == ["p1", "p2", "p3"]
    assert told == ["m", "m", "elsewhere"]


def test_what_is_said_again_is_no_news(here, line, told):
    for _ in range(3):
        line.hear("other", {"online": ["p2"], "meeting": "m"})
    assert told == ["m"]


def test_whoever_has_left_is_no_longer_online(here, line, told):
    line.hear("other", {"online": ["p2"], "meeting": "m"})
    line.hear("other", {"online": [], "meeting": "m"})
    assert (here.online("m"), told) == (["p1"], ["m", "m"])


def test_a_process_that_falls_silent_is_forgotten(here, line, monkeypatch):
    now = 1000.0
    monkeypatch.setattr(neighbours.time, "monotonic", lambda: now)
    line.hear("other", {"online": ["p2"], "meeting": "m"})
    now += 11
    assert here.beat() == []
    assert here.online("m") == ["p1", "p2"]
    now += 2
    assert here.beat() == ["m"]
    assert here.online("m") == ["p1"]


def test_each_beat_says_who_is_here(here, line):
    here.beat()
    assert line.said == [{"online": ["p1"], "meeting": "m"}]


def test_of_what_happened_only_the_number_is_said(here, line):
    here.say_head("meeting:m", 7)
    assert line.said == [{"head": 7, "stream": "meeting:m"}]


def test_alone_there_is_nobody_to_tell():
    alone = Neighbours(None, Rooms())
    alone.say_head("meeting:m", 7)
    assert (alone.beat(), alone.online("m")) == ([], [])
