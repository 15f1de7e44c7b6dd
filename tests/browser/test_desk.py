"""The secretary's desk: a pasted programme, papers that units deliver, a folder, a hand that drags."""

from tests.browser.documents import leaflet, report
from tests.browser.people import Member
from tests.browser.preparing import Preparing, Tablet, Unit

PROGRAMME = (
    "CHƯƠNG TRÌNH\n"
    "Thời gian\tNội dung\tĐơn vị trình\tTài liệu\n"
    "Buổi sáng\n"
    "08h00 - 08h20\tDự toán ngân sách năm 2027\tSở Tài chính\tTờ trình dự toán\n"
    "08h20 - 08h40\tQuy hoạch hồ Thiền Quang\tPhòng Kinh tế\tBáo cáo quy hoạch\n"
    "Nơi nhận: Lưu VT\n"
)
BUDGET, LAKE = "Tờ trình dự toán", "Báo cáo quy hoạch"


def test_papers_come_from_units_and_folders(house, sit_down, tmp_path):
    ha = sit_down(Preparing, "ha")
    meeting = ha.creates_meeting("Phiên họp có tài liệu từ các đơn vị")
    ha.pastes_agenda(PROGRAMME)
    ha.sees_left_out("CHƯƠNG TRÌNH", "Thời gian | Nội dung | Đơn vị trình | Tài liệu", "Buổi sáng", "Nơi nhận: Lưu VT")
    ha.accepts_agenda()
    ha.sees_items("Dự toán ngân sách năm 2027", "Quy hoạch hồ Thiền Quang")
    ha.sees_completeness("%(missing)s of %(all)s papers missing", missing=2, all=2)
    ha.invites_everybody()
    budget, lake = meeting.items()

    dung = sit_down(Unit, "dung")
    dung.looks_at_what_is_wanted()
    dung.delivers(BUDGET, ("ban dau.pdf", report("Bản đầu", 1)))
    ha.reloads()
    ha.returns(BUDGET, "Thiếu phụ lục")
    dung.reloads()
    dung.sees("To be changed: %(reason)s", reason="Thiếu phụ lục")
    ha.sees_ready(BUDGET)
    dung.delivers(BUDGET, ("ban sua.pdf", report("Bản sửa", 2)))
    ha.reloads()
    ha.sees_ready(BUDGET)
    ha.reloads()
    ha.approves(BUDGET)

    folder = tmp_path / "Hồ sơ"
    for name in ("2. Quy hoạch/01 bao cao quy hoach.pdf", "1/so lieu.pdf", "anh hien trang.pdf"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(report(name, 1))
    ha.uploads_folder(folder)
    ha.sees_on_shelf("bao cao quy hoach", lake)
    ha.sees_on_shelf("so lieu", budget)
    ha.sees_on_shelf("anh hien trang", "meeting")
    ha.sees_ready("anh hien trang")
    ha.sees_completeness("All %(all)s papers have come", all=2)
    ha.drags("anh hien trang", lake)
    ha.sees_on_shelf("anh hien trang", lake)
    # The same with a finger, on a tablet that stands.
    tablet = sit_down(Tablet, "ha", size=(768, 1024), locale="en")
    tablet.prepares(meeting)
    tablet.drags("so lieu", "meeting")
    tablet.sees_on_shelf("so lieu", "meeting")

    # Many at once, each of twenty pages; how long forty take is for the bench to say.
    pile = [(f"2. Phụ lục {number}.pdf", leaflet(20)) for number in range(1, 7)]
    ha.reloads()
    ha.drops(*pile)
    ha.sees_all_ready(4 + len(pile))

    binh = sit_down(Member, "binh")
    binh.enters(meeting)
    binh.sees_paper(BUDGET)
