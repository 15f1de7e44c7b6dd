"""Whatever ends a child, or the whole server, while a paper is converted or drawn: it is taken up again, or fails."""

import io
import json
import os
import resource
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing

import docx

from tests.faults.place import House, Place, furnished, serving
from tests.faults.row import Ask, Outcome, Row
from tests.faults.shelf import Shelf, children_of
from tests.live.server import select_nothing

_TAKEN_UP_WITHIN_S, _MOST_TRIES = 30.0, 3
# No job may take longer; after it a child that hangs is killed.
_DEADLINE_S, _SETTLED_WITHIN_S = 120.0, 180.0
Strike = Callable[[int], None]


def run(ask: Ask) -> Outcome:
    outcome, back = Outcome(), list[float]()
    with furnished(1, workers=1) as place, serving(place.house()) as house:
        scene = _Scene(place, house, outcome, back, paragraphs=ask.size(800, 200))
        for strike in (_segfault,) if ask.short else (_kill, _segfault, _starve):
            scene.once(strike)
            scene.always(strike, "worker_died")
        scene.while_drawing(_kill)
        if not ask.short:
            scene.once(_hang)
            scene.servers_killed(1, "ready")
            scene.servers_killed(_MOST_TRIES, "failed")
        outcome.must("Traceback" not in house.log, f"P9: a traceback in the log: {_after(house.log)}")
        outcome.must("FAULT" not in house.command("journal", "verify"), "P1: the chain is broken")
    late = max(back)
    outcome.must(late <= _TAKEN_UP_WITHIN_S, f"P11: taken up again only after {late:.1f} s")
    outcome.figures = {"taken_up_again_s": round(late, 1), "papers": outcome.tries}
    outcome.measured = f"{outcome.tries} papers; taken up again after at most {late:.1f} s, at most {_MOST_TRIES} tries"
    return outcome


class _Scene:
    """One server with one child at a time. Each try files a paper and strikes while it is dealt with."""

    def __init__(self, place: Place, house: House, outcome: Outcome, back: list[float], paragraphs: int) -> None:
        self._house, self._place, self._outcome, self._back = house, place, outcome, back
        self._shelf = Shelf(place, house)
        self._paragraphs = paragraphs

    def once(self, strike: Strike) -> None:
        """A child that is lost costs nothing but time."""
        paper = self._file()
        child = self._working(paper)
        strike(child)
        self._retaken(child)
        self._ends(paper, "ready", "", f"one {strike.__name__}")

    def always(self, strike: Strike, reason: str) -> None:
        """A paper that costs every child fails, and says why; the next one is converted."""
        paper, struck = self._file(), set[int]()
        while self._shelf.record(paper)["state"] in ("uploaded", "converting"):
            for child in filter(_is_at_work, children_of(self._house.pid) - struck):
                struck.add(child)
                strike(child)
            select_nothing(0.005)
        self._ends(paper, "failed", reason, f"every child {strike.__name__}")
        self._ends(self._file(), "ready", "", "the paper after it")

    def while_drawing(self, strike: Strike) -> None:
        """Whoever waits for the page is told so; who asks again gets it."""
        record = self._shelf.settled(self._file(), _SETTLED_WITHIN_S)
        before = children_of(self._house.pid)
        for child in before:
            strike(child)
        answer = self._shelf.page(record)
        fine = answer.status_code == 200 or answer.json()["error"]["code"] == "worker_died"
        self._outcome.must(fine, f"P9: a page whose child died is answered {answer.status_code}")
        again = self._shelf.page(record)
        self._outcome.must(again.status_code == 200, f"P9: asked again, the page is answered {again.status_code}")

    def servers_killed(self, times: int, state: str) -> None:
        """Whole servers die of it: the next one takes it up, but not for ever."""
        paper = self._file()
        for _ in range(times):
            self._working(paper)
            tries = len(self._tries(paper))
            self._house.kill()
            self._house.start()
            began = time.monotonic()
            while len(self._tries(paper)) == tries:
                if time.monotonic() - began > 2 * _TAKEN_UP_WITHIN_S:
                    break
                select_nothing(0.05)
            self._back.append(time.monotonic() - began)
        self._ends(paper, state, "worker_died" if state == "failed" else "", f"{times} servers killed")

    def _file(self) -> str:
        self._outcome.tries += 1
        return self._shelf.file("report.docx", _report(self._paragraphs, self._outcome.tries))

    def _working(self, paper: str) -> int:
        """Wait until a child is at it; return the child."""
        deadline = time.monotonic() + _SETTLED_WITHIN_S
        while time.monotonic() < deadline:
            children = list(filter(_is_at_work, children_of(self._house.pid)))
            if children and self._shelf.record(paper)["state"] == "converting":
                return max(children)
            select_nothing(0.005)
        raise TimeoutError(f"nobody takes up paper {paper}")

    def _retaken(self, child: int) -> None:
        began = time.monotonic()
        while not children_of(self._house.pid) - {child} and time.monotonic() - began < 2 * _DEADLINE_S:
            select_nothing(0.01)
        taken = time.monotonic() - began
        # That a child hangs is known when the time for its job is over, and not before.
        self._back.append(max(0.0, taken - _DEADLINE_S) if taken > _DEADLINE_S else taken)

    def _ends(self, paper: str, state: str, reason: str, after: str) -> None:
        record = self._shelf.settled(paper, _SETTLED_WITHIN_S)
        found = record["state"], record["reason"] or ""
        self._outcome.must(found == (state, reason), f"P11: after {after} a paper is {found}")
        tries = self._tries(paper)
        right = tries and max(tries) <= _MOST_TRIES + (state == "failed")
        self._outcome.must(bool(right), f"P11: after {after} a paper had the tries {tries}")

    def _tries(self, paper: str) -> list[int]:
        with closing(sqlite3.connect(self._place.folder / "icabinet.sqlite")) as database:
            found = database.execute("SELECT body FROM entries WHERE name = 'papers.conversion_started' ORDER BY seq")
            started = [json.loads(body) for (body,) in found]
        return [body["attempt"] for body in started if body["paper"] == paper]


def _is_at_work(child: int) -> bool:
    """Whether it has got as far as its first job, for which it limits its time."""
    try:
        return resource.prlimit(child, resource.RLIMIT_CPU)[0] != resource.RLIM_INFINITY
    except ProcessLookupError:
        return False


def _after(log: str) -> str:
    return log[log.find("Traceback") :][:1000]


def _kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)


def _segfault(child: int) -> None:
    os.kill(child, signal.SIGSEGV)


def _hang(child: int) -> None:
    os.kill(child, signal.SIGSTOP)


def _starve(child: int) -> None:
    """Let it have no more memory than it has."""
    try:
        resource.prlimit(child, resource.RLIMIT_AS, (16 << 20, 16 << 20))
    except ProcessLookupError:
        return


def _report(paragraphs: int, number: int) -> bytes:
    """A Word file that takes a while to convert, and is like no other."""
    document, kept = docx.Document(), io.BytesIO()
    for paragraph in range(paragraphs):
        document.add_paragraph(f"{number}.{paragraph}. " + "Quyết nghị về dự toán ngân sách. " * 10)
    document.save(kept)
    return kept.getvalue()


ROW = Row(
    "worker", "P9 P11", "a child killed, segfaulted, out of memory or hung in the midst of a paper; the server killed",
    "taken up again ≤ 30 s, ≤ 3 tries, then failed with a reason", run,
)  # fmt: skip
