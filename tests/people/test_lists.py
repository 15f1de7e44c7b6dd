"""The lists of the house, and where what is chosen from them is written down."""

from collections.abc import Iterator

import pytest

from icabinet.errors import Invalid, NotFound
from icabinet.extensions import services
from icabinet.papers.groups import group_of, kinds_in
from icabinet.people import bodies
from icabinet.people.letterheads import head_of, letterhead_of, set_letterhead
from icabinet.people.lists import choosing, keeping
from icabinet.people.lists.keeping import ISSUERS, LISTS, MEETINGS, OFFICES, PAPERS, ListedTwice, ListInUse
from icabinet.web.pages.lists import usual
from tests.desk import BODY, MAIN, Desk, ref


@pytest.fixture(autouse=True)
def inside(desk: Desk) -> Iterator[None]:
    with desk.app.test_request_context():
        yield


def names(name: str) -> list[str]:
    return [row.name for row in keeping.lists()[name]]


def test_every_list_is_begun_added_to_ordered_and_retired():
    for name in LISTS:
        keeping.begin(name, usual(name))
        begun = names(name)
        assert begun
        with pytest.raises(ListInUse):
            keeping.begin(name, usual(name))
        added = keeping.add(name, {"name": "  Thêm  mới "})
        assert names(name) == [*begun, "Thêm mới"]
        keeping.move(name, added, "up")
        keeping.move(name, added, "sideways")
        assert names(name) == [*begun[:-1], "Thêm mới", begun[-1]]
        keeping.change(name, added, {"name": "Khác"})
        with pytest.raises(ListedTwice):
            keeping.change(name, added, {"name": begun[0]})
        keeping.retire(name, added)
        assert added not in offered(name)
        assert offered(name, kept=(added, "Old"))[added] == "Old"
        keeping.retire(name, added, retired=False)
        assert offered(name)[added] == "Khác"


def offered(name: str, kept: tuple[str, str] = ("", "")) -> dict[str, str]:
    with services().db.reading() as session:
        return dict(choosing.options(session, name, kept=kept))


def test_what_is_no_line_changes_nothing(desk: Desk):
    before = desk.dump()
    for name, typed in (
        (MEETINGS, {}),
        (MEETINGS, {"name": "x" * 201}),
        (OFFICES, {"name": "A", "rank": "-1"}),
        (OFFICES, {"name": "A", "rank": "99999"}),
        (ISSUERS, {"name": "A", "symbol": "x" * 41}),
    ):
        with pytest.raises(Invalid):
            keeping.add(name, typed)
    for name in ("nothing", *LISTS):
        with pytest.raises(NotFound):
            keeping.change(name, "nobody", {"name": "A"})
    assert desk.dump() == before


def test_a_meeting_has_a_kind_under_the_name_of_its_time(desk: Desk):
    line = keeping.add(MEETINGS, {"name": "Thường kỳ"})
    desk.act("sec", "meetings.edit", kind=line)
    keeping.change(MEETINGS, line, {"name": "Hằng tháng"})
    keeping.retire(MEETINGS, line)
    desk.act("sec", "meetings.edit", title="Renamed", kind=line)
    desk.act("sec", "meetings.edit", place="Hall")
    assert desk.records("guest")[f"meetings/{MAIN}"]["kind"] == {"id": line, "name": "Thường kỳ"}
    desk.refused("sec", "meetings.edit", "invalid", kind="nothing")
    desk.act("sec", "meetings.edit", kind="")
    assert desk.records("guest")[f"meetings/{MAIN}"]["kind"] is None
    desk.refused("sec", "meetings.edit", "invalid", kind=line)


def test_a_paper_has_an_issuer_which_its_new_version_keeps(desk: Desk):
    line = keeping.add(ISSUERS, {"name": "Sở Tài chính"})
    desk.file_paper("paper1")
    desk.act("sec", "papers.name_issuer", id=ref("paper1"), issuer=line)
    desk.replace_paper("paper2", "paper1")
    assert desk.kinds("guest", "papers")[ref("paper2")]["issuer"] == {"id": line, "name": "Sở Tài chính"}
    desk.refused("sec", "papers.name_issuer", "invalid", id=ref("paper1"), issuer="nothing")
    desk.act("sec", "papers.name_issuer", id=ref("paper2"), issuer="")
    assert desk.kinds("guest", "papers")[ref("paper2")]["issuer"] is None


def test_titles_say_the_kind_by_the_list_of_the_house(desk: Desk):
    desk.file_paper("paper1", 0)
    desk.act("sec", "papers.rename", id=ref("paper1"), title="Báo cáo thẩm tra")
    assert group(desk) == "report"
    keeping.begin(PAPERS, usual(PAPERS))
    verified = keeping.add(PAPERS, {"name": "Thẩm tra", "begins": "Báo cáo thẩm tra;Ý kiến thẩm tra", "signs": "BCTT"})
    assert group(desk) == verified
    with desk.services.db.reading() as session:
        kinds = kinds_in(session)
    assert group_of("x", "15-BCTT-HĐND.pdf", kinds) == verified
    assert group_of("Báo cáo tài chính", "x.pdf", kinds) == "report"
    keeping.retire(PAPERS, verified)
    assert group(desk) == "report"
    desk.refused("sec", "papers.group", "invalid", id=ref("paper1"), group=verified)


def group(desk: Desk) -> str:
    return str(desk.kinds("sec", "papers")[ref("paper1")]["group"])


def test_documents_begin_with_who_issues_them(desk: Desk):
    body = desk.known[BODY]
    set_letterhead(body, "ubnd", "Hà Nội")
    assert (head_of(body, "As it was").name, head_of("", "As it was").superior) == ("As it was", "")
    line = keeping.add(ISSUERS, {"name": "Ủy ban nhân dân thành phố", "superior": "Thành phố", "symbol": "ub"})
    set_letterhead(body, "ubnd", "Hà Nội", line)
    with desk.services.db.reading() as session:
        head = letterhead_of(session, body)
    assert (head.name, head.superior, head.symbol, head.town) == (
        "Ủy ban nhân dân thành phố", "Thành phố", "UB", "Hà Nội",
    )  # fmt: skip
    assert head_of(body, "As it was") == head
    with pytest.raises(Invalid):
        set_letterhead(body, "", "", "nothing")


def test_a_rank_goes_with_the_position(desk: Desk):
    keeping.add(OFFICES, {"name": "Phó Chủ tịch", "rank": "2"})
    with desk.services.db.reading() as session:
        assert (choosing.rank_of(session, "phó chủ tịch"), choosing.rank_of(session, "Khác")) == (2, None)
    assert bodies.body(desk.known[BODY]).issuer is None
