"""`python -m tests.faults.report [RESULT]`: write docs/faults.md's tables, of the rows, and of what a run has found.

RESULT is a file that `make faults` has kept (tests/faults/out/latest.json); without it only the rows are written.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.faults.row import Row
from tests.faults.table import rows

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"


def main() -> None:
    page = with_rows(PAGE.read_text())
    if len(sys.argv) > 1:
        page = _put(page, "results", _results(json.loads(Path(sys.argv[1]).read_text())))
    PAGE.write_text(page)


def with_rows(page: str) -> str:
    """The page with the rows that there are now."""
    return _put(page, "rows", _described(rows()))


def _described(found: list[Row]) -> Iterator[str]:
    yield "| row | the fault | must hold | target | what is done |"
    yield "|---|---|---|---|---|"
    for row in found:
        # The second paragraph says how, the first what for; a short row has one only.
        how = (sys.modules[row.run.__module__].__doc__ or "").strip().split("\n\n")[:2][-1].replace("\n", " ")
        yield _line(f"`{row.name}`", row.fault, row.promises, row.target, how)


def _results(run: dict[str, Any]) -> Iterator[str]:
    machine = run["machine"]
    load = "/".join(f"{one:.1f}" for one in machine["load"])
    when = run["at"].replace("T", " ")
    yield f"Run of {when}, {machine['cores']} cores, Python {machine['python']}, load at its end {load}:"
    yield ""
    yield "| row | must hold | tries | violations | measured | target |"
    yield "|---|---|---|---|---|---|"
    for one in run["rows"]:
        skipped = one["skipped"]
        count = "–" if skipped else str(len(one["violations"]))
        measured = f"not tried: {skipped}" if skipped else one["measured"]
        yield _line(f"`{one['row']}`", one["promises"], f"{one['tries']:,}", count, measured, one["target"])


def _line(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _put(page: str, place: str, lines: Iterator[str]) -> str:
    """Put lines between the marks of this name."""
    begin, end = f"<!-- {place} -->\n", f"<!-- end of {place} -->"
    text = begin + "\n".join(lines) + "\n" + end
    return re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: text, page, count=1, flags=re.DOTALL)


if __name__ == "__main__":
    main()
