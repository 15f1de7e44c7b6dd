"""The displays of the room: made without an account, pinned to a view or following, told only what they may show."""

from icabinet import clock
from icabinet.people import accounts
from tests.desk import Desk, ref


def added(desk: Desk, name: str = "wall1", words: str = "Màn hình trái") -> str:
    desk.act("sec", "displays.add", id=ref(name), name=words)
    desk.known[name] = ref(name)
    return ref(name)


def pinned(desk: Desk, who: str = "sec") -> dict[str, tuple[str, str | None]]:
    """Return what each display is pinned to, as somebody sees it."""
    return {one: (pin["view"], pin["paper"]) for one, pin in desk.kinds(who, "displays").items()}


def test_a_display_is_somebody_of_the_meeting_and_nobody_elsewhere(desk: Desk):
    wall = added(desk)
    assert desk.kinds("m1", "participants")[wall] | {"rank": 0} == {
        "person": wall, "name": "Màn hình trái", "title": "", "unit": "", "rank": 0,
        "role": "display", "entitled": False,
    }  # fmt: skip
    with desk.app.app_context():
        assert wall not in {person.id for person in accounts.people()}
    desk.refused("sec", "displays.add", "id_taken", id=wall, name="Another")
    desk.act("chair", "displays.rename", id=wall, name="Bên phải")
    assert desk.kinds("m1", "participants")[wall]["name"] == "Bên phải"
    desk.refused("m1", "displays.add", "not_allowed", id=ref("wall3"), name="x")


def test_a_display_follows_until_it_is_pinned_and_again_when_released(desk: Desk):
    wall = added(desk)
    assert pinned(desk) == {}
    desk.act("sec", "displays.pin", id=wall, view="agenda")
    desk.act("chair", "displays.pin", id=desk.person("screen"), view="message", text="Nghỉ giải lao")
    assert pinned(desk) == {wall: ("agenda", None), desk.person("screen"): ("message", None)}
    assert pinned(desk, "screen") == {desk.person("screen"): ("message", None)}
    assert pinned(desk, "m1") == {}
    desk.act("sec", "displays.release", id=wall)
    with desk.happening() as facts:
        desk.act("sec", "displays.release", id=wall)
    assert facts == []
    assert wall not in pinned(desk)


def test_what_is_no_display_is_pinned_to_nothing(desk: Desk):
    assert desk.refused("sec", "displays.pin", "no_display", id=desk.person("m1"), view="agenda")
    wall = added(desk)
    desk.act("sec", "displays.pin", id=wall, view="idle")
    desk.act("sec", "meetings.remove_participant", person=wall)
    assert pinned(desk) == {}


def test_a_view_is_told_what_it_needs(desk: Desk):
    wall, now = added(desk), clock.now_ms()
    for args in (
        {"view": "news"},
        {"view": "message"},
        {"view": "countdown"},
        {"view": "countdown", "until": now - 1},
        {"view": "countdown", "until": now + 25 * 3_600_000},
        {"view": "agenda", "until": now + 60_000},
        {"view": "agenda", "paper": ref("paper1")},
        {"view": "message", "text": "x" * 301},
    ):
        desk.refused("sec", "displays.pin", "invalid", id=wall, **args)
    desk.act("sec", "displays.pin", id=wall, view="countdown", until=now + 600_000, text="Nghỉ")
    assert desk.kinds("sec", "displays")[wall]["until"] == now + 600_000


def test_a_page_that_is_not_for_a_display_is_not_told_to_it(desk: Desk):
    wall, paper = added(desk), desk.file_paper("paper1")
    desk.refused("sec", "displays.pin", "no_such_page", id=wall, view="page", paper=paper, page=9)
    desk.act("sec", "displays.pin", id=wall, view="page", paper=paper, page=2)
    assert pinned(desk, "wall1") == {wall: ("page", paper)}
    desk.act("sec", "papers.restrict", id=paper, level="limited", roles=["member"])
    assert pinned(desk, "wall1") == {wall: ("page", None)}
    assert desk.kinds("wall1", "displays")[wall]["withheld"]
    assert pinned(desk) == {wall: ("page", paper)}
    other = added(desk, "wall2")
    desk.refused("sec", "displays.pin", "not_found", id=other, view="page", paper=paper)
