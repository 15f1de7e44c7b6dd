"""The programming interface: its description is true, everything in it answers, and no input breaks it."""

import errno
import functools
import io
import json
import os
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.test import TestResponse

from icabinet.features import furnish
from icabinet.journal.actions import ACTIONS
from icabinet.web import security
from icabinet.web.api.description import document
from tests.desk import BODY, MAIN, PASSWORD, ROOM, Desk, ref
from tests.web.test_routes import pdf, word
from tests.web.visitor import Program

Operation = tuple[str, str]
# What there need not be any of.
KINDS = ("meeting", "session", "membership", "devices", "badges", "keys", "hooks")
ENGLISH = "You are not allowed to do this."
VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹàáãèéìíòóõùúýĩũ]", re.IGNORECASE)


@pytest.fixture(autouse=True)
def _fresh_limits(desk: Desk) -> None:
    security._limiter.reset()


@functools.cache
def described() -> dict[str, Any]:
    """Return the document as it goes over the wire."""
    furnish()
    made: dict[str, Any] = json.loads(json.dumps(document()))
    return made


def operations() -> list[Operation]:
    return [(method, path) for path, methods in described()["paths"].items() for method in methods]


def shape_of(operation: Operation) -> dict[str, Any]:
    """Return the schema of an operation's body, {} if it takes none."""
    method, path = operation
    content = described()["paths"][path][method].get("requestBody", {}).get("content", {})
    return next((resolved(each["schema"]) for each in content.values()), {})


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    return described()["components"]["schemas"][name] if name else schema


def filled(path: str, desk: Desk) -> str:
    """Put something that exists in the place of every parameter."""
    known = {"meeting": MAIN, "person": desk.known["m2"], "body": desk.known[BODY], "session": "0" * 64}
    known |= {
        "room": desk.known[ROOM],
        "device": "none",
        "badge": "none",
        "key": "none",
        "hook": "none",
        "paper": ref("none"),
    }
    return path.format(**known)


def check_error(answer: TestResponse) -> None:
    """Every refusal is JSON with a code, data, and a sentence; none is a fault of ours."""
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        error = answer.get_json()["error"]
        assert set(error) == {"code", "data", "message"}
        assert re.fullmatch(r"[a-z_]+", error["code"])
        assert isinstance(error["data"], dict)
        assert error["message"].strip()
        assert "%(" not in error["message"]


# --- the description ---


def test_the_description_is_valid_openapi(desk: Desk) -> None:
    answer = Program(desk).call("GET", "/openapi.json")
    assert answer.status_code == 200
    made = answer.get_json()
    assert made["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(made).validate()


def test_the_description_has_every_action_that_a_tablet_may_ask_for() -> None:
    paths = set(described()["paths"])
    for name, action in ACTIONS.items():
        assert (f"/meetings/{{meeting}}/actions/{name}" in paths) == (not action.inside), name
        assert (f"/meetings/{{meeting}}/notebook/actions/{name}" in paths) == bool(
            action.private and not action.inside
        ), name


def test_the_description_has_every_route(desk: Desk) -> None:
    known = {(method.upper(), re.sub(r"{\w+}", "{}", path)) for method, path in operations()}
    for rule in desk.app.url_map.iter_rules():
        path = str(rule).removeprefix("/api/v1")
        if rule.endpoint.startswith("api.") and rule.endpoint not in ("api.openapi", "api.act", "api.act_in_notebook"):
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                assert (method, re.sub(r"<[^>]+>", "{}", path)) in known, rule


def test_every_operation_that_is_described_is_there(live: Desk) -> None:
    """Sent nothing, an operation answers what it should, or names what was missing; it is never unknown."""
    for method, path in operations():
        for who in ("sec", "admin"):
            answer = Program(live, who).call(method.upper(), filled(path, live))
            check_error(answer)
            assert answer.status_code != 405, path
            if answer.status_code == 404:
                assert answer.get_json()["error"]["data"].get("kind") in KINDS, path


def test_the_page_for_people_names_every_operation(desk: Desk) -> None:
    page = desk.app.test_client().get("/api").text
    missing = [path for _, path in operations() if path not in page]
    assert missing == []


# --- a round through it ---


def test_a_meeting_is_prepared_and_held_by_program(desk: Desk) -> None:
    sec, chair, member = (Program(desk, who) for who in ("sec", "chair", "m1"))
    assert {one["role"] for one in member.call("GET", "/meetings").get_json()} == {"chair", "member"}
    made = sec.act("made000000000000", "meetings.create", ref("act1"), body=desk.known[BODY], title="Họp", starts_at=1)
    assert made.get_json()["data"]["id"] == "made000000000000"
    assert "made000000000000" in [one["id"] for one in sec.call("GET", "/meetings").get_json()]
    for number, name in enumerate(("meetings.start", "floor.open")):
        assert chair.act(MAIN, name, ref(f"start{number}")).status_code == 200
    added = sec.act(MAIN, "agenda.add_item", ref("act2"), id=ref("item1"), title="Ngân sách")
    again = sec.act(MAIN, "agenda.add_item", ref("act2"), id=ref("item1"), title="Ngân sách")
    assert added.get_json() == again.get_json()
    asked = member.act(MAIN, "floor.ask", ref("act3"), id=ref("speech1"))
    assert asked.get_json()["seq"] == desk.head()
    seen = member.call("GET", f"/meetings/{MAIN}/records").get_json()
    assert set(seen) == {desk.stream, desk.notebook_of("m1")}
    assert seen[desk.stream]["seq"] == desk.head()
    assert seen[desk.stream]["records"][f"items/{ref('item1')}"]["title"] == "Ngân sách"
    told = sec.call("GET", f"/meetings/{MAIN}/journal").get_json()
    assert [entry["seq"] for entry in told] == list(range(1, desk.head() + 1))
    assert told[-1]["fact"] == "floor.asked"
    assert all(re.fullmatch("[0-9a-f]{64}", entry["hash"]) for entry in told)


def test_private_ink_goes_to_ones_own_notebook(desk: Desk) -> None:
    desk.file_paper("paper1")
    stroke = {
        "id": ref("stroke1"), "paper": ref("paper1"), "page": 1,
        "tool": "pen", "colour": "#112233", "width": 20, "points": [1, 2, 500],
    }  # fmt: skip
    path = f"/meetings/{MAIN}/notebook/actions/ink.draw"
    answer = Program(desk, "guest").call("POST", path, json={"id": ref("act1"), "args": stroke})
    assert answer.status_code == 200
    read = {who: Program(desk, who).call("GET", f"/meetings/{MAIN}/records").text for who in ("guest", "m1", "sec")}
    assert [who for who, text in read.items() if ref("stroke1") in text] == ["guest"]


def test_a_code_from_the_interface_signs_a_tablet_in(desk: Desk) -> None:
    sec = Program(desk, "sec")
    code = sec.call("POST", f"/meetings/{MAIN}/codes", json={"person": desk.known["m2"]})
    assert code.status_code == 201
    made = code.get_json()
    assert made["url"] == f"{desk.settings.origin}/join/{made['code']}"
    assert made["qr"].startswith("data:image/svg+xml")
    stranger = sec.call("POST", f"/meetings/{MAIN}/codes", json={"person": desk.known["out"]})
    assert stranger.status_code == 404


def test_a_paper_is_filed_once(desk: Desk) -> None:
    sec = Program(desk, "sec")

    def file() -> TestResponse:
        form = {"id": ref("paper1"), "title": "Tờ trình", "file": (pdf(), "a.pdf")}
        return sec.call("POST", f"/meetings/{MAIN}/papers", data=form)

    first, second = file(), file()
    assert first.status_code == second.status_code == 201
    assert first.get_json() == second.get_json()
    assert first.get_json()["title"] == "Tờ trình"
    assert list(desk.kinds("m1", "papers")) == [ref("paper1")]


@pytest.mark.parametrize(("failure", "code"), [(errno.ENOSPC, "unavailable"), (errno.EIO, "internal")])
def test_an_upload_that_finds_the_disk_full_may_be_sent_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, failure: int, code: str
):
    def fail(*_: object) -> None:
        raise OSError(failure, os.strerror(failure))

    monkeypatch.setattr(os, "fsync", fail)
    form = {"id": ref("paper1"), "file": (pdf(), "report.pdf")}
    answer = Program(desk, "sec").call("POST", f"/meetings/{MAIN}/papers", data=form)
    assert answer.json["error"]["code"] == code
    monkeypatch.undo()
    again = {**form, "file": (pdf(), "report.pdf")}
    assert Program(desk, "sec").call("POST", f"/meetings/{MAIN}/papers", data=again).status_code == 201


def test_a_programme_is_read_and_nothing_is_stored(desk: Desk) -> None:
    before = desk.dump()
    sec = Program(desk, "sec")
    before = desk.dump()
    answer = sec.call("POST", f"/meetings/{MAIN}/agenda/draft", data={"file": (word(), "a.docx")})
    assert [item["title"] for item in answer.get_json()["items"]] == ["Báo cáo"]
    assert desk.dump() == before
    hostile = sec.call("POST", f"/meetings/{MAIN}/agenda/draft", data={"file": (io.BytesIO(b"MZ"), "a.docx")})
    assert hostile.get_json()["error"]["code"] == "not_a_word_file"


def test_people_and_bodies_are_kept_by_program(desk: Desk) -> None:
    admin = Program(desk, "admin")
    person = admin.call("POST", "/people", json={"name": "Nguyễn An", "login": "an", "password": PASSWORD})
    made = person.get_json()["id"]
    taken = admin.call("POST", "/people", json={"name": "Another", "login": "AN"})
    assert taken.get_json()["error"]["code"] == "login_taken"
    changed = admin.call("PUT", f"/people/{made}", json={"name": "Nguyễn Văn An", "locale": "en"}).get_json()
    assert (changed["name"], changed["locale"], changed["login"]) == ("Nguyễn Văn An", "en", "an")
    assert changed in admin.call("GET", "/people").get_json()
    body = admin.call("POST", "/bodies", json={"name": "Ủy ban", "parent": desk.known[BODY]}).get_json()["id"]
    seated = admin.call("PUT", f"/bodies/{body}/seats/{made}", json={"office": "Chủ tịch", "rank": 1}).get_json()
    assert [(seat["person"], seat["office"]) for seat in seated["seats"]] == [(made, "Chủ tịch")]
    assert seated in admin.call("GET", "/bodies").get_json()
    assert admin.call("DELETE", f"/bodies/{body}/seats/{made}").get_json()["seats"] == []
    token = Program(desk).call("POST", "/sessions", json={"login": "an", "password": PASSWORD}).get_json()["token"]
    assert Program(desk, token=token).call("GET", "/me").get_json()["person"] == made


# --- refusals ---


def test_refusals_are_said_in_the_language_of_the_account(desk: Desk) -> None:
    change = {"name": "Name of m2", "locale": "en"}
    Program(desk, "admin").call("PUT", f"/people/{desk.known['m2']}", json=change)
    said = {}
    for who in ("m1", "m2"):
        error = Program(desk, who).act(MAIN, "agenda.add_item", ref("act1"), id=ref("item1"), title="x")
        assert error.get_json()["error"]["code"] == "not_allowed"
        said[who] = error.get_json()["error"]["message"]
    assert said["m2"] == ENGLISH
    assert said["m1"] != ENGLISH
    assert VIETNAMESE.search(said["m1"])


@pytest.mark.parametrize(
    ("path", "code"), [("/me", "not_signed_in"), ("/nothing", "not_found"), ("/sessions/x/y", "not_found")]
)
def test_refusals_of_nobody_are_in_vietnamese(desk: Desk, path: str, code: str) -> None:
    error = Program(desk).call("GET", path).get_json()["error"]
    assert error["code"] == code
    assert VIETNAMESE.search(error["message"])


# --- whatever is sent ---

# What is well-formed JSON, and yet nobody's idea of an argument.
ODD_TEXT = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "x\udfff",
    "\u202e",
    "𝔘" * 300,
    "x" * 5000,
    "../..",
    ref("item1"),
    "%(x)s",
)
ODD_NUMBER = (0, -1, 2**31, 2**53 + 1, 2**63 - 1, 2**63, -(2**63) - 1, 2**64, 10**400, 1.5, 1e308, -0.0)
LEAF = st.sampled_from((None, True, False, *ODD_NUMBER, *ODD_TEXT))
VALUE = st.recursive(
    LEAF,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from((*ODD_TEXT[:6], "id")), inner, max_size=3)
    ),
    max_leaves=6,
)
# What is no JSON, or more of it than anybody would send.
RAW = {
    "nothing": b"", "a blank": b" ", "null": b"null", "a list": b"[]", "an empty object": b"{}", "half a text": b'"',
    "half an object": b"{", "no UTF-8": b"\xff\xfe", "a NUL": b"\x00", "not a number": b'{"id": NaN}',
    "endless": b'{"id": 1e999}', "many digits": b"1" * 5000, "a deep list": b"[" * 50_000,
    "a deep object": b'{"args":' * 50_000,
    "deep and whole": b'{"id":"x","args":{"x":' + b"[" * 9000 + b"]" * 9000 + b"}}",
    "half a letter": b'{"id": "\\ud800"}',
    "a mark first": b"\xef\xbb\xbf{}", "a raw surrogate": b'{"id":"\xed\xa0\x80"}',
}  # fmt: skip


def fitting(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Make values of the schema's shape, odd ones among them."""
    schema = resolved(schema)
    if "properties" in schema:
        known = {name: fitting(each) | VALUE for name, each in schema["properties"].items()}
        needed = {name: known.pop(name) for name in schema.get("required", ()) if name in known}
        return st.fixed_dictionaries(needed, optional=known)
    if "anyOf" in schema:
        return st.one_of([fitting(each) for each in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    plain = {
        "string": st.sampled_from(ODD_TEXT),
        "integer": st.sampled_from([number for number in ODD_NUMBER if isinstance(number, int)]),
        "number": st.sampled_from(ODD_NUMBER),
        "boolean": st.booleans(),
        "null": st.none(),
    }
    if schema.get("type") == "array":
        return st.lists(fitting(schema.get("items", {})), max_size=4)
    return plain.get(schema.get("type", ""), VALUE)


def acting(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Like `fitting`; for an action, its id is mostly one that can be, so that its arguments are looked at."""
    properties = schema.get("properties", {})
    if "args" not in properties:
        return fitting(schema)
    fresh = st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=16, max_size=32)
    return st.fixed_dictionaries({"id": fresh, "args": fitting(properties["args"])})


def extra(body: Any) -> Any:
    return body | {"made_up": 1} if isinstance(body, dict) else body


def bodies(schema: dict[str, Any]) -> st.SearchStrategy[bytes | str]:
    """Make bodies, or names of RAW ones."""
    made = st.one_of(acting(schema), acting(schema), acting(schema).map(extra), VALUE)
    return st.one_of(made.map(lambda value: json.dumps(value).encode()), st.sampled_from(list(RAW)))


PART = st.sampled_from(("x", "0" * 64, "%00", "%ED%A0%80", "đ" * 300, "..", "a" * 5000, "system"))


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: f"{operation[0]} {operation[1]}")
def test_no_body_breaks_an_operation(operation: Operation, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    method, path = operation
    # Hashing what was made up would take most of the time.
    monkeypatch.setattr("icabinet.people.passwords.hashed", lambda password: f"hash of {len(password)}")
    monkeypatch.setattr("icabinet.people.passwords.fits", lambda _stored, _password: False)
    desk.start()
    programs = [Program(desk, who) for who in ("sec", "admin", "m1")]
    form = "multipart" in str(described()["paths"][path][method].get("requestBody", {}))

    @settings(max_examples=8)
    @given(body=bodies(shape_of(operation)), program=st.sampled_from(programs), part=st.none() | PART)
    def send(body: bytes | str, program: Program, part: str | None) -> None:
        security._limiter.reset()
        address = filled(path, desk) if part is None else re.sub(r"{\w+}", part, path)
        kind = "multipart/form-data; boundary=x" if form else "application/json"
        check_error(program.call(method.upper(), address, data=RAW.get(body, body), content_type=kind))

    send()
    # As `/readyz` finds out, which would start a child for each of these tests, too.
    assert desk.services.writer.answers(5.0)


@pytest.mark.parametrize("path", ["papers", "agenda/draft"])
@pytest.mark.parametrize(
    "form",
    [
        {"id": "\x00" * 16},
        {"id": ref("paper1"), "item": "\x00"},
        {"id": ref("paper1"), "title": "\x00"},
        {"id": ref("paper1"), "title": "x" * 5000},
        {"id": ref("paper1"), "name": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")},
        {"id": ref("paper1"), "name": "x" * 5000 + ".pdf"},
        {"id": ref("paper1"), "name": "a\x00.pdf"},
        {"id": ref("paper1"), "name": "../../etc/passwd"},
        {"id": ref("paper1"), "name": ".."},
    ],
)
def test_no_form_breaks_an_upload(desk: Desk, path: str, form: dict[str, str]) -> None:
    data = {**form, "file": (io.BytesIO(b"not a paper"), form.get("name", "a.pdf"))}
    check_error(Program(desk, "sec").call("POST", f"/meetings/{MAIN}/{path}", data=data))
