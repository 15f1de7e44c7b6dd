"""What a mark may be, for whom, and who may do what with it, as a specification."""

import pytest

from icabinet.errors import Invalid, NotAllowed
from icabinet.ink import rules

POINT = (1, 2, 500)
LOOKS = {"tool": "pen", "colour": "#112233", "width": 20}


@pytest.mark.parametrize(
    "wrong", [{"tool": "spray"}, {"colour": "red"}, {"colour": "#11223"}, {"width": 0}, {"width": 501}]
)
def test_a_mark_has_a_tool_a_colour_and_a_width(wrong):
    rules.check_looks(**LOOKS)
    with pytest.raises(Invalid):
        rules.check_looks(**LOOKS | wrong)


@pytest.mark.parametrize(
    ("tool", "right", "wrong"),
    [
        ("pen", (1, 2, rules.MOST_POINTS), (0, rules.MOST_POINTS + 1)),
        ("highlighter", (1, 2), (0,)),
        ("underline", (2, 4), (0, 1, 3)),
        ("strikeout", (2, 4), (0, 1, 3)),
        ("line", (2,), (1, 3)),
        ("arrow", (2,), (1, 3)),
        ("box", (2,), (1, 3)),
        ("ellipse", (2,), (1, 3)),
        ("text", (2,), (1, 3)),
        ("note", (1,), (0, 2)),
        ("stamp", (2,), (1, 3)),
    ],
)
def test_each_tool_has_so_many_points(tool, right, wrong):
    for count in right:
        rules.check_points(tool, POINT * count)
    for count in wrong:
        with pytest.raises(Invalid):
            rules.check_points(tool, POINT * count)


@pytest.mark.parametrize("wrong", [(1, 2), (1, 2, 3, 4), (10**9, 2, 3), (-20_000, 2, 3)])
def test_points_are_whole_triples_near_the_page(wrong):
    with pytest.raises(Invalid):
        rules.check_points("pen", wrong)


def test_a_note_keeps_its_lines_and_a_stamp_is_one():
    assert rules.cleaned("note", " Đề  nghị \n xem lại ") == "Đề nghị\nxem lại"
    assert rules.cleaned("note", "") == ""
    assert rules.cleaned("stamp", "  Đồng \n ý ") == "Đồng ý"
    assert rules.cleaned("pen", "") == ""


def test_typed_text_keeps_its_lines_and_where_one_only_ran_out_of_room():
    assert rules.cleaned("text", " Đề  nghị \nxem lại\n\n 1. ") == "Đề nghị \nxem lại\n\n1."


@pytest.mark.parametrize(
    ("tool", "text"),
    [
        ("note", "x" * (rules.LONGEST_NOTE + 1)),
        ("note", "a\x00b"),
        ("text", " \n "),
        ("text", "x" * (rules.LONGEST_TYPED + 1)),
        ("text", "a\n" * rules.LONGEST_TYPED),
        ("text", "a\x00b"),
        ("stamp", ""),
        ("stamp", "x" * (rules.LONGEST_STAMP + 1)),
        ("pen", "words"),
        ("box", "words"),
    ],
)
def test_what_a_mark_cannot_say(tool, text):
    with pytest.raises(Invalid):
        rules.cleaned(tool, text)


def test_a_mark_is_for_people_and_units_of_the_meeting():
    rules.check_readers(["person:an", "unit:Sở Y tế"], {"an"}, {"Sở Y tế", ""})
    for wrong in ("person:binh", "unit:Sở Nội vụ", "an", "role:chair", "person:", "unit:", ""):
        with pytest.raises(Invalid):
            rules.check_readers([wrong], {"an", ""}, {"Sở Y tế", ""})
    with pytest.raises(Invalid):
        rules.check_readers(["person:an"] * (rules.MOST_READERS + 1), {"an"}, ())


def test_whom_it_names_it_is_for():
    assert rules.is_for(["person:an"], "an", "")
    assert rules.is_for(["unit:A"], "binh", "A")
    assert not rules.is_for(["unit:A", "person:an"], "binh", "B")
    assert not rules.is_for(["unit:"], "binh", "")


def test_a_notebook_has_one_reader_and_one_layer():
    rules.check_private([], "")
    for to, layer in (["person:an"], ""), ([], "presenter"):
        with pytest.raises(Invalid):
            rules.check_private(to, layer)


def test_the_presenters_layer_is_for_everybody():
    rules.check_layer(["person:an"], "")
    rules.check_layer([], "presenter")
    for to, layer in (["person:an"], "presenter"), ([], "attic"):
        with pytest.raises(Invalid):
            rules.check_layer(to, layer)


def test_only_whoever_presents_draws_there():
    rules.check_presents("an", "an")
    for presenter in (None, "binh"):
        with pytest.raises(rules.NotPresenting):
            rules.check_presents("an", presenter)


def test_one_erases_ones_own_ink_unless_one_runs_the_meeting():
    rules.check_may_erase("an", "an", any_stroke=False)
    rules.check_may_erase("an", "chair", any_stroke=True)
    with pytest.raises(NotAllowed):
        rules.check_may_erase("an", "binh", any_stroke=False)


def test_nobody_changes_what_another_has_drawn():
    rules.check_may_change("an", "an")
    with pytest.raises(rules.NotYours):
        rules.check_may_change("an", "chair")


def test_a_frozen_layer_is_chairs_and_secretarys():
    rules.check_not_frozen(frozen=False, runs_layer=False)
    rules.check_not_frozen(frozen=True, runs_layer=True)
    with pytest.raises(rules.LayerIsFrozen):
        rules.check_not_frozen(frozen=True, runs_layer=False)


def test_a_page_takes_no_more_than_it_can_draw():
    rules.check_room(rules.MOST_ON_A_PAGE - 1)
    with pytest.raises(rules.PageIsFull):
        rules.check_room(rules.MOST_ON_A_PAGE)
