"""Ink: shared on the meeting's pages, private in one's notebook, and never confused."""

import pytest

from icabinet.ink import rules
from icabinet.ink.facts import StrokeDrawn, StrokesErased
from icabinet.ink.packing import pack
from tests.desk import Desk, ref

STROKE = {
    "id": ref("stroke1"), "paper": ref("paper1"), "page": 2, "tool": "highlighter", "colour": "#ffcc00",
    "width": 120, "points": pack([100, 200, 500, 300, 400, 600]),
}  # fmt: skip

PLAIN = {"text": "", "to": [], "layer": ""}


@pytest.fixture
def paged(live: Desk) -> Desk:
    live.file_paper("paper1", pages=3)
    return live


def test_a_shared_stroke_is_everybodys_to_see(paged: Desk):
    with paged.happening() as facts:
        paged.act("m1", "ink.draw", **STROKE)
    rest = {key: value for key, value in STROKE.items() if key != "id"}
    assert facts == [StrokeDrawn(stroke=STROKE["id"], **rest)]
    seen = STROKE | PLAIN | {"by": paged.person("m1"), "at": paged.told[-1].entry.at, "shared": True}
    for who in ("m2", "guest", "screen", "sec"):
        assert paged.kinds(who, "strokes") == {STROKE["id"]: seen}


def test_a_private_stroke_is_in_ones_own_notebook_only(paged: Desk):
    paged.act("m1", "ink.draw", private=True, **STROKE)
    own = paged.records("m1", paged.notebook_of("m1"))[f"strokes/{STROKE['id']}"]
    assert (own["shared"], own["by"]) == (False, paged.person("m1"))
    for who in ("m1", "m2", "sec", "aud"):
        assert paged.kinds(who, "strokes") == {}
    assert paged.records("m2", paged.notebook_of("m2")) == {}


@pytest.mark.parametrize("who", ["sec", "chair", "m2", "aud", "out", "admin"])
def test_nobody_writes_in_anothers_notebook(paged: Desk, who: str):
    stream = paged.notebook_of("m1")
    assert paged.refused(who, "ink.draw", "not_found", stream=stream, **STROKE)["kind"] == "stream"
    paged.refused(who, "ink.erase", "not_found", stream=stream, ids=[STROKE["id"]])


def test_the_same_id_is_free_in_each_notebook(paged: Desk):
    for who in ("m1", "m2"):
        paged.act(who, "ink.draw", private=True, **STROKE)
    paged.act("m1", "ink.draw", **STROKE)
    paged.refused("m2", "ink.draw", "id_taken", **STROKE)


def test_one_erases_ones_own_and_the_desk_any(paged: Desk):
    first, second, third = (paged.draw("m1", name) for name in ("stroke1", "stroke2", "stroke3"))
    paged.refused("m2", "ink.erase", "not_allowed", ids=[first])
    with paged.happening() as facts:
        paged.act("m1", "ink.erase", ids=[first])
        paged.act("chair", "ink.erase", ids=[second])
        paged.act("sec", "ink.erase", ids=[third])
    assert facts == [StrokesErased(strokes=[stroke]) for stroke in (first, second, third)]
    assert paged.kinds("m1", "strokes") == {}


def test_one_foreign_stroke_among_ones_own_refuses_all(paged: Desk):
    mine, other = paged.draw("m1", "stroke1"), paged.draw("m2", "stroke2")
    paged.refused("m1", "ink.erase", "not_allowed", ids=[mine, other])


def test_erasing_what_is_gone_does_nothing(paged: Desk):
    mine = paged.draw("m1", "stroke1")
    with paged.happening() as facts:
        paged.act("m1", "ink.erase", ids=[mine, ref("nothere"), mine])
        paged.act("m1", "ink.erase", ids=[mine])
    assert [type(one) for one in facts] == [StrokesErased]


def test_the_chair_cannot_reach_a_private_stroke_from_the_meeting(paged: Desk):
    stroke = paged.draw("m1", "stroke1", private=True)
    with paged.happening() as facts:
        paged.act("chair", "ink.erase", ids=[stroke])
    assert facts == []
    assert paged.records("m1", paged.notebook_of("m1")).keys() == {f"strokes/{stroke}"}


def test_a_notebook_is_open_before_during_and_after_the_meeting(desk: Desk):
    desk.file_paper("paper1")
    desk.draw("m1", "stroke1", private=True)
    desk.start().draw("m1", "stroke2", private=True)
    desk.act("sec", "meetings.end")
    desk.draw("m1", "stroke3", private=True)
    assert len(desk.records("m1", desk.notebook_of("m1"))) == 3


def test_whoever_was_removed_writes_no_more(paged: Desk):
    paged.draw("m1", "stroke1", private=True)
    paged.act("sec", "meetings.remove_participant", person=paged.person("m1"))
    paged.refused("m1", "ink.draw", "not_found", private=True, **STROKE | {"id": ref("stroke2")})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"page": 0}, "no_such_page"),
        ({"page": 4}, "no_such_page"),
        ({"paper": ref("paper9")}, "not_found"),
        ({"tool": "brush"}, "invalid"),
        ({"colour": "red"}, "invalid"),
        ({"colour": "#12345g"}, "invalid"),
        ({"width": 0}, "invalid"),
        ({"points": ""}, "invalid"),
        ({"points": "not packed"}, "invalid"),
        ({"points": pack([1, 2])}, "invalid"),
        ({"points": pack([0, 0, 2_000_000])}, "invalid"),
        ({"points": pack([0, 0, 0] * (rules.MOST_POINTS + 1))}, "invalid"),
        ({"points": "A" * (rules.LONGEST_PACKED + 1)}, "invalid"),
        ({"points": []}, "invalid"),
        ({"points": [0, 0, 2**40]}, "invalid"),
        ({"id": "short"}, "invalid"),
    ],
)
def test_what_is_no_stroke(paged: Desk, change: dict, code: str):
    for private in (False, True):
        paged.refused("m1", "ink.draw", code, private=private, **STROKE | change)


def test_a_page_holds_so_much_ink(paged: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rules, "MOST_ON_A_PAGE", 2)
    paged.draw("m1", "stroke1")
    paged.draw("m2", "stroke2")
    assert paged.refused("m1", "ink.draw", "page_is_full", **STROKE | {"id": ref("stroke3"), "page": 1}) == {"most": 2}
    paged.draw("m1", "stroke4", page=2)
    paged.draw("m1", "stroke5", private=True)
