"""`python -m bench [--rounds 5] [--only NAME …] [--quick]`: measure, print the table of goals, keep it as JSON."""

import argparse
import sys
import time

from bench import building, results
from bench.figures import Board
from bench.scenarios import SCENARIOS
from bench.site import NotHere, Site
from bench.targets import rows


def main() -> None:
    asked = _arguments()
    names = asked.only or list(SCENARIOS)
    try:
        for program in building.SOURCES:
            building.program(program)
    except building.NoCompiler as missing:
        sys.exit(str(missing))
    board, absent = measure(names, rounds=asked.rounds or (1 if asked.quick else 5), quick=asked.quick)
    found = results.made_of(board, rounds=asked.rounds, quick=asked.quick, missing=absent)
    kept = results.keep(found)
    print(*results.lines([row for row in rows(board.rounds) if row.value or not asked.only]), sep="\n")
    print(f"\nLoad of the machine {found['machine']['load']}, all figures in {kept}")


def measure(names: list[str], *, rounds: int, quick: bool) -> tuple[Board, dict[str, str]]:
    """Run these scenarios in turn, round by round; return all figures, and why some scenarios have none."""
    board, absent = Board(), dict[str, str]()
    with Site(quick) as site:
        for turn in range(rounds):
            for name in names:
                if name in absent:
                    continue
                began = time.monotonic()
                try:
                    board.note(SCENARIOS[name](site))
                except (NotHere, RuntimeError, OSError) as fault:
                    # What cannot be measured must not cost what can.
                    absent[name] = f"{type(fault).__name__}: {fault}"
                    print(f"{name}: {absent[name]}", file=sys.stderr)
                print(f"round {turn + 1}: {name} took {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return board, absent


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=0, help="how often everything is measured (5; 1 with --quick)")
    parser.add_argument("--only", action="append", choices=list(SCENARIOS), metavar="NAME", help=", ".join(SCENARIOS))
    parser.add_argument("--quick", action="store_true", help="less of everything, to see that it runs")
    return parser.parse_args()


if __name__ == "__main__":
    main()
