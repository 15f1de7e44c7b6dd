"""Arguments are typed and closed; whatever is sent, the answer is a refusal and never a bug."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icabinet.errors import Refusal
from icabinet.features import furnish
from icabinet.journal.actions import ACTIONS, Args, action, find
from icabinet.journal.facts import KIND_OF, KINDS, PROJECTORS, Fact, fact, projects
from tests.desk import Desk

furnish()
ODD = [
    None, True, 0, -1, 2**31, 2**63, 2**64, -(2**70), 1.5, float("nan"), "", " ", "x" * 5_000, "\x00", "a\ud800b",
    "http://[", "\u202e", [], [[]], {}, {"a": 1}, ["x"] * 3, b"bytes",
]  # fmt: skip


@pytest.mark.parametrize("name", sorted(ACTIONS))
@settings(max_examples=20)
@given(data=st.data())
def test_odd_arguments_are_refused_and_break_nothing(name: str, data: st.DataObject, shared_desk: Desk):
    known = ACTIONS[name]
    fields = [*known.args.__struct_fields__, "unknown"]
    args = data.draw(st.dictionaries(st.sampled_from(fields), st.sampled_from(ODD), max_size=len(fields)))
    who = "system" if known.inside else "sec"
    try:
        shared_desk.act(who, name, **args)
    except Refusal as refusal:
        msgspec.json.encode(refusal.data)


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_an_unknown_field_is_refused(name: str, shared_desk: Desk):
    who = "system" if ACTIONS[name].inside else "sec"
    with pytest.raises(Refusal) as caught:
        shared_desk.act(who, name, surprise=1)
    assert caught.value.code == "invalid"


@pytest.mark.parametrize("args", [None, [], "text", 5, {"a": object()}, {1: 2}])
def test_arguments_that_are_no_object_are_refused(args: object):
    with pytest.raises(Refusal) as caught:
        find("meetings.edit").parse(args)
    assert caught.value.code == "invalid"


@pytest.mark.parametrize("name", ["", "polls", "polls.Open", "polls.open ", None, 5, ["polls.open"], "x" * 1_000])
def test_an_unknown_action_is_refused(name: object):
    with pytest.raises(Refusal) as caught:
        find(name)
    assert (caught.value.code, len(caught.value.data["name"]) <= 80) == ("unknown_action", True)


@pytest.mark.parametrize("name", sorted(name for name, known in ACTIONS.items() if known.inside))
@pytest.mark.parametrize("who", ["sec", "chair", "m1", "admin"])
def test_what_only_the_product_does_looks_to_people_as_if_it_did_not_exist(name: str, who: str, shared_desk: Desk):
    with pytest.raises(Refusal) as caught:
        shared_desk.act(who, name)
    assert caught.value.code == "unknown_action"


def test_all_shapes_are_closed_and_frozen():
    for shape in [*(known.args for known in ACTIONS.values()), *KIND_OF]:
        assert (shape.__struct_config__.forbid_unknown_fields, shape.__struct_config__.frozen) == (True, True)
        assert issubclass(shape, Args | Fact)


def test_every_fact_has_exactly_one_projector_and_every_projector_a_fact():
    assert set(PROJECTORS) == set(KIND_OF) == {kind.shape for kind in KINDS.values()}


def test_two_things_of_one_name_are_a_mistake_found_at_the_start():
    with pytest.raises(ValueError, match=r"two actions are called polls\.open"):
        action("polls.open", permission="polls.run")(lambda _turn, _args: None)
    with pytest.raises(ValueError, match=r"two facts are called polls\.opened v1"):
        fact("polls.opened")(type("Other", (Fact,), {}))
    with pytest.raises(ValueError, match="has two projectors"):
        projects(next(iter(PROJECTORS)))(lambda _session, _entry, _fact: [])


@pytest.fixture(scope="module")
def shared_desk(template: Desk, tmp_path_factory: pytest.TempPathFactory):
    """One live meeting for all odd arguments: none of them may matter to the next."""
    desk = Desk.copy(template, tmp_path_factory.mktemp("odd")).start()
    yield desk
    desk.close()
