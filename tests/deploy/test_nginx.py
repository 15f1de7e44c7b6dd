"""The nginx of deploy/ before a real process: TLS, sockets, papers that it sends itself, and what it keeps back."""

import hashlib
import re
import socket
import ssl
import time
from contextlib import closing
from http.client import HTTPSConnection
from typing import Any

import pytest
import requests

from icabinet import ids
from tests.browser.house import PASSWORD, Meeting
from tests.deploy.conftest import ProxiedHouse
from tests.live.tablet import Tablet

TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)"')


class Person(requests.Session):
    """Somebody who signed in by the API, at nginx, trusting the authority alone."""

    def __init__(self, house: ProxiedHouse, who: str = "") -> None:
        super().__init__()
        self.house = house
        self.verify = house.ca
        self.trust_env = False
        if who:
            self.headers["Authorization"] = f"Bearer {house.sign_in(who)}"

    def ask(self, path: str, method: str = "GET", **given: Any) -> requests.Response:
        return self.request(method, f"{self.house.nginx.https}{path}", timeout=20, allow_redirects=False, **given)


@pytest.fixture
def binh(proxied: ProxiedHouse) -> Person:
    return Person(proxied, "binh")


@pytest.fixture
def paper(held: Meeting) -> dict[str, Any]:
    return held.all("papers")[0]


def page_of(paper: dict[str, Any]) -> str:
    return f"/papers/{paper['sha']}/pages/1?w=1200"


def original_of(held: Meeting, paper: dict[str, Any]) -> str:
    return f"/meetings/{held.id}/papers/{paper['id']}/original"


# --- TLS ---


def test_a_page_comes_by_tls_with_the_headers_of_the_process_once(proxied: ProxiedHouse) -> None:
    answer = Person(proxied).ask("/sign-in")
    assert answer.status_code == 200
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Strict-Transport-Security"):
        assert len(answer.raw.headers.getlist(name)) == 1, name
    assert "nginx/" not in answer.headers["Server"]


@pytest.mark.parametrize("protocol", ["h2", "http/1.1"])
def test_it_speaks_http_2_and_1_1(proxied: ProxiedHouse, protocol: str) -> None:
    context = ssl.create_default_context(cafile=proxied.ca)
    context.set_alpn_protocols([protocol])
    port = int(proxied.nginx.https.rpartition(":")[2])
    with context.wrap_socket(socket.create_connection(("127.0.0.1", port), 10), server_hostname="localhost") as line:
        assert line.selected_alpn_protocol() == protocol
        assert line.version() == "TLSv1.3"


def test_tls_1_1_is_refused(proxied: ProxiedHouse) -> None:
    old = ssl.create_default_context(cafile=proxied.ca)
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.deprecated_call():
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    port = int(proxied.nginx.https.rpartition(":")[2])
    with pytest.raises(ssl.SSLError, match="PROTOCOL_VERSION"):
        old.wrap_socket(socket.create_connection(("127.0.0.1", port), 10), server_hostname="localhost")


def test_a_form_signs_in_with_a_cookie_bound_to_the_host(proxied: ProxiedHouse) -> None:
    with Person(proxied) as browser:
        found = TOKEN.search(browser.ask("/sign-in").text)
        assert found
        form = {"login": "binh", "password": PASSWORD, "csrf_token": found[1]}
        answer = browser.ask("/sign-in", "POST", data=form)
        assert answer.status_code == 303, answer.text
        assert "__Host-icabinet" in browser.cookies
        assert browser.ask("/account").status_code == 200


def test_without_tls_there_is_only_the_page_about_trust(proxied: ProxiedHouse) -> None:
    base = proxied.nginx.http
    page = requests.get(f"{base}/tls", timeout=10)
    assert page.ok
    for address in ("/tls/icabinet.crt", *re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.text)):
        assert requests.get(f"{base}{address}", timeout=10).ok
    sent = requests.get(f"{base}/join/abc?x=1", timeout=10, allow_redirects=False)
    assert (sent.status_code, sent.headers["Location"]) == (307, "https://localhost/join/abc?x=1")
    assert requests.post(f"{base}/sign-in", timeout=10).status_code == 403


# --- sockets ---


class Behind:
    """What a tablet needs to know of a server: nginx's address."""

    def __init__(self, house: ProxiedHouse) -> None:
        self.url, self.sslopt = house.nginx.https, {"ca_certs": house.ca}


def test_tablets_join_and_act_through_it(proxied: ProxiedHouse, held: Meeting, paper: dict[str, Any]) -> None:
    stream = f"meeting:{held.id}"
    with (
        Tablet(Behind(proxied), {"token": proxied.sign_in("an")}) as chair,
        Tablet(Behind(proxied), {"token": proxied.sign_in("binh")}) as member,
    ):
        for tablet in (chair, member):
            tablet.join(held.id)
        seq = chair.act(stream, "presenting.show", ids.new(), paper=paper["id"], page=2)["ok"]["seq"]
        assert member.entries(stream, seq)[-1]["changes"]["presenting/now"]["page"] == 2


# --- papers that nginx sends ---


def test_a_picture_of_a_page_is_sent_by_nginx(proxied: ProxiedHouse, binh: Person, paper: dict[str, Any]) -> None:
    answer = binh.ask(page_of(paper))
    drawn = list((proxied.server.data_dir / "storage" / "pages").rglob("1-1200"))
    assert (answer.status_code, answer.content) == (200, drawn[0].read_bytes())
    assert answer.headers["Content-Type"] in ("image/png", "image/webp", "image/jpeg")
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    for name in (
        "X-Content-Type-Options",
        "Content-Security-Policy",
        "Cross-Origin-Resource-Policy",
        "Referrer-Policy",
    ):
        assert len(answer.raw.headers.getlist(name)) == 1, name
    assert "X-Accel-Redirect" not in answer.headers


def test_the_process_itself_sends_nothing_of_it(proxied: ProxiedHouse, paper: dict[str, Any]) -> None:
    bearer = {"Authorization": f"Bearer {proxied.sign_in('binh')}"}
    answer = requests.get(f"{proxied.server.url}{page_of(paper)}", headers=bearer, timeout=10)
    assert answer.content == b""
    assert answer.headers["X-Accel-Redirect"].startswith("/internal/storage/pages/")


def test_who_has_it_already_gets_nothing_again(binh: Person, paper: dict[str, Any]) -> None:
    tag = binh.ask(page_of(paper)).headers["ETag"]
    again = binh.ask(page_of(paper), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert binh.ask(page_of(paper), headers={"If-None-Match": '"other"'}).status_code == 200


def test_an_original_comes_as_it_was_uploaded_whole_or_in_part(
    binh: Person, held: Meeting, paper: dict[str, Any]
) -> None:
    whole = binh.ask(original_of(held, paper))
    assert hashlib.sha256(whole.content).hexdigest() == paper["sha"]
    assert whole.headers["Content-Type"] == "application/octet-stream"
    assert whole.headers["Content-Disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''B%C3%A1o%20c%C3%A1o" in whole.headers["Content-Disposition"]
    part = binh.ask(original_of(held, paper), headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole.content)}"
    assert binh.ask(original_of(held, paper), "HEAD").headers["Content-Length"] == str(len(whole.content))


def test_what_nginx_is_to_send_its_group_may_read(
    proxied: ProxiedHouse, binh: Person, held: Meeting, paper: dict[str, Any]
) -> None:
    path = proxied.server.data_dir / "storage" / "originals" / paper["sha"][:2] / paper["sha"]
    path.chmod(0o600)
    assert binh.ask(original_of(held, paper)).ok
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("who", ["", "stranger"])
def test_who_may_not_have_it_gets_no_byte(
    proxied: ProxiedHouse, held: Meeting, paper: dict[str, Any], who: str
) -> None:
    if who:
        proxied.ask("POST", "/people", json={"name": "Stranger", "login": "stranger", "password": PASSWORD})
        token = proxied.ask("POST", "/sessions", json={"login": "stranger", "password": PASSWORD})["token"]
    for path in (page_of(paper), original_of(held, paper)):
        asker = Person(proxied)
        if who:
            asker.headers["Authorization"] = f"Bearer {token}"
        answer = asker.ask(path, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (
            (404, "not_found") if who else (401, "not_signed_in")
        )


@pytest.mark.parametrize("path", ["originals/{0:.2}/{0}", "../secret_key", "%2e%2e/secret_key", "..%2fsecret_key"])
def test_the_place_inside_cannot_be_asked_for(
    proxied: ProxiedHouse, held: Meeting, paper: dict[str, Any], path: str
) -> None:
    # By hand: other clients tidy such a path up.
    port, context = int(proxied.nginx.https.rpartition(":")[2]), ssl.create_default_context(cafile=proxied.ca)
    with closing(HTTPSConnection("localhost", port, context=context, timeout=10)) as line:
        bearer = {"Authorization": f"Bearer {proxied.sign_in('binh')}"}
        line.request("GET", f"/internal/storage/{path.format(paper['sha'])}", headers=bearer)
        answer = line.getresponse()
        assert answer.status in (400, 404)
        assert answer.headers.get("X-Accel-Redirect") is None


# --- what it keeps back, and bounds ---


@pytest.mark.parametrize("path", ["/metrics", "/readyz"])
def test_what_is_for_this_machine_is_not_passed_on(proxied: ProxiedHouse, path: str) -> None:
    assert Person(proxied).ask(path).status_code == 404
    assert requests.get(f"{proxied.server.url}{path}", timeout=10).ok


def test_limits_count_by_the_tablets_address_which_nobody_can_make_up(proxied: ProxiedHouse) -> None:
    """From one address nginx lets a burst through, then slows down; a made-up address changes nothing."""
    said = []
    for number in range(70):
        made_up = {"X-Forwarded-For": f"10.0.0.{number}"}
        said.append(Person(proxied).ask("/join", "POST", data={"code": "x"}, headers=made_up).status_code)
    assert 429 in said[30:]
    assert 429 not in said[:30]


def test_join_codes_are_not_written_down(proxied: ProxiedHouse) -> None:
    Person(proxied).ask("/join/abcde23456?again=fghij23456")
    deadline = time.monotonic() + 10
    while "/join/-" not in proxied.nginx.log:
        assert time.monotonic() < deadline, proxied.nginx.log
    assert "23456" not in proxied.nginx.log
