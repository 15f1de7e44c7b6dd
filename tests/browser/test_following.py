"""Following the chair: by default, until one turns a page oneself; and back with one tap."""

import pytest

from tests.browser.house import ITEMS


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_leaving_the_chairs_page_and_coming_back(enter, locale):
    chair, binh = enter("an", locale=locale), enter("binh", locale=locale)
    chair.opens_item(ITEMS[1])
    chair.opens_paper()
    chair.shows_page(2)
    binh.sees_page(2)
    binh.follows()

    binh.turns_the_page()
    binh.sees_page(3)
    binh.reads_alone()
    chair.sees_page(2)
    chair.turns_to(4)
    binh.sees_page(3)
    binh.comes_back(4)
    binh.sees_page(4)
    binh.follows()

    chair.turns_to(1)
    binh.sees_page(1)
    chair.stops_showing()
    binh.follows_nobody()
    binh.turns_the_page()
    binh.sees_page(2)
    binh.follows_nobody()


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
