"""Malformed frames by the thousand, an interface fuzzed by its own description, and a flood: others notice nothing."""

import contextlib
import json
import socket
import time
from collections.abc import Iterator
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from tests.faults.bystander import Bystander
from tests.faults.flood import Flood
from tests.faults.frames import from_client
from tests.faults.office import office
from tests.faults.place import House, Place, furnished, serving
from tests.faults.row import Ask, Outcome, Row
from tests.faults.scripts import BEGINNING, SCRIPT
from tests.faults.shelf import bearer, settled_descriptors
from tests.faults.tablet import Who
from tests.live.wire import read_to_end, shaken

_ENDS_WITHIN_S, _ANSWERED_WITHIN_S = 5.0, 5.0
# Longer than anything that is measured.
_PATIENCE_S = 120.0
_FLOOD_PER_S = 10_000
_MOST_MORE_MB = 64.0


def run(ask: Ask) -> Outcome:
    outcome = Outcome()
    with furnished(2) as place, office(place), serving(place.house()) as house:
        scene = _Scene(place, house, outcome)
        scene.frames(ask.count(3_000, 60))
        scene.flood(ask.size(10, 3))
        scene.alive("after a flood")
        left = settled_descriptors(house, scene.descriptors)
        outcome.must(left <= scene.descriptors, f"{scene.descriptors} descriptors before, {left} after")
        # Last, because what it makes up may well end the meeting.
        scene.interface(ask.size(60, 2))
        more = house.memory_mb - scene.memory
        outcome.must(more <= _MOST_MORE_MB, f"P9: the web process holds {more:.0f} MB more")
        log = house.log
        outcome.must("Traceback" not in log and "exception" not in log, "C8: a traceback in the log")
        outcome.must("incident" not in log, "F1: an incident in the log")
    outcome.figures["more_memory_mb"] = round(more, 1)
    figures = outcome.figures
    outcome.measured = (
        f"{figures['connections']} connections, {figures['log_lines']} lines of log; {figures['requests']} requests, "
        f"0 × 5xx; flood: {figures['refused']} refused, cut after {figures['cut_after_s']} s"
    )
    return outcome


class _Scene:
    def __init__(self, place: Place, house: House, outcome: Outcome) -> None:
        self._place, self._house, self._outcome = place, house, outcome
        self.memory, self.descriptors = house.memory_mb, house.descriptors

    def frames(self, examples: int) -> None:
        """Each example is a connection; meanwhile another client is answered as if nothing were."""
        lines = self._lines()

        @settings(
            max_examples=examples, deadline=None, database=None, derandomize=examples < 1_000,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(beginning=BEGINNING, script=SCRIPT)
        def misbehave(beginning: str, script: list[bytes]) -> None:
            self._outcome.tries += 1
            self._misbehave(beginning, script)

        with self._beside("malformed frames"):
            misbehave()
        written = self._lines() - lines
        self._outcome.must(
            written <= self._outcome.tries, f"C8: {self._outcome.tries} connections, {written} lines of log"
        )
        self._outcome.figures |= {"connections": self._outcome.tries, "log_lines": written}

    def interface(self, examples: int) -> None:
        """Every operation of the description, by somebody who may do nearly everything."""
        schema = schemathesis.openapi.from_url(f"{self._house.url}/api/v1/openapi.json")
        asked = 0

        for found in schema.get_all_operations():
            operation = found.ok()

            @settings(
                max_examples=examples, deadline=None, database=None, derandomize=examples < 10,
                phases=[Phase.generate], suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            @given(case=operation.as_strategy())
            def ask(case: Any) -> None:
                nonlocal asked
                asked += 1
                self._ask(case, self._place.chair if asked % 2 else self._place.desk, known=bool(asked % 3))

            ask()
        self._outcome.figures["requests"] = asked

    def flood(self, seconds: int) -> None:
        """Ten thousand messages a second: refused, and if it goes on regardless, cut."""
        with self._beside("a flood"), self._signed_in(self._place.members[0]) as wire:
            flood = Flood(wire, _FLOOD_PER_S)
            cut = flood.run(seconds)
        told = f"C8: a client that sent {flood.sent} messages in {seconds} s"
        self._outcome.must(flood.refused > 0, f"{told} was not told too_many")
        self._outcome.must(cut is not None, f"{told} was not cut")
        self._outcome.figures |= {"flooded": flood.sent, "refused": flood.refused, "cut_after_s": cut and round(cut, 1)}

    def alive(self, when: str) -> None:
        """Somebody new is answered soon."""
        began = time.monotonic()
        while (waited := time.monotonic() - began) < _PATIENCE_S:
            with contextlib.suppress(requests.RequestException):
                if requests.get(f"{self._house.url}/healthz", timeout=_ANSWERED_WITHIN_S).ok:
                    break
        self._outcome.must(waited < _ANSWERED_WITHIN_S, f"{when} nobody is answered for {waited:.0f} s")

    def _misbehave(self, beginning: str, script: list[bytes]) -> None:
        with self._begun(beginning) as wire:
            with contextlib.suppress(OSError):
                for piece in script:
                    wire.sendall(piece)
            began = time.monotonic()
            read_to_end(wire)
            lasted = time.monotonic() - began
        self._outcome.must(
            lasted < _ENDS_WITHIN_S, f"C8: {lasted:.0f} s until the end of {beginning!r} {script!r}"[:300]
        )

    def _begun(self, beginning: str) -> socket.socket:
        if not beginning:
            return shaken(self._house)
        wire = self._signed_in(self._place.members[1])
        if beginning == "joined":
            wire.sendall(from_client(f'421["join",{{"meeting":"{self._place.meeting}"}}]'.encode()))
        return wire

    def _signed_in(self, who: Who) -> socket.socket:
        wire = shaken(self._house)
        wire.sendall(from_client(b"40" + json.dumps({"token": who.token}).encode()))
        return wire

    def _ask(self, case: Any, who: Who, *, known: bool) -> None:
        if known and "meeting" in (case.path_parameters or {}):
            case.path_parameters["meeting"] = self._place.meeting
        answer = case.call(headers=bearer(who), timeout=30)
        if answer.status_code >= requests.codes.server_error:
            where = f"{case.method} {case.formatted_path}"
            self._outcome.violations.append(f"F1: {where} is answered {answer.status_code} {answer.text[:200]}")

    @contextlib.contextmanager
    def _beside(self, what: str) -> Iterator[None]:
        """Have somebody else act meanwhile, who must notice nothing."""
        with Bystander(self._place, self._house) as bystander:
            yield
        most = max(bystander.late, default=0.0)
        self._outcome.must(not bystander.fault, f"beside {what} somebody else is told: {bystander.fault}")
        self._outcome.must(most < _ANSWERED_WITHIN_S, f"beside {what} somebody else waits {most:.0f} s")
        self._outcome.figures[f"beside {what} ms"] = round(most * 1000)

    def _lines(self) -> int:
        """Lines of the log, but for those of what the bystander does."""
        return sum("presenting.show" not in line for line in self._house.log.splitlines())


ROW = Row(
    "malformed", "P9 P11", "malformed frames, an interface fuzzed by its description, 10,000 messages a second",
    "alive, others served, ≤ 1 line of log a connection, 0 × 5xx; floods refused, then cut", run,
)  # fmt: skip
