"""A meeting as it is held: the chair leads, two members take part, and the room sees it on the wall."""

import pytest

from tests.browser.house import ITEMS

QUESTION = "Thông qua dự toán ngân sách năm 2027?"


def test_a_meeting_from_the_first_item_to_the_result(enter):
    chair, binh, cuong, wall = enter("an"), enter("binh"), enter("cuong"), enter("screen")
    everybody = (chair, binh, cuong, wall)

    for one in (chair, binh, cuong):
        one.checks_in()
    chair.opens_item(ITEMS[1])
    for one in everybody:
        one.sees_item(ITEMS[1])

    chair.opens_paper()
    chair.shows_page(3)
    for one in everybody:
        one.sees_page(3)

    binh.draws_stroke(shared=True)
    chair.draws_stroke(shared=True)
    for one in everybody:
        one.sees_strokes(2)

    binh.raises_hand()
    binh.is_next()
    chair.sees_waiting("binh")
    chair.calls_next()
    binh.has_the_floor()
    cuong.sees_speaker("binh")
    wall.sees_speaker("binh")
    chair.ends_speech()
    for one in (binh, cuong, wall):
        one.sees_nobody_speaking()

    chair.opens_vote(QUESTION)
    binh.sees_vote(QUESTION)
    binh.votes("yes")
    cuong.votes("no")
    wall.sees_turnout(2, 3)
    chair.votes("yes")
    chair.goes_back_to_paper()
    chair.closes_vote()
    for one in everybody:
        one.sees_result(yes=2, no=1, verdict="Adopted")


@pytest.mark.parametrize("size", [(1024, 768), (768, 1024)], ids=["lying", "standing"])
def test_a_chair_with_a_tablet_has_the_result_before_the_eyes(enter, size):
    chair, binh = enter("an", size=size), enter("binh", size=size)
    chair.opens_item(ITEMS[0])
    binh.raises_hand()
    chair.calls_next()
    binh.has_the_floor()
    chair.opens_vote(QUESTION)
    chair.votes("no")
    chair.goes_back_to_paper()
    binh.votes("yes")
    chair.closes_vote()
    chair.sees_result(yes=1, no=1, verdict="Not adopted")
    for one in (chair, binh):
        one.sees_the_whole_frame()
