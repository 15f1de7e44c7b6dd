"""The first steps: from an empty house to the first meeting, each ticked by what the house says itself."""

import io
import re
from pathlib import Path

import pytest

from icabinet import ids
from icabinet.people import accounts
from icabinet.web.pages.steps import WORDS
from tests.desk import Desk
from tests.migrated import migrate
from tests.quick_passwords import quick_passwords
from tests.web.visitor import Visitor

STEPS = list(WORDS)


@pytest.fixture
def empty(tmp_path: Path):
    """A house in which there is nobody but an administrator."""
    desk = Desk(tmp_path / "data", {})
    with desk.app.app_context():
        migrate()
        desk.known["admin"] = accounts.add_person("Quản trị", administers=True)
        desk.known["other"] = accounts.add_person("Người khác", administers=False)
        accounts.change_person(desk.known["other"], name="Người khác", locale="vi", disabled=True, administers=False)
    yield desk
    desk.close()


def ticked(admin: Visitor) -> list[str]:
    found = re.findall(r'data-test="step-(\w+)" data-done="(\w+)"', admin.get("/start").text)
    assert [name for name, _ in found] == STEPS
    return [name for name, done in found if done == "yes"]


def next_step(admin: Visitor, path: str = "/account") -> str:
    """Return what the page leads to, "" if it leads nowhere."""
    found = re.search(r'data-test="first-steps">.*?<a href="([^"]+)"><strong>', admin.get(path).text, re.DOTALL)
    return found[1] if found else ""


def test_an_empty_house_leads_to_the_first_meeting(empty: Desk) -> None:
    admin = Visitor(empty, "admin")
    assert admin.get("/").headers["Location"] == "/start"
    assert ticked(admin) == []
    assert next_step(admin) == "/bodies"
    body = admin.post("/bodies", {"name": "Ủy ban nhân dân"}).headers["Location"]
    assert admin.get("/").status_code == 200
    assert (ticked(admin), next_step(admin)) == (["body"], "/people/new")
    with quick_passwords():
        admin.post("/people/new", {"name": "An", "login": "an", "password": "mat khau du dai", "locale": "vi"})
    assert (ticked(admin)[-1], next_step(admin)) == ("people", body)
    people = set(re.findall(r'"/people/(\w+)"', admin.get("/people").text)) - {"new"}
    for rank, person in enumerate(sorted(people)):
        admin.post(body, {"person": person, "office": "Ủy viên", "rank": str(rank), "votes": "1", "prepares": "1"})
    assert (ticked(admin)[-1], next_step(admin)) == ("seats", "/rooms")
    admin.post("/rooms", {"name": "Phòng họp", "shape": "u", "head": "1", "across": "1", "deep": "2"})
    assert (ticked(admin)[-1], next_step(admin)) == ("room", "/meetings/new")
    form = {
        "act": ids.new(),
        "body": body.rpartition("/")[2],
        "title": "Phiên họp",
        "day": "2027-01-05",
        "time": "08:00",
    }
    edit = admin.post("/meetings/new", form).headers["Location"]
    assert (ticked(admin)[-1], next_step(admin)) == ("meeting", f"{edit}#people")
    admin.post(f"{edit}/members")
    assert (ticked(admin)[-1], next_step(admin)) == ("invited", f"{edit}#papers")
    empty.meeting = edit.split("/")[2]
    admin.post(f"{edit}/papers", {"file": (io.BytesIO(b"Text"), "a.txt")})
    assert ticked(admin) == STEPS
    assert next_step(admin) == ""


def test_it_can_be_left_and_found_again(empty: Desk) -> None:
    admin = Visitor(empty, "admin")
    admin.post("/start/leave")
    assert admin.get("/").status_code == 200
    assert next_step(admin) == ""
    assert "/start" in admin.get("/account").text
    admin.post("/start/resume")
    assert next_step(admin) == "/bodies"


def test_a_house_that_has_held_a_meeting_needs_no_leading(live: Desk) -> None:
    assert next_step(Visitor(live, "admin")) == ""


def test_only_administrators_are_led(desk: Desk) -> None:
    member = Visitor(desk, "m1")
    assert next_step(member) == ""
    assert member.get("/start").status_code == 403
    assert member.post("/start/leave").status_code == 403
