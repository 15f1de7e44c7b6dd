"""`python -m bench.report [docs] [FILE]`: show the newest run, or the one in FILE; with `docs` write it into docs/.

`docs` writes the table into docs/performance.md, the picture beside it, the constants into docs/scale.md, and the run
itself into bench/measured.json, so that what the documents say can be traced.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import shorten
from typing import Any

from bench import picture, results
from bench.goals import Row
from bench.model import Constants
from bench.targets import rows

ROOT = Path(__file__).parent.parent
MEASURED = Path(__file__).parent / "measured.json"
_PICTURE = "pictures/performance.svg"
_LONGEST_REASON = 80


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.report", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["docs"])
    parser.add_argument("file", nargs="?", type=Path)
    asked = parser.parse_args()
    run = json.loads(asked.file.read_text()) if asked.file else results.newest()
    found = rows(run["figures"])
    if asked.what == "docs":
        write(ROOT / "docs", run, found)
        kept = {key: value for key, value in run.items() if key != "goals"}
        MEASURED.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    else:
        print(f"{heading(run)}\n", *results.lines(found), sep="\n")


def write(docs: Path, run: dict[str, Any], found: list[Row]) -> None:
    """Put a run's table, picture and constants into the documents."""
    (docs / _PICTURE).write_text(picture.svg(run["figures"], found))
    _replace(docs / "performance.md", "table", [heading(run), "", *table(found)])
    _replace(docs / "scale.md", "constants", [heading(run), "", *Constants.of(run["figures"]).table()])


def heading(run: dict[str, Any]) -> str:
    """Say when and on what the run was made, and what that means for its figures."""
    machine, rounds = run["machine"], run["rounds"]
    load = " / ".join(f"{each:.2f}" for each in machine["load"])
    words = [
        f"Run of {run['at'][:10]} {run['at'][11:16]} UTC: {machine['processor']}, {machine['cores']} cores,",
        f"Python {machine['python']}, {rounds} {'round' if rounds == 1 else 'rounds'}, load average {load} at its end.",
    ]
    if run["quick"]:
        words.append(
            "**Run with `--quick`**: smaller halls and one short round; it shows that everything runs, no more."
        )
    elif machine["load"][2] > machine["cores"]:
        words.append("**Others used the machine at the same time**: only the ratios say something, and those roughly.")
    words += [f"Not measured: `{name}` ({shorten(why, _LONGEST_REASON)})." for name, why in run["missing"].items()]
    return " ".join(words)


def table(found: list[Row]) -> Iterator[str]:
    """Yield the table of goals in Markdown, a part for each group."""
    yield "| | least / median / greatest | beside | goal | |"
    yield "|---|---|---|---|---|"
    group = ""
    for row in found:
        if row.goal.group != group:
            group = row.goal.group
            yield f"| **{group}** | | | | |"
        value = results.spread(row.value, row.goal.unit)
        yield f"| {row.goal.name} | {value} | {results.compared(row)} | {row.goal.comparison} | {results.margin(row)} |"


def _replace(page: Path, name: str, lines: list[str]) -> None:
    """Put lines between a page's `<!-- name -->` and `<!-- /name -->`."""
    text, begin, end = page.read_text(), f"<!-- {name} -->", f"<!-- /{name} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"{page} has no place for the {name}")
    body = "\n".join(lines)
    page.write_text(pattern.sub(lambda _: f"{begin}\n{body}\n{end}", text))


if __name__ == "__main__":
    main()
