"""The runner: a broken promise and a row that breaks down are both seen, and what cannot be tried says why."""

import json

import pytest

from tests.faults import __main__ as runner
from tests.faults import table
from tests.faults.row import Ask, Outcome, Row


def broken(_ask: Ask) -> Outcome:
    return Outcome(tries=3, violations=["P1: lost"], measured="much")


def breaks_down(_ask: Ask) -> Outcome:
    raise RuntimeError("no server")


ROWS = [
    Row("good", "P1", "nothing", "0 lost", lambda ask: Outcome(tries=ask.count(20, 1), measured="well")),
    Row("bad", "P1", "something", "0 lost", broken),
    Row("ugly", "P2", "something", "0 lost", breaks_down),
    Row("absent", "P3", "something", "0 lost", broken, lambda: "needs root"),
]


@pytest.fixture(autouse=True)
def table_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setattr(runner, "rows", lambda: ROWS)
    monkeypatch.setattr(table, "OUT", tmp_path)
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["faults", *words])
    return runner.main()


def test_it_ends_well_when_nothing_is_broken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    assert run(monkeypatch, "--only", "good", "--only", "absent", "--tries", "7") == 0
    printed = capsys.readouterr().out
    assert "| good | nothing | P1 | 7 | 0 | well | 0 lost |" in printed
    assert "| absent | something | P3 | 0 | – | skipped: needs root | 0 lost |" in printed


def test_a_violation_and_a_breakdown_end_it_with_one(monkeypatch: pytest.MonkeyPatch, table_of_ours, capsys):
    assert run(monkeypatch) == 1
    kept = json.loads((table_of_ours / "latest.json").read_text())
    assert [(one["row"], len(one["violations"])) for one in kept["rows"]] == [
        ("good", 0), ("bad", 1), ("ugly", 1), ("absent", 0),
    ]  # fmt: skip
    assert kept["asked"]["short"] is False
    assert "ugly: broke down: RuntimeError: no server" in capsys.readouterr().out
