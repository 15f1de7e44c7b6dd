"""The short way to pages that never change: as the long one, for whom it may concern, and for nobody else."""

import time
from dataclasses import replace

import pytest

from icabinet.extensions import install
from icabinet.people import sessions
from icabinet.web import readers, shortcut
from icabinet.web.shortcut import Shortcut
from tests.desk import Desk, ref
from tests.web.test_pictures import ask, sha
from tests.web.visitor import Visitor

__all__ = ["sha"]
ONCE = {"X-Request-Id", "Date"}


@pytest.fixture
def way(desk: Desk, monkeypatch) -> Shortcut:
    """The short way, on which `took` counts those who had to take the long one; no test is too slow for it."""
    monkeypatch.setattr(shortcut, "_PASS_S", 3600.0)
    way = desk.app.extensions["shortcut"]
    behind, way.took = way._behind, 0

    def counted(environ, start_response):
        way.took += 1
        return behind(environ, start_response)

    way._behind = counted
    return way


@pytest.fixture
def page(sha: str) -> str:
    return f"/papers/{sha}/pages/1?w=400"


def test_what_was_answered_once_is_answered_the_same_by_the_short_way(desk: Desk, way: Shortcut, page: str) -> None:
    member = Visitor(desk, "m1")
    way.took = 0
    first, again = ask(member, page), ask(member, page)
    assert way.took == 1
    assert (again.status_code, again.data) == (200, first.data)
    told = [{name: value for name, value in answer.headers if name not in ONCE} for answer in (first, again)]
    assert told[0] == told[1]
    assert told[0]["Cache-Control"] == "private, max-age=31536000, immutable"
    assert first.headers["X-Request-Id"] != again.headers["X-Request-Id"]


def test_who_takes_part_may_leaf_on_in_what_others_have_seen(desk: Desk, way: Shortcut, sha: str) -> None:
    first, other = Visitor(desk, "m1"), Visitor(desk, "m2")
    pages = [f"/papers/{sha}/pages/{number}?w=400" for number in (1, 2)]
    seen = [ask(first, page).data for page in pages]
    way.took = 0
    assert [ask(other, page).data for page in pages] == seen
    assert way.took == 1  # to see whether this one may


def test_who_takes_no_part_gets_nothing_though_it_lies_there(desk: Desk, way: Shortcut, page: str) -> None:
    assert ask(Visitor(desk, "m1"), page).status_code == 200
    assert ask(Visitor(desk, "out"), page).status_code == 404
    assert ask(Visitor(desk), page).status_code == 401


def test_who_is_removed_gets_nothing_from_then_on(desk: Desk, way: Shortcut, page: str) -> None:
    removed, other = Visitor(desk, "m1"), Visitor(desk, "m2")
    assert [ask(visitor, page).status_code for visitor in (removed, removed, other)] == [200] * 3
    desk.act("sec", "meetings.remove_participant", person=desk.person("m1"))
    assert ask(removed, page).status_code == 404
    assert ask(other, page).status_code == 200


def test_a_paper_that_is_removed_is_gone_from_then_on(desk: Desk, way: Shortcut, page: str) -> None:
    member = Visitor(desk, "m1")
    assert ask(member, page).status_code == 200
    desk.act("sec", "papers.remove", id=ref("fresh"))
    assert ask(member, page).status_code == 404


def test_a_session_that_is_ended_gets_nothing_from_then_on(desk: Desk, way: Shortcut, page: str) -> None:
    member = Visitor(desk, "m1")
    assert ask(member, page).status_code == 200
    with desk.app.app_context():
        sessions.end_all(desk.person("m1"))
    assert ask(member, page).status_code == 401


def test_what_happens_elsewhere_is_seen_after_a_moment(desk: Desk, way: Shortcut, page: str, monkeypatch) -> None:
    member = Visitor(desk, "m1")
    ask(member, page)
    way.took = 0
    later = time.monotonic() + shortcut._PASS_S
    monkeypatch.setattr(shortcut.time, "monotonic", lambda: later)
    ask(member, page)
    assert way.took == 1


def test_what_is_taken_back_while_it_is_looked_up_is_not_noted(desk: Desk, way: Shortcut, page: str) -> None:
    member, looked_up = Visitor(desk, "m1"), way._behind

    def removed_meanwhile(environ, start_response):
        answer = looked_up(environ, start_response)
        desk.act("sec", "meetings.remove_participant", person=desk.person("m1"))
        return answer

    way._behind = removed_meanwhile
    assert ask(member, page).status_code == 200
    way._behind = looked_up
    assert ask(member, page).status_code == 404


def test_drawing_and_voting_take_no_right_back(live: Desk, way: Shortcut, page: str) -> None:
    member = Visitor(live, "m1")
    ask(member, page)
    way.took = 0
    live.act("chair", "presenting.show", paper=ref("fresh"), page=2)
    ask(member, page)
    assert way.took == 0


def test_parts_and_conditions_of_what_lies_there(desk: Desk, way: Shortcut, page: str) -> None:
    member = Visitor(desk, "m1")
    whole = ask(member, page)
    part = ask(member, page, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.data) == (206, whole.data[10:20])
    same = ask(member, page, headers={"If-None-Match": whole.headers["ETag"]})
    assert (same.status_code, same.data) == (304, b"")
    head = member.client.head(page, environ_base=member._from)
    assert (head.status_code, head.data) == (200, b"")
    assert ask(member, page).data == whole.data


def test_words_are_read_once(desk: Desk, way: Shortcut, sha: str, monkeypatch) -> None:
    first = ask(Visitor(desk, "m1"), f"/papers/{sha}/pages/1/words").json
    monkeypatch.delattr(type(desk.services.bench), "run")
    assert ask(Visitor(desk, "m2"), f"/papers/{sha}/pages/1/words").json == first


def test_memory_has_an_end(desk: Desk, way: Shortcut, sha: str, monkeypatch) -> None:
    member = Visitor(desk, "m1")
    monkeypatch.setattr(shortcut, "_MOST_BYTES", 3 * shortcut._OVERHEAD)
    for number in range(9):
        ask(member, f"/papers/{sha}/pages/1?w=400&v={number}")
    assert 0 < len(way._answers) < 4
    assert way._bytes == sum(len(kept.body) + shortcut._OVERHEAD for kept in way._answers.values())


def test_passes_have_an_end(desk: Desk, way: Shortcut, page: str, monkeypatch) -> None:
    monkeypatch.setattr(shortcut, "_MOST_PASSES", 1)
    for who in ("m1", "m2", "m3"):
        ask(Visitor(desk, who), page)
    assert len(way._passes) == 1


def test_what_a_proxy_sends_is_only_named_from_memory_too(desk: Desk, way: Shortcut, page: str, monkeypatch) -> None:
    install(desk.app, replace(desk.services, settings=replace(desk.settings, accel="/internal/storage")))
    member = Visitor(desk, "m1")
    way.took = 0
    answers = [ask(member, page) for _ in range(2)]
    asked = {"Range": "bytes=10-19", "If-None-Match": '"other"'}
    answers.append(ask(Visitor(desk, "m2"), page, headers=asked))
    assert way.took == 2 + 1  # the third was looked up, and the page that signs it in
    for answer in answers:
        assert (answer.status_code, answer.data) == (200, b"")
        assert answer.headers["X-Accel-Redirect"].startswith("/internal/storage/pages/")
        assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"


def test_who_leafs_on_to_what_nobody_has_seen_is_not_looked_up_for_each_page(
    desk: Desk, way: Shortcut, sha: str, monkeypatch
) -> None:
    looks: list[str] = []
    looked_up = readers._looked_up
    monkeypatch.setattr(readers, "_looked_up", lambda sha: looks.append(sha) or looked_up(sha))
    member = Visitor(desk, "m1")
    pages = [f"/papers/{sha}/pages/{number}?w={width}" for number in (1, 2) for width in (400, 1200)]
    assert [ask(member, page).status_code for page in pages] == [200] * 4
    assert len(looks) == 1
    desk.act("sec", "meetings.remove_participant", person=desk.person("m1"))
    assert ask(member, f"/papers/{sha}/pages/2/words").status_code == 404
    assert len(looks) == 2


def test_what_was_looked_up_holds_for_a_second_however_much_is_asked(
    desk: Desk, way: Shortcut, sha: str, monkeypatch
) -> None:
    now = time.monotonic()
    monkeypatch.setattr(shortcut, "_PASS_S", 1.0)
    monkeypatch.setattr(shortcut.time, "monotonic", lambda: now)
    member = Visitor(desk, "m1")
    assert ask(member, f"/papers/{sha}/pages/1?w=400").status_code == 200
    until = [when for when, _ in way._passes.values()]
    now += 0.9
    assert ask(member, f"/papers/{sha}/pages/2?w=400").status_code == 200
    assert [when for when, _ in way._passes.values()] == until
