"""Pages as pictures over HTTP: kept for ever by browsers, whole, in parts, or from closer by."""

import io
from urllib.parse import quote

import pymupdf
import pytest
from flask import Response
from werkzeug.test import TestResponse

from icabinet.desks.conversion import convert
from icabinet.desks.filing import file_upload
from icabinet.performing import Actor
from icabinet.web.sending import named
from tests.desk import MAIN, Desk, ref
from tests.web.visitor import Visitor


@pytest.fixture
def sha(desk: Desk) -> str:
    """A paper of two pages, the first of which leads to the second, and has a frame that somebody drew."""
    with pymupdf.open() as document:
        for _ in range(2):
            document.new_page(width=600, height=800).insert_text((72, 72), "page")
        away = {"kind": pymupdf.LINK_GOTO, "page": 1, "from": pymupdf.Rect(60, 60, 120, 120), "to": pymupdf.Point()}
        document[0].insert_link(away)
        document[0].add_rect_annot((100, 300, 300, 500))
        document.set_toc([[1, "Mở đầu", 1], [2, "Tiếp", 2]])
        content = io.BytesIO(document.tobytes())
    with desk.app.app_context():
        file_upload(Actor(desk.person("sec")), MAIN, ref("fresh"), None, "a.pdf", content)
        convert(desk.stream, ref("fresh"))
    return desk.kinds("m1", "papers")[ref("fresh")]["sha"]


def ask(visitor: Visitor, path: str, **given) -> TestResponse:
    return visitor.get(path, buffered=True, **given)


@pytest.fixture
def member(desk: Desk) -> Visitor:
    return Visitor(desk, "m1")


def test_a_page_is_kept_for_ever_and_not_sent_twice(member: Visitor, sha: str) -> None:
    answer = ask(member, f"/papers/{sha}/pages/1?w=400")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    again = ask(member, f"/papers/{sha}/pages/1?w=400", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert ask(member, f"/papers/{sha}/pages/1?w=1200").headers["ETag"] != answer.headers["ETag"]


def test_a_part_of_a_page_is_sent(member: Visitor, sha: str) -> None:
    whole = ask(member, f"/papers/{sha}/pages/1?w=400").data
    part = ask(member, f"/papers/{sha}/pages/1?w=400", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.data) == (206, whole[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole)}"


@pytest.mark.parametrize("way", ["pages/1?w=401", "pages/1/tiles/2000/0/0"])
def test_other_widths_are_refused_with_those_that_there_are(member: Visitor, sha: str, way: str) -> None:
    answer = ask(member, f"/papers/{sha}/{way}")
    assert answer.status_code == 422
    assert answer.json["error"]["code"] == "invalid"
    assert answer.json["error"]["data"]["widths"]


def test_squares_of_a_page(member: Visitor, sha: str) -> None:
    answer = ask(member, f"/papers/{sha}/pages/1/tiles/8000/7/10")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert pymupdf.Pixmap(answer.data).irect == (0, 0, 1000, 667)


@pytest.mark.parametrize(("way", "also"), [("pages/1?w=400", "&bare"), ("pages/1/tiles/4000/1/2", "?bare")])
def test_a_page_is_also_to_be_had_without_what_others_wrote_on_it(
    member: Visitor, sha: str, way: str, also: str
) -> None:
    whole, bare = (ask(member, f"/papers/{sha}/{address}") for address in (way, way + also))
    assert (bare.status_code, bare.headers["Cache-Control"]) == (200, whole.headers["Cache-Control"])
    assert whole.headers["ETag"] != bare.headers["ETag"]
    assert whole.data != bare.data


@pytest.mark.parametrize(
    "way", ["pages/3?w=400", "pages/0?w=400", "pages/1/tiles/8000/8/0", "pages/1/tiles/8000/0/11", "pages/3/words"]
)
def test_what_is_not_there(member: Visitor, sha: str, way: str) -> None:
    assert ask(member, f"/papers/{sha}/{way}").status_code == 404


def test_a_paper_tells_how_it_hangs_together(member: Visitor, sha: str) -> None:
    answer = ask(member, f"/papers/{sha}/structure")
    assert answer.json == {
        "outline": [[1, "Mở đầu", 1], [2, "Tiếp", 2]],
        "links": {"1": [[0.1, 0.1, 0.2, 0.2, 2]]},
        "labels": [],
    }
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"


@pytest.mark.parametrize("way", ["pages/1?w=400", "pages/1/tiles/4000/0/0", "pages/1/words", "structure"])
def test_who_takes_no_part_sees_nothing_of_it(desk: Desk, sha: str, way: str) -> None:
    assert ask(Visitor(desk, "m1"), f"/papers/{sha}/{way}").status_code == 200
    assert ask(Visitor(desk, "out"), f"/papers/{sha}/{way}").status_code == 404
    assert ask(Visitor(desk), f"/papers/{sha}/{way}").status_code == 401


def test_a_download_s_plain_name_keeps_every_letter() -> None:
    said = named(Response(), "Điều lệ đảng.pdf").headers["Content-Disposition"]
    assert 'filename="Dieu le dang.pdf"' in said
    assert f"filename*=UTF-8''{quote('Điều lệ đảng.pdf')}" in said
    assert named(Response(), "a.pdf").headers["Content-Disposition"] == "attachment; filename=a.pdf"
