"""From what the chair concludes to a task that is done: written in the room, reported on, carried until closed."""

import pytest
from playwright.sync_api import expect

from tests.browser.chair import Chair
from tests.browser.house import ITEMS
from tests.browser.people import Member

CONCLUDED, TASK = "Giao Văn phòng hoàn thiện báo cáo.", "Hoàn thiện báo cáo kinh tế - xã hội"


@pytest.fixture
def closing(house, meeting):
    """Leave no task open: the house is others', too, whose meetings would begin with it."""
    yield meeting
    for task in meeting.all("tasks"):
        if task["state"] not in ("closed", "dropped"):
            meeting.does("tasks.drop", id=task["id"], reason="Hết buổi")


def test_a_conclusion_becomes_a_task_that_comes_back_until_it_is_done(house, closing, sit_down):
    meeting, an = closing, sit_down(Chair, "an")
    an.opens(f"/meetings/{meeting.id}")
    an.opens_item(ITEMS[1])
    panel = an.page.get_by_test_id("conclusions-panel")
    expect(panel.get_by_role("combobox").first).to_have_value(meeting.items()[1])
    an.fill("What the chair concludes", CONCLUDED, panel)
    an.press("Save the draft", panel)
    expect(panel.get_by_test_id("conclusion-state")).to_contain_text(an.say("Draft, seen by the desk"))

    binh = sit_down(Member, "binh", size=(768, 1024))
    binh.opens(f"/meetings/{meeting.id}")
    binh.press("Actions")
    read = binh.page.get_by_test_id("conclusions")
    expect(read).to_have_count(0)
    an.press("Announce to everybody", panel)
    expect(read.get_by_text(CONCLUDED)).to_have_count(1)

    an.tap(panel.locator("summary", has_text=an.say("Give a task")))
    an.fill("What is to be done", TASK, panel)
    an.fill("Unit in charge", "Văn phòng", panel)
    an.fill("Due by", "2020-01-31", panel)
    an.press("Give the task", panel)
    expect(panel.get_by_test_id("task")).to_contain_text(an.say("Overdue"))

    later = house.meeting("Phiên họp sau")
    assert [one["text"] for one in later.all("carried")] == [TASK]

    binh.opens("/tasks")
    binh.tap(binh.page.get_by_role("link", name=TASK))
    binh.fill("How it goes, or what it came to", "Đã trình bản cuối")
    binh.tap(binh.page.get_by_text(binh.say("It is done")))
    binh.press("Send the report")
    ha = sit_down(Member, "ha")
    ha.opens("/tasks?show=reported")
    expect(ha.page.get_by_text("Đã trình bản cuối")).to_be_visible()
    ha.tap(ha.page.get_by_role("link", name=TASK))
    ha.press("Accept it as done")
    expect(ha.page.get_by_test_id("step").first).to_contain_text(ha.say("Completed"))
    later.starts()
    assert later.all("carried") == []
    ha.opens("/search/tasks?q=hoan+thien")
    expect(ha.page.locator("mark").first).to_have_text("Hoàn thiện")
