"""What a tablet gets to keep for a time without network: files for everybody, a key for one, papers for a time."""

import re
from collections.abc import Iterator

import pytest

from icabinet import clock
from icabinet.desks.conversion import convert
from icabinet.desks.filing import file_upload
from icabinet.people import sessions
from icabinet.people.sessions import Viewer
from icabinet.performing import Actor
from icabinet.web import keeping
from icabinet.web.pages import words
from tests.desk import MAIN, NOISE, Desk, ref
from tests.test_policy import a_desk
from tests.web.test_routes import pdf
from tests.web.visitor import Program, Visitor

DAY_MS = 24 * 3600 * 1000
TABLET, OTHER = ref("tablet"), ref("other")
PAPER = ref("paper1")


@pytest.fixture(scope="module")
def filed() -> Iterator[Desk]:
    with a_desk() as desk:
        with desk.app.app_context():
            file_upload(Actor(desk.person("sec")), MAIN, PAPER, None, "a.pdf", pdf())
            convert(desk.stream, PAPER)
        yield desk


@pytest.fixture
def desk(filed: Desk) -> Iterator[Desk]:
    start = filed.save()
    yield filed
    filed.restore(start)


def key(desk: Desk, who: str, device: str = TABLET) -> str:
    return Program(desk, who).call("POST", "/offline/key", json={"device": device}).get_json()["secret"]


def kept(desk: Desk, who: str, *meetings: str) -> dict[str, dict[str, object]]:
    answer = Program(desk, who).call("POST", "/offline/keepable", json={"meetings": meetings or (MAIN,)})
    return answer.get_json()["meetings"]


def keepable(desk: Desk, who: str, days: int) -> object:
    asking = Viewer(desk.person(who), "", "vi", administers=False, session="", meeting=None)
    with desk.app.app_context(), desk.services.db.reading() as session:
        return keeping.keepable(session, asking, MAIN, days)


def papers(desk: Desk, who: str) -> set[str]:
    return set(kept(desk, who).get(MAIN, {"papers": ()})["papers"])


# --- the key ---


def test_a_key_belongs_to_one_person_on_one_tablet(desk):
    assert key(desk, "m1") == key(desk, "m1")
    assert len({key(desk, who, device) for who in ("m1", "m2") for device in (TABLET, OTHER)}) == 4
    assert re.fullmatch(r"[\w-]{43}", key(desk, "m1"))


def test_a_key_ends_with_its_session(desk):
    answer = Program(desk, "m1").call("POST", "/offline/key", json={"device": TABLET}).get_json()
    hours = (answer["until"] - answer["now"]) / 3_600_000
    assert answer["person"] == desk.person("m1")
    assert hours == pytest.approx(desk.settings.session_hours, abs=0.1)


def test_nobody_gets_a_key_from_another_site_or_without_a_session(desk):
    assert Visitor(desk).send("POST", "/api/v1/offline/key", json={"device": TABLET}).status_code == 401
    visitor = Visitor(desk, "m1")
    answer = visitor.client.post("/api/v1/offline/key", json={"device": TABLET})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "bad_csrf")
    assert Program(desk, "m1").call("POST", "/offline/key", json={"device": "?"}).status_code == 422


# --- what may be kept ---


def test_what_one_may_read_may_be_kept_and_of_other_meetings_nothing(desk):
    assert papers(desk, "m1") == {PAPER}
    assert kept(desk, "out") == {}
    assert list(kept(desk, "m1", MAIN, ref("none"))) == [MAIN]
    only = Program(desk, token=desk.token("m1", only=NOISE)).call(
        "POST", "/offline/keepable", json={"meetings": [MAIN]}
    )
    assert only.get_json()["meetings"] == {}


def test_a_guarded_paper_is_kept_by_nobody_and_a_withdrawn_one_no_more(desk):
    desk.act("sec", "papers.restrict", id=PAPER, level="limited", roles=["member"], units=[], people=[], until=None)
    assert papers(desk, "m1") == papers(desk, "guest") == papers(desk, "sec") == set()
    desk.act("sec", "papers.restrict", id=PAPER, level="ordinary", roles=[], units=[], people=[], until=None)
    assert papers(desk, "m1") == {PAPER}
    desk.act("sec", "papers.remove", id=PAPER)
    assert papers(desk, "m1") == set()


def test_a_meeting_is_kept_for_some_days_after_its_end(desk, monkeypatch):
    desk.act("chair", "meetings.start")
    desk.act("chair", "meetings.end")
    until = kept(desk, "m1")[MAIN]["until"]
    assert until == desk.kinds("m1", "meetings")[MAIN]["ended_at"] + desk.settings.offline_days * DAY_MS
    monkeypatch.setattr(clock, "now_ms", lambda: until)
    assert keepable(desk, "m1", desk.settings.offline_days) is None


def test_an_installation_may_want_none_of_it(desk):
    assert keepable(desk, "m1", 1) is not None
    assert keepable(desk, "m1", 0) is None


def test_what_is_taken_along_is_on_record_as_that(desk):
    visitor = Visitor(desk, "m1")
    sha = desk.kinds("m1", "papers")[PAPER]["sha"]
    for page in ("1?w=400", "1?w=1200", "1/words"):
        assert visitor.get(f"/papers/{sha}/pages/{page}", headers={"X-Keep": "1"}).status_code == 200
    desk.app.extensions["sightings"].flush()
    looked = Visitor(desk, "sec").get(f"/meetings/{MAIN}/papers/{PAPER}/views.csv").text
    assert [line.split(",")[5] for line in looked.splitlines()[1:]] == ["kept"]
    assert words.VIEWED["kept"]


# --- files ---


def test_the_worker_names_files_that_are_there_and_changes_with_them(desk, monkeypatch):
    visitor = Visitor(desk)
    answer = visitor.get("/sw.js")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    files = re.findall(r'"(/static/[^"]+)"', answer.text.splitlines()[1])
    assert len(files) == len(set(files)) > 100
    for needed in ("live/main.js", "offline/open.js", "kernel/vault.js", "offline/offline.css", "icons.svg", ".woff2"):
        assert any(name.endswith(needed) for name in files), needed
    for name in files:
        with visitor.get(name) as found:
            assert found.status_code == 200, name
    assert visitor.get("/sw.js", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    before = answer.text.splitlines()[0]
    monkeypatch.setattr("icabinet.web.offline.asset", lambda name: f"/static/{'0' * 12}/{name}")
    monkeypatch.setattr("icabinet.web.offline._addresses", lambda: ("/static/000000000000/live/main.js",))
    assert visitor.get("/sw.js").text.splitlines()[0] != before


def test_the_empty_room_says_nothing_about_anybody(desk):
    found = Visitor(desk, "m1").get("/offline")
    assert "csrf" not in found.text
    assert desk.person("m1") not in found.text
    assert "Set-Cookie" not in found.headers


def test_signing_out_empties_the_browsers_cache(desk):
    assert Visitor(desk, "m1").post("/sign-out").headers["Clear-Site-Data"] == '"cache"'


def test_a_tablet_whose_session_somebody_ended_is_told_at_the_door_once(desk):
    visitor = Visitor(desk, "m1")
    assert "Clear-Site-Data" not in visitor.get("/sign-in").headers
    with desk.app.app_context():
        sessions.end_all(desk.person("m1"))
    assert visitor.get("/sign-in").headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in visitor.get("/sign-in").headers


def test_the_way_in_locks_what_is_kept_unless_somebody_is_signed_in(desk):
    for path in ("/sign-in", "/join"):
        assert "offline/signed_out.js" in Visitor(desk).get(path).text.partition("</script>")[2]
        assert 'import "offline/signed_out.js"' not in Visitor(desk, "m1").get(path).text
