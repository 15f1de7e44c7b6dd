"""Whom to invite, whom to tell, whom to remind and when."""

import pytest

from icabinet.errors import Conflict, Invalid
from icabinet.invitations import rules
from icabinet.post.parcels import office_of

ROLES = {"an": "chair", "binh": "member", "chi": "guest", "wall": "display", "ha": "secretary", "eye": "auditor"}
HOUR = 3_600_000


def test_whoever_does_not_know_all_is_told_and_displays_are_not_invited():
    assert rules.to_send(ROLES, {}, "new", ()) == ["an", "binh", "chi", "ha"]
    assert rules.to_send(ROLES, {"an": "new", "binh": "old"}, "new", ()) == ["binh", "chi", "ha"]
    with pytest.raises(rules.NobodyToInvite):
        rules.to_send(ROLES, dict.fromkeys(("an", "binh", "chi", "ha"), "new"), "new", ())


def test_who_is_named_is_told_again_and_who_takes_no_part_is_not():
    assert rules.to_send(ROLES, {"an": "new"}, "new", ("an", "stranger")) == ["an"]
    with pytest.raises(rules.NobodyToInvite):
        rules.to_send(ROLES, {}, "new", ("stranger", "wall"))


def test_the_desk_reminds_the_silent_and_time_all_who_may_come():
    answers = {"an": "accepted", "binh": "declined", "chi": ""}
    invited = ("an", "binh", "chi", "ha")
    assert rules.to_remind(invited, answers, ()) == ["chi", "ha"]
    assert rules.to_remind(invited, answers, ("an",)) == ["an"]
    assert rules.to_remind_in_time(invited, answers) == ["an", "chi", "ha"]
    with pytest.raises(rules.EverybodyAnswered):
        rules.to_remind(("an",), answers, ())


def test_a_reminder_is_planned_ahead_or_not_at_all():
    assert rules.remind_at(100 * HOUR, 24, 0) == 76 * HOUR
    assert rules.remind_at(100 * HOUR, 24, 76 * HOUR) is None
    assert rules.remind_at(100 * HOUR, 0, 0) is None
    rules.check_is_time(76 * HOUR, 76 * HOUR)
    for at in (None, 77 * HOUR):
        with pytest.raises(Conflict):
            rules.check_is_time(76 * HOUR, at)


@pytest.mark.parametrize("hours", [-1, 721])
def test_reminders_are_within_a_month(hours: int):
    with pytest.raises(Invalid):
        rules.check_hours(hours)


def test_copies_are_lines_that_say_something():
    assert rules.checked_copies(["Như trên;", "  ", "Lưu:  VT."]) == ["Như trên;", "Lưu: VT."]
    with pytest.raises(Invalid):
        rules.checked_copies(["x"] * 13)


@pytest.mark.parametrize(
    ("url", "office"),
    [
        ("smtp://relay.lan", ("smtp", "relay.lan", 25)),
        ("smtp+starttls://mail.example.vn", ("smtp+starttls", "mail.example.vn", 587)),
        ("smtps://mail.example.vn:4650", ("smtps", "mail.example.vn", 4650)),
    ],
)
def test_the_address_of_a_mail_server_says_how_to_speak_to_it(url: str, office: tuple[str, str, int]):
    assert office_of(url) == office
