"""The agenda: items in order, in depth, opened and closed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icabinet.agenda import rules
from icabinet.agenda.facts import ItemAdded, ItemClosed, ItemEdited, ItemMoved, ItemOpened, ItemRemoved
from tests.desk import Desk, ref


def outline(desk: Desk) -> list[tuple[str, str]]:
    """Return (number, title) in the order of the agenda."""
    items = desk.kinds("guest", "items").values()
    return sorted(((item["number"], item["title"]) for item in items), key=lambda one: one[0].split("."))


def states(desk: Desk) -> dict[str, str]:
    return {item["title"]: item["state"] for item in desk.kinds("guest", "items").values()}


@pytest.fixture
def agenda(live: Desk) -> Desk:
    """1 a, 1.1 b, 1.1.1 c, 2 d, 3 e."""
    for name, parent in (("a", None), ("b", "a"), ("c", "b"), ("d", None), ("e", None)):
        live.add_item(name, parent=parent)
    return live


def move(desk: Desk, name: str, parent: str | None, before: str | None = None) -> None:
    desk.act("sec", "agenda.move_item", id=ref(name), parent=parent and ref(parent), before=before and ref(before))


def test_items_are_numbered_by_their_place(agenda: Desk):
    assert outline(agenda) == [("1", "a"), ("1.1", "b"), ("1.1.1", "c"), ("2", "d"), ("3", "e")]


def test_adding_says_what_was_added(live: Desk):
    with live.happening() as facts:
        live.act("sec", "agenda.add_item", id=ref("a"), title=" Khai  mạc ", minutes=5, presenter="Ông A")
    assert facts == [ItemAdded(item=ref("a"), parent=None, title="Khai mạc", minutes=5, presenter="Ông A")]
    assert live.kinds("screen", "items")[ref("a")] == {
        "id": ref("a"), "parent": None, "position": 0, "number": "1", "title": "Khai mạc", "minutes": 5,
        "presenter": "Ông A", "starts": "", "state": "pending", "opened_at": None, "closed_at": None,
        "since": None, "spent_ms": 0,
    }  # fmt: skip


def test_moving_before_a_sibling(agenda: Desk):
    with agenda.happening() as facts:
        move(agenda, "e", None, before="a")
    assert facts == [ItemMoved(item=ref("e"), parent=None, before=ref("a"))]
    assert outline(agenda) == [("1", "e"), ("2", "a"), ("2.1", "b"), ("2.1.1", "c"), ("3", "d")]


def test_moving_to_another_parent_takes_along_what_is_under_it(agenda: Desk):
    move(agenda, "b", "d")
    assert outline(agenda) == [("1", "a"), ("2", "d"), ("2.1", "b"), ("2.1.1", "c"), ("3", "e")]


def test_every_number_that_a_move_changes_is_told(agenda: Desk):
    agenda.told.clear()
    move(agenda, "e", None, before="a")
    numbers = {key: views[0][1]["number"] for key, views in agenda.told[-1].changes.items()}
    assert numbers == {f"items/{item}": record["number"] for item, record in agenda.kinds("m1", "items").items()}


@pytest.mark.parametrize(
    ("name", "parent", "before", "why"),
    [
        ("a", "a", None, "own_descendant"),
        ("a", "c", None, "own_descendant"),
        ("a", "d", None, "too_deep"),
        ("d", "c", None, "too_deep"),
        ("d", "zz", None, "unknown"),
        ("d", None, "b", "not_a_sibling"),
        ("d", None, "d", "not_a_sibling"),
        ("d", "a", "e", "not_a_sibling"),
    ],
)
def test_moves_that_make_no_agenda(agenda: Desk, name: str, parent: str, before: str, why: str):
    args = {"id": ref(name), "parent": parent and ref(parent), "before": before and ref(before)}
    assert agenda.refused("sec", "agenda.move_item", "invalid", **args)["why"] == why


def test_what_is_not_there_cannot_be_moved_to(agenda: Desk):
    agenda.refused("sec", "agenda.move_item", "not_found", id=ref("zz"), parent=None, before=None)
    agenda.refused("sec", "agenda.move_item", "not_found", id=ref("a"), parent=None, before=ref("zz"))


@settings(max_examples=10)
@given(moves=st.lists(st.tuples(*[st.sampled_from("abcde")] * 3), min_size=8, max_size=20))
def test_after_any_moves_siblings_stand_at_0_1_2(template: Desk, tmp_path_factory, moves: list):
    from icabinet.errors import Refusal

    desk = Desk.copy(template, tmp_path_factory.mktemp("moves"))
    for name in "abcde":
        desk.add_item(name)
    for name, parent, before in moves:
        try:
            move(desk, name, None if parent == "a" else parent, None if before == "a" else before)
        except Refusal:
            continue
    items = desk.kinds("sec", "items").values()
    assert len(items) == 5
    for parent in {item["parent"] for item in items}:
        places = sorted(item["position"] for item in items if item["parent"] == parent)
        assert places == list(range(len(places)))
    desk.close()


def test_editing_changes_what_is_named_and_zero_minutes_mean_no_plan(agenda: Desk):
    agenda.act("sec", "agenda.edit_item", id=ref("a"), minutes=20, presenter="Bà B")
    with agenda.happening() as facts:
        agenda.act("sec", "agenda.edit_item", id=ref("a"), title="A", minutes=0)
    assert facts == [ItemEdited(item=ref("a"), title="A", minutes=None, presenter="Bà B")]


def test_only_an_empty_untouched_item_is_removed(agenda: Desk):
    agenda.refused("sec", "agenda.remove_item", "item_has_children", id=ref("a"))
    agenda.file_paper("paper1", item=ref("e"))
    agenda.refused("sec", "agenda.remove_item", "item_has_papers", id=ref("e"))
    agenda.act("chair", "agenda.open_item", id=ref("d"))
    agenda.refused("sec", "agenda.remove_item", "stale", id=ref("d"))
    agenda.act("chair", "agenda.close_item", id=ref("d"))
    agenda.refused("sec", "agenda.remove_item", "stale", id=ref("d"))
    with agenda.happening() as facts:
        agenda.act("sec", "agenda.remove_item", id=ref("c"))
    assert facts == [ItemRemoved(item=ref("c"))]
    assert "c" not in dict(map(reversed, outline(agenda)))


def test_removing_closes_the_gap(agenda: Desk):
    agenda.act("sec", "agenda.remove_item", id=ref("d"))
    assert outline(agenda) == [("1", "a"), ("1.1", "b"), ("1.1.1", "c"), ("2", "e")]


def test_opening_an_item_closes_the_one_that_was_open(agenda: Desk):
    agenda.act("chair", "agenda.open_item", id=ref("a"))
    with agenda.happening() as facts:
        agenda.act("sec", "agenda.open_item", id=ref("c"))
    assert facts == [ItemClosed(item=ref("a")), ItemOpened(item=ref("c"))]
    assert states(agenda) == {"a": "closed", "b": "pending", "c": "open", "d": "pending", "e": "pending"}


def test_an_item_taken_up_again_keeps_the_time_of_its_first_opening(agenda: Desk):
    agenda.act("chair", "agenda.open_item", id=ref("a"))
    first = agenda.kinds("m1", "items")[ref("a")]["opened_at"]
    agenda.act("chair", "agenda.close_item", id=ref("a"))
    agenda.act("chair", "agenda.open_item", id=ref("a"))
    record = agenda.kinds("m1", "items")[ref("a")]
    assert (record["opened_at"], record["closed_at"], record["state"]) == (first, None, "open")


def test_two_desks_opening_or_closing_the_same_item(agenda: Desk):
    agenda.act("chair", "agenda.open_item", id=ref("a"))
    assert agenda.refused("sec", "agenda.open_item", "stale", id=ref("a"))["state"] == "open"
    agenda.act("chair", "agenda.close_item", id=ref("a"))
    assert agenda.refused("sec", "agenda.close_item", "stale", id=ref("a"))["state"] == "closed"


def test_items_are_opened_only_in_session(desk: Desk):
    desk.refused("chair", "agenda.open_item", "wrong_state", id=desk.add_item("a"))


def test_a_programme_is_imported_with_its_depth(live: Desk):
    items = [
        {"id": ref("a"), "title": "A", "parent": None, "minutes": 10, "presenter": "X"},
        {"id": ref("b"), "title": "B", "parent": ref("a")},
        {"id": ref("c"), "title": "C"},
    ]
    live.act("sec", "agenda.import_items", items=items)
    assert outline(live) == [("1", "A"), ("1.1", "B"), ("2", "C")]


def test_an_agenda_has_room_for_so_many_items(live: Desk, monkeypatch: pytest.MonkeyPatch):
    assert rules.MOST_ITEMS == 300
    monkeypatch.setattr(rules, "MOST_ITEMS", 5)
    live.act("sec", "agenda.import_items", items=[{"id": ref(f"i{n}x"), "title": "x"} for n in range(5)])
    assert live.refused("sec", "agenda.add_item", "invalid", id=ref("more"), title="x")["why"] == "too_many"
    live.refused("sec", "agenda.import_items", "invalid", items=[{"id": ref("more"), "title": "x"}])


def test_an_id_of_another_meeting_is_free_here_and_one_of_this_is_taken(live: Desk):
    live.add_item("item1")
    live.refused("sec", "agenda.add_item", "id_taken", id=ref("item1"), title="x")
