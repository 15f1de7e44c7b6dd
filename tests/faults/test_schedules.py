"""Made-up schedules find a product that takes a repeated packet for a new one, or that tells of a wrong thing."""

from typing import Any

import pytest

from icabinet import ids
from icabinet.live import telling
from tests.desk import Desk
from tests.faults.rows.schedules import try_schedules

_FEW = range(8)


def test_a_forgotten_answer_is_found(monkeypatch: pytest.MonkeyPatch):
    real = Desk.act

    def act(self: Desk, who: str, name: str, /, **args: Any):
        return real(self, who, name, **args | {"cause": ids.new()})

    monkeypatch.setattr(Desk, "act", act)
    found = try_schedules(_FEW).violations
    assert any("P2" in violation for violation in found), found


def test_an_entry_that_is_not_told_whole_is_found(monkeypatch: pytest.MonkeyPatch):
    real = telling.shown

    def shown(one: Any, tags: tuple[str, ...]) -> dict[str, Any]:
        entry = real(one, tags)
        return {key: body for key, body in entry.items() if key != "changes" or entry.get("fact") != "ink.drawn"}

    monkeypatch.setattr(telling, "shown", shown)
    found = try_schedules(_FEW).violations
    assert any("P5" in violation for violation in found), found
