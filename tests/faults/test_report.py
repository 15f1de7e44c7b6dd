"""docs/faults.md describes the rows that there are, and takes the results of a run."""

import json
from pathlib import Path

import pytest

from tests.faults import report


def test_the_page_describes_the_rows():
    page = report.PAGE.read_text()
    assert page == report.with_rows(page), "run `python -m tests.faults.report`"


def test_results_are_put_in_their_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    page, run = tmp_path / "faults.md", tmp_path / "run.json"
    page.write_text(report.PAGE.read_text())
    one = {"row": "kill", "promises": "P1", "target": "0 lost", "tries": 1200, "violations": [], "measured": "a | b"}
    machine = {"cores": 2, "python": "3.11", "load": [0.1, 0.2, 0.3]}
    run.write_text(json.dumps({"at": "2026-01-02T03:04:05", "machine": machine, "rows": [{**one, "skipped": ""}]}))
    monkeypatch.setattr(report, "PAGE", page)
    monkeypatch.setattr("sys.argv", ["report", str(run)])
    report.main()
    assert "| `kill` | P1 | 1,200 | 0 | a / b | 0 lost |" in page.read_text()
    assert "No run on a quiet machine" not in page.read_text()
