"""The published API: what a key reaches, by its scopes; what everybody at a meeting sees, and nothing beyond."""

import re
from typing import Any
from unittest.mock import patch

import icalendar
import pytest

from icabinet import clock
from icabinet.desks.conversion import convert
from icabinet.desks.filing import file_upload
from icabinet.papers.sightings import views_of
from icabinet.people import accounts, bodies
from icabinet.people.keys import SCOPES, WantedKey, add_key, all_keys, revoke_key
from icabinet.performing import Actor
from icabinet.web import security
from tests.desk import BODY, MAIN, NOISE, NOISE_BODY, ROLES, Desk, ref
from tests.web.test_routes import pdf
from tests.web.visitor import Program, Visitor

DAY_MS = 24 * 3_600_000


@pytest.fixture(autouse=True)
def _fresh_limits(desk: Desk) -> None:
    security._limiter.reset()


def program(desk: Desk, **wanted: Any) -> Program:
    """Return a program with a key for this, and for everything that a key can be for."""
    with desk.app.app_context():
        _key, token = add_key(WantedKey(**{"name": "Portal", "scopes": SCOPES, **wanted}), desk.person("admin"))
    return Program(desk, token=token)


def asked(program: Program, path: str, status: int = 200) -> Any:
    answer = program.call("GET", f"/published{path}")
    body = answer.get_json()
    assert answer.status_code == status, body
    return body if status == 200 else body["error"]["code"]


def listed(program: Program, path: str) -> list[str]:
    return [one["id"] for one in asked(program, path)["meetings"]]


# --- functions 54 to 57: of a unit and of a person, coming and past ---


def test_a_body_s_key_lists_what_it_holds_and_where_its_people_go(desk: Desk):
    assert listed(program(desk, body=desk.known[BODY]), "/unit/meetings") == [MAIN]
    assert listed(program(desk, body=desk.known[NOISE_BODY]), "/unit/meetings") == [NOISE]
    with desk.app.app_context():
        unit, above = bodies.add_body("Unit"), bodies.add_body("Above")
        child = bodies.add_body("Child", above)
    assert listed(program(desk, body=unit), "/unit/meetings") == [MAIN]
    assert listed(program(desk, body=above), "/unit/meetings") == []
    desk.meeting = ref("third")
    desk.act("admin", "meetings.create", body=child, title="Third", starts_at=1_900_000_000_000)
    assert listed(program(desk, body=above), "/unit/meetings") == []
    assert listed(program(desk, body=above, beneath=True), "/unit/meetings") == [ref("third")]
    assert {*listed(program(desk), "/unit/meetings")} == {MAIN, NOISE, ref("third")}


def test_meetings_of_a_person_are_those_that_the_key_reaches(desk: Desk):
    m1, out = desk.person("m1"), desk.person("out")
    own = program(desk, person=m1)
    assert {*listed(own, "/people/me/meetings")} == {*listed(own, f"/people/{m1}/meetings")} == {MAIN, NOISE}
    assert asked(own, f"/people/{desk.person('m2')}/meetings", 404) == "not_found"
    assert asked(own, "/unit/meetings", 403) == "not_allowed"
    of_body = program(desk, body=desk.known[BODY])
    assert listed(of_body, f"/people/{m1}/meetings") == [MAIN]
    assert listed(of_body, f"/people/{out}/meetings") == listed(of_body, "/people/me/meetings") == []


def test_coming_ones_come_by_time_and_past_ones_from_the_latest_page_by_page(desk: Desk):
    for day in range(4):
        desk.meeting = ref(f"day{day}")
        desk.act(
            "sec", "meetings.create", body=desk.known[BODY], title=f"{day}", starts_at=clock.now_ms() + day * DAY_MS
        )
    desk.meeting = ref("day0")
    desk.act("sec", "meetings.call_off", reason="x")
    desk.meeting = MAIN
    reads = program(desk, body=desk.known[BODY])
    first = asked(reads, "/unit/meetings?limit=2")
    assert [one["title"] for one in first["meetings"]] == ["1", "2"]
    assert [one["title"] for one in asked(reads, f"/unit/meetings?limit=2&after={first['after']}")["meetings"]] == [
        "3",
        "The meeting",
    ]
    past = asked(reads, "/unit/meetings?when=past")
    assert ([one["called_off"] for one in past["meetings"]], past["after"]) == ([True], None)
    later = clock.now_ms() + 10 * DAY_MS
    with patch.object(clock, "now_ms", lambda: later):
        page = asked(reads, "/unit/meetings?when=past&limit=3")
        assert [one["title"] for one in page["meetings"]] == ["3", "2", "1"]
        assert listed(reads, f"/unit/meetings?when=past&limit=3&after={page['after']}") == [ref("day0")]
    assert listed(reads, f"/unit/meetings?since={1_800_000_000_000}&until={1_800_000_000_001}") == [MAIN]


@pytest.mark.parametrize(
    "query",
    [
        "when=now",
        "limit=0",
        "limit=201",
        "limit=x",
        "since=-1",
        "until=" + "9" * 16,
        "after=x",
        "after=.",
        "after=%00.a",
    ],
)
def test_what_follows_the_question_mark_is_checked(desk: Desk, query: str):
    assert asked(program(desk), f"/unit/meetings?{query}", 422) == "invalid"


# --- functions 58 and 59: one meeting, its papers ---


def test_one_meeting_is_told_as_everybody_there_sees_it(desk: Desk):
    item = desk.add_item("item1", presenter="Sở")
    desk.start()
    desk.act("sec", "conclusions.record", item=item, text="Draft")
    desk.act("sec", "conclusions.record", text="Said", announced=True)
    desk.open_poll("poll3")
    desk.cast("m1", "poll3", "yes")
    desk.open_poll("poll4", secret=True)
    desk.act("chair", "polls.close", id=ref("poll3"))
    if desk.records("sec")[f"polls/{ref('poll3')}"]["state"] != "published":
        desk.act("chair", "polls.publish", id=ref("poll3"))
    desk.act(
        "sec",
        "minutes.begin",
        id=ref("doc1"),
        kind="minutes",
        about="Minutes",
        passages=[{"key": "opening", "text": "x"}],
    )
    told = asked(program(desk, body=desk.known[BODY]), f"/meetings/{MAIN}")
    assert [one["number"] for one in told["items"]] == ["1"]
    assert {one["role"] for one in told["participants"]} == {*map(str, ROLES.values())} - {"display"}
    assert [one["text"] for one in told["conclusions"]] == ["Said"]
    assert [one["id"] for one in told["votes"]] == [ref("poll3")]
    assert {*told["votes"][0]} == {"id", "item", "question", "secret", "closed_at", "sentences"}
    assert told["documents"] == []
    assert "Draft" not in str(told)
    assert asked(program(desk, body=desk.known[NOISE_BODY]), f"/meetings/{MAIN}", 404) == "not_found"
    assert asked(program(desk, person=desk.person("out")), f"/meetings/{MAIN}", 404) == "not_found"
    assert asked(program(desk), "/meetings/x", 422) == "invalid"


def test_papers_are_those_for_everybody_and_taking_one_is_on_record(desk: Desk):
    with desk.app.app_context():
        file_upload(Actor(desk.person("sec")), MAIN, ref("paper1"), None, "Tờ trình.pdf", pdf())
        convert(desk.stream, ref("paper1"))
    few = desk.file_paper("paper2", restriction={"level": "internal", "people": [desk.person("m1")]})
    marked = desk.file_paper("paper3", restriction={"level": "limited"})
    desk.file_paper("paper4", pages=0)
    for reads in (program(desk, body=desk.known[BODY]), program(desk, person=desk.person("m1"))):
        (paper,) = asked(reads, f"/meetings/{MAIN}/papers")
        assert (paper["id"], paper["filename"], paper["pages"]) == (ref("paper1"), "Tờ trình.pdf", 1)
        file = reads.call("GET", paper["file"].removeprefix("/api/v1"))
        assert file.status_code == 200
        assert file.data.startswith(b"%PDF")
        assert "attachment" in file.headers["Content-Disposition"]
        file.close()
        for hidden in (few, marked, ref("paper4"), ref("none")):
            assert asked(reads, f"/meetings/{MAIN}/papers/{hidden}/file", 404) == "not_found"
    with desk.services.db.reading() as session:
        seen = views_of(session, MAIN, ref("paper1"))
    assert [(one.person, one.what) for one in seen] == [("key: Portal", "original")] * 2


# --- keys ---


def test_a_key_opens_what_its_scopes_say_and_nothing_else(desk: Desk):
    paths = {
        "/unit/meetings": "meetings.list",
        f"/people/{desk.person('m1')}/meetings": "meetings.list",
        f"/meetings/{MAIN}": "meetings.read",
        f"/meetings/{MAIN}/papers": "papers.list",
        f"/meetings/{MAIN}/papers/{ref('paper1')}/file": "papers.take",
    }
    for path, scope in paths.items():
        others = [one for one in SCOPES if one != scope]
        assert asked(program(desk, scopes=others), path, 403) == "scope_missing"
        assert program(desk, scopes=[scope]).call("GET", f"/published{path}").status_code in (200, 404)
    reads = program(desk)
    assert asked(reads, "/key")["scopes"] == [*SCOPES]
    assert reads.call("GET", "/meetings").status_code == 401
    assert reads.call("GET", "/me").status_code == 401
    assert reads.act(MAIN, "meetings.start", ref("act1")).status_code == 401
    assert asked(Program(desk, "m1"), "/key", 401) == "key_unknown"
    assert asked(Program(desk), "/key", 401) == "key_unknown"


def test_a_key_ends_when_it_is_taken_back_or_its_days_or_its_person_s_account_are_over(desk: Desk):
    reads, own = program(desk, days=1), program(desk, person=desk.person("m1"))
    now = clock.now_ms()
    with patch.object(clock, "now_ms", lambda: now + DAY_MS + 1):
        assert asked(reads, "/key", 401) == "key_unknown"
    assert asked(reads, "/key")["name"] == "Portal"
    with desk.app.app_context():
        accounts.change_person(desk.person("m1"), name="m1", locale="vi", disabled=True, administers=False)
        assert asked(own, "/key", 401) == "key_unknown"
        for row in all_keys():
            revoke_key(row.id, desk.person("admin"))
    assert asked(reads, "/key", 401) == "key_unknown"


def test_each_key_has_its_own_measure_and_whoever_guesses_is_slowed_down(desk: Desk):
    slow, other = program(desk, rate=2), program(desk)
    assert [slow.call("GET", "/published/key").status_code for _ in range(3)] == [200, 200, 429]
    assert asked(other, "/key")["rate"] == 120
    guesses = [Program(desk, token=f"ick_{n}").call("GET", "/published/key").status_code for n in range(121)]
    assert guesses == [401] * 120 + [429]


def test_a_key_is_shown_once_and_kept_as_a_hash(desk: Desk):
    admin = Visitor(desk, "admin")
    form = {"name": "Portal", "reach": f"person:{desk.person('m1')}", "scopes": [*SCOPES], "days": "30", "rate": "60"}
    page = admin.post("/programs/keys", form).text
    (token,) = set(re.findall(r"ick_[\w-]{40,}", page))
    assert token not in admin.get("/programs").text
    assert token not in str(desk.dump())
    shown = asked(Program(desk, token=token), "/key")
    assert (shown["person"], shown["rate"], shown["scopes"]) == (desk.person("m1"), 60, [*SCOPES])
    assert keys_seen(desk) == [True]
    calendar = re.search(r"/calendar/keys/\w+/\w+\.ics", page)
    assert calendar
    feed = desk.app.test_client().get(calendar[0])
    assert {str(one["summary"]) for one in icalendar.Calendar.from_ical(feed.data).walk("VEVENT")} == {
        "The meeting",
        "NOISE",
    }
    assert desk.app.test_client().get(calendar[0].replace(".ics", "x.ics")).status_code == 404
    # Whose meetings are read sees that, and may end it.
    m1, m2 = Visitor(desk, "m1"), Visitor(desk, "m2")
    with desk.app.app_context():
        key = all_keys()[0].id
    assert "Portal" in m1.get("/account").text
    assert "Portal" not in m2.get("/account").text
    assert m2.post(f"/account/keys/{key}/revoke").status_code == 404
    assert m1.post(f"/account/keys/{key}/revoke").status_code == 303
    assert asked(Program(desk, token=token), "/key", 401) == "key_unknown"
    assert desk.app.test_client().get(calendar[0]).status_code == 401


def keys_seen(desk: Desk) -> list[bool]:
    with desk.app.app_context():
        return [row.seen_at is not None and row.seen_from != "" for row in all_keys()]


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"name": ""}, 422), ({"scopes": []}, 422), ({"scopes": ["all"]}, 422), ({"made_up": 1}, 422),
        ({"days": 0}, 422), ({"days": 732}, 422), ({"rate": 0}, 422), ({"rate": 6001}, 422),
        ({"person": "none"}, 404), ({"body": "none"}, 404), ({"person": "x", "body": "y"}, 422),
    ],
)  # fmt: skip
def test_no_other_key_is_made(desk: Desk, wanted: dict[str, Any], status: int):
    admin = Program(desk, "admin")
    assert admin.call("POST", "/keys", json={"name": "Portal", **wanted}).status_code == status
    assert admin.call("GET", "/keys").get_json() == []
