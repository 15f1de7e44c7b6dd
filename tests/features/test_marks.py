"""Marks for some people, changes of one's own, the layers, and what was written before there were any of these."""

import json
from typing import Any

import pytest
from sqlalchemy import update

from bench.handwriting import hand
from bench.weighing import on_the_wire, weighed
from icabinet.ink import rules
from icabinet.ink.facts import StrokeChanged
from icabinet.ink.packing import pack, unpack
from icabinet.ink.tables import StrokeRow
from icabinet.journal import reading
from icabinet.journal.tables import EntryRow
from icabinet.live.telling import shown
from tests.desk import ROLES, Desk, ref

PLACE = {"paper": ref("paper1"), "page": 1, "colour": "#112233", "width": 20}
ONE, TWO = [1, 2, 500], [1, 2, 500, 300, 400, 500]


@pytest.fixture
def paged(live: Desk) -> Desk:
    live.file_paper("paper1", pages=3)
    return live


def mark(desk: Desk, who: str, name: str = "mark1", *, to: tuple[str, ...] = (), points: Any = ONE, **more: Any) -> str:
    tool = more.pop("tool", "pen")
    named = [f"person:{desk.person(one)}" if one in ROLES else one for one in to]
    desk.act(who, "ink.draw", id=ref(name), tool=tool, points=pack(points), to=named, **PLACE | more)
    return ref(name)


def who_sees(desk: Desk, name: str = "mark1") -> list[str]:
    return [who for who in ROLES if ref(name) in desk.kinds(who, "strokes")]


def has_heard(desk: Desk, who: str, *, since: int = 0) -> str:
    """Return all that this person was told since."""
    return json.dumps([shown(one, desk.tags_of(who)) for one in desk.told[since:] if one.entry.stream == desk.stream])


EVERYBODY = [*ROLES]
KILOBYTE = 1000


# --- tools and words ---


@pytest.mark.parametrize(
    ("tool", "points", "text"),
    [
        ("underline", TWO, ""),
        ("arrow", TWO, ""),
        ("note", ONE, "Đề nghị\nxem lại"),
        ("text", TWO, "Đề \nnghị"),
        ("stamp", TWO, "Đồng ý"),
    ],
)
def test_every_tool_leaves_a_mark(paged: Desk, tool: str, points: list[int], text: str):
    mark(paged, "m1", tool=tool, points=points, text=text)
    record = paged.kinds("m2", "strokes")[ref("mark1")]
    assert (record["tool"], unpack(record["points"]), record["text"]) == (tool, points, text)


def test_a_list_of_an_older_tablet_is_taken_and_packed(paged: Desk):
    paged.act("m1", "ink.draw", id=ref("mark1"), tool="pen", points=TWO, **PLACE)
    assert unpack(paged.kinds("m2", "strokes")[ref("mark1")]["points"]) == TWO


# --- for whom ---


@pytest.mark.parametrize(
    ("to", "readers"),
    [
        ((), EVERYBODY),
        (("m2",), ["m1", "m2"]),
        (("m1",), ["m1"]),
        (("sec", "guest"), ["sec", "m1", "guest"]),
        (("unit:Unit",), EVERYBODY),
    ],
)
def test_it_is_for_its_author_and_those_it_names(paged: Desk, to: tuple[str, ...], readers: list[str]):
    mark(paged, "m1", to=to)
    assert who_sees(paged) == readers
    for who in set(ROLES) - set(readers):
        assert ref("mark1") not in has_heard(paged, who)
        assert "ink.drawn" not in has_heard(paged, who)


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": ["person:nobody"]},
        {"to": ["unit:Another"]},
        {"to": ["everyone"]},
        {"to": ["unit:"]},
        {"layer": "attic"},
        {"layer": "presenter", "to": ["unit:Unit"]},
    ],
)
def test_whom_and_where_it_cannot_be_for(paged: Desk, wrong: dict[str, Any]):
    paged.refused("m1", "ink.draw", "invalid", id=ref("mark1"), tool="pen", points=pack(ONE), **PLACE, **wrong)


def test_a_notebook_has_neither_readers_nor_layers(paged: Desk):
    for wrong in {"to": ["unit:Unit"]}, {"layer": "presenter"}:
        given = PLACE | wrong | {"id": ref("mark1"), "tool": "pen", "points": pack(ONE)}
        paged.refused("m1", "ink.draw", "invalid", private=True, **given)


def test_on_a_paper_that_is_for_some_it_is_for_those_who_are_both(paged: Desk):
    mark(paged, "m1", to=("m2", "m3", "sec"))
    mark(paged, "sec", "mark2", to=("m3",))
    paged.act("sec", "papers.restrict", id=ref("paper1"), people=[paged.person("m1"), paged.person("m2")])
    assert who_sees(paged) == ["sec", "m1", "m2"]
    assert who_sees(paged, "mark2") == ["sec"]
    assert f'"strokes/{ref("mark1")}": null' in has_heard(paged, "m3")
    paged.act("sec", "papers.restrict", id=ref("paper1"))
    assert who_sees(paged) == ["sec", "m1", "m2", "m3"]
    assert who_sees(paged, "mark2") == ["sec", "m3"]


def test_whoever_comes_into_a_unit_sees_what_is_for_it_and_whoever_leaves_does_not(paged: Desk):
    mark(paged, "m1", to=("unit:Unit",))
    paged.act("sec", "meetings.remove_participant", person=paged.person("m2"))
    assert who_sees(paged) == [who for who in ROLES if who != "m2"]
    since = len(paged.told)
    paged.act("sec", "meetings.add_participant", person=paged.person("m2"), role="member", entitled=True)
    assert who_sees(paged) == EVERYBODY
    assert ref("mark1") in has_heard(paged, "m2", since=since)


def test_erased_it_heals_silently_with_those_who_never_saw_it(paged: Desk):
    mark(paged, "m1", to=("m2",))
    paged.act("m1", "ink.erase", ids=[ref("mark1")])
    for who in ROLES:
        heard = has_heard(paged, who)
        assert (f'"strokes/{ref("mark1")}": null' in heard) == (who in ("m1", "m2"))
        assert ("ink.erased" in heard) == (who in ("m1", "m2"))


def test_for_whom_it_is_not_it_does_not_exist(paged: Desk):
    mark(paged, "m1", to=("m2",))
    paged.refused("m3", "ink.change", "not_found", id=ref("mark1"), colour="#ffffff")
    paged.refused("m2", "ink.change", "not_yours", id=ref("mark1"), colour="#ffffff")
    for who in ("chair", "m3"):
        with paged.happening() as facts:
            paged.act(who, "ink.erase", ids=[ref("mark1")])
        assert facts == []


# --- changes ---


def test_its_author_changes_it_and_changes_it_back(paged: Desk):
    mark(paged, "m1", tool="stamp", points=TWO, text="Đồng ý")
    before = paged.kinds("m2", "strokes")
    moved = pack([x + 5 for x in TWO])
    with paged.happening() as facts:
        paged.act("m1", "ink.change", id=ref("mark1"), points=moved, text=" Cần  sửa ", colour="#112233")
        paged.act("m1", "ink.change", id=ref("mark1"), points=pack(TWO), text="Đồng ý")
        paged.act("m1", "ink.change", id=ref("mark1"), points=pack(TWO))
    assert facts == [
        StrokeChanged(stroke=ref("mark1"), points=moved, text="Cần sửa"),
        StrokeChanged(stroke=ref("mark1"), points=pack(TWO), text="Đồng ý"),
    ]
    assert paged.kinds("m2", "strokes") == before


def test_a_private_mark_is_changed_in_its_notebook(paged: Desk):
    paged.draw("m1", "mark1", private=True)
    paged.act("m1", "ink.change", private=True, id=ref("mark1"), width=33)
    assert paged.records("m1", paged.notebook_of("m1"))[f"strokes/{ref('mark1')}"]["width"] == 33
    paged.refused("m1", "ink.change", "not_found", id=ref("mark1"), width=33)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"points": pack(ONE)}, "invalid"),
        ({"points": "?"}, "invalid"),
        ({"colour": "red"}, "invalid"),
        ({"colour": ""}, "invalid"),
        ({"width": 0}, "invalid"),
        ({"text": "words"}, "invalid"),
        ({"id": ref("nothing")}, "not_found"),
    ],
)
def test_what_is_no_change(paged: Desk, change: dict[str, Any], code: str):
    mark(paged, "m1", tool="box", points=TWO)
    paged.refused("m1", "ink.change", code, **{"id": ref("mark1")} | change)


def test_neither_chair_nor_secretary_change_what_others_made(paged: Desk):
    mark(paged, "m1")
    for who in ("chair", "sec", "m2"):
        paged.refused(who, "ink.change", "not_yours", id=ref("mark1"), width=9)


# --- the shared layer ---


def test_a_hidden_layer_is_its_authors_and_the_desks(paged: Desk):
    mark(paged, "m1")
    mark(paged, "m1", "mark2", to=("m2", "sec"))
    paged.act("chair", "ink.layer", hidden=True)
    mark(paged, "m3", "mark3")
    assert paged.kinds("screen", "ink") == {"layer": {"hidden": True, "frozen": False}}
    assert who_sees(paged) == ["chair", "sec", "m1", "aud"]
    assert who_sees(paged, "mark2") == ["sec", "m1"]
    assert who_sees(paged, "mark3") == ["chair", "sec", "m3", "aud"]
    assert f'"strokes/{ref("mark1")}": null' in has_heard(paged, "screen")
    assert ref("mark3") not in has_heard(paged, "screen")
    paged.act("sec", "ink.layer", hidden=False)
    assert who_sees(paged) == who_sees(paged, "mark3") == EVERYBODY
    assert who_sees(paged, "mark2") == ["sec", "m1", "m2"]


def test_what_was_drawn_and_erased_behind_the_curtain_nobody_else_hears_of(paged: Desk):
    paged.act("chair", "ink.layer", hidden=True)
    mark(paged, "m1")
    paged.act("m1", "ink.erase", ids=[ref("mark1")])
    assert ref("mark1") not in has_heard(paged, "m2")
    assert f'"strokes/{ref("mark1")}": null' in has_heard(paged, "m1")


def test_a_hidden_layer_of_a_paper_that_is_for_some(paged: Desk):
    mark(paged, "m1")
    paged.act("sec", "papers.restrict", id=ref("paper1"), people=[paged.person("m1"), paged.person("m2")])
    paged.act("chair", "ink.layer", hidden=True)
    assert who_sees(paged) == ["chair", "sec", "m1", "aud"]
    paged.act("sec", "papers.restrict", id=ref("paper1"), people=[paged.person("m2")])
    assert who_sees(paged) == ["chair", "sec", "aud"]
    paged.act("sec", "ink.layer", hidden=False)
    assert who_sees(paged) == ["chair", "sec", "m2", "aud"]


def test_a_frozen_layer_is_chairs_and_secretarys(paged: Desk):
    mark(paged, "m1")
    paged.act("sec", "ink.layer", frozen=True)
    drawn = {"id": ref("mark2"), "tool": "pen", "points": pack(ONE)} | PLACE
    paged.refused("m1", "ink.draw", "layer_is_frozen", **drawn)
    paged.refused("m1", "ink.draw", "layer_is_frozen", **drawn, to=["unit:Unit"])
    paged.refused("m1", "ink.change", "layer_is_frozen", id=ref("mark1"), width=3)
    paged.refused("m1", "ink.erase", "layer_is_frozen", ids=[ref("mark1")])
    mark(paged, "chair", "mark3")
    paged.draw("m1", "own", private=True)
    paged.act("chair", "ink.erase", ids=[ref("mark1")])
    paged.act("chair", "ink.layer", frozen=False)
    mark(paged, "m1", "mark4")


def test_only_chair_and_secretary_set_the_layer(paged: Desk):
    for who in ("m1", "guest", "aud", "screen"):
        paged.refused(who, "ink.layer", "not_allowed", hidden=True)
    with paged.happening() as facts:
        paged.act("chair", "ink.layer")
        paged.act("chair", "ink.layer", hidden=False, frozen=False)
    assert facts == []


def test_only_whoever_presents_draws_on_the_presenters_layer(paged: Desk):
    drawn = {"id": ref("mark1"), "tool": "pen", "points": pack(ONE), "layer": "presenter"} | PLACE
    paged.refused("sec", "ink.draw", "not_presenting", **drawn)
    paged.act("sec", "presenting.show", paper=ref("paper1"), page=1)
    paged.refused("chair", "ink.draw", "not_presenting", **drawn)
    paged.act("sec", "ink.draw", **drawn)
    # It is a layer of its own: neither hidden nor frozen with the shared one.
    paged.act("chair", "ink.layer", hidden=True, frozen=True)
    assert who_sees(paged) == EVERYBODY
    paged.act("chair", "presenting.show", paper=ref("paper1"), page=2)
    paged.refused("sec", "ink.draw", "not_presenting", **drawn | {"id": ref("mark2")})
    paged.act("sec", "ink.erase", ids=[ref("mark1")])


# --- carried to another version ---


def test_all_of_a_mark_is_carried(paged: Desk):
    mark(paged, "m1", tool="stamp", points=TWO, text="Ký nháy", to=("m2",))
    mark(paged, "m1", "mark2", tool="arrow", points=TWO)
    paged.act("sec", "presenting.show", paper=ref("paper1"), page=1)
    mark(paged, "sec", "mark3", layer="presenter")
    paged.replace_paper("paper4", "paper1")
    paged.act("system", "papers.finish_comparison", id=ref("paper4"), unchanged=[1, 2, 3])
    carried = {"from": ref("paper1"), "to": ref("paper4")}
    # What is not for the secretary, the secretary leaves alone.
    assert len(paged.act("sec", "ink.carry", **carried).data["strokes"]) == 2
    (copy,) = paged.act("m1", "ink.carry", **carried).data["strokes"]
    before, after = (paged.kinds("m2", "strokes")[name] for name in (ref("mark1"), copy))
    same = ("tool", "text", "to", "layer", "points", "colour", "width", "by")
    assert {name: before[name] for name in same} == {name: after[name] for name in same}
    assert [who for who in ROLES if copy in paged.kinds(who, "strokes")] == ["m1", "m2"]
    layers = [one["layer"] for one in paged.kinds("m3", "strokes").values() if one["paper"] == ref("paper4")]
    assert sorted(layers) == ["", "presenter"]


def test_nothing_is_carried_onto_a_frozen_layer(paged: Desk):
    mark(paged, "m1")
    paged.replace_paper("paper4", "paper1")
    paged.act("system", "papers.finish_comparison", id=ref("paper4"), unchanged=[1, 2, 3])
    paged.act("sec", "ink.layer", frozen=True)
    carried = {"from": ref("paper1"), "to": ref("paper4")}
    paged.refused("m1", "ink.carry", "layer_is_frozen", **carried)
    assert len(paged.act("sec", "ink.carry", **carried).data["strokes"]) == 1


# --- from before ---


def test_a_journal_with_lists_of_points_replays(paged: Desk):
    mark(paged, "m1", points=TWO)
    tables = paged.projected()
    old = {
        "stroke": ref("mark1"), "paper": PLACE["paper"], "page": 1, "tool": "pen", "colour": "#112233", "width": 20,
        "points": TWO,
    }  # fmt: skip
    seq = paged.head()

    def rewrite(session):
        last = (EntryRow.stream == paged.stream, EntryRow.seq == seq)
        session.execute(update(EntryRow).where(*last).values(body=json.dumps(old)))
        session.execute(update(StrokeRow).where(StrokeRow.stream == paged.stream).values(points="lost"))

    paged.services.writer.write(rewrite)
    paged.services.writer.write(lambda session: reading.replay(session, paged.stream))
    assert paged.projected() == tables


def test_what_a_stroke_costs_is_bounded():
    assert len(pack([value for at in range(rules.MOST_POINTS) for value in (at * 99, at, 500)])) < rules.LONGEST_PACKED


@pytest.mark.parametrize("seed", range(5))
def test_a_stroke_of_120_points_costs_less_than_a_kilobyte(paged: Desk, seed: int):
    points = hand(120, seed)
    stroke = mark(paged, "m1", points=points)
    costs = weighed(paged.database, paged.stream, stroke)
    told = on_the_wire(paged.told[-1], paged.tags_of("m2"))
    assert 500 < told <= KILOBYTE
    assert 500 < costs["stroke.entry_bytes"] <= KILOBYTE
    assert 500 < costs["stroke.row_bytes"] <= KILOBYTE
    # As a list it would not be.
    assert len(json.dumps(points, separators=(",", ":"))) > KILOBYTE
