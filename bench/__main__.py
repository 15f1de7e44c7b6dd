"""`python -m bench [--rounds 5] [--only NAME …] [--quick]`: measure, print the table of goals, keep it as JSON."""

import argparse
import os
import signal
import sys
import time
from contextlib import suppress
from itertools import product

from bench import building, results
from bench.figures import Board
from bench.scenarios import SCENARIOS
from bench.site import Site
from bench.targets import rows


def main() -> None:
    asked = _arguments()
    names = asked.only or list(SCENARIOS)
    try:
        for program in building.SOURCES:
            building.program(program)
    except building.NoCompiler as missing:
        sys.exit(str(missing))
    # Whoever ends us gets what there is so far, and the servers end with us.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.default_int_handler)
    run = Run(rounds=asked.rounds or (1 if asked.quick else 5), quick=asked.quick)
    with suppress(KeyboardInterrupt):
        run.measure(names)
    print(*results.lines([row for row in rows(run.board.rounds) if row.value or not asked.only]), sep="\n")
    print(f"\nLoad of the machine {os.getloadavg()}, all figures in {run.file}")


class Run:
    """Scenarios in turn, round by round. What was found is kept after each, so that a run may be cut short."""

    def __init__(self, *, rounds: int, quick: bool) -> None:
        self.board = Board()
        self.file = results.new_file()
        self._rounds, self._quick = rounds, quick
        # Why some scenarios have no figures.
        self._missing: dict[str, str] = {}

    def measure(self, names: list[str]) -> None:
        with Site(self._quick) as site:
            for turn, name in product(range(self._rounds), names):
                if name not in self._missing:
                    began = time.monotonic()
                    self._measure(site, name)
                    took = time.monotonic() - began
                    print(f"round {turn + 1}: {name} took {took:.0f} s", file=sys.stderr, flush=True)

    def _measure(self, site: Site, name: str) -> None:
        try:
            self.board.note(SCENARIOS[name](site))
        except Exception as fault:  # noqa: BLE001 - said below and kept with the figures
            # What cannot be measured must not cost what can.
            self._missing[name] = f"{type(fault).__name__}: {fault}"
            print(f"{name}: {self._missing[name]}", file=sys.stderr)
        made = results.made_of(self.board, quick=self._quick, missing=self._missing)
        results.keep(made, self.file)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=0, help="how often everything is measured (5; 1 with --quick)")
    parser.add_argument("--only", action="append", choices=list(SCENARIOS), metavar="NAME", help=", ".join(SCENARIOS))
    parser.add_argument("--quick", action="store_true", help="less of everything, to see that it runs")
    return parser.parse_args()


if __name__ == "__main__":
    main()
