"""A copy with marks: whose are in it, who may have it, that it is on record, and that nothing of it stays behind."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pymupdf
import pytest

from icabinet.desks.conversion import convert
from icabinet.desks.filing import file_upload
from icabinet.desks.secrets import opened, sealed
from icabinet.ink.packing import pack
from icabinet.papers.sightings import ViewRow, views_of
from icabinet.performing import Actor
from icabinet.web import marks
from tests.desk import MAIN, Desk, ref
from tests.test_policy import a_desk
from tests.web.test_routes import pdf
from tests.web.visitor import Visitor

OPEN, GUARDED = "paper8", "paper9"


@pytest.fixture(scope="module")
def filed() -> Iterator[Desk]:
    """A meeting with two papers that can be read, one of them only by m1."""
    with a_desk() as desk:
        with desk.app.app_context():
            for name, readers in ((OPEN, None), (GUARDED, {"people": [desk.known["m1"]], "level": "limited"})):
                content = io.BytesIO(pdf().read() + f"\n% {name}\n".encode())
                file_upload(
                    Actor(desk.person("sec")), MAIN, ref(name), None, "Tờ trình.pdf", content, restriction=readers
                )
                convert(desk.stream, ref(name))
        yield desk


@pytest.fixture
def desk(filed: Desk) -> Iterator[Desk]:
    start = filed.save()
    yield filed
    filed.restore(start)


def ink(desk: Desk, who: str, name: str, *, private: bool = False, paper: str = OPEN, **more: Any) -> None:
    # In colours of their own they are not put together.
    colour = f"#{zlib.crc32(name.encode()) % 0x1000000:06x}"
    line = {"tool": "pen", "colour": colour, "width": 28, "points": pack([1000, 1000, 500, 3000, 2000, 500])}
    desk.act(who, "ink.draw", private=private, id=ref(name), paper=ref(paper), page=1, **{**line, **more})


def address(paper: str = OPEN, **chosen: str) -> str:
    return f"/meetings/{MAIN}/papers/{ref(paper)}/annotated?" + "&".join(
        f"{name}={one}" for name, one in chosen.items()
    )


def names_in(desk: Desk, who: str, **chosen: str) -> set[str]:
    """Return the names of the marks in somebody's copy."""
    answer = Visitor(desk, who).get(address(**chosen), buffered=True)
    assert answer.status_code == 200, answer.text
    with pymupdf.open("pdf", answer.data) as document:
        return {annot.info["id"].rstrip("0") for annot in document[0].annots()}


def test_everybody_gets_what_they_see_and_nothing_else(desk: Desk):
    ink(desk, "m1", "mine", private=True)
    ink(desk, "m1", "ours")
    ink(desk, "m2", "theirs", private=True)
    ink(desk, "m2", "shared")
    assert names_in(desk, "m1", ink="both") == {"mine", "ours", "shared"}
    assert names_in(desk, "m1", ink="mine") == {"mine", "ours"}
    assert names_in(desk, "m1", ink="shared") == {"ours", "shared"}
    assert names_in(desk, "sec") == names_in(desk, "guest") == {"ours", "shared"}


def test_what_is_for_some_or_on_a_hidden_layer_is_in_no_copy_of_others(desk: Desk):
    ink(desk, "m1", "toone", to=[f"person:{desk.known['m2']}"])
    ink(desk, "m1", "ours")
    assert names_in(desk, "m2") == {"toone", "ours"}
    assert names_in(desk, "m3") == names_in(desk, "sec") == {"ours"}
    desk.act("chair", "ink.layer", hidden=True)
    assert names_in(desk, "m3") == set()
    assert names_in(desk, "m1") == {"toone", "ours"}


def test_the_copy_is_the_asker_s_alone_and_nothing_of_it_is_left(desk: Desk):
    ink(desk, "m1", "mine", private=True)
    before = kept(desk)
    answer = Visitor(desk, "m1").get(address(), buffered=True)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "T%E1%BB%9D%20tr%C3%ACnh" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert kept(desk) == before


def test_on_their_way_to_a_worker_elsewhere_nobody_reads_the_marks(desk: Desk):
    with desk.app.app_context():
        sent = sealed({"marks": '[{"text": "riêng"}]', "flat": True})
        assert "text" not in sent["marks"]
        assert opened(sent) == {"marks": '[{"text": "riêng"}]', "flat": True}


def kept(desk: Desk) -> set[str]:
    storage = desk.folder / "storage"
    return {path.relative_to(storage).as_posix() for path in storage.rglob("*") if path.is_file()}


def test_a_guarded_paper_is_copied_for_those_who_may_take_it_with_their_name_on_it(desk: Desk):
    ink(desk, "m1", "ours", paper=GUARDED)
    assert Visitor(desk, "m1").get(address(GUARDED)).status_code == 403, "who may only read it"
    assert Visitor(desk, "m2").get(address(GUARDED)).status_code == 404, "whom it is not for"
    answer = Visitor(desk, "sec").get(address(GUARDED, form="editable"), buffered=True)
    with pymupdf.open("pdf", answer.data) as document:
        assert document[0].first_annot is None
        assert "Name of sec · " in document[0].get_text()
    assert [(row.what, row.person, row.guarded) for row in views(desk, GUARDED)] == [
        ("annotated", desk.known["sec"], True)
    ]


def test_a_copy_is_on_record(desk: Desk):
    Visitor(desk, "m2").get(address(), buffered=True)
    assert [(row.what, row.person) for row in views(desk, OPEN)] == [("annotated", desk.known["m2"])]


def views(desk: Desk, paper: str) -> list[ViewRow]:
    with desk.services.db.reading() as session:
        return list(views_of(session, MAIN, ref(paper)))


def test_what_cannot_be_made_is_refused_in_words(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    visitor = Visitor(desk, "m1")
    assert visitor.get(address(ink="all")).status_code == 422
    assert visitor.get(address(form="word")).status_code == 422
    assert visitor.get(address("nosuch")).status_code == 404
    ink(desk, "m1", "one")
    ink(desk, "m1", "two")
    monkeypatch.setattr(marks, "MOST_MARKS", 1)
    assert visitor.get(address()).status_code == 413


def test_what_stands_in_the_file_is_told_to_its_readers(desk: Desk):
    sha = desk.kinds("m1", "papers")[ref(OPEN)]["sha"]
    answer = Visitor(desk, "m1").get(f"/papers/{sha}/annotations")
    assert (answer.json, answer.headers["Cache-Control"]) == ({"pages": {}}, "private, max-age=31536000, immutable")
    guarded = desk.kinds("m1", "papers")[ref(GUARDED)]["sha"]
    answer = Visitor(desk, "m1").get(f"/papers/{guarded}/annotations")
    assert (answer.json, answer.headers["Cache-Control"]) == ({"pages": {}}, "no-store")
    assert [row.what for row in views(desk, GUARDED)] == ["words"]
    assert Visitor(desk, "m2").get(f"/papers/{guarded}/annotations").status_code == 404
