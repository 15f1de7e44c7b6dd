"""Following the chair: by default, until one turns a page oneself; and back with one tap."""

from playwright.sync_api import expect

from tests.browser.house import ITEMS
from tests.browser.test_accessibility import INSPECTED, violations


def test_leaving_the_chairs_page_and_coming_back(enter):
    chair, *followers = enter("an"), enter("binh"), enter("cuong", locale="en")
    chair.opens_item(ITEMS[1])
    chair.opens_paper()
    chair.shows_page(2)
    for one in followers:
        one.sees_page(2)
        one.follows()
        one.turns_the_page()
        one.sees_page(3)
        one.reads_alone()
    chair.sees_page(2)
    chair.turns_to(4)
    for one in followers:
        one.sees_page(3)
        one.comes_back(4)
        one.sees_page(4)
        one.follows()

    chair.turns_to(1)
    for one in followers:
        one.sees_page(1)
    chair.stops_showing()
    for one in followers:
        one.follows_nobody()
        one.turns_the_page()
        one.sees_page(2)
        one.follows_nobody()


def test_who_comes_late_is_where_the_chair_is(enter):
    chair = enter("an")
    chair.opens_item(ITEMS[1])
    chair.opens_paper()
    chair.shows_page(3)
    binh = enter("binh")
    binh.sees_page(3)
    binh.follows()


def test_pages_turned_quickly_end_on_the_last_one_everywhere(enter):
    chair, binh = enter("an"), enter("binh")
    chair.opens_paper()
    chair.shows_page(1)
    for _ in range(3):
        chair.turns_the_page()
    for one in (chair, binh):
        one.sees_page(4)


def test_what_the_presenter_looks_at_closely_is_seen_by_all_who_follow(enter):
    chair, binh = enter("an"), enter("binh", size=(768, 1024))
    chair.opens_paper()
    chair.shows_page(2)
    binh.sees_page(2)
    chair.pinches_page(3)
    binh.sees_part(chair.part_seen())
    wall, late = enter("screen"), enter("cuong")
    for one in (late, wall):
        one.sees_page(2)
        one.sees_part(chair.part_seen())
    binh.follows()
    chair.sees_followers(2)

    # Moving about on the page is not leaving it; turning it is.
    binh.scrolls(300)
    binh.follows()
    binh.turns_to(1)
    binh.reads_alone()
    chair.sees_followers(1)
    chair.turns_to(3)
    binh.turns_to(4)
    chair.gathers()
    binh.sees_page(3)
    binh.follows()
    binh.sees("Everybody has been brought to the presenter's page.")
    chair.sees_followers(2)
    binh.press("Back to page {page}, where I was", page=4)
    binh.sees_page(4)
    binh.reads_alone()


def test_handing_the_presenting_over_and_taking_it_back(enter):
    chair, binh, cuong = enter("an", **INSPECTED), enter("binh", **INSPECTED), enter("cuong")
    chair.opens_paper()
    chair.shows_page(1)
    binh.sees_page(1)
    chair.press("Let somebody else present")
    assert violations(chair) == []
    chair.hands_over("binh")
    binh.sees("You present now: everybody sees the pages that you show.")
    assert violations(binh) == []
    binh.turns_to(3)
    for one in (chair, cuong):
        one.sees_page(3)
    cuong.sees("Following {name}", name=chair.house.names["binh"])
    binh.sees_followers(2)
    binh.points_at(0.5, 0.3)
    cuong.sees_pointer(0.5, 0.3)

    chair.press("Take the presenting back from {name}", name=chair.house.names["binh"])
    expect(chair.test("take-back")).to_have_count(0)
    chair.turns_to(2)
    for one in (binh, cuong):
        one.sees_page(2)
        one.follows()


def test_a_deputy_takes_the_chair_and_gives_it_back(enter):
    chair, binh, cuong = enter("an", **INSPECTED), enter("binh", **INSPECTED), enter("cuong")
    names = chair.house.names
    chair.lends_chair("binh")
    binh.sees("You chair the meeting now.")
    cuong.sees("{name} chairs the meeting now.", name=names["binh"])
    binh.runs_meeting()
    for one in (chair, binh):
        assert violations(one) == []
    binh.looks_at("Run the meeting")
    binh.returns_chair()
    chair.runs_meeting()
    binh.runs_nothing()
    cuong.sees("{name} chairs the meeting again.", name=names["an"])
