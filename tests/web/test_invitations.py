"""Pages of inviting: the secretary's list, answers by link without an account, badges, everybody's calendar."""

import re

import icalendar
import pytest

from icabinet.people.mail import set_address
from icabinet.post.addresses import answer_address, badge_address
from icabinet.web import security
from tests.desk import MAIN, NOISE, Desk, ref
from tests.web.visitor import Program, Visitor

ACTS = iter(range(10**6))
PAGE = f"/meetings/{MAIN}/invitations"


def act() -> str:
    return ref(f"act{next(ACTS)}x")


@pytest.fixture(autouse=True)
def _fresh_limits(desk: Desk) -> None:
    security._limiter.reset()


@pytest.fixture
def link(desk: Desk) -> str:
    """Where m1 answers."""
    with desk.app.app_context():
        return answer_address(MAIN, desk.person("m1")).removeprefix(desk.settings.origin)


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_the_list_says_who_is_to_be_invited_who_knows_and_what_they_answered(desk: Desk):
    with desk.app.app_context():
        set_address(desk.person("m1"), "m1@example.vn")
    secretary = Visitor(desk, "sec")
    before = text_of(secretary.get(PAGE).text)
    assert "Gửi giấy mời (6)" in before
    assert "ICABINET_SMTP_URL" in before
    assert secretary.post(f"{PAGE}/act/invitations.send", {"act": act()}).status_code == 303
    desk.act("m1", "attendance.answer", answer="declined", reason="Đi công tác")
    desk.act("sec", "meetings.edit", place="Hall B")
    after = text_of(secretary.get(PAGE).text)
    assert "Báo thay đổi (6)" in after
    assert "Chưa được báo thay đổi: địa điểm" in after
    assert "Đi công tác" in after
    assert "m1@example.vn" in after


def test_the_letter_is_written_and_answers_are_noted(desk: Desk):
    secretary = Visitor(desk, "sec")
    said = {"number": "05/GM-UBND", "note": "Một\nHai", "copies": "Như trên;\n\nLưu: VT.", "remind_h": "48"}
    secretary.post(f"{PAGE}/act/invitations.write", {"act": act(), **said})
    letter = desk.records("sec")["letter/now"]
    assert (letter["note"], letter["copies"], letter["remind_h"]) == ("Một\nHai", ["Như trên;", "Lưu: VT."], 48)
    noted = {"person": desk.person("m2"), "answer": "substitute", "name": "Lê Văn C", "reason": "Ốm"}
    secretary.post(f"{PAGE}/act/attendance.answer_for", {"act": act(), **noted})
    assert desk.kinds("sec", "invitations")[desk.person("m2")]["name"] == "Lê Văn C"
    assert "letter/now" not in desk.records("m1")


def test_who_has_the_link_answers_without_an_account_and_may_change_it(desk: Desk, link: str):
    guest = Visitor(desk)
    with desk.happening() as facts:
        assert "Name of m1" in guest.get(link).text
    assert facts == []
    assert guest.post(link, {"act": act(), "answer": "accepted"}).status_code == 303
    missing = guest.post(link, {"act": act(), "answer": "declined", "reason": ""})
    assert missing.status_code == 422
    assert "Xin ghi vắn tắt lý do." in missing.text
    guest.post(link, {"act": act(), "answer": "declined", "reason": "Đi công tác", "name": "left over"})
    assert desk.kinds("sec", "invitations")[desk.person("m1")]["reason"] == "Đi công tác"
    fact = desk.facts()[-1]
    assert (fact.answer, fact.by_link) == ("declined", True)
    assert desk.told[-1].entry.actor == desk.person("m1")
    assert "Đi công tác" in guest.get(link).text


def test_a_link_opens_one_invitation_and_nothing_else(desk: Desk, link: str):
    guest = Visitor(desk)
    for wrong in (f"{link}a", link.replace(MAIN, NOISE), link.replace(desk.person("m1"), desk.person("m2"))):
        assert guest.get(wrong).status_code == 404
    assert guest.get(f"/meetings/{MAIN}").status_code == 302
    desk.act("sec", "meetings.remove_participant", person=desk.person("m1"))
    assert guest.get(link).status_code == 404


def test_after_the_end_there_is_nothing_to_answer(desk: Desk, link: str):
    desk.act("sec", "meetings.call_off", reason="Bão số 5")
    guest = Visitor(desk)
    page = guest.get(link).text
    assert "Bão số 5" in page
    assert 'name="answer"' not in page
    assert guest.post(link, {"act": act(), "answer": "accepted"}).status_code == 409


def test_the_link_gives_the_meeting_for_ones_calendar(desk: Desk, link: str):
    calendar = icalendar.Calendar.from_ical(Visitor(desk).get(f"{link}/meeting.ics").data)
    (event,) = calendar.walk("VEVENT")
    assert str(event["summary"]) == "The meeting"
    assert event.start.timestamp() == 1_800_000_000


def test_ones_calendar_holds_ones_meetings_until_its_address_is_made_anew(desk: Desk):
    member, program = Visitor(desk, "m1"), Visitor(desk)
    page = member.get("/account").text
    (address,) = re.findall(r'value="http://[^/]+(/calendar/[^"]+\.ics)"', page)
    events = icalendar.Calendar.from_ical(program.get(address).data).walk("VEVENT")
    assert sorted(str(event["summary"]) for event in events) == ["NOISE", "The meeting"]
    desk.act("sec", "meetings.call_off", reason="Bão")
    events = icalendar.Calendar.from_ical(program.get(address).data).walk("VEVENT")
    assert {str(event["summary"]): str(event["status"]) for event in events}["The meeting"] == "CANCELLED"
    member.post("/account/calendar")
    assert program.get(address).status_code == 404
    assert address not in member.get("/account").text


def test_people_say_where_their_e_mail_goes(desk: Desk):
    member = Visitor(desk, "m1")
    member.post("/account/email", {"email": "m1@example.vn"})
    assert 'value="m1@example.vn"' in member.get("/account").text
    member.post("/account/email", {"email": "m1@example.vn\nBcc: x@y"})
    assert 'value="m1@example.vn"' in member.get("/account").text
    admin, person = Program(desk, "admin"), desk.person("m2")
    said = {"name": "Name of m2", "email": "m2@example.vn"}
    assert admin.call("PUT", f"/people/{person}", json=said).json["email"] == "m2@example.vn"
    assert admin.call("PUT", f"/people/{person}", json=said | {"email": "nobody"}).status_code == 422


def test_a_badge_is_printed_and_lets_its_wearer_in_by_a_secretary_or_a_reader(desk: Desk):
    secretary, person = Visitor(desk, "sec"), desk.person("m1")
    page = secretary.get(f"/meetings/{MAIN}/badges?person={person}").text
    assert page.count("badge-name") == 1
    with desk.app.app_context():
        whole = badge_address(MAIN, person)
        path = whole.removeprefix(desk.settings.origin)
    assert Visitor(desk, "m2").get(path).status_code == 403
    secretary.post(path, {"act": act()})
    assert desk.kinds("sec", "attendance")[person]["present"]
    desk.act("sec", "attendance.mark", person=person, present=False)
    token = Program(desk, "admin").call("POST", "/devices", json={"name": "Gate", "meeting": MAIN}).json["token"]
    gate = Program(desk, token=token)
    read = gate.call("POST", "/devices/passages", json={"id": act(), "identity": whole})
    assert read.json["person"] == person
    forged = whole.replace(MAIN, NOISE)[:-1] + ("a" if whole[-1] != "a" else "b")
    assert gate.call("POST", "/devices/passages", json={"id": act(), "identity": forged}).status_code == 404
