"""Asking in writing, from the first word to the agenda of the next meeting: one secretary, two tablets."""

from icabinet import ids
from tests.browser.documents import report
from tests.browser.slips import Answering, Asking

SUBJECT, PAPER = "Phương án sử dụng đất", "Tờ trình phương án"
MOTION, CHOICE = "Đồng ý với phương án sử dụng đất?", "Chọn phương án nào?"


def test_a_body_is_asked_in_writing_and_the_result_comes_onto_the_agenda(house, sit_down):
    meeting = house.meeting("Phiên họp sau")
    ha = sit_down(Asking, "ha")
    slip = ha.begins_slip(SUBJECT, MOTION)
    ha.encloses((f"{PAPER}.pdf", report(PAPER, 2)), PAPER)
    ha.asks_also(CHOICE, "Phương án A", "Phương án B")
    ha.sends()
    ha.sees_answered(0, 3)

    binh = sit_down(Answering, "binh")
    binh.finds_slip(SUBJECT)
    binh.reads_enclosed(PAPER)
    binh.answers(binh.say("Agree"), "Phương án B")
    cuong = sit_down(Answering, "cuong", size=(768, 1024), locale="en")
    cuong.finds_slip(SUBJECT)
    cuong.answers(cuong.say("Other opinion"), "Phương án B", opinion="Cần lấy ý kiến nhân dân")
    # The third is the chair, by program.
    answers = [{"choice": "yes"}, {"choice": "0"}]
    act = {"id": ids.new(), "args": {"answers": answers}}
    house.ask("POST", f"/meetings/{slip.id}/actions/slips.answer", house.sign_in("an"), json=act)

    ha.reloads()
    ha.sees_answered(3, 3)
    ha.sees_answer_of("cuong", ha.say("Other opinion"), "Cần lấy ý kiến nhân dân")
    ha.closes()
    binh.reloads()
    binh.sees_sentence("2 trên 3 thành viên tán thành")
    ha.reports(meeting)
    titles = [item["title"] for item in meeting.all("items")]
    assert any(SUBJECT in title for title in titles)
