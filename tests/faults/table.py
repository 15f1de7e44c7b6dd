"""The rows that can be tried here, trying them, and what came of it as JSON and as a table."""

import importlib
import os
import pkgutil
import platform
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from tests.faults.row import Ask, Outcome, Row

HERE = Path(__file__).parent
OUT = HERE / "out"
_HEAD = ("row", "fault", "invariants", "tries", "violations", "measured", "target")


def rows() -> list[Row]:
    """All rows: those that the modules in `rows/` define as `ROW` or `ROWS`, in the order of the modules' names."""
    found: list[Row] = []
    for module in sorted(name for _, name, _ in pkgutil.iter_modules([str(HERE / "rows")])):
        content = vars(importlib.import_module(f"tests.faults.rows.{module}"))
        found += [*content.get("ROWS", ()), *([content["ROW"]] if "ROW" in content else [])]
    return found


def attempt(row: Row, ask: Ask) -> Outcome:
    """Try a row. One that breaks down has not shown that its promises hold: that is a violation too."""
    if why := row.hindrance():
        return Outcome(skipped=why)
    try:
        return row.run(ask)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other rows are still tried
        traceback.print_exc()
        return Outcome(violations=[f"broke down: {type(error).__name__}: {error}"])


def result(row: Row, outcome: Outcome, seconds: float) -> dict[str, Any]:
    """What is kept of a row, for programs."""
    named = {"row": row.name, "fault": row.fault, "promises": row.promises, "target": row.target}
    return {**named, **msgspec.to_builtins(outcome), "seconds": round(seconds, 1)}


def keep(results: list[dict[str, Any]], ask: Ask) -> Path:
    """Write it all down as JSON, under the time and as `latest.json`; return the path."""
    OUT.mkdir(exist_ok=True)
    machine = {"cores": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()}
    body = {
        "at": time.strftime("%Y-%m-%dT%H:%M:%S"),
        "asked": msgspec.to_builtins(ask),
        "machine": machine,
        "rows": results,
    }
    text = msgspec.json.format(msgspec.json.encode(body), indent=1)
    path = OUT / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    for place in (path, OUT / "latest.json"):
        place.write_bytes(text)
    return path


def lines(results: list[dict[str, Any]]) -> Iterator[str]:
    """The table, in Markdown."""
    yield f"| {' | '.join(_HEAD)} |"
    yield "|---|---|---|---|---|---|---|"
    for one in results:
        count = "–" if one["skipped"] else str(len(one["violations"]))
        measured = f"skipped: {one['skipped']}" if one["skipped"] else one["measured"]
        cells = (one["row"], one["fault"], one["promises"], str(one["tries"]), count, measured, one["target"])
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def say(text: str) -> None:
    """Tell whoever waits how it goes, beside the table."""
    click.echo(text, err=True)
