"""The public page: what the chair published, for anybody, without scripts or cookies; and nothing else, ever."""

from xml.etree import ElementTree as ET

import icalendar
import pytest
from werkzeug.test import TestResponse

from icabinet.people import accounts
from icabinet.web import security
from tests.desk import BODY, MAIN, NOISE_BODY, Desk, ref
from tests.web.visitor import ADDRESS, Visitor

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def _fresh_limits(desk: Desk) -> None:
    security._limiter.reset()


def anybody(desk: Desk, path: str, **headers: str) -> TestResponse:
    client = desk.app.test_client(use_cookies=False)
    return client.get(f"/public{path}", headers=headers, environ_base={"REMOTE_ADDR": ADDRESS})


def entries(desk: Desk, query: str = "") -> list[ET.Element]:
    return ET.fromstring(anybody(desk, f"/feed.atom{query}").data).findall("a:entry", ATOM)


def all_of(desk: Desk) -> str:
    """Return all that anybody can read."""
    paths = ("", "/feed.atom", "/calendar.ics", f"/{MAIN}/agenda", f"/{MAIN}/decisions", "?lang=en")
    return "".join(anybody(desk, path).text for path in paths)


def test_there_is_nothing_until_something_is_published(desk: Desk):
    desk.add_item("item1", presenter="WHO")
    assert anybody(desk, "").status_code == 200
    assert entries(desk) == []
    for path in (f"/{MAIN}/agenda", f"/{MAIN}/decisions", f"/{MAIN}/minutes", f"/{ref('none')}/agenda"):
        assert anybody(desk, path).status_code == 404
    assert anybody(desk, "/short/agenda").status_code == 422
    assert not any(word in all_of(desk) for word in ("The meeting", "item1", "WHO", "The body"))


def test_what_is_published_is_read_and_nothing_else(desk: Desk):
    one, _two = desk.add_item("item1", presenter="WHO"), desk.add_item("item2")
    desk.act("sec", "meetings.edit", title="Họp <b>& hết", place="Phòng 1")
    desk.act("chair", "publications.publish_agenda", items=[one], place=False)
    page = anybody(desk, f"/{MAIN}/agenda").text
    assert "item1" in page
    assert "Họp &lt;b&gt;&amp; hết" in page
    (entry,) = entries(desk)
    assert entry.findtext("a:title", "", ATOM).endswith("Họp <b>& hết")
    assert "1. item1" in entry.findtext("a:content", "", ATOM)
    (event,) = icalendar.Calendar.from_ical(anybody(desk, "/calendar.ics").data).walk("VEVENT")
    assert str(event["summary"]) == "Họp <b>& hết"
    everything = all_of(desk)
    hidden = ("item2", "WHO", "Phòng 1", "Name of", "NOISE", desk.person("chair"), desk.person("m1"))
    assert [word for word in hidden if word in everything] == []


def test_what_happens_afterwards_changes_nothing_outside_and_the_desk_is_told_so(desk: Desk):
    item, other = desk.add_item("item1"), desk.add_item("item2")
    desk.act("chair", "publications.publish_agenda", items=[item])
    before = anybody(desk, f"/{MAIN}/agenda").text
    sec = Visitor(desk, "sec")
    assert "notice warn" not in sec.get(f"/meetings/{MAIN}/publication").text
    desk.act("sec", "agenda.edit_item", id=item, title="Changed")
    assert anybody(desk, f"/{MAIN}/agenda").text == before
    assert "notice warn" in sec.get(f"/meetings/{MAIN}/publication").text
    # Who publishes anew does not let out by the way what was left out the first time.
    page = Visitor(desk, "chair").get(f"/meetings/{MAIN}/publication").text
    assert f'value="{item}" checked' in page
    assert f'value="{other}">' in page
    desk.act("sec", "meetings.call_off", reason="PRIVATE")
    page = anybody(desk, f"/{MAIN}/agenda").text
    assert "notice danger" in page
    assert "PRIVATE" not in all_of(desk)
    (event,) = icalendar.Calendar.from_ical(anybody(desk, "/calendar.ics").data).walk("VEVENT")
    assert event["status"] == "CANCELLED"


def test_what_is_taken_back_is_gone_and_only_that_is_said(desk: Desk):
    item = desk.add_item("item1")
    desk.act("chair", "publications.publish_agenda", items=[item], note="Note")
    desk.act("sec", "publications.withdraw", what="agenda", reason="PRIVATE")
    assert anybody(desk, f"/{MAIN}/agenda").status_code == 410
    assert entries(desk) == []
    assert not any(word in all_of(desk) for word in ("item1", "Note", "PRIVATE", "The meeting"))


def test_pages_need_no_script_and_no_cookie_and_may_be_kept(desk: Desk):
    desk.act("chair", "publications.publish_agenda", items=[desk.add_item("item1")])
    for path in ("", f"/{MAIN}/agenda", "/feed.atom", "/calendar.ics"):
        answer = anybody(desk, path)
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        assert "<script" not in answer.text
        assert anybody(desk, path, **{"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert "script-src" not in anybody(desk, "").headers["Content-Security-Policy"]
    # Whoever is signed in gets the very same.
    assert Visitor(desk, "chair").get(f"/public/{MAIN}/agenda").data == anybody(desk, f"/{MAIN}/agenda").data
    assert 'lang="en"' in anybody(desk, "?lang=en").text
    assert anybody(desk, "?lang=fr").text == anybody(desk, "").text


def test_it_is_asked_for_by_body(desk: Desk):
    desk.act("chair", "publications.publish_agenda", items=[desk.add_item("item1")])
    assert len(entries(desk, f"?body={desk.known[BODY]}")) == 1
    assert entries(desk, f"?body={desk.known[NOISE_BODY]}") == entries(desk, "?body=%00") == []


def test_decisions_are_read_with_their_verdicts(desk: Desk):
    desk.start()
    desk.act("sec", "conclusions.record", text="Giao Sở Tài chính", announced=True)
    chair = Visitor(desk, "chair")
    page = chair.get(f"/meetings/{MAIN}/publication").text
    assert "Giao Sở Tài chính" in page
    form = {"act": ref("act1"), "conclusions": "general", "note": "Word"}
    assert chair.post(f"/meetings/{MAIN}/publication/act/publications.publish_decisions", form).status_code == 303
    assert "Giao Sở Tài chính" in anybody(desk, f"/{MAIN}/decisions").text
    assert (
        chair.post(f"/meetings/{MAIN}/publication/act/publications.publish_decisions", {"act": ref("act2")}).status_code
        == 303
    )
    assert chair.post(f"/meetings/{MAIN}/publication/act/meetings.start", {"act": ref("act3")}).status_code == 404
    assert Visitor(desk, "m1").get(f"/meetings/{MAIN}/publication").status_code == 403
    with desk.app.app_context():
        accounts.set_locale(desk.person("sec"), "en")
    assert "The chair publishes." in Visitor(desk, "sec").get(f"/meetings/{MAIN}/publication").text
