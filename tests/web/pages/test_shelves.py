"""What lies on the shelves of the preparation: the newest version of each paper, with those before it."""

import pytest

from icabinet.web.pages import shelves as module
from icabinet.web.pages.shelves import ranges, shelves


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentences need an app; here they do not matter."""
    monkeypatch.setattr(module.words, "failure", str)
    monkeypatch.setattr(module.words, "weight", str)


def paper(name: str, *, replaces: str | None = None, replaced_by: str | None = None, **more: object) -> dict:
    record = {"id": name, "item": None, "position": 1, "at": 1, "reason": None, "size": 1, "unchanged": None}
    return {**record, "replaces": replaces, "replaced_by": replaced_by, **more}


def shown(*papers: dict) -> list[tuple[str, list[str]]]:
    """Return what lies on the shelf of the meeting, each with its older versions."""
    return [(one["id"], [old["id"] for old in one["history"]]) for one in shelves(papers).get(None, [])]


def test_the_newest_version_is_shown_with_those_before_it():
    papers = (paper("a", replaced_by="b"), paper("b", replaces="a", replaced_by="c"), paper("c", replaces="b"))
    assert shown(*papers) == [("c", ["b", "a"])]


def test_a_version_that_is_being_converted_is_shown_to_the_secretary():
    assert shown(paper("a"), paper("b", replaces="a")) == [("b", ["a"])]


def test_a_version_that_was_passed_over_is_not_shown():
    papers = (paper("a", replaced_by="c"), paper("b", replaces="a", replaced_by="c"), paper("c", replaces="a"))
    assert shown(*papers) == [("c", ["a"])]


def test_papers_stand_in_their_order_under_their_items():
    found = shelves([paper("a", position=2), paper("b"), paper("c", item="one")])
    assert {item: [one["id"] for one in papers] for item, papers in found.items()} == {None: ["b", "a"], "one": ["c"]}


def test_changed_pages_are_said_once_they_are_known():
    (known,), (unknown,) = (shelves([paper("a", unchanged=pages)])[None] for pages in ([1, 0, 0, 2, 0], None))
    assert (known["changed"], unknown["changed"]) == ("2–3, 5", None)


@pytest.mark.parametrize(("pages", "said"), [([], ""), ([4], "4"), ([1, 2, 3], "1–3"), ([1, 3, 4], "1, 3–4")])
def test_pages_in_a_row_are_said_as_one(pages: list[int], said: str):
    assert ranges(pages) == said
