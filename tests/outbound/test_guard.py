"""The guard of ICABINET_OUTBOUND=none: what it lets through, what it refuses, and what is refused at the start."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from icabinet import outbound
from icabinet.config import Settings

ROOT = Path(__file__).parents[2]
NONE = Settings(secret_key="for tests only", outbound="none")

# In a process of its own, because a guard is for good. Nothing leaves the machine: what is let through goes to the
# loopback, what is refused is refused before.
_TRY = """
import logging, socket, sys
if sys.argv[1] == "green":
    import os, warnings
    warnings.simplefilter("ignore")
    os.environ["EVENTLET_NO_GREENDNS"] = "yes"  # as wsgi.py does
    import eventlet
    eventlet.monkey_patch()
from icabinet import outbound
logging.basicConfig(format="%(message)s %(host)s", stream=sys.stdout)
outbound.confine()
door = socket.create_server(("127.0.0.1", 0))
port = door.getsockname()[1]

def attempt(name, act):
    try:
        act()
        print(name, "done", flush=True)
    except outbound.Outside:
        print(name, "refused", flush=True)
    except OSError as error:
        print(name, "failed", error, flush=True)

attempt("loopback", lambda: socket.create_connection(("127.0.0.1", port), 5).close())
attempt("localhost", lambda: socket.create_connection(("localhost", port), 5).close())
attempt("mapped", lambda: outbound._is_inside("::ffff:127.0.0.1") or 1 / 0)
attempt("pair", lambda: [end.close() for end in socket.socketpair()])
attempt("address", lambda: socket.create_connection(("198.51.100.7", 80), 5))
attempt("again", lambda: socket.create_connection(("198.51.100.7", 80), 5))
attempt("address6", lambda: socket.create_connection(("2001:db8::7", 80), 5))
attempt("mapped outside", lambda: socket.create_connection(("::ffff:198.51.100.7", 80), 5))
attempt("bare", lambda: socket.socket().connect(("198.51.100.7", 80)))
attempt("quiet", lambda: socket.socket().connect_ex(("198.51.100.7", 80)))
attempt("datagram", lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("198.51.100.7", 53)))
attempt("message", lambda: socket.socket(type=socket.SOCK_DGRAM).sendmsg([b"x"], [], 0, ("198.51.100.7", 53)))
attempt("name", lambda: socket.getaddrinfo("www.example.com", 80))
attempt("bytes", lambda: socket.getaddrinfo(b"www.example.com", 80))
attempt("old lookup", lambda: socket.gethostbyname("www.example.com"))
attempt("almost", lambda: socket.getaddrinfo("evil-localhost.com", 80))
"""
LET_THROUGH = {"loopback", "localhost", "mapped", "pair"}


@pytest.mark.parametrize("threads", ["real", "green"])
def test_only_this_machine_and_private_networks_are_reached(threads: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _TRY, threads], cwd=ROOT, check=True, capture_output=True, text=True, timeout=60
    )
    lines = done.stdout.splitlines()
    tried = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("refused to reach"))
    assert tried == {name: "done" if name in LET_THROUGH else "refused" for name in tried}
    assert len(tried) == 16
    told = [line for line in lines if line.startswith("refused to reach")]
    assert told == [
        f"refused to reach outside {host}"
        for host in ("198.51.100.7", "2001:db8::7", "::ffff:198.51.100.7", "www.example.com", "evil-localhost.com")
    ]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.1.2.3", "172.31.255.1", "192.168.0.9", "169.254.1.1", "::1", "fd12::1", "fe80::1%lo",
     "/run/postgresql", "localhost", "::ffff:10.0.0.1"],
)  # fmt: skip
def test_inside(host: str) -> None:
    assert outbound._is_inside(host)


@pytest.mark.parametrize(
    "host",
    ["8.8.8.8", "172.32.0.1", "192.0.2.1", "100.64.0.1", "0.0.0.0", "2001:db8::1", "::ffff:8.8.8.8", "224.0.0.1",
     "example.com", "local.example.com", "localhost.example.com."],
)  # fmt: skip
def test_outside(host: str) -> None:
    assert not outbound._is_inside(host)


@pytest.mark.parametrize(
    "given",
    [
        {"redis_url": "redis://redis.example.com:6379"},
        {"redis_url": "rediss://user:secret@203.0.113.9:6379/1"},
        {"database_url": "postgresql://icabinet@db.example.com/icabinet"},
        {"database_url": "postgresql://icabinet@/icabinet?host=10.0.0.1,203.0.113.9"},
        {"database_url": "postgresql://icabinet@localhost/icabinet?hostaddr=203.0.113.9"},
    ],
)
def test_what_leads_outside_is_refused_in_a_sentence(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="which is outside, and ICABINET_OUTBOUND=none forbids that") as caught:
        outbound.check(replace(NONE, **given))
    assert f"ICABINET_{next(iter(given)).upper()}" in str(caught.value)
    assert "secret" not in str(caught.value)
    outbound.check(replace(NONE, **given, outbound="any"))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"redis_url": "redis://127.0.0.1:6379"},
        {"database_url": "postgresql://icabinet@192.168.1.4/icabinet"},
        {"database_url": "postgresql://icabinet@/icabinet?host=/run/postgresql"},
        {"public_url": "https://cabinet.example.com"},
    ],
)
def test_what_stays_inside_is_not(given: dict[str, str]) -> None:
    outbound.check(replace(NONE, **given))


def test_where_postgresql_is_named_by_its_own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "db.example.com")
    with pytest.raises(ValueError, match=r"PGHOST leads to db\.example\.com"):
        outbound.check(replace(NONE, database_url="postgresql:///icabinet"))
    outbound.check(NONE)


def test_a_word_that_is_no_choice_is_refused() -> None:
    with pytest.raises(ValueError, match="can be any or none"):
        outbound.check(replace(NONE, outbound="no"))
