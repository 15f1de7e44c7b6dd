"""A whole meeting, and every address that the server and its children reached for: none but this machine's."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from icabinet import ids
from tests.browser.house import House, Meeting
from tests.live.server import Server, free_port
from tests.live.tablet import Tablet

# Loaded by every Python that starts with it on its path, before anything else.
_RECORDER = """
import json, os, sys
if "REACHED" in os.environ:
    _record = os.open(os.environ["REACHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    def _note(event, args):
        if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            os.write(_record, (json.dumps([event, repr(args[1])]) + "\\n").encode())
        elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
            os.write(_record, (json.dumps([event, repr(args[0])]) + "\\n").encode())
    sys.addaudithook(_note)
"""
_HERE = re.compile(r"^\('(127\.\d+\.\d+\.\d+|::1|localhost)', \d+.*\)$|^'(127\.0\.0\.1|localhost|::1)'$|^(None|'/.*')$")
_KERNEL_HERE = re.compile(r'sa_family=AF_(UNIX|LOCAL|NETLINK)|inet_addr\("127\.|AF_INET6.*"::1"|sa_family=AF_UNSPEC')
_ELSEWHERE = re.compile(r"""(?:https?:)?//[\w.\[\]:-]+""")


class WatchedServer(Server):
    """A server that is watched from within, and from the kernel's side where strace is installed."""

    def __init__(self, data_dir: Path, watch: Path, **settings: str) -> None:
        self.noted, self.traced = watch / "noted", watch / "traced"
        strace = shutil.which("strace")
        # As a grandchild, so that the server is our own child and hears what we tell it.
        prefix = (
            (strace, "-D", "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect", "-o", str(self.traced))
            if strace
            else ()
        )
        super().__init__(data_dir, prefix=prefix)
        (watch / "sitecustomize.py").write_text(_RECORDER)
        self._more = {f"ICABINET_{name.upper()}": value for name, value in settings.items()}
        self._more |= {"PYTHONPATH": str(watch), "REACHED": str(self.noted)}

    def environment(self) -> dict[str, str]:
        return super().environment() | self._more

    def reached(self) -> list[tuple[str, str]]:
        """Return what Python was asked to reach, as (event, address)."""
        text = self.noted.read_text() if self.noted.exists() else ""
        return [tuple(json.loads(line)) for line in text.splitlines()]

    def connected(self) -> list[str]:
        """Return the calls that the kernel got."""
        return [line for line in self.traced.read_text().splitlines() if "connect(" in line] if self._prefix else []


class WatchedHouse(House):
    def __init__(self, data_dir: Path, watch: Path, **settings: str) -> None:
        self._watch, self._settings = watch, settings
        super().__init__(data_dir)

    def serve(self, data_dir: Path) -> WatchedServer:
        return WatchedServer(data_dir, self._watch, **self._settings)


@pytest.fixture(params=["any", "none"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WatchedHouse]:
    folder, watch = tmp_path_factory.mktemp("house"), tmp_path_factory.mktemp("watch")
    house = WatchedHouse(folder, watch, outbound=request.param)
    yield house
    house.close()


def live_through(house: WatchedHouse) -> list[str]:
    """Prepare a meeting and hold it; return the texts of all pages and styles that were served meanwhile."""
    meeting = house.meeting().starts()
    paper = meeting.all("papers")[0]
    assert (paper["state"], len(paper["sizes"])) == ("ready", 4)
    talk(house, meeting, paper)
    with requests.Session() as browser:
        browser.cookies.set("icabinet", house.sign_in("ha"))
        paths = [
            "/",
            "/account",
            "/people",
            "/bodies",
            f"/meetings/{meeting.id}",
            f"/meetings/{meeting.id}/edit",
            "/api",
        ]
        pages = [read(browser, house, path) for path in ("/sign-in", "/join", *paths)]
        sheets = {sheet for page in pages for sheet in re.findall(r'href="(/static/[^"]+\.css)"', page)}
        assert len(sheets) > 15
        for path in (f"/papers/{paper['sha']}/pages/1?w=1200", f"/papers/{paper['sha']}/pages/1/words",
                     f"/meetings/{meeting.id}/papers/{paper['id']}/original", "/readyz", "/metrics"):  # fmt: skip
            read(browser, house, path)
        return pages + [read(browser, house, sheet) for sheet in sorted(sheets)]


def read(browser: requests.Session, house: WatchedHouse, path: str) -> str:
    answer = browser.get(f"{house.server.url}{path}", timeout=20)
    assert answer.ok, (path, answer.status_code)
    return answer.text


def talk(house: WatchedHouse, meeting: Meeting, paper: dict[str, Any]) -> None:
    """Act, vote, draw and point, and hear the heart beat."""
    stream = f"meeting:{meeting.id}"
    with (
        Tablet(house.server, {"token": house.sign_in("an")}) as chair,
        Tablet(house.server, {"token": house.sign_in("binh")}) as member,
    ):
        for tablet in (chair, member):
            tablet.join(meeting.id)
        poll = ids.new()
        chair.act(stream, "presenting.show", paper=paper["id"], page=2)
        chair.act(stream, "polls.prepare", id=poll, question="?", secret=False, preset="majority_cast")
        chair.act(stream, "polls.open", id=poll)
        assert "ok" in member.act(stream, "polls.cast", poll=poll, choice="yes")
        member.act(stream, "floor.ask", id=ids.new(), kind="contribution")
        body = {"paper": paper["id"], "page": 2, "x": 1, "y": 1, "on": True}
        chair.tell("signal", {"meeting": meeting.id, "name": "pointer", "body": body})
        assert "ok" in chair.act(stream, "polls.close", id=poll)
        member.wait("head")


def test_a_meeting_reaches_nobody_outside_and_its_pages_name_nobody(house: WatchedHouse) -> None:
    served = live_through(house)
    house.server.command("backup", str(house.server.data_dir / "backup.tar"))
    house.server.command("journal", "verify")
    assert [one for one in house.server.reached() if not _HERE.match(one[1])] == []
    assert [line for line in house.server.connected() if not _KERNEL_HERE.search(line)] == []
    own = (house.server.url, house.server.url.partition(":")[2])
    named = {found for text in served for found in _ELSEWHERE.findall(text) if not found.startswith(own)}
    # A name of a language, which nobody fetches.
    assert named <= {"http://www.w3.org"}


def test_what_is_reached_would_be_seen(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The same watch sees a Redis that nobody set up, on this machine."""
    port = free_port()
    watch = tmp_path_factory.mktemp("watch")
    house = WatchedHouse(tmp_path_factory.mktemp("house"), watch, redis_url=f"redis://127.0.0.1:{port}")
    try:
        with house.tablet() as tablet:
            meeting = Meeting(house, ids.new())
            meeting.does("meetings.create", body=house.body, title="x", starts_at=1)
            tablet.join(meeting.id)
            tablet.wait("head")
        assert any(f"('127.0.0.1', {port})" in address for _, address in house.server.reached())
        if house.server._prefix:
            assert any(f"htons({port})" in line for line in house.server.connected())
    finally:
        house.close()


def test_a_server_that_would_have_to_reach_outside_does_not_start(tmp_path: Path) -> None:
    server = WatchedServer(tmp_path, tmp_path, outbound="none", redis_url="redis://redis.example.com:6379")
    with pytest.raises(AssertionError, match="the server ended"):
        server.start()
    assert "ICABINET_REDIS_URL leads to redis.example.com, which is outside" in server.log
    assert "Traceback" not in server.log
    assert server.reached() == []
