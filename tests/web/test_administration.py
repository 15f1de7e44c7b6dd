"""The pages of administration, as a browser without scripts uses them."""

import io
import re

import pytest

from icabinet.people import accounts
from icabinet.people.lists import keeping
from icabinet.people.lists.keeping import ISSUERS, MEETINGS, PAPERS
from tests.desk import BODY, MAIN, PASSWORD, Desk, ref
from tests.web.visitor import Visitor


@pytest.fixture
def admin(desk: Desk) -> Visitor:
    return Visitor(desk, "admin")


def look_at(admin: Visitor, text: str, **fields: str) -> str:
    sent = {"file": (io.BytesIO(text.encode("utf-8-sig")), "danh sách.csv"), **fields}
    answer = admin.post("/people/import", sent)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_a_list_is_imported_after_a_look_at_it(desk: Desk, admin: Visitor):
    text = "STT;Họ và tên;Tên đăng nhập;Cơ quan;Ghi chú\n1;Trần Mới;tran.moi;Ban mới;x\n2;;;;\n3;;nobody;;\n"
    where = look_at(admin, text, make_bodies="1")
    page = admin.get(where).text
    for words in ("Trần Mới", "tran.moi", "Ban mới", "Ghi chú", 'data-does="refuse"'):
        assert words in page
    assert "Trần Mới" not in admin.get(f"{where}?show=refuse").text
    assert "Trần Mới" not in admin.get("/people").text
    assert admin.post(where).status_code == 303
    assert "Trần Mới" in admin.get("/people").text
    assert "Ban mới" in admin.get("/bodies").text
    assert admin.get(where).status_code == 404


def test_a_plan_that_no_longer_holds_is_shown_anew(desk: Desk, admin: Visitor):
    where = look_at(admin, "Name;User name\nSomebody;some\n")
    with desk.app.app_context():
        accounts.add_person("Another", "some")
    again = admin.post(where)
    assert (again.status_code, again.location) == (303, where)
    assert 'data-does="change"' in admin.get(where).text
    assert "Somebody" not in admin.get("/people").text
    admin.post(where)
    assert "Somebody" in admin.get("/people").text


@pytest.mark.parametrize(("data", "status"), [(b"%PDF-1.7", 422), (b"An;Binh\n", 422), (b"", 422)])
def test_what_is_no_list_is_said_on_the_page(admin: Visitor, data: bytes, status: int):
    answer = admin.post("/people/import", {"file": (io.BytesIO(data), "a.csv")})
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert admin.post("/people/import", {}).status_code == 422


def test_the_empty_list_can_be_imported_itself(admin: Visitor):
    template = admin.get("/people/import/template.csv")
    assert template.data.startswith(b"\xef\xbb\xbf")
    assert 'data-does="make"' in admin.get(look_at(admin, template.data.decode("utf-8-sig"), make_bodies="1")).text


def test_the_log_of_signing_in_is_seen_by_administrators_and_one_s_own_by_everybody(desk: Desk, admin: Visitor):
    door = Visitor(desk, address="203.0.113.77")
    assert door.post("/sign-in", {"login": "m1", "password": "wrong password"}).status_code == 401
    assert door.post("/sign-in", {"login": "m1", "password": PASSWORD}).status_code == 303
    for page in (admin.get("/sign-ins").text, Visitor(desk, "m1").get("/account").text):
        assert page.count("203.0.113.77") == 2
    failed = admin.get("/sign-ins?show=failed").text
    assert failed.count("203.0.113.77") == 1
    assert "203.0.113.77" not in Visitor(desk, "m2").get("/account").text
    assert "203.0.113.77" not in admin.get(f"/sign-ins?person={desk.person('m2')}").text
    assert admin.get("/sign-ins?since=yesterday").status_code == 422
    assert "203.0.113.77" not in admin.get("/sign-ins?before=1").text
    assert "203.0.113.77" in admin.get(f"/sign-ins?before={'9' * 40}").text
    assert Visitor(desk, "m1").get("/sign-ins").status_code == 403


def test_what_the_lists_say_is_offered_where_it_belongs(desk: Desk, admin: Visitor):
    secretary = Visitor(desk, "sec")
    assert 'name="kind"' not in secretary.get("/meetings/new").text
    for name in (MEETINGS, PAPERS, ISSUERS):
        assert admin.post(f"/lists/{name}", {"does": "begin"}).status_code == 303
    admin.post(f"/lists/{MEETINGS}", {"does": "add", "name": "Phiên họp đêm"})
    admin.post(f"/lists/{MEETINGS}", {"does": "add", "name": "Phiên họp đêm"})
    with desk.app.app_context():
        lines = {row.name: row.id for row in keeping.lists()[MEETINGS]}
        issuer = keeping.lists()[ISSUERS][0]
    night = lines["Phiên họp đêm"]
    assert 'name="kind"' in secretary.get("/meetings/new").text
    details = {"act": ref("act1"), "title": "Night", "day": "2026-12-01", "time": "20:00", "kind": night}
    assert secretary.post(f"/meetings/{MAIN}/edit/details", details).status_code == 303
    assert "Phiên họp đêm" in secretary.get("/").text
    assert "Night" in secretary.get(f"/search/meetings?sort={night}").text
    assert "Night" not in secretary.get(f"/search/meetings?sort={lines['Hội nghị']}").text
    desk.file_paper("paper1", 1)
    named = {"act": ref("act2"), "id": ref("paper1"), "issuer": issuer.id}
    assert secretary.post(f"/meetings/{MAIN}/edit/act/papers.name_issuer", named).status_code == 303
    assert f"· {issuer.name} ·" in secretary.get(f"/meetings/{MAIN}/edit").text
    assert admin.post(f"/lists/{MEETINGS}", {"does": "retire", "line": night}).status_code == 303
    assert night not in secretary.get("/meetings/new").text
    assert f'value="{night}" selected' in secretary.get(f"/meetings/{MAIN}/edit").text


def test_the_tree_is_moved_without_a_script(desk: Desk, admin: Visitor):
    body, made = desk.known[BODY], admin.post("/bodies", {"name": "Below", "parent": desk.known[BODY]}).location
    below = made.rpartition("/")[2]
    page = admin.get("/bodies").text
    assert re.search(rf'<details open data-body="{body}">.*id="body-{below}"', page, re.DOTALL)
    assert admin.post("/bodies/move", {"body": body, "parent": below}).status_code == 303
    assert 'class="notice danger' in admin.get("/bodies").text
    assert admin.post("/bodies/move", {"body": below, "parent": ""}).status_code == 303
    assert "data-body" not in admin.get("/bodies").text.split('data-test="tree"')[1].split("</nav>")[0]
    assert admin.post("/bodies/move", {"body": below, "way": "up"}).status_code == 303
    assert admin.post(f"/bodies/{below}/name", {"name": "Renamed"}).status_code == 303
    assert "Renamed" in admin.get("/bodies").text
