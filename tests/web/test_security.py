"""What protects people: headers, cookies, tokens of forms, sessions, codes, passwords; no way out of the house."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from icabinet.app import create_app
from icabinet.people import passwords
from icabinet.web import security
from tests.desk import MAIN, NOISE, PASSWORD, Desk, ref
from tests.web.visitor import ADDRESS, Program, Visitor

POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; img-src 'self' blob: data:; "
    "font-src 'self'; connect-src 'self' ws://localhost wss://localhost; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
NONCE = re.compile(r"'nonce-([^']+)'")
SECURE = {"base_url": "https://cabinet.example", "environ_base": {"REMOTE_ADDR": ADDRESS}}
CODE = re.compile(r"\b([2-9a-z]{5})-([2-9a-z]{5})\b")
LIMIT = 30


@pytest.fixture(autouse=True)
def _fresh_limits(desk: Desk) -> None:
    security._limiter.reset()


@pytest.fixture
def public(desk: Desk) -> Iterator[Flask]:
    """The same product under a public address with TLS."""
    app = create_app(replace(desk.settings, public_url="https://cabinet.example"))
    yield app
    services = app.extensions["icabinet"]
    services.writer.close()
    services.pool.close()
    services.db.engine.dispose()


def signed_in(desk: Desk, login: str, password: str) -> TestResponse:
    return Visitor(desk).post("/sign-in", {"login": login, "password": password})


def cookie(answer: TestResponse, name: str) -> list[str]:
    """Return the value of a cookie that is set, and its attributes."""
    given = [line for line in answer.headers.getlist("Set-Cookie") if line.startswith(f"{name}=")]
    assert len(given) == 1, answer.headers
    return given[0].removeprefix(f"{name}=").split("; ")


def issued(desk: Desk, who: str) -> str:
    answer = Program(desk, "sec").call("POST", f"/meetings/{MAIN}/codes", json={"person": desk.person(who)})
    return answer.get_json()["code"]


def joined(desk: Desk, who: str) -> Visitor:
    """Join by a code, as a tablet does."""
    visitor = Visitor(desk)
    answer = visitor.post("/join", {"code": issued(desk, who)})
    assert answer.status_code == 303, answer.text
    return visitor


# --- what every answer carries ---


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", f"/meetings/{MAIN}", "/nothing", "/api/v1/me", "/api/v1/nothing", "/healthz"]
)
def test_every_answer_carries_its_headers(desk: Desk, path: str) -> None:
    visitor = Visitor(desk, "m1")
    answer = visitor.get(path)
    csp = answer.headers["Content-Security-Policy"]
    found = NONCE.search(csp)
    assert found
    assert csp == POLICY.format(nonce=found[1])
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in answer.headers
    assert NONCE.findall(visitor.get(path).headers["Content-Security-Policy"]) != [found[1]]


@pytest.mark.parametrize("path", ["/", "/sign-in", "/account", f"/meetings/{MAIN}", f"/meetings/{MAIN}/edit", "/api"])
def test_scripts_of_a_page_bear_its_nonce_and_nothing_is_inline(desk: Desk, path: str) -> None:
    answer = Visitor(desk, "sec").get(path)
    (nonce,) = NONCE.findall(answer.headers["Content-Security-Policy"])
    scripts = re.findall(r"<script\b[^>]*>", answer.text)
    assert scripts
    data = [script for script in scripts if 'type="application/json"' in script]
    assert all(f'nonce="{nonce}"' in script for script in scripts if script not in data), scripts
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", answer.text)


def test_with_tls_everything_insists_on_it(public: Flask) -> None:
    answer = public.test_client().get("/sign-in", **SECURE)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    session = cookie(answer, "session")
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(session)


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(desk: Desk) -> None:
    answer = signed_in(desk, "m1", PASSWORD)
    assert answer.status_code == 303
    _token, *attributes = cookie(answer, "icabinet")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(attributes)
    assert not any(attribute.startswith("Domain") for attribute in attributes)
    display = Visitor(desk, "m1").post(
        "/account/display", {"locale": "en", "theme": "dark", "text": "130", "hand": "left"}
    )
    for name in ("theme", "text", "hand"):
        assert {"HttpOnly", "SameSite=Lax"} <= set(cookie(display, name))


def test_with_tls_the_cookie_of_the_session_is_bound_to_the_host(public: Flask) -> None:
    client = public.test_client()
    token = re.search(r'csrf-token" content="([^"]+)"', client.get("/sign-in", **SECURE).text)
    assert token
    form = {"login": "m1", "password": PASSWORD, "csrf_token": token[1]}
    answer = client.post("/sign-in", data=form, **SECURE)
    _value, *attributes = cookie(answer, "__Host-icabinet")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(attributes)
    assert not any(attribute.startswith("Domain") for attribute in attributes)
    assert client.get("/account", **SECURE).status_code == 200


# --- forms of other sites ---


def posts(desk: Desk) -> list[tuple[str, str]]:
    """Return (method, path) of everything that changes anything, but for what needs a token of its own."""
    names = {"page": 1, "meeting": MAIN}
    return [
        (
            method,
            desk.app.url_map.bind("").build(rule.endpoint, {name: names.get(name, "x") for name in rule.arguments}),
        )
        for rule in desk.app.url_map.iter_rules()
        for method in sorted(rule.methods & {"POST", "PUT", "PATCH", "DELETE"})
        if rule.endpoint != "api.sign_in"
    ]


@pytest.mark.parametrize("token", ["", "made up"])
def test_nothing_is_changed_without_the_token_of_the_page(desk: Desk, token: str) -> None:
    visitor = Visitor(desk, "admin")
    visitor.csrf = token
    before, asked = desk.dump(), posts(desk)
    assert len(asked) > 30
    for method, path in asked:
        answer = visitor.send(method, path)
        assert answer.status_code == 400, (method, path)
        if path.startswith("/api/"):
            assert answer.get_json()["error"]["code"] == "bad_csrf"
    assert desk.dump() == before


def test_the_token_of_another_browser_is_worth_nothing(desk: Desk) -> None:
    visitor, other = Visitor(desk, "m1"), Visitor(desk, "m1")
    visitor.csrf = other.csrf
    assert visitor.post("/sign-out").status_code == 400
    assert visitor.get("/account").status_code == 200


def test_a_bearer_needs_no_token_of_a_page(desk: Desk) -> None:
    assert Program(desk, "m1").act(MAIN, "attendance.check_in", ref("act1")).status_code == 200


def test_a_bearer_that_is_nobody_opens_nothing(desk: Desk) -> None:
    answer = Program(desk, token="made up").act(MAIN, "attendance.check_in", ref("act1"))
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (401, "not_signed_in")


def test_a_made_up_bearer_does_not_open_the_way_round_the_token_for_a_cookie(desk: Desk) -> None:
    visitor = Visitor(desk, "m1")
    visitor.csrf = ""
    forged = {"Authorization": "Bearer made-up"}
    assert visitor.send("POST", "/sign-out", headers=forged).status_code == 401
    assert visitor.get("/account").status_code == 200


def test_signing_in_by_the_programming_interface_gives_no_cookie(desk: Desk) -> None:
    answer = Program(desk).call("POST", "/sessions", json={"login": "m1", "password": PASSWORD})
    assert answer.status_code == 201
    assert not answer.headers.getlist("Set-Cookie")


# --- sessions for one meeting, and codes ---


def test_a_code_opens_one_meeting_and_no_other(desk: Desk) -> None:
    visitor = joined(desk, "m1")
    assert visitor.get(f"/meetings/{MAIN}").status_code == 200
    for path in (f"/meetings/{NOISE}", f"/meetings/{NOISE}/edit", f"/api/v1/meetings/{NOISE}/records"):
        assert visitor.get(path).status_code == 404, path
    for path in ("/", "/api/v1/meetings"):
        shown = visitor.get(path).text
        assert MAIN in shown
        assert NOISE not in shown
    acted = visitor.send(
        "POST", f"/api/v1/meetings/{NOISE}/actions/attendance.leave", json={"id": ref("act1"), "args": {}}
    )
    assert acted.status_code == 404


def test_an_administrator_who_came_by_a_code_administers_nothing(desk: Desk) -> None:
    with_code = Visitor(desk, "admin", only=MAIN)
    for path in ("/people", "/bodies", "/api/v1/people", "/meetings/new"):
        assert with_code.get(path).status_code == 403, path


def test_a_code_works_once(desk: Desk) -> None:
    code = issued(desk, "m2")
    assert Visitor(desk).post("/join", {"code": code}).status_code == 303
    again = Visitor(desk)
    assert again.post("/join", {"code": code}).status_code == 404
    assert again.get("/account").status_code == 302


def test_a_code_may_be_typed_as_people_type(desk: Desk) -> None:
    code = issued(desk, "m2").upper()
    assert Visitor(desk).post("/join", {"code": f" {code[:5]}-{code[5:]} "}).status_code == 303


def test_looking_at_the_address_of_a_code_does_not_use_it_up(desk: Desk) -> None:
    code = issued(desk, "m2")
    assert Visitor(desk).get(f"/join/{code}").status_code == 200
    assert Visitor(desk).post("/join", {"code": code}).status_code == 303


def test_a_code_is_kept_nowhere(desk: Desk) -> None:
    printed = CODE.findall(Visitor(desk, "sec").post(f"/meetings/{MAIN}/edit/codes").text)
    assert len(set(printed)) == 8
    stored = str(desk.dump()).lower()
    assert not any("".join(code) in stored for code in printed)


def test_a_code_is_too_old_one_day(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = issued(desk, "m2")
    now = security.sessions.clock.now_ms()
    monkeypatch.setattr("icabinet.clock.now_ms", lambda: now + 25 * 3_600_000)
    assert Visitor(desk).post("/join", {"code": code}).status_code == 404


# --- passwords ---


@pytest.mark.parametrize(("login", "password"), [("m1", "wrong"), ("nobody", PASSWORD), ("m2", ""), ("", "")])
def test_a_wrong_password_is_refused_in_words_that_do_not_say_what_is_wrong(
    desk: Desk, login: str, password: str
) -> None:
    answer = Program(desk).call("POST", "/sessions", json={"login": login, "password": password})
    error = answer.get_json()["error"]
    assert (answer.status_code, error["code"], error["data"]) == (401, "wrong_password", {})
    page = signed_in(desk, login, password)
    assert page.status_code == 401
    assert error["message"] in page.text
    assert password == "" or password not in page.text


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing must not take half a minute here."""
    monkeypatch.setattr(passwords, "fits", lambda _stored, _password: False)


TRIES = {
    "/sign-in": {"data": {"login": "m1", "password": "guess"}},
    "/join": {"data": {"code": "2222222222"}},
    "/api/v1/sessions": {"json": {"login": "m1", "password": "guess"}},
}


@pytest.mark.parametrize("path", TRIES)
def test_guessing_is_slowed_down(desk: Desk, quick_passwords: None, path: str) -> None:
    visitor = Visitor(desk)
    said = [visitor.send("POST", path, **TRIES[path]).status_code for _ in range(LIMIT)]
    assert set(said) <= {401, 404}
    refused = visitor.send("POST", path, headers={"Accept": "application/json"}, **TRIES[path])
    error = refused.get_json()["error"]
    assert (refused.status_code, error["code"], error["data"]) == (429, "too_many", {"retry_after_s": 60})
    elsewhere = Visitor(desk, address="203.0.113.10")
    assert elsewhere.send("POST", path, **TRIES[path]).status_code in (401, 404)


def test_passwords_of_an_account_can_be_guessed_no_faster_from_inside(desk: Desk, quick_passwords: None) -> None:
    visitor = Visitor(desk, "m1")
    form = {"old": "guess", "new": "another long password"}
    said = [visitor.post("/account/password", form).status_code for _ in range(LIMIT + 1)]
    assert said == [303] * LIMIT + [429]


def test_changing_the_password_ends_the_other_sessions(desk: Desk) -> None:
    here, there, stranger = Visitor(desk, "m1"), Visitor(desk, "m1"), Visitor(desk, "m2")
    here.post("/account/password", {"old": PASSWORD, "new": "another long password"})
    assert [visitor.get("/account").status_code for visitor in (here, there, stranger)] == [200, 302, 200]
    assert signed_in(desk, "m1", PASSWORD).status_code == 401
    assert signed_in(desk, "m1", "another long password").status_code == 303


@pytest.mark.parametrize(("old", "new"), [("wrong", "another long password"), (PASSWORD, "short")])
def test_a_password_that_is_not_changed_ends_nothing(desk: Desk, old: str, new: str) -> None:
    here, there = Visitor(desk, "m1"), Visitor(desk, "m1")
    before = desk.dump()
    here.post("/account/password", {"old": old, "new": new})
    assert desk.dump() == before
    assert there.get("/account").status_code == 200


# --- sessions ---


def test_sessions_are_listed_and_ended(desk: Desk) -> None:
    here, there = Program(desk, "m1"), Program(desk, "m1")
    listed = here.call("GET", "/sessions").get_json()
    assert [one["current"] for one in listed].count(True) == 1
    other = next(one["id"] for one in listed if not one["current"])
    assert here.call("DELETE", f"/sessions/{other}").get_json() == {"ended": True}
    assert there.call("GET", "/me").status_code == 401
    assert here.call("GET", "/me").status_code == 200
    assert len(here.call("GET", "/sessions").get_json()) == len(listed) - 1


def test_nobody_ends_the_sessions_of_others(desk: Desk) -> None:
    mine, theirs = Program(desk, "m1"), Program(desk, "m2")
    (session,) = theirs.call("GET", "/sessions").get_json()
    assert mine.call("DELETE", f"/sessions/{session['id']}").status_code == 404
    assert Visitor(desk, "m1").post("/account/sessions/end", {"session": session["id"]}).status_code == 404
    assert theirs.call("GET", "/me").status_code == 200


def test_an_administrator_ends_the_sessions_of_others(desk: Desk) -> None:
    administrator, theirs, again = Visitor(desk, "admin"), Program(desk, "m2"), Program(desk, "m2")
    page, person = f"/people/{desk.person('m2')}", desk.person("m2")
    (newest, _older) = theirs.call("GET", "/sessions").get_json()
    assert newest["id"] in administrator.get(page).text
    # One of another person's does not go by this one's name.
    wrong = administrator.post(f"/people/{desk.person('m1')}/sessions/end", {"session": newest["id"]})
    assert wrong.status_code == 404
    assert administrator.post(f"{page}/sessions/end", {"session": newest["id"]}).status_code == 303
    assert [program.call("GET", "/me").status_code for program in (theirs, again)].count(401) == 1
    assert administrator.post(f"/people/{person}/sessions/end").status_code == 303
    assert [program.call("GET", "/me").status_code for program in (theirs, again)] == [401, 401]
    # Nobody locks themselves out.
    assert administrator.post(f"/people/{desk.person('admin')}/sessions/end").status_code == 303
    assert administrator.get("/people").status_code == 200


def test_what_is_listed_of_a_session_does_not_open_it(desk: Desk) -> None:
    (session,) = Program(desk, "m2").call("GET", "/sessions").get_json()
    assert Program(desk, token=session["id"]).call("GET", "/me").status_code == 401


def test_signing_out_ends_the_session_and_not_only_the_cookie(desk: Desk) -> None:
    visitor = Visitor(desk)
    visitor.post("/sign-in", {"login": "m1", "password": PASSWORD})
    token = visitor.client.get_cookie("icabinet")
    assert token
    visitor.post("/sign-out")
    assert visitor.client.get_cookie("icabinet") is None
    assert Program(desk, token=token.value).call("GET", "/me").status_code == 401


def test_sessions_expire(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    program = Program(desk, "m1")
    now = security.sessions.clock.now_ms()
    monkeypatch.setattr("icabinet.clock.now_ms", lambda: now + desk.settings.session_hours * 3_600_000 + 1000)
    assert program.call("GET", "/me").status_code == 401


def test_a_disabled_account_is_out_at_once_and_stays_out(desk: Desk) -> None:
    inside, coded = Program(desk, "m1"), issued(desk, "m1")
    change = {"name": "Name of m1", "disabled": True}
    assert Program(desk, "admin").call("PUT", f"/people/{desk.person('m1')}", json=change).status_code == 200
    assert inside.call("GET", "/me").status_code == 401
    assert signed_in(desk, "m1", PASSWORD).status_code == 401
    visitor = Visitor(desk)
    visitor.post("/join", {"code": coded})
    assert visitor.get(f"/meetings/{MAIN}").status_code == 302


def test_tokens_and_passwords_are_kept_nowhere(desk: Desk) -> None:
    token = desk.token("m1")
    stored = str(desk.dump())
    assert token not in stored
    assert PASSWORD not in stored
    assert token.encode() not in Path(desk.database).read_bytes()


# --- where people are sent ---


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example", "/\\evil.example", "https://evil.example/", "/\t/evil.example", "javascript:alert(1)",
        "//[evil", "/a\r\nSet-Cookie: icabinet=mine",
    ],
)  # fmt: skip
def test_nobody_is_sent_to_another_house(desk: Desk, path: str) -> None:
    form = {"login": "m1", "password": PASSWORD, "next": path}
    assert Visitor(desk).post("/sign-in", form).headers["Location"] == "/"
    page = Visitor(desk).get("/sign-in", query_string={"next": path}).text
    assert re.findall(r'name="next" value="([^"]*)"', page) == [""]
    back = Visitor(desk).post("/language", {"locale": "en", "back": path})
    assert back.headers["Location"] == "/"


def test_who_signs_in_comes_to_the_page_that_was_asked_for(desk: Desk) -> None:
    asked = Visitor(desk).get(f"/meetings/{MAIN}?page=2")
    assert asked.headers["Location"] == f"/sign-in?next=/meetings/{MAIN}?page%3D2"
    form = {"login": "m1", "password": PASSWORD, "next": f"/meetings/{MAIN}?page=2"}
    assert Visitor(desk).post("/sign-in", form).headers["Location"] == f"/meetings/{MAIN}?page=2"


def test_nothing_outside_the_folder_of_assets_is_served(desk: Desk) -> None:
    client: Client = desk.app.test_client()
    for name in ("../wsgi.py", "..%2fwsgi.py", "kernel/../../wsgi.py", "/etc/passwd", "%2e%2e/wsgi.py"):
        assert client.get(f"/static/{'0' * 12}/{name}").status_code in (404, 308), name
