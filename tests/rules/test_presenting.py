"""The rules of presenting, as a specification."""

import pytest

from icabinet.errors import Invalid, NotAllowed
from icabinet.presenting import rules


@pytest.mark.parametrize("role", ["chair", "secretary"])
def test_chair_and_secretary_always_present(role):
    rules.check_may_present("an", role, None)
    rules.check_may_present("an", role, "binh")


@pytest.mark.parametrize("role", ["member", "guest"])
def test_others_present_while_they_have_been_asked_to(role):
    rules.check_may_present("binh", role, "binh")
    for asked in (None, "cuong"):
        with pytest.raises(NotAllowed):
            rules.check_may_present("binh", role, asked)


@pytest.mark.parametrize("role", ["display", "auditor", "system", None])
def test_a_screen_an_onlooker_and_a_stranger_are_not_asked(role):
    with pytest.raises(rules.NoPresenter):
        rules.check_may_become("x", role)


@pytest.mark.parametrize("window", [None, [0, 0, 10_000, 14_000], [-10_000, -500, 1_000_000, 900], [500, 0, 600, 100]])
def test_a_window_is_a_rectangle_near_its_page(window):
    rules.check_window(window)


@pytest.mark.parametrize(
    "window",
    [[], [0, 0, 10], [0, 0, 99, 500], [0, 0, 500, 99], [500, 0, 0, 500], [0, -10_001, 500, 500], [0, 0, 10**7, 500]],
)
def test_anything_else_is_no_window(window):
    with pytest.raises(Invalid):
        rules.check_window(window)
