"""`python -m tests.faults`: try the fault table on this machine; exit with 1 if a promise was broken."""

import argparse
import sys
import time

import click

from tests.faults.row import Ask
from tests.faults.table import attempt, keep, lines, result, rows, say

_MOST_SAID = 10


def main() -> int:
    asked = _arguments()
    ask = Ask(short=asked.short, tries=asked.tries, soak_minutes=asked.soak_minutes)
    chosen = [row for row in rows() if not asked.only or row.name in asked.only]
    results = []
    for row in chosen:
        say(f"{row.name}: {row.fault} …")
        began = time.monotonic()
        outcome = attempt(row, ask)
        results.append(result(row, outcome, time.monotonic() - began))
        say(f"  {outcome.skipped or f'{outcome.tries} tries, {len(outcome.violations)} violations'}")
    path = keep(results, ask)
    click.echo("\n".join(lines(results)))
    broken = sum(len(one["violations"]) for one in results)
    for one in results:
        for violation in one["violations"][:_MOST_SAID]:
            click.echo(f"{one['row']}: {violation}")
    click.echo(f"{broken} violations; all is kept in {path}")
    return 1 if broken else 0


def _arguments() -> argparse.Namespace:
    names = [row.name for row in rows()]
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--only", action="append", choices=names, metavar="ROW", help=f"of {', '.join(names)}")
    parser.add_argument("--short", action="store_true", help="as small as in the ordinary tests")
    parser.add_argument("--tries", type=int, help="instead of each row's own number")
    parser.add_argument("--soak-minutes", type=float, default=Ask.soak_minutes)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
