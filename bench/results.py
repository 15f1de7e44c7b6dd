"""What a run found, as one JSON file in `bench/out`, and as a table to read."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench import machine
from bench.building import OUT
from bench.figures import Board, Spread
from bench.goals import By, Row, whose
from bench.targets import rows


def made_of(board: Board, *, quick: bool, missing: dict[str, str]) -> dict[str, Any]:
    """Return a run's results; `missing`: why some scenarios have no figures."""
    return {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "machine": machine.described(),
        "rounds": max((len(values) for values in board.rounds.values()), default=0),
        "quick": quick,
        "missing": missing,
        "figures": dict(board.rounds),
        "goals": [_as_json(row) for row in rows(board.rounds)],
    }


def new_file() -> Path:
    """Return where the results of a run that begins now are kept."""
    OUT.mkdir(exist_ok=True)
    return OUT / f"{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}.json"


def keep(results: dict[str, Any], file: Path) -> None:
    """Write results to their file, and as the newest."""
    text = json.dumps(results, indent=1, ensure_ascii=False)
    for path in (file, OUT / "newest.json"):
        path.write_text(text)


def newest() -> dict[str, Any]:
    """Return the results of the newest run. Raises FileNotFoundError where nothing has been measured."""
    found: dict[str, Any] = json.loads((OUT / "newest.json").read_text())
    return found


def lines(found: list[Row]) -> Iterator[str]:
    """Yield the table, as a terminal shows it."""
    group = ""
    for row in found:
        if row.goal.group != group:
            group = row.goal.group
            yield f"\n{group}"
        yield _line(row).rstrip()


def number(value: float) -> str:
    """Return a number as it is read best: three digits that count, or whole."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def spread(values: Spread | None, unit: str = "") -> str:
    """Return least, median and greatest; only one number where they are the same."""
    if values is None:
        return "–"
    parts = [number(value) for value in (values.least, values.median, values.greatest)]
    return f"{parts[1] if len(set(parts)) == 1 else ' / '.join(parts)} {unit}".rstrip()


def compared(row: Row) -> str:
    """Return a figure beside its peer's, e.g. "0.61 / 0.64 / 0.7 × Node"; nothing where there is no peer."""
    if row.compared is None or not row.goal.peer:
        return ""
    unit = f"{row.goal.unit} above" if row.goal.by is By.DIFFERENCE else "×"
    return f"{spread(row.compared)} {unit} {whose(row.goal.peer)}"


def margin(row: Row) -> str:
    """Return the verdict, and by which factor."""
    if row.margin is None or row.is_met is None:
        return row.verdict
    return f"{row.verdict} ({row.margin:.2f})"


def _line(row: Row) -> str:
    value, against = spread(row.value, row.goal.unit), compared(row)
    return f"  {row.goal.name:<64} {value:<28} {against:<34} {row.goal.comparison:<20} {margin(row)}"


def _as_json(row: Row) -> dict[str, Any]:
    return {**asdict(row), "met": row.is_met, "margin": row.margin}
