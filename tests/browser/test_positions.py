"""Positions before the meeting: a member answers on a tablet, the chair confirms what needs no debate, and adopts."""

from playwright.sync_api import expect

from icabinet import ids
from tests.browser.chair import Chair
from tests.browser.display import Display
from tests.browser.house import ITEMS, Meeting
from tests.browser.people import Member
from tests.browser.test_accessibility import INSPECTED, violations

REASON = "Cần nghe thêm ý kiến Sở Tài chính"
IN_ENGLISH, IN_THE_HAND = {"locale": "en", "color_scheme": "dark"}, {"color_scheme": "light", "size": (768, 1024)}


def say(meeting: Meeting, who: str, item: str, position: str, locale: str = "vi") -> None:
    """Let somebody, who reads this language, answer at a tablet of which we see nothing."""
    house, args = meeting.house, {"item": item, "position": position}
    body = {"id": ids.new(), "args": args}
    house.ask("POST", f"/meetings/{meeting.id}/actions/positions.state", house.sign_in(who, locale), json=body)


def answers(member: Member, position: str) -> None:
    """Answer the item that lies open, and go on to the next, if there is one."""
    sheet = member.test("answer")
    member.tap(sheet.get_by_test_id(f"say-{position}"))
    member.tap(sheet.get_by_test_id("record-position"))


def test_from_the_asking_to_the_adoption(house, sit_down):
    meeting = house.meeting()
    chair, binh = sit_down(Chair, "an", **INSPECTED, **IN_ENGLISH), sit_down(Member, "binh", **INSPECTED, **IN_THE_HAND)
    for one in (chair, binh):
        one.enters(meeting)

    chair.press("Ask for positions")
    chair.press("Ask the members")
    binh.looks_at("Actions")
    binh.tap(binh.test("state-positions"))
    assert violations(binh) == []
    for position in ("no_objection", "no_objection", "speak"):
        answers(binh, position)
    expect(binh.test("answered")).to_have_text(binh.say("{n} of {total} answered", n=3, total=3))
    for who, locale in (("an", "en"), ("cuong", "vi")):
        for item in meeting.items():
            say(meeting, who, item, "no_objection", locale)
    expect(chair.test("answered-of").last).to_have_text(chair.say("{n} of {total} answered", n=3, total=3))

    chair.press("Close now")
    expect(chair.test("proposal")).to_contain_text([ITEMS[0], ITEMS[1]])
    chair.tap(chair.test("rollup").filter(has_text=ITEMS[2]).locator("summary"))
    assert violations(chair) == []
    chair.tap(chair.test("confirm-list"))
    expect(binh.test("consent")).to_contain_text([ITEMS[0], ITEMS[1]])

    binh.tap(binh.test("consent").filter(has_text=ITEMS[1]).get_by_test_id("pull-out"))
    binh.fill("Reason (may be left empty)", REASON)
    binh.tap(binh.test("confirm-pull"))
    expect(chair.test("consent").filter(has_text=ITEMS[1])).to_contain_text(REASON)

    meeting.starts()
    wall = sit_down(Display, "screen")
    wall.enters(meeting)
    for one in (chair, binh):
        one.checks_in()
    expect(wall.test("consent-display")).to_contain_text(ITEMS[0])
    expect(wall.test("consent-display")).not_to_contain_text(ITEMS[1])
    chair.tap(chair.test("next-step"))
    chair.tap(chair.test("confirm"))
    adopted = wall.say("Adopted together: {count}", count=1)
    expect(wall.test("consent-display").get_by_role("heading")).to_have_text(adopted)
    expect(binh.test("consent").filter(has_text=ITEMS[0]).get_by_test_id("consent-adopted")).to_be_visible()
    assert violations(binh) == []
    expect(chair.test("next-step")).to_contain_text(chair.say("Open item {number}", number=2))
    chair.opens(f"/meetings/{meeting.id}/positions")
    chair.sees("Pulled out by %(name)s", name=house.names["binh"])
    assert violations(chair) == []
