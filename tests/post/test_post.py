"""Word goes out to a real mail server: invitations, changes, cancelling, reminders; refused, late, and tried again."""

import re
from typing import Any
from unittest.mock import patch

import icalendar
import pytest

from icabinet import clock
from icabinet.desks import timing
from icabinet.post import composing, deliveries
from icabinet.post.desk import post, waiting
from tests.desk import MAIN, Desk, ref
from tests.post.mailbox import Mailbox, part

HOUR = 3_600_000
START = 1_800_000_000_000
PAPERS = {"wanted1": "Tờ trình", "wanted2": "Báo cáo"}
FILE = {"filename": "512-BC-UBND.pdf", "sha": "a" * 64, "size": 7}


class PowerCut(Exception):
    pass


@pytest.fixture(autouse=True)
def _without_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter takes a child; one test has it."""
    monkeypatch.setattr(composing, "_WITH_LETTER", frozenset())


def posted(desk: Desk) -> None:
    with desk.app.app_context():
        while waiting():
            post()


def entry(message: object) -> icalendar.Event:
    return icalendar.Calendar.from_ical(part(message, "text/calendar")).walk("VEVENT")[0]


def fared(desk: Desk, who: str) -> list[tuple[str, str, str]]:
    """Return (about, state, why) of all messages to somebody."""
    with desk.services.db.reading() as session:
        found = [one for one in deliveries.of_meeting(session, desk.stream) if one.mailing.person == desk.person(who)]
    return [(one.mailing.about, one.delivery.state, one.delivery.why) for one in found if one.delivery]


def test_everybody_who_takes_part_is_invited_with_a_calendar_entry_and_a_link(posting: Desk, mailbox: Mailbox):
    posting.act("sec", "invitations.write", note="Mang theo tài liệu", number="Số: 05/GM-UBND")
    posting.act("sec", "invitations.send")
    posted(posting)
    assert len(mailbox.taken) == 5
    (message,) = mailbox.to("m1@example.vn")
    assert message["Subject"] == "Giấy mời: The meeting"
    assert message["From"] == "The body <moi@example.vn>"
    text = part(message, "text/plain")
    assert "Mang theo tài liệu" in text
    link = re.search(rf"https://hop\.example\.vn/meetings/{MAIN}/answer/{posting.person('m1')}/[a-z2-7]{{26}}", text)
    assert link
    assert link[0] in part(message, "text/html")
    assert part(message, "image/png").startswith(b"\x89PNG")
    event = entry(message)
    assert (str(event["summary"]), event["attendee"]) == ("The meeting", "mailto:m1@example.vn")
    assert event.start.timestamp() * 1000 == START
    assert fared(posting, "m1") == [("invited", "taken", "")]
    # Who has no address is told of, not forgotten; displays and auditors are not invited.
    assert fared(posting, "m3") == [("invited", "failed", "no_address")]
    assert fared(posting, "screen") == fared(posting, "aud") == []


def test_what_changes_is_told_with_what_it_was_and_takes_the_place_of_the_old_entry(posting: Desk, mailbox: Mailbox):
    posting.act("sec", "invitations.send")
    posting.act("sec", "meetings.edit", starts_at=START + 2 * HOUR, place="Hall B")
    posting.act("sec", "invitations.send")
    posted(posting)
    first, second = mailbox.to("m1@example.vn")
    assert second["Subject"] == "Có thay đổi: The meeting"
    assert "trước đây" in part(second, "text/plain")
    old, new = entry(first), entry(second)
    assert old["uid"] == new["uid"]
    assert new["sequence"] > old["sequence"]
    assert new.start.timestamp() * 1000 == START + 2 * HOUR
    assert "Hall B" in str(new["location"])


def test_who_is_taken_out_and_everybody_when_it_is_called_off_lose_the_entry(posting: Desk, mailbox: Mailbox):
    posting.act("sec", "invitations.send")
    posting.act("sec", "meetings.remove_participant", person=posting.person("m1"))
    posting.act("sec", "meetings.call_off", reason="Bão số 5")
    posted(posting)
    *_, removed = mailbox.to("m1@example.vn")
    assert "METHOD:CANCEL" in part(removed, "text/calendar")
    assert entry(removed)["status"] == "CANCELLED"
    assert "Bão số 5" in part(mailbox.to("m2@example.vn")[-1], "text/plain")
    # The invitations of those who read theirs late would come after the meeting was called off.
    assert fared(posting, "m2") == [("invited", "failed", "too_late"), ("cancelled", "taken", "")]
    assert len(mailbox.to("m1@example.vn")) == 1


def test_a_refused_address_is_given_up_and_a_busy_server_is_tried_again(posting: Desk, mailbox: Mailbox):
    mailbox.refused["m1@example.vn"] = "550 5.1.1 unknown user"
    mailbox.refused["m2@example.vn"] = "451 4.7.1 come back later"
    posting.act("sec", "invitations.send", persons=[posting.person(who) for who in ("m1", "m2", "guest")])
    posted(posting)
    assert fared(posting, "m1") == [("invited", "failed", "refused")]
    assert fared(posting, "m2") == [("invited", "waiting", "later")]
    assert fared(posting, "guest") == [("invited", "taken", "")]
    mailbox.refused.clear()
    now = clock.now_ms()
    with patch.object(clock, "now_ms", lambda: now + 2 * 60_000):
        posted(posting)
    assert fared(posting, "m2") == [("invited", "taken", "")]
    assert len(mailbox.to("m2@example.vn")) == len(mailbox.to("guest@example.vn")) == 1
    with posting.app.app_context():
        assert deliveries.try_again(posting.stream) == 1
    posted(posting)
    assert len(mailbox.to("m1@example.vn")) == 1


def test_a_server_that_is_away_keeps_nothing_from_being_sent_later(posting: Desk, mailbox: Mailbox):
    mailbox.closed = "554 5.3.4 no service today"
    posting.act("sec", "invitations.send", persons=[posting.person("m1")])
    posted(posting)
    assert fared(posting, "m1") == [("invited", "waiting", "later")]
    url = "smtp://127.0.0.1:1"
    object.__setattr__(posting.settings, "smtp_url", url)
    with posting.app.app_context():
        deliveries.try_again(posting.stream)
    posted(posting)
    assert fared(posting, "m1") == [("invited", "waiting", "unreachable")]
    mailbox.closed = ""
    object.__setattr__(posting.settings, "smtp_url", mailbox.url)
    with posting.app.app_context():
        deliveries.try_again(posting.stream)
    posted(posting)
    (message,) = mailbox.taken
    assert str(message["Message-ID"]).endswith(f".{posting.person('m1')}.{MAIN}@hop.example.vn>")


def test_people_are_reminded_in_time_but_for_those_who_will_not_come(posting: Desk, mailbox: Mailbox):
    posting.act("sec", "invitations.send")
    posting.act("m1", "attendance.answer", answer="declined", reason="Ốm")
    posting.act("m2", "attendance.answer", answer="accepted")
    posted(posting)
    mailbox.forget()
    with posting.app.app_context():
        assert timing.waiting() == []
        with patch.object(clock, "now_ms", lambda: START - 24 * HOUR):
            assert timing.waiting() == [(posting.stream, "invitations.remind_in_time")]
            timing.keep_time(*timing.waiting()[0])
            assert timing.waiting() == []
    with patch.object(clock, "now_ms", lambda: START - 24 * HOUR + 1000):
        posted(posting)
    assert mailbox.to("m1@example.vn") == []
    assert "chưa trả lời" not in part(mailbox.to("m2@example.vn")[0], "text/plain")
    assert "chưa trả lời" in part(mailbox.to("chair@example.vn")[0], "text/plain")


def test_nobody_is_told_of_what_is_days_old(posting: Desk, mailbox: Mailbox):
    posting.act("sec", "invitations.send")
    now = clock.now_ms()
    with patch.object(clock, "now_ms", lambda: now + deliveries.GIVEN_UP_MS + 1000), posting.app.app_context():
        assert waiting() == []
    assert mailbox.taken == []


def test_who_is_asked_in_writing_is_told_reminded_and_told_when_it_is_over(posting: Desk, mailbox: Mailbox):
    body = posting.known["body"]
    posting.meeting = ref("slip1")
    args = {"subject": "Dự toán", "questions": [{"text": "Đồng ý?"}], "deadline_at": clock.now_ms() + 48 * HOUR}
    posting.act("sec", "slips.make", body=body, **args)
    posting.act("sec", "slips.send")
    posting.act("m1", "slips.answer", answers=[{"choice": "yes"}])
    posting.act("sec", "slips.remind")
    posted(posting)
    assert [str(one["Subject"]) for one in mailbox.to("m1@example.vn")] == ["Phiếu lấy ý kiến: Dự toán"]
    asked, again = mailbox.to("m2@example.vn")
    assert "https://hop.example.vn/slips/" in part(asked, "text/plain")
    assert str(again["Subject"]).startswith("Nhắc")
    posting.act("sec", "slips.withdraw", reason="Sai số liệu")
    posted(posting)
    assert str(mailbox.to("m2@example.vn")[-1]["Subject"]).startswith("Đã rút")


def test_units_are_told_which_papers_are_missing_late_and_to_be_changed(posting: Desk, mailbox: Mailbox):
    due = clock.now_ms() + 50 * HOUR
    wanted = [{"id": ref(name), "title": title, "unit": "Unit", "due_at": due} for name, title in PAPERS.items()]
    posting.act("sec", "papers.expect", papers=wanted)
    posting.act("sec", "papers.remind_units")
    posted(posting)
    (message,) = mailbox.to("m1@example.vn")
    assert str(message["Subject"]) == "Tài liệu cần nộp: The meeting"
    text = part(message, "text/plain")
    assert all(title in text for title in PAPERS.values())
    assert "https://hop.example.vn/papers/to-prepare" in text
    mailbox.forget()
    posting.inside("m1", "papers.submit", id=ref("paper1"), expected=ref("wanted1"), **FILE)
    posting.act("sec", "papers.return", id=ref("wanted1"), reason="Thiếu phụ lục")
    posted(posting)
    assert str(mailbox.to("m1@example.vn")[0]["Subject"]) == "Cần sửa: Tờ trình"
    assert "Thiếu phụ lục" in part(mailbox.to("m1@example.vn")[0], "text/plain")
    mailbox.forget()
    # What has come before the word goes out is not asked for any more.
    with patch.object(clock, "now_ms", lambda: due), posting.app.app_context():
        timing.keep_time(*timing.waiting()[0])
    posting.inside("m1", "papers.submit", id=ref("paper2"), expected=ref("wanted2"), **FILE)
    with patch.object(clock, "now_ms", lambda: due + 1000):
        posted(posting)
    (late,) = mailbox.to("m1@example.vn")
    assert str(late["Subject"]) == "Tài liệu đã quá hạn: The meeting"
    assert "Báo cáo" not in part(late, "text/plain")


def test_a_crash_leaves_one_message_in_doubt_and_not_the_bag(posting: Desk, mailbox: Mailbox):
    posting.act("sec", "invitations.send", persons=[posting.person(who) for who in ("m1", "m2", "guest")])
    note, told = deliveries.note, []

    def note_one(*args: Any) -> None:
        told.append(args)
        if len(told) > 1:
            raise PowerCut
        note(*args)

    with patch.object(deliveries, "note", note_one), posting.app.app_context(), pytest.raises(PowerCut):
        post()
    # The server took two, of which one was written down; the third was not brought while the second was in doubt.
    assert len(mailbox.taken) == 2
    now = clock.now_ms()
    with patch.object(clock, "now_ms", lambda: now + 11 * 60_000):
        posted(posting)
    assert sorted(len(mailbox.to(f"{who}@example.vn")) for who in ("m1", "m2", "guest")) == [1, 1, 2]
    assert len({str(one["Message-ID"]) for one in mailbox.taken}) == 3
