"""The body, the people and the session of the demonstration. None of them exists."""

from dataclasses import dataclass

PROGRAMME = "Chương trình phiên họp.docx"
REPORT = "Báo cáo kinh tế - xã hội 11 tháng.pdf"
REFORM_PLAN = "Kế hoạch cải cách hành chính năm 2027.docx"
BUDGET_PROPOSAL = "Tờ trình dự toán ngân sách năm 2027.docx"
BUDGET = "Dự toán ngân sách 2027.pdf"
RESOLUTION = "Dự thảo Nghị quyết.docx"
STREET_PROPOSAL = "Tờ trình chỉnh trang không gian đi bộ.docx"
PLANS = "Phụ lục bản đồ quy hoạch.pdf"
SECURITY_PLAN = "Kế hoạch bảo đảm an ninh, trật tự Tết Đinh Mùi 2027.docx"


@dataclass(frozen=True)
class Body:
    """An organisation that meets. `short` is how papers call it."""

    name: str
    short: str
    place: str


@dataclass(frozen=True)
class Person:
    """`role` in the meeting: chair, secretary, member or guest; `entitled` to vote, and counted for the quorum."""

    key: str
    name: str
    title: str
    unit: str
    role: str
    entitled: bool


@dataclass(frozen=True)
class Meeting:
    """`day` is ISO 8601, `starts` "HH:MM" in Việt Nam."""

    title: str
    place: str
    day: str
    starts: str
    minutes: int


@dataclass(frozen=True)
class Item:
    """An agenda item with the file names of its papers and the items within it."""

    title: str
    minutes: int
    presenter: str
    papers: tuple[str, ...] = ()
    parts: tuple["Item", ...] = ()


OFFICE = "Văn phòng HĐND và UBND"
ECONOMY = "Phòng Kinh tế, Hạ tầng và Đô thị"
SOCIETY = "Phòng Văn hóa - Xã hội"
POLICE = "Công an phường"
ARMY = "Ban Chỉ huy Quân sự phường"
SERVICES = "Trung tâm Phục vụ hành chính công"

BODY = Body("Ủy ban nhân dân phường Hồ Gươm", "UBND phường Hồ Gươm", "Hồ Gươm")

PEOPLE = (
    Person("khue", "Trần Minh Khuê", "Chủ tịch", "Ủy ban nhân dân phường", "chair", True),
    Person("vinh", "Phạm Quang Vịnh", "Phó Chủ tịch", "Ủy ban nhân dân phường", "member", True),
    Person("mai", "Đỗ Thị Thanh Mai", "Phó Chủ tịch", "Ủy ban nhân dân phường", "member", True),
    Person("khoi", "Vũ Đình Khôi", "Trưởng phòng", ECONOMY, "member", True),
    Person("lien", "Hoàng Thị Bích Liên", "Trưởng phòng", SOCIETY, "member", True),
    Person("kiet", "Ngô Tuấn Kiệt", "Trưởng Công an phường", POLICE, "member", True),
    Person("thach", "Bùi Văn Thạch", "Chỉ huy trưởng", ARMY, "member", True),
    Person("anh", "Đặng Ngọc Ánh", "Chánh Văn phòng", OFFICE, "secretary", False),
    Person("dung", "Lý Thế Dũng", "Phó Chủ tịch", "Ủy ban MTTQ Việt Nam phường", "guest", False),
)

MEETING = Meeting(
    title="Phiên họp thường kỳ tháng 12 năm 2026",
    place="Phòng họp số 1, trụ sở Ủy ban nhân dân phường Hồ Gươm",
    day="2026-12-04",
    starts="08:00",
    minutes=210,
)

ITEMS = (
    Item("Khai mạc, thông qua chương trình phiên họp", 10, OFFICE, (PROGRAMME,)),
    Item(
        "Tình hình kinh tế - xã hội tháng 11 và 11 tháng năm 2026",
        55,
        OFFICE,
        parts=(
            Item("Báo cáo kinh tế - xã hội; nhiệm vụ trọng tâm tháng 12", 35, OFFICE, (REPORT,)),
            Item("Kế hoạch cải cách hành chính năm 2027", 20, SERVICES, (REFORM_PLAN,)),
        ),
    ),
    Item(
        "Dự toán và phương án phân bổ ngân sách năm 2027",
        50,
        ECONOMY,
        parts=(
            Item("Tờ trình dự toán thu, chi ngân sách phường", 30, ECONOMY, (BUDGET_PROPOSAL, BUDGET)),
            Item("Dự thảo Nghị quyết trình Hội đồng nhân dân phường", 20, ECONOMY, (RESOLUTION,)),
        ),
    ),
    Item(
        "Chủ trương chỉnh trang, mở rộng không gian đi bộ phố Hàng Sen - Thủy Tạ",
        40,
        ECONOMY,
        (STREET_PROPOSAL, PLANS),
    ),
    Item("Kế hoạch bảo đảm an ninh, trật tự Tết Đinh Mùi 2027", 25, POLICE, (SECURITY_PLAN,)),
    Item("Kết luận phiên họp", 30, "Chủ tịch Ủy ban nhân dân phường"),
)
