"""A real server that ends TLS itself: pages, cookies, sockets; and what does not get in."""

import re
import socket
import ssl
import struct
import time

import pytest
import requests

from icabinet.ink.packing import pack, unpack
from tests.live.conftest import Room
from tests.live.tablet import Tablet
from tests.live.world import PASSWORD
from tests.tls.conftest import TlsServer

ENDS_WITHIN_S = 5.0
TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)"')


@pytest.fixture(autouse=True)
def quiet(room: Room):
    """Whatever a test sends, the server still answers, and calls nothing a fault."""
    before = len(room.server.log)
    yield
    assert requests.get(f"{room.server.url}/healthz", timeout=5).ok
    written = room.server.log[before:]
    assert not re.search(r"Traceback|incident|Exception|Removing descriptor", written), written


@pytest.fixture
def server(room: Room) -> TlsServer:
    assert isinstance(room.server, TlsServer)
    return room.server


def shaken(server: TlsServer, host: str = "localhost", context: ssl.SSLContext | None = None) -> ssl.SSLSocket:
    context = context or ssl.create_default_context(cafile=server.ca)
    return context.wrap_socket(socket.create_connection(("127.0.0.1", server.port), 10), server_hostname=host)


def test_a_browser_signs_in_with_cookies_that_only_tls_carries(server: TlsServer) -> None:
    with requests.Session() as browser:
        page = browser.get(f"{server.url}/sign-in", timeout=10)
        assert page.headers["Strict-Transport-Security"].startswith("max-age=")
        found = TOKEN.search(page.text)
        assert found
        form = {"login": "m1", "password": PASSWORD, "csrf_token": found[1]}
        answer = browser.post(f"{server.url}/sign-in", form, headers={"Referer": server.url}, timeout=10)
        assert answer.status_code == 200
        cookies = {cookie.name: cookie for cookie in browser.cookies}
        assert {"__Host-icabinet", "session"} <= set(cookies)
        assert all(cookie.secure for cookie in cookies.values())


def test_tablets_join_and_act_over_secure_websockets(room: Room) -> None:
    world = room.world
    with (
        Tablet(room.server, {"token": room.token("sec")}) as sec,
        Tablet(room.server, {"token": room.token("m1")}) as m1,
    ):
        for tablet in (sec, m1):
            tablet.join(world.meeting)
        seq = sec.act(world.stream, "presenting.show", paper=world.paper, page=7)["ok"]["seq"]
        assert m1.entries(world.stream, seq)[-1]["changes"]["presenting/now"]["page"] == 7
        # A long entry takes more than one record of TLS.
        ink = {
            "id": "longstroke000000",
            "paper": world.paper,
            "page": 1,
            "tool": "pen",
            "colour": "#102030",
            "width": 20,
        }
        points = [(at * 37) % 1000 for at in range(6_000)]
        seq = sec.act(world.stream, "ink.draw", points=pack(points), **ink)["ok"]["seq"]
        [stroke] = [record for key, record in m1.entries(world.stream, seq)[-1]["changes"].items() if "stroke" in key]
        assert unpack(stroke["points"]) == points


def test_a_client_that_does_not_trust_us_does_not_come(server: TlsServer) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="unable to get local issuer"):
        shaken(server, context=ssl.create_default_context())


def test_under_another_name_a_client_does_not_come(server: TlsServer) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        shaken(server, "cabinet.local")


def test_tls_1_1_is_refused_and_1_2_is_not(server: TlsServer) -> None:
    old = ssl.create_default_context(cafile=server.ca)
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.deprecated_call():
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(ssl.SSLError, match="PROTOCOL_VERSION"):
        shaken(server, context=old)
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    with shaken(server, context=old) as line:
        assert line.version() == "TLSv1.2"


def test_who_speaks_no_tls_or_hangs_up_harms_nobody(server: TlsServer) -> None:
    silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
    for content in (b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"\x16\x03\x01\x02\x00", bytes(5000)):
        for _ in range(20):
            with socket.create_connection(("127.0.0.1", server.port)) as line:
                line.sendall(content)
                # Reset it at once: this must not reach whoever accepts the others.
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert requests.get(f"{server.url}/healthz", timeout=5).ok
    for line in silent:
        line.close()


def test_asked_to_end_it_tells_the_tablets_and_ends_in_time(room: Room) -> None:
    with Tablet(room.server, {"token": room.token("m1")}) as m1:
        m1.join(room.world.meeting)
        began = time.monotonic()
        assert room.server.end() == 0
        assert time.monotonic() - began < ENDS_WITHIN_S
        assert m1.wait("bye", lambda body: body["code"]) == {"code": "restarting"}
        m1.wait_closed()
    room.server.start()


# --- the port without TLS ---


def plain(server: TlsServer, path: str, method: str = "GET") -> requests.Response:
    return requests.request(method, f"{server.plain_url}{path}", allow_redirects=False, timeout=10)


def test_a_tablet_that_does_not_trust_us_yet_reads_how_to(server: TlsServer) -> None:
    page = plain(server, "/tls?lang=en")
    assert page.status_code == 200
    assert "Trust this server" in page.text
    for address in re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.text):
        assert plain(server, address).ok
    assert plain(server, "/tls/icabinet.crt").ok


@pytest.mark.parametrize("path", ["/", "/sign-in", "/join/abcde23456", "/meetings/x?page=2", "/tlsx", "/api/v1/me"])
def test_everything_else_is_sent_to_tls(server: TlsServer, path: str) -> None:
    answer = plain(server, path)
    assert (answer.status_code, answer.headers["Location"]) == (307, f"{server.url}{path}")


def test_the_way_to_tls_leads_nowhere_else(server: TlsServer) -> None:
    for path in ("//evil.example/x", "/%0d%0aSet-Cookie:%20a=b", "/\\evil.example"):
        assert plain(server, path).headers["Location"].startswith(f"{server.url}/")
        assert "Set-Cookie" not in plain(server, path).headers


def test_nothing_is_sent_without_tls(server: TlsServer) -> None:
    for path in ("/sign-in", "/api/v1/sessions", "/tls"):
        answer = plain(server, path, "POST")
        assert (answer.status_code, answer.text) == (403, "")


# --- what does not start ---


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"ICABINET_TLS_KEY": ""}, "ICABINET_TLS_CERT and ICABINET_TLS_KEY belong together"),
        ({"ICABINET_TLS_CERT": "/nowhere.pem"}, "/nowhere.pem and .*server.key cannot be used for TLS"),
    ],
)
def test_it_says_in_a_sentence_why_it_does_not_start(server: TlsServer, settings: dict[str, str], said: str) -> None:
    class Wrong(TlsServer):
        def environment(self) -> dict[str, str]:
            return super().environment() | settings

    wrong = Wrong(server.data_dir)
    wrong._log = server.data_dir / "wrong.log"
    wrong._log.unlink(missing_ok=True)
    with pytest.raises(AssertionError, match="the server ended"):
        wrong.start()
    assert re.search(said, wrong.log)
    assert "Traceback" not in wrong.log
