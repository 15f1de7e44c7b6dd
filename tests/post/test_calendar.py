"""Calendar entries are what the standards say, whatever stands in a meeting's name, place and letter."""

import pytest

from icabinet.invitations.facts import What
from icabinet.post.calendar import Date, Guest, feed, invitation
from tests.post.strict import check

HOST = "hop.example.vn"
GUEST = Guest('Trần Thị "Bình"; uỷ viên, UBND: phường', "binh@example.vn", "Ủy ban nhân dân", "moi@example.vn")
WORDS = (
    "Phiên họp",
    "Quy hoạch; ngân sách, đầu tư: \\ và 'các' \"nội dung\" khác",
    "Ủy ban nhân dân thành phố " * 30,
    "🏛️" * 90,
    "BEGIN:VEVENT",
)


def date(words: str, *, off: bool = False, online: str = "") -> Date:
    what = What(title=words, starts_at=1_800_000_000_000, minutes=90, place=words, online_url=online)
    return Date("m1", what, 7, 1_799_000_000_000, "https://hop.example.vn/meetings/m1/answer/a/b", words, off)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("off", [False, True])
def test_an_entry_that_comes_with_an_e_mail(words: str, off: bool):
    [event] = check(invitation(date(words, off=off, online="https://meet.example.vn/a;b,c?d=1"), GUEST, HOST))
    said = {line.name: line.value for line in event}
    assert said["UID"] == f"m1@{HOST}"
    plain = said["SUMMARY"].replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\")
    assert plain.strip() == words.strip()


def test_a_calendar_to_be_read_again_and_again():
    assert len(check(feed("Lịch; của, tôi", [date(words) for words in WORDS], HOST))) == len(WORDS)
    assert check(feed("Lịch", [], HOST)) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"VERSION:2.0\r\n", b""),
        (b"DTSTAMP:", b"DTSTAMP;TZID=Asia/Ho_Chi_Minh:"),
        (b"SEQUENCE:7\r\n", b"SEQUENCE:7\r\nSEQUENCE:8\r\n"),
        (b"SUMMARY:Phi", b"SUMMARY:a;Phi"),
        (b"\r\nEND:VEVENT", b"\nEND:VEVENT"),
        (b"DTEND:2", b"DTEND:1"),
        (b"UID:", b"UUID:"),
        (b"END:VEVENT\r\n", b""),
    ],
)
def test_the_check_finds_what_is_wrong(good: bytes, bad: bytes):
    content = invitation(date("Phiên họp"), GUEST, HOST)
    check(content)
    assert good in content
    with pytest.raises(AssertionError):
        check(content.replace(good, bad, 1))
