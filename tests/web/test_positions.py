"""Positions to be printed, and how a body adopts without debate."""

from icabinet.people import bodies
from tests.desk import BODY, MAIN, Desk, ref
from tests.web.visitor import Visitor

PAGE = f"/meetings/{MAIN}/positions"


def test_chair_and_secretary_print_who_said_what_and_who_has_not_answered(desk: Desk):
    for name in ("item1", "item2"):
        desk.add_item(name)
    assert Visitor(desk, "sec").get(PAGE).status_code == 404
    desk.act("sec", "positions.call", closes_at=4_000_000_000_000)
    desk.act("m1", "positions.state", item=ref("item1"), position="other", text="Giao <b>Sở</b>\nTài chính")
    desk.act("sec", "positions.set_item", item=ref("item2"), asked=False)
    for who in ("chair", "sec"):
        page = Visitor(desk, who).get(PAGE).text
        assert "Giao &lt;b&gt;Sở&lt;/b&gt;\nTài chính" in page
        assert "Ý kiến khác" in page
        assert "Name of chair, Name of m2, Name of m3" in page
        assert "item2" not in page
    for who in ("m1", "guest", "aud"):
        assert Visitor(desk, who).get(PAGE).status_code == 403


def test_an_administrator_says_how_a_body_adopts_without_debate(desk: Desk):
    admin, body = Visitor(desk, "admin"), desk.known[BODY]
    form = {"consent": "half_answered", "adoption": "vote"}
    assert admin.post(f"/bodies/{body}/consent", form).status_code == 303
    with desk.services.db.reading() as session:
        assert bodies.consent_of(session, body) == ("half_answered", "vote")
    for change in ({"consent": "?"}, {"adoption": "?"}):
        assert admin.post(f"/bodies/{body}/consent", form | change).status_code == 422
    assert Visitor(desk, "sec").post(f"/bodies/{body}/consent", form).status_code == 403
