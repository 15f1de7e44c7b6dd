"""Guarded pages: who gets them, with whose name on them, kept by nobody, and on record before they are sent."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from icabinet.desks.conversion import convert
from icabinet.desks.drawing import draw_ahead
from icabinet.desks.filing import file_upload
from icabinet.errors import Unavailable
from icabinet.languages import ZONE
from icabinet.papers.pages import Source
from icabinet.papers.sightings import ViewRow, forget_before, views_of
from icabinet.people import accounts
from icabinet.performing import Actor
from icabinet.web import pictures, shortcut
from tests.desk import MAIN, Desk, ref
from tests.test_policy import a_desk
from tests.web.test_routes import pdf
from tests.web.visitor import Visitor

AGENT = "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Version/17.0 Safari/605.1.15"


@pytest.fixture(scope="module")
def filed() -> Iterator[Desk]:
    """A meeting with one real paper, filed for m1 and guests alone."""
    with a_desk() as desk:
        restriction = {"people": [desk.known["m1"]], "roles": ["guest"], "level": "limited"}
        with desk.app.app_context():
            file_upload(
                Actor(desk.person("sec")), MAIN, ref("paper1"), None, "rieng.pdf", pdf(), restriction=restriction
            )
            convert(desk.stream, ref("paper1"))
        desk.known["sha"] = desk.kinds("m1", "papers")[ref("paper1")]["sha"]
        yield desk


@pytest.fixture
def desk(filed: Desk) -> Iterator[Desk]:
    start = filed.save()
    yield filed
    filed.restore(start)


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is burnt into pages."""
    found, draw = [], Source.marked

    def marked(self: Source, page: int, width: int, mark: str, bare: bool) -> tuple[bytes, str]:
        found.append(mark)
        return draw(self, page, width, mark, bare)

    monkeypatch.setattr(Source, "marked", marked)
    return found


def page(desk: Desk, width: int = 1200) -> str:
    return f"/papers/{desk.known['sha']}/pages/1?w={width}"


def original() -> str:
    return f"/meetings/{MAIN}/papers/{ref('paper1')}/original"


def views(desk: Desk) -> list[ViewRow]:
    with desk.services.db.reading() as session:
        return list(views_of(session, MAIN, ref("paper1")))


def test_a_page_carries_its_reader_s_name_and_the_time_and_is_kept_nowhere(desk: Desk, marks: list[str]):
    answer = Visitor(desk, "m1").get(page(desk))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.data[:4] in (b"\x89PNG", b"RIFF", b"\xff\xd8\xff\xe0")
    name, time, meeting = marks[0].split(" · ")
    assert (name, meeting) == ("Name of m1", "The meeting")
    assert abs(datetime.now(ZONE) - datetime.strptime(time, "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)).seconds < 120
    assert "ETag" not in answer.headers
    assert Visitor(desk, "guest").get(page(desk)).data != answer.data
    folder = desk.folder / "storage" / "pages"
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_its_pages_are_not_drawn_ahead(desk: Desk):
    with desk.app.app_context():
        draw_ahead(desk.stream, ref("paper1"))
    assert not [path for path in (desk.folder / "storage" / "pages").rglob("*") if path.is_file()]


@pytest.mark.parametrize("who", ["m2", "m3", "screen", "out", "admin"])
def test_for_others_nothing_of_it_exists(desk: Desk, marks: list[str], who: str):
    visitor = Visitor(desk, who)
    words = f"/papers/{desk.known['sha']}/pages/1/words"
    nowhere = visitor.get(f"/papers/{'0' * 64}/pages/1")
    for path in (page(desk), page(desk, 400), words, original()):
        answer = visitor.get(path)
        assert answer.status_code == 404
        assert answer.headers["Cache-Control"] == nowhere.headers["Cache-Control"]
    assert marks == []
    assert views(desk) == []


def test_every_picture_is_on_record_before_it_is_sent(desk: Desk, marks: list[str]):
    visitor = Visitor(desk, "m1")
    for width in (400, 1200, 1200):
        visitor.client.get(page(desk, width), headers={"User-Agent": AGENT})
    seen = views(desk)
    assert [(row.what, row.page, row.width, row.guarded) for row in seen] == [
        ("page", 1, 400, True), ("page", 1, 1200, True), ("page", 1, 1200, True),
    ]  # fmt: skip
    assert {(row.person, row.device) for row in seen} == {(desk.person("m1"), "Safari, iPad")}
    assert len(marks) == 3


def test_what_cannot_be_put_on_record_is_not_sent(desk: Desk, marks: list[str], monkeypatch: pytest.MonkeyPatch):
    def away(_work: Callable[..., object]) -> None:
        raise Unavailable(what="database")

    visitor = Visitor(desk, "m1")
    monkeypatch.setattr(desk.app.extensions["sightings"], "_write", away)
    answer = visitor.get(page(desk))
    assert answer.status_code == 503
    assert b"PNG" not in answer.data
    assert len(marks) == 1


def test_words_are_on_record_and_kept_by_nobody(desk: Desk):
    answer = Visitor(desk, "guest").get(f"/papers/{desk.known['sha']}/pages/1/words")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert [(row.what, row.page) for row in views(desk)] == [("words", 1)]


def test_the_original_is_for_who_restricts_papers(desk: Desk):
    answers = {who: Visitor(desk, who).get(original()) for who in ("chair", "sec", "m1", "guest", "aud", "m2")}
    codes = {who: answer.status_code for who, answer in answers.items()}
    assert codes == {"chair": 200, "sec": 200, "m1": 403, "guest": 403, "aud": 403, "m2": 404}
    assert answers["chair"].headers["Cache-Control"] == "no-store"
    assert [(row.what, row.person) for row in views(desk)] == [
        ("original", desk.person(who)) for who in ("chair", "sec")
    ]
    for answer in answers.values():
        answer.close()


def test_of_an_ordinary_paper_the_first_look_at_a_page_counts(desk: Desk, marks: list[str]):
    desk.act("sec", "papers.restrict", id=ref("paper1"))
    for who in ("m1", "m1", "m2"):
        answer = Visitor(desk, who).get(page(desk))
        assert answer.headers["Cache-Control"].startswith("private, max-age")
        answer.close()
    Visitor(desk, "m3").get(page(desk, 400)).close()
    assert views(desk) == []
    for _ in range(2):
        desk.app.extensions["sightings"].flush()
    assert [(row.person, row.page, row.guarded) for row in views(desk)] == [
        (desk.person(who), 1, False) for who in ("m1", "m2")
    ]
    assert marks == []


def test_what_is_answered_from_memory_is_on_record_too(desk: Desk, marks: list[str], monkeypatch: pytest.MonkeyPatch):
    desk.act("sec", "papers.restrict", id=ref("paper1"))
    monkeypatch.setattr(shortcut, "_PASS_S", 3600.0)
    Visitor(desk, "m1").get(page(desk)).close()
    leafing = Visitor(desk, "m3")
    leafing.get(f"/papers/{desk.known['sha']}/pages/1/words").close()
    # From here on nobody is asked any more.
    monkeypatch.setattr(pictures, "source_for", None)
    assert leafing.get(page(desk)).status_code == 200
    desk.app.extensions["sightings"].flush()
    assert desk.person("m3") in {row.person for row in views(desk) if (row.what, row.page) == ("page", 1)}


def test_whoever_has_the_same_bytes_as_an_ordinary_paper_reads_them_as_that(desk: Desk, marks: list[str]):
    with desk.app.app_context():
        file_upload(Actor(desk.person("sec")), MAIN, ref("paper2"), None, "chung.pdf", pdf())
        convert(desk.stream, ref("paper2"))
    for who in ("m1", "m2"):
        answer = Visitor(desk, who).get(page(desk))
        assert (answer.status_code, marks) == (200, [])
        answer.close()


# --- the pages of those who answer for it ---


def restricting() -> str:
    return f"/meetings/{MAIN}/papers/{ref('paper1')}/readers"


def looking(suffix: str = "") -> str:
    return f"/meetings/{MAIN}/papers/{ref('paper1')}/views{suffix}"


def test_the_form_says_who_may_read_it_and_works_without_scripts(desk: Desk):
    secretary = Visitor(desk, "sec")
    page = secretary.get(restricting()).text
    assert f'name="people" value="{desk.person("m1")}" checked' in page
    assert f'name="people" value="{desk.person("m2")}">' in page
    assert "Mật" in page
    day = {"until_day": "26/11/2099", "until_time": "08:00"}
    form = {"act": ref("act1"), "level": "internal", "roles": ["member", "guest"], "units": "Unit", **day}
    assert secretary.post(restricting(), form).status_code == 303
    said = desk.kinds("sec", "restrictions")[ref("paper1")]
    until = int(datetime(2099, 11, 26, 8, tzinfo=ZONE).timestamp() * 1000)
    assert said == {
        "paper": ref("paper1"), "level": "internal", "roles": ["guest", "member"], "units": ["Unit"], "people": [],
        "until": until,
    }  # fmt: skip
    assert 'value="2099-11-26"' in secretary.get(restricting()).text
    assert "08:00 26/11" in secretary.get(f"/meetings/{MAIN}/edit").text


def test_a_state_secret_is_refused_in_words(desk: Desk):
    secretary = Visitor(desk, "sec")
    assert secretary.post(restricting(), {"act": ref("act1"), "level": "toi_mat"}).status_code == 303
    assert "Luật Bảo vệ bí mật nhà nước" in secretary.get(restricting()).text
    assert desk.kinds("sec", "restrictions")[ref("paper1")]["level"] == "limited"


def test_what_bears_a_stamp_is_not_even_stored(desk: Desk):
    upload = {"id": ref("paper9"), "file": (pdf(), "Công văn (Mật).pdf")}
    before = len(list((desk.folder / "storage" / "originals").rglob("*")))
    answer = Visitor(desk, "sec").post(f"/api/v1/meetings/{MAIN}/papers", upload)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "looks_state_secret")
    assert "Mật" in answer.json["error"]["message"]
    assert len(list((desk.folder / "storage" / "originals").rglob("*"))) == before


@pytest.mark.parametrize(("who", "status"), [("chair", 200), ("sec", 200), ("aud", 200), ("m1", 403), ("m2", 403)])
def test_who_has_opened_it_is_for_the_desk(desk: Desk, who: str, status: int):
    for path in (looking(), looking(".csv")):
        assert Visitor(desk, who).get(path).status_code == status


def test_who_has_opened_it_is_shown_by_person_and_as_a_table_without_formulas(desk: Desk):
    with desk.app.app_context():
        accounts.change_person(desk.person("m1"), name="=1+1", locale="vi", disabled=False, administers=False)
    part = {"person": desk.person("m1"), "role": "member", "entitled": True}
    desk.act("sec", "meetings.add_participant", **part)
    for who in ("m1", "m1", "guest"):
        Visitor(desk, who).client.get(page(desk), headers={"User-Agent": AGENT})
    shown = Visitor(desk, "aud").get(looking()).text
    assert "Safari, iPad" in shown
    assert "Name of guest" in shown
    answer = Visitor(desk, "aud").get(looking(".csv"))
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [(row["person"], row["what"], row["page"], row["guarded"]) for row in rows] == [
        ("'=1+1", "page", "1", "1"), ("'=1+1", "page", "1", "1"), ("Name of guest", "page", "1", "1"),
    ]  # fmt: skip


def test_old_views_are_forgotten(desk: Desk):
    Visitor(desk, "m1").get(page(desk))
    run = desk.app.test_cli_runner().invoke
    assert run(args=["papers", "forget-views", "--days", "1"]).output == "0 views deleted\n"
    assert len(views(desk)) == 1
    with desk.app.app_context():
        assert desk.services.writer.write(lambda session: forget_before(session, 2**60)) == 1
    assert views(desk) == []


def test_what_its_outline_says_is_on_record(desk: Desk, marks: list[str]):
    Visitor(desk, "m1").get(f"/papers/{desk.known['sha']}/structure").close()
    assert [(row.what, row.page, row.guarded) for row in views(desk)] == [("structure", None, True)]
