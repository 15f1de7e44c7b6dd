"""`flask doctor`: is this installation sound? A table for people, and an exit code for machines."""

import sys
from itertools import chain

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from icabinet.cli.certificates import certificates
from icabinet.cli.examining import examine
from icabinet.cli.findings import State
from icabinet.cli.signers import signers
from icabinet.extensions import services

_COLOURS = {State.OK: "green", State.LOOK: "yellow", State.WRONG: "bold red"}
_WIDTH = 140


@click.command()
@click.option("--all", "every_file", is_flag=True, help="Recompute the hash of every original, not only of a sample.")
@with_appcontext
def doctor(*, every_file: bool) -> None:
    """Check settings, data, journal, keys, clock, backup, disk, workers, certificates; exit with 1 if one is wrong."""
    table, worst = Table("what", "", "found"), State.OK
    try:
        for found in chain(examine(every_file=every_file), certificates(), signers()):
            table.add_row(found.what, f"[{_COLOURS[found.state]}]{found.state}[/]", escape(found.said))
            worst = State.WRONG if State.WRONG in (worst, found.state) else worst
    finally:
        services().pool.close()
    Console(width=None if sys.stdout.isatty() else _WIDTH).print(table)
    if worst is State.WRONG:
        sys.exit(1)
