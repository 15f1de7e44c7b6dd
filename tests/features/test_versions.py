"""Versions: a new one stands for the old once it can be read, and nothing of the old one is lost."""

import pytest

from icabinet.errors import Refusal
from icabinet.ink.facts import StrokesCarried
from icabinet.papers.facts import PaperFiled
from icabinet.performing import SYSTEM
from tests.desk import Desk, ref


@pytest.fixture
def paged(live: Desk) -> Desk:
    live.add_item("item1")
    live.file_paper("paper1", pages=3, item=ref("item1"))
    return live


def chain(desk: Desk, *names: str) -> list[tuple[int, str | None, str | None]]:
    """Return (version, replaces, replaced_by) of each, as anybody sees them."""
    found = desk.kinds("guest", "papers")
    return [(found[ref(n)]["version"], found[ref(n)]["replaces"], found[ref(n)]["replaced_by"]) for n in names]


def fail(desk: Desk, paper: str) -> None:
    desk.act(SYSTEM, "papers.start_conversion", id=paper)
    desk.act(SYSTEM, "papers.fail_conversion", id=paper, reason="broken")


def compare(desk: Desk, name: str, unchanged: list[int]) -> None:
    desk.act(SYSTEM, "papers.finish_comparison", id=ref(name), unchanged=unchanged)


def test_a_new_version_is_filed_where_the_old_one_is(paged: Desk):
    paged.file_paper("paper2", pages=1)
    with paged.happening() as facts:
        paged.replace_paper("newer", "paper1", pages=0)
    assert isinstance(facts[0], PaperFiled)
    assert (facts[0].replaces, facts[0].title, facts[0].item) == (ref("paper1"), "paper1", ref("item1"))
    papers = paged.kinds("guest", "papers")
    assert papers[ref("newer")]["position"] == papers[ref("paper1")]["position"]


def test_the_old_version_stands_until_the_new_one_can_be_read(paged: Desk):
    newer = paged.replace_paper("newer", "paper1", pages=0)
    assert chain(paged, "paper1", "newer") == [(1, None, None), (2, ref("paper1"), None)]
    paged.make_readable(newer, 3)
    assert chain(paged, "paper1", "newer") == [(1, None, newer), (2, ref("paper1"), None)]
    touched = paged.told[-1].entry.touched
    assert set(touched) == {f"papers/{newer}", f"papers/{ref('paper1')}"}


def test_only_the_newest_version_is_replaced_and_not_while_it_is_converted(paged: Desk):
    paged.replace_paper("newer", "paper1", pages=0)
    args = {"filename": "x.pdf", "sha": "b" * 64, "size": 1, "id": ref("third")}
    for old, code in (("paper1", "already_replaced"), ("newer", "paper_not_ready"), ("nothing", "not_found")):
        with pytest.raises(Refusal) as caught:
            paged.inside("sec", "papers.replace", replaces=ref(old), **args)
        assert caught.value.code == code


def test_a_version_that_cannot_be_read_is_passed_over(paged: Desk):
    fail(paged, paged.replace_paper("broken", "paper1", pages=0))
    assert chain(paged, "paper1") == [(1, None, None)]
    paged.replace_paper("third", "broken")
    assert chain(paged, "paper1", "broken", "third") == [
        (1, None, ref("third")), (2, ref("paper1"), ref("third")), (3, ref("paper1"), None),
    ]  # fmt: skip


def test_a_first_version_that_cannot_be_read_is_replaced_at_once(desk: Desk):
    fail(desk, desk.file_paper("paper1", pages=0))
    desk.replace_paper("newer", "paper1", pages=0)
    assert chain(desk, "paper1", "newer") == [(1, None, ref("newer")), (2, None, None)]


def test_a_version_taken_away_gives_its_place_back(paged: Desk):
    paged.replace_paper("newer", "paper1")
    paged.replace_paper("third", "newer")
    paged.act("sec", "papers.remove", id=ref("third"))
    assert chain(paged, "paper1", "newer") == [(1, None, ref("newer")), (2, ref("paper1"), None)]
    paged.act("sec", "papers.remove", id=ref("newer"))
    assert chain(paged, "paper1") == [(1, None, None)]


def test_the_chain_closes_over_a_version_taken_out_of_its_middle(paged: Desk):
    paged.replace_paper("newer", "paper1")
    paged.replace_paper("third", "newer")
    compare(paged, "third", [1, 2, 3])
    paged.act("sec", "papers.remove", id=ref("newer"))
    assert chain(paged, "paper1", "third") == [(1, None, ref("third")), (3, ref("paper1"), None)]
    assert paged.kinds("m1", "papers")[ref("third")]["unchanged"] is None


def test_all_versions_move_together(paged: Desk):
    paged.replace_paper("newer", "paper1")
    paged.add_item("item2")
    paged.act("sec", "papers.refile", id=ref("newer"), item=ref("item2"))
    assert {paper["item"] for paper in paged.kinds("m1", "papers").values()} == {ref("item2")}


# --- ink ---


def carry(desk: Desk, who: str, old: str, new: str, *, private: bool = False) -> dict:
    args = {"from": ref(old), "to": ref(new)}
    return desk.act(who, "ink.carry", private=private, **args).data


def places(desk: Desk, who: str, stream: str = "") -> set[tuple[str, int, str]]:
    """Return (paper, page, by) of every stroke that is seen."""
    found = desk.records(who, stream)
    return {(s["paper"], s["page"], s["by"]) for key, s in found.items() if key.startswith("strokes/")}


@pytest.fixture
def replaced(paged: Desk) -> Desk:
    """Page 2 was inserted, the old page 2 has changed, the old page 3 is page 4 now."""
    for who, page in (("m1", 1), ("m1", 2), ("m2", 3)):
        paged.draw(who, f"{who}on{page}", page=page)
        paged.draw(who, f"{who}on{page}", page=page, private=True)
    paged.replace_paper("newer", "paper1", pages=4)
    compare(paged, "newer", [1, 0, 0, 3])
    return paged


def test_ink_stays_with_its_version(replaced: Desk):
    assert {paper for paper, _, _ in places(replaced, "guest")} == {ref("paper1")}


def test_the_desk_carries_everybodys_shared_ink_to_where_the_page_is_now(replaced: Desk):
    with replaced.happening() as facts:
        told = carry(replaced, "chair", "paper1", "newer")
    assert [type(fact) for fact in facts] == [StrokesCarried]
    m1, m2 = replaced.person("m1"), replaced.person("m2")
    carried = {place for place in places(replaced, "guest") if place[0] == ref("newer")}
    assert carried == {(ref("newer"), 1, m1), (ref("newer"), 4, m2)}
    assert (len(told["strokes"]), told["more"]) == (2, False)


def test_a_member_carries_only_their_own_shared_ink(replaced: Desk):
    carry(replaced, "m1", "paper1", "newer")
    assert {by for paper, _, by in places(replaced, "guest") if paper == ref("newer")} == {replaced.person("m1")}
    replaced.refused("guest", "ink.carry", "not_allowed", **{"from": ref("paper1"), "to": ref("newer")})


def test_private_ink_is_carried_in_ones_own_notebook(replaced: Desk):
    carry(replaced, "m1", "paper1", "newer", private=True)
    notebook = replaced.notebook_of("m1")
    assert {page for paper, page, _ in places(replaced, "m1", notebook) if paper == ref("newer")} == {1}
    assert ref("newer") not in {paper for paper, _, _ in places(replaced, "m1")}
    assert ref("newer") not in {paper for paper, _, _ in places(replaced, "m2", replaced.notebook_of("m2"))}
    data = {"from": ref("paper1"), "to": ref("newer"), "stream": notebook}
    replaced.refused("chair", "ink.carry", "not_found", **data)


def test_nothing_is_carried_twice(replaced: Desk):
    assert len(carry(replaced, "m1", "paper1", "newer")["strokes"]) == 1
    assert carry(replaced, "m1", "paper1", "newer") == {"strokes": [], "more": False}
    assert len(carry(replaced, "sec", "paper1", "newer")["strokes"]) == 1


def test_ink_is_carried_through_several_versions(replaced: Desk):
    replaced.replace_paper("third", "newer", pages=2)
    args = {"from": ref("paper1"), "to": ref("third")}
    assert replaced.refused("m2", "ink.carry", "not_compared", **args) == {"id": ref("third")}
    compare(replaced, "third", [0, 4])
    carry(replaced, "chair", "paper1", "third")
    assert {page for paper, page, _ in places(replaced, "guest") if paper == ref("third")} == {2}


def test_ink_is_carried_to_a_newer_version_only(replaced: Desk):
    replaced.file_paper("other")
    for old, new in (("newer", "paper1"), ("paper1", "paper1"), ("paper1", "other"), ("paper1", "gone")):
        replaced.refused("m1", "ink.carry", "not_a_version", **{"from": ref(old), "to": ref(new)})


def test_much_ink_is_carried_in_portions(replaced: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("icabinet.ink.actions._MOST_CARRIED", 1)
    assert carry(replaced, "chair", "paper1", "newer")["more"] is True
    assert carry(replaced, "chair", "paper1", "newer")["more"] is False


def test_a_full_page_takes_no_more(replaced: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("icabinet.ink.rules.MOST_ON_A_PAGE", 0)
    replaced.refused("m1", "ink.carry", "page_is_full", **{"from": ref("paper1"), "to": ref("newer")})


def test_a_comparison_is_about_every_page(replaced: Desk):
    args = {"id": ref("newer"), "unchanged": [1]}
    replaced.refused(SYSTEM, "papers.finish_comparison", "stale", **args)
