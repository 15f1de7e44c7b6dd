"""Inviting on both databases: who is told what, how it fares, two processes, and all of it from the journal again."""

from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest

from icabinet import clock
from icabinet.desks import timing
from icabinet.journal import reading
from icabinet.people.mail import set_address
from icabinet.post import composing, deliveries
from icabinet.post.desk import post, waiting
from tests.desk import Desk, ref
from tests.post.mailbox import Mailbox

HOUR = 3_600_000
START = 1_800_000_000_000
WITH_ADDRESS = ("chair", "m1", "m2")


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    monkeypatch.setattr(composing, "_WITH_LETTER", frozenset())
    server = Mailbox().start()
    yield server
    server.close()


def posting(desk: Desk, mailbox: Mailbox) -> None:
    for name, value in (("smtp_url", mailbox.url), ("mail_from", "moi@example.vn")):
        object.__setattr__(desk.settings, name, value)


def posted(desk: Desk) -> None:
    with desk.app.app_context():
        while waiting():
            post()


def states(desk: Desk) -> list[tuple[str, str]]:
    with desk.services.db.reading() as session:
        return [
            (one.mailing.about, one.delivery.state)
            for one in deliveries.of_meeting(session, desk.stream)
            if one.delivery
        ]


def test_everybody_is_told_once_by_whichever_process(desk: Desk, beside: Callable[[], Desk], mailbox: Mailbox):
    other = beside()
    for one in (desk, other):
        posting(one, mailbox)
    with desk.app.app_context():
        for who in WITH_ADDRESS:
            set_address(desk.person(who), f"{who}@example.vn")
    desk.act("sec", "invitations.send")
    posted(other)
    posted(desk)
    assert sorted(str(one["To"]).rpartition("<")[2] for one in mailbox.taken) == [
        f"{who}@example.vn>" for who in WITH_ADDRESS
    ]
    desk.act("sec", "meetings.edit", starts_at=START + HOUR, place="Phòng 2")
    desk.act("sec", "invitations.send")
    mailbox.refused["m2@example.vn"] = "451 4.7.1 later"
    posted(desk)
    assert ("changed", "waiting") in states(desk)
    mailbox.refused.clear()
    with other.app.app_context():
        assert deliveries.try_again(desk.stream) >= 1
    posted(other)
    assert [len(mailbox.to(f"{who}@example.vn")) for who in WITH_ADDRESS] == [2, 2, 2]


def test_reminders_come_in_time_and_the_journal_gives_all_of_it_back(desk: Desk):
    desk.act("sec", "invitations.write", note="Mang theo tài liệu", remind_h=24)
    desk.act("sec", "invitations.send")
    wanted = {"id": ref("wanted"), "title": "Tờ trình", "unit": "Unit", "due_at": START - 48 * HOUR, "remind_days": 2}
    desk.act("sec", "papers.expect", papers=[wanted])
    told = []
    for moment in (START - 96 * HOUR, START - 48 * HOUR, START - 24 * HOUR):
        with patch.object(clock, "now_ms", lambda moment=moment: moment), desk.app.app_context():
            due = timing.waiting()
            told += [action for _stream, action in due]
            for one in due:
                timing.keep_time(*one)
            assert timing.waiting() == []
    assert told == ["papers.remind_units_in_time"] * 2 + ["invitations.remind_in_time"]
    before = desk.projected(desk.stream)
    desk.services.writer.write(lambda session: reading.replay(session, desk.stream))
    assert desk.projected(desk.stream) == before
