"""`flask papers …`: what is kept about papers."""

import click
from flask.cli import AppGroup

from icabinet import clock
from icabinet.extensions import services
from icabinet.papers.sightings import forget_before

_DAY_MS = 24 * 3600 * 1000

papers = AppGroup("papers", help="What is kept about papers.")


@papers.command("forget-views")
@click.option("--days", type=click.IntRange(min=1), required=True, help="Keep what is younger than that.")
def forget_views(days: int) -> None:
    """Delete from the record who opened which page more than DAYS days ago."""
    oldest = clock.now_ms() - days * _DAY_MS
    gone = services().writer.write(lambda session: forget_before(session, oldest))
    click.echo(f"{gone} views deleted")
