"""A plain handshake is read as the libraries would read it; whatever else comes is left to them, untouched (C1)."""

import pytest

from icabinet.live.fast.greeting import CONNECTION, LONGEST_HEAD, Greeter, read_head
from icabinet.live.fast.seam import welcome

LINE = "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1"
HEADERS = (
    "Host: cabinet.example:5000",
    "Connection: Upgrade",
    "Pragma: no-cache",
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64)",
    "Upgrade: websocket",
    "Origin: https://cabinet.example:5000",
    "Sec-WebSocket-Version: 13",
    "Accept-Language: vi,en;q=0.9",
    "Cookie: icabinet=abc; session=eyJ.x.y; locale=vi",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "X-Forwarded-For: 10.0.0.7",
)


def handshake(*headers, line=LINE):
    return "\r\n".join((line, *(headers or HEADERS), "", "")).encode()


class Wire:
    """A connection that is given away, and notes how much is read from it."""

    def __init__(self):
        self.read = []

    def recv(self, length):
        self.read.append(length)

    def close(self):
        self.read.append("closed")


def test_a_browser_s_handshake_is_read():
    seen = handshake() + b"\x81\x80abcd"
    environ, length = read_head(seen)
    assert length == len(handshake())
    assert environ["PATH_INFO"] == "/socket.io/"
    assert environ["QUERY_STRING"] == "EIO=4&transport=websocket"
    assert environ["HTTP_HOST"] == "cabinet.example:5000"
    assert environ["HTTP_COOKIE"] == "icabinet=abc; session=eyJ.x.y; locale=vi"
    assert environ["HTTP_SEC_WEBSOCKET_KEY"] == "dGhlIHNhbXBsZSBub25jZQ=="
    assert len([name for name in environ if name.startswith("HTTP_")]) == len(HEADERS)


def test_space_around_a_value_does_not_belong_to_it():
    environ, _ = read_head(handshake("Host:x", "Upgrade: \t websocket  ", "Empty:"))
    assert (environ["HTTP_HOST"], environ["HTTP_UPGRADE"], environ["HTTP_EMPTY"]) == ("x", "websocket", "")


@pytest.mark.parametrize(
    "seen",
    [
        b"",
        handshake()[:-1],
        handshake(line="GET / HTTP/1.1"),
        handshake(line="GET /socket.io/ HTTP/1.1"),
        handshake(line="GET /socket.io/x?EIO=4 HTTP/1.1"),
        handshake(line="GET //socket.io/?EIO=4&transport=websocket HTTP/1.1"),
        handshake(line="GET http://x/socket.io/?EIO=4&transport=websocket HTTP/1.1"),
        handshake(line="GET  /socket.io/?EIO=4&transport=websocket HTTP/1.1"),
        handshake(line="GET /socket.io/?EIO=4\t&transport=websocket HTTP/1.1"),
        handshake(line="GET /socket.io/?EIO=4&transport=websocket HTTP/1.0"),
        handshake(line="POST /socket.io/?EIO=4&transport=websocket HTTP/1.1"),
        handshake(line=f"GET /socket.io/?EIO=4&t={'x' * 2_000} HTTP/1.1"),
        handshake("Host: x", "host: y"),
        handshake("Host: x", "Content-Length: 0"),
        handshake("Host: x", "Content-Type: text/plain"),
        handshake("Host: x", "Transfer-Encoding: chunked"),
        handshake("Host: x", "Expect: 100-continue"),
        handshake("Host: x", "X_Forwarded_For: 1.2.3.4"),
        handshake("Host: x", "Folded: a", " b"),
        handshake("Host : x"),
        handshake("Host"),
        handshake(": x"),
        handshake("Host: a\0b"),
        handshake("Host: a\nUpgrade: websocket"),
        handshake("Host: a\rUpgrade: websocket"),
        handshake("Cookie: ă"),
        handshake().replace(b"\r\n", b"\n"),
    ],
)
def test_what_is_not_plain_is_left_to_the_libraries(seen):
    assert read_head(seen) is None
    assert not Greeter(_never, ("127.0.0.1", 5000)).greet(seen, _never, "127.0.0.1")


def test_whether_it_is_welcome_is_for_the_app_to_say():
    """Where it is not, nothing has been read: the libraries answer."""
    said = []

    def app(environ, start_response):
        said.append((environ["REMOTE_ADDR"], environ["SERVER_PORT"]))
        start_response("400 Bad Request", [])(b"no")
        return [b"no"]

    assert not Greeter(app, ("127.0.0.1", 5000)).greet(handshake(), _never, "10.0.0.7")
    assert said == [("10.0.0.7", "5000")]


def test_who_takes_it_has_the_handshake_read():
    wire, taken = Wire(), []

    def app(environ, _start_response):
        taken.append(environ.pop(CONNECTION).take())
        return []

    assert Greeter(app, ("127.0.0.1", 5000)).greet(handshake() + b"more", lambda: wire, "10.0.0.7")
    assert (taken, wire.read) == ([wire], [len(handshake())])


def test_of_more_than_may_be_connected_this_way_the_rest_is_left_to_the_libraries():
    wire, offers = Wire(), []

    def app(environ, _start_response):
        offers.append(environ.pop(CONNECTION))
        offers[-1].take()
        return []

    greeter = Greeter(app, ("127.0.0.1", 5000), most=2)
    assert [greeter.greet(handshake(), lambda: wire, "10.0.0.7") for _ in range(3)] == [True, True, False]
    offers[0].close()
    assert wire.read[-1] == "closed"
    assert greeter.greet(handshake(), lambda: wire, "10.0.0.7")


def test_a_fault_of_ours_leaves_it_to_the_libraries(caplog):
    assert not Greeter(lambda *_: 1 / 0, ("127.0.0.1", 5000)).greet(handshake(), _never, "10.0.0.7")
    assert "a greeting failed" in caplog.text


def test_the_answer_is_that_of_the_standard():
    """The key and its answer are the example of RFC 6455."""
    answer = welcome("dGhlIHNhbXBsZSBub25jZQ==")
    assert answer.endswith(b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n")


def test_so_much_is_looked_at_as_a_browser_ever_sends():
    assert len(handshake()) < LONGEST_HEAD / 4


def _never(*_args):
    raise AssertionError("this must not be called")
