"""A tablet is cut off in the middle of a vote: what is done on it is not lost, not done twice, and not called done."""

from tests.browser.house import ITEMS

QUESTION = "Thông qua kế hoạch năm 2027?"


def test_what_is_done_while_cut_off_is_recorded_once(enter, meeting):
    chair, binh, cuong, wall = enter("an"), enter("binh"), enter("cuong"), enter("screen")
    chair.opens_item(ITEMS[1])
    chair.opens_paper()
    chair.shows_page(2)
    cuong.sees_page(2)
    chair.opens_vote(QUESTION)
    cuong.sees_vote(QUESTION)

    cuong.loses_network()
    cuong.chooses("no")
    cuong.sees_vote_not_sent()
    cuong.goes_back_to_paper()
    cuong.draws_stroke(shared=True)
    cuong.draws_stroke(shared=False)
    cuong.sees_unsent(3)

    # The meeting goes on without it.
    binh.votes("yes")
    binh.goes_back_to_paper()
    binh.draws_stroke(shared=True)
    chair.votes("yes")
    chair.goes_back_to_paper()
    chair.sees_missing("cuong")
    wall.sees_turnout(2, 3)

    cuong.gets_network_back()
    cuong.sees_everything_sent()
    cuong.brings_vote_back()
    cuong.sees_vote_recorded()
    wall.sees_turnout(3, 3)
    chair.closes_vote()
    binh.brings_vote_back()
    for one in (chair, binh, cuong, wall):
        one.sees_result(yes=2, no=1, verdict="Adopted")

    cuong.goes_back_to_paper()
    binh.goes_back_to_paper()
    cuong.sees_strokes(3)
    for one in (chair, binh):
        one.sees_strokes(2)
    assert len(meeting.all("strokes", "cuong")) == 3
    assert len(meeting.all("strokes", "ha")) == 2
    assert len(meeting.all("ballots")) == 3


def test_what_waits_on_the_tablet_survives_a_reload(enter, meeting):
    """Nobody knows how long the network stays away; somebody will reload the page as soon as it is back."""
    cuong = enter("cuong")
    cuong.opens_paper()
    cuong.loses_network()
    cuong.draws_stroke(shared=False)
    cuong.sees_unsent(1)
    cuong.cable.mend()
    cuong.reloads()
    cuong.is_connected()
    cuong.sees_everything_sent()
    cuong.sees_strokes(1)
    assert len(meeting.all("strokes", "cuong")) == 1
