"""People from a list: what a heading means, and what each line would do. Pure."""

import pytest

from icabinet.people.bodies import Seat
from icabinet.people.importing import columns
from icabinet.people.importing.columns import Line, NoHeader
from icabinet.people.importing.house import House, Person
from icabinet.people.importing.planning import Choice, Plan, Step, plan_of

COMMITTEE = "Ủy ban nhân dân"


def house(*people: Person) -> House:
    bodies = {"uy ban nhan dan": COMMITTEE, "hoi dong": "Hội đồng"}
    return House(list(people), bodies, frozenset({"hoi dong"}), {"chu tich": 1, "uy vien": 9})


def planned(there: House, *lines: dict[str, str], body: str = "", make: bool = False) -> Plan:
    return plan_of(there, [Line(at, line) for at, line in enumerate(lines, start=2)], Choice(body, make))


def step(there: House, make: bool = False, **values: str) -> Step:
    return planned(there, values, make=make).steps[0]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Họ và tên", "name"), ("HỌ TÊN", "name"), ("Full name", "name"), ("Họ và tên đệm", "family"),
        ("Họ đệm", "family"), ("Tên", "given"), ("Tên đăng nhập", "login"), ("Tài khoản", "login"),
        ("Email", "email"), ("E-mail công vụ", "email"), ("Thư điện tử", "email"), ("Chức vụ", "office"),
        ("Chức danh/Vị trí", "office"), ("Đơn vị công tác", "unit"), ("Phòng, ban", "unit"), ("Cơ quan", "body"),
        ("Thứ tự", "rank"), ("Biểu quyết (x)", "votes"), ("Mật khẩu", "password"), ("STT", None), ("Ghi chú", None),
        ("Ngày sinh", None), ("Số điện thoại", None),
    ],
)  # fmt: skip
def test_headings_are_known_as_offices_write_them(heading: str, field: str | None):
    assert columns.field_of(heading) == field


def test_a_list_may_have_a_title_above_it_and_columns_that_mean_nothing():
    rows = [
        ["UBND THÀNH PHỐ", "", "", ""],
        ["DANH SÁCH ĐẠI BIỂU", "", "", ""],
        [],
        ["STT", "Họ đệm", "Tên", "Số điện thoại"],
        ["1", "Nguyễn Văn", "An", "0900"],
        ["", "", "", ""],
        ["2", "", "Bình"],
    ]
    found = columns.read(rows)
    assert columns.read([["Họ và tên"]]).lines == []
    assert found.lines == [Line(5, {"name": "Nguyễn Văn An"}), Line(7, {"name": "Bình"})]
    assert found.unused == ["Số điện thoại"]


@pytest.mark.parametrize("rows", [[], [["An", "Bình"]], [["Tên"], ["An"]], [["Chức vụ", "Đơn vị"]]])
def test_a_list_without_a_header_is_refused(rows: list[list[str]]):
    with pytest.raises(NoHeader):
        columns.read(rows)


def test_somebody_new_is_made_with_a_seat_and_the_rank_of_the_position():
    plan = planned(house(), {"name": " Lê  An ", "login": "An.L", "office": "Chủ tịch", "body": "ủy ban nhân dân"})
    made = plan.people["line 2"]
    assert plan.steps[0].does == "make"
    assert (made.name, made.login) == ("Lê An", "an.l")
    assert made.seats == {"uy ban nhan dan": Seat("Chủ tịch", rank=1)}


def test_who_is_there_is_known_and_only_what_differs_is_changed():
    there = house(Person("p1", "Lê An", "an", "an@x.vn", seats={"uy ban nhan dan": Seat("Ủy viên", rank=9)}))
    assert step(there, login="an", name="Lê An").does == "nothing"
    changed = step(there, login="AN", name="Lê Văn An", body=COMMITTEE, office="Chủ tịch")
    assert [(one.field, one.old, one.new) for one in changed.changes] == [
        ("name", "Lê An", "Lê Văn An"), ("office", "Ủy viên", "Chủ tịch"), ("rank", "9", "1"),
    ]  # fmt: skip
    assert step(there, name="le an", email="other@x.vn").changes[-1].new == "other@x.vn"
    assert step(there, email="AN@x.vn", name="Somebody").changes[0].new == "Somebody"
    assert there.people[0].name == "Lê An", "a plan changes nothing"


@pytest.mark.parametrize(
    ("values", "why", "where"),
    [
        ({"office": "x", "body": COMMITTEE}, "no_name", "name"),
        ({"name": "An"}, "several", "name"),
        ({"name": "Cũ"}, "locked", "name"),
        ({"name": "x" * 201}, "length", "name"),
        ({"name": "N", "email": "no address"}, "not_an_address", "email"),
        ({"name": "N", "locale": "fr"}, "unknown_language", "locale"),
        ({"name": "N", "password": "short"}, "weak_password", "password"),
        ({"name": "N", "body": COMMITTEE, "rank": "first"}, "not_a_rank", "rank"),
        ({"name": "N", "body": COMMITTEE, "rank": "²"}, "not_a_rank", "rank"),
        ({"name": "N", "body": COMMITTEE, "votes": "perhaps"}, "not_yes_or_no", "votes"),
        ({"name": "N", "office": "Ủy viên"}, "no_body", "body"),
        ({"name": "N", "body": "Hội đồng"}, "body_twice", "body"),
        ({"name": "N", "body": "Nowhere"}, "unknown_body", "body"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(values: dict[str, str], why: str, where: str):
    there = house(Person("p1", "An"), Person("p2", "Ân"), Person("p3", "Cũ", disabled=True))
    found = step(there, **values)
    assert (found.does, found.why, found.where) == ("refuse", why, where)


def test_lines_follow_one_another():
    """The second line of a person is theirs; a body is made once; a name that others have is said."""
    plan = planned(
        house(Person("p1", "Lê An", "le.an")),
        {"name": "Lê An", "login": "an", "body": "Ban mới", "votes": "x"},
        {"login": "an", "body": "Ban Mới", "office": "Trưởng ban", "votes": "Không"},
        {"login": "an", "body": COMMITTEE},
        {"name": "Bình", "body": "?" * 300},
        make=True,
    )
    assert [one.does for one in plan.steps] == ["make", "change", "change", "refuse"]
    assert plan.steps[0].same_name
    assert plan.bodies == {"ban moi": "Ban mới"}
    made = plan.people["line 2"]
    assert made.seats["ban moi"] == Seat("Trưởng ban", votes=False)
    assert made.seated == {"ban moi", "uy ban nhan dan"}
