"""Before the meeting: a secretary makes it, reads the programme from Word, files papers; tablets see them come."""

from tests.browser.documents import PROGRAMME, broken, letter, programme, report
from tests.browser.people import Member
from tests.browser.secretary import Secretary

TITLE = "Phiên họp bất thường tháng 12"
REPORT = "Báo cáo tình hình kinh tế - xã hội 11 tháng"
LETTER = "Tờ trình dự toán ngân sách năm 2027"
BROKEN = "Phụ lục"
PROPOSED = [(title, presenter, minutes) for (_, title, presenter), minutes in zip(PROGRAMME, (10, 35, 45), strict=True)]


def test_from_nothing_to_papers_on_the_tablets(sit_down):
    ha = sit_down(Secretary, "ha")
    meeting = ha.creates_meeting(TITLE)
    ha.imports_agenda("Chương trình.docx", programme())
    ha.sees_proposed(*PROPOSED)
    ha.accepts_agenda()
    ha.sees_items(*(title for _, title, _ in PROGRAMME))
    ha.invites_everybody()

    binh = sit_down(Member, "binh")
    binh.enters(meeting)
    ha.uploads((f"{REPORT}.pdf", report(REPORT, 2)), (f"{LETTER}.docx", letter()), (f"{BROKEN}.pdf", broken()))
    for title in (REPORT, LETTER):
        ha.sees_ready(title)
        binh.sees_paper(title)
    ha.sees_unreadable(BROKEN, "The file is damaged. Save it anew, and upload it again.")
    filed = {paper["title"]: paper["item"] for paper in meeting.all("papers")}
    items = {item["title"]: item["id"] for item in meeting.all("items")}
    assert filed[REPORT] == items[REPORT], "a paper finds its item by its name"
    binh.opens_paper(REPORT)
    binh.turns_to(2)


def test_a_file_that_is_no_programme_changes_nothing(sit_down):
    ha = sit_down(Secretary, "ha")
    ha.creates_meeting(TITLE)
    ha.expects_complaint("status of 4")
    ha.offers_agenda("Chương trình.docx", broken())
    ha.sees("This is neither a Word (.docx) nor an Excel (.xlsx) file.")
