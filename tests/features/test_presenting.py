"""Presenting: the page and the part of it that is shown, and who shows it."""

import pytest

from icabinet.presenting.facts import Gathered, HandedOver, PageShown, PresentingStopped, TakenBack
from icabinet.presenting.queries import presenter
from tests.desk import Desk, ref

WINDOW = [2_000, 3_000, 6_000, 6_500]


@pytest.fixture
def shown(live: Desk) -> Desk:
    live.file_paper("paper1", pages=3)
    show(live, "chair")
    return live


def show(desk: Desk, who: str, page: int = 1, window: list[int] | None = None) -> None:
    desk.act(who, "presenting.show", paper=ref("paper1"), page=page, window=window)


def now(desk: Desk, who: str = "m2") -> dict:
    return desk.records(who)["presenting/now"]


def who_presents(desk: Desk) -> str | None:
    with desk.services.db.reading() as session:
        return presenter(session, desk.stream)


def test_the_window_is_on_record_for_whoever_comes_late(shown: Desk):
    show(shown, "chair", window=WINDOW)
    for who in ("m1", "guest", "screen"):
        assert now(shown, who)["window"] == WINDOW
    show(shown, "chair", page=2)
    assert now(shown)["window"] is None
    shown.refused("chair", "presenting.show", "invalid", paper=ref("paper1"), page=1, window=[1, 2, 3])


def test_looking_closer_at_a_page_shows_nothing_new(shown: Desk):
    at = now(shown)["at"]
    show(shown, "chair", window=WINDOW)
    assert now(shown)["at"] == at


def test_whoever_was_asked_presents_until_it_is_taken_back(shown: Desk):
    shown.refused("m1", "presenting.show", "not_allowed", paper=ref("paper1"), page=2)
    with shown.happening() as facts:
        shown.act("chair", "presenting.hand_over", person=shown.person("m1"))
        show(shown, "m1", page=2)
        shown.act("m1", "presenting.gather")
    assert facts == [HandedOver(person=shown.person("m1")), PageShown(paper=ref("paper1"), page=2), Gathered()]
    assert shown.records("m2")["presenting/presenter"]["person"] == shown.person("m1") == who_presents(shown)
    shown.act("sec", "presenting.take_back")
    assert (now(shown)["by"], now(shown)["page"]) == (shown.person("sec"), 2)
    assert "presenting/presenter" not in shown.records("m2")
    shown.refused("m1", "presenting.show", "not_allowed", paper=ref("paper1"), page=2)
    for act in ("presenting.stop", "presenting.gather"):
        shown.refused("m1", act, "not_allowed")


def test_what_is_shown_goes_to_the_new_presenter_at_once(shown: Desk):
    shown.act("chair", "presenting.hand_over", person=shown.person("guest"))
    assert now(shown)["by"] == shown.person("guest")


def test_chair_and_secretary_take_it_back_by_showing_a_page(shown: Desk):
    shown.act("chair", "presenting.hand_over", person=shown.person("m1"))
    with shown.happening() as facts:
        show(shown, "sec", page=3)
    assert facts == [TakenBack(), PageShown(paper=ref("paper1"), page=3)]
    assert who_presents(shown) == shown.person("sec")


def test_whoever_has_presented_gives_it_back_by_stopping(shown: Desk):
    shown.act("chair", "presenting.hand_over", person=shown.person("m1"))
    with shown.happening() as facts:
        shown.act("m1", "presenting.stop")
    assert facts == [PresentingStopped()]
    assert who_presents(shown) is None
    assert shown.kinds("m2", "presenting") == {}


def test_only_people_at_tablets_who_may_read_the_page_are_asked(shown: Desk):
    for who in ("screen", "aud", "out"):
        shown.refused("chair", "presenting.hand_over", "no_presenter", person=shown.person(who))
    shown.refused("m1", "presenting.hand_over", "not_allowed", person=shown.person("m1"))
    shown.act("sec", "papers.restrict", id=ref("paper1"), level="ordinary", people=[shown.person("m2")])
    shown.refused("chair", "presenting.hand_over", "presenter_may_not_read", person=shown.person("m1"))
    shown.act("chair", "presenting.hand_over", person=shown.person("m2"))


def test_asking_twice_and_taking_back_nothing_do_nothing(shown: Desk):
    with shown.happening() as facts:
        shown.act("chair", "presenting.take_back")
        for _ in range(2):
            shown.act("chair", "presenting.hand_over", person=shown.person("m1"))
    assert facts == [HandedOver(person=shown.person("m1"))]


def test_whoever_takes_part_no_longer_presents_no_longer(shown: Desk):
    shown.act("chair", "presenting.hand_over", person=shown.person("m1"))
    shown.act("sec", "meetings.add_participant", person=shown.person("m1"), role="guest", entitled=False)
    assert who_presents(shown) == shown.person("m1")
    shown.act("sec", "meetings.add_participant", person=shown.person("m1"), role="auditor", entitled=False)
    assert "presenting/presenter" not in shown.records("m2")
    shown.act("chair", "presenting.hand_over", person=shown.person("m2"))
    shown.act("sec", "meetings.remove_participant", person=shown.person("m2"))
    assert "presenting/presenter" not in shown.records("guest")


def test_everybody_is_brought_here_once_for_each_time(shown: Desk):
    assert now(shown)["gathered"] == 0
    first = shown.act("chair", "presenting.gather").seq
    assert now(shown)["gathered"] == first
    show(shown, "chair", page=2)
    assert now(shown)["gathered"] == first
    assert shown.act("sec", "presenting.gather").seq == now(shown)["gathered"] > first
    shown.act("chair", "presenting.stop")
    shown.refused("chair", "presenting.gather", "nothing_shown")
