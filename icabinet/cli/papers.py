"""`flask papers`: what is kept about papers, and what is made of them and can be made again."""

from functools import partial

import click
from flask.cli import AppGroup

from icabinet import clock
from icabinet.cli.proving import verify
from icabinet.desks import indexing
from icabinet.extensions import services
from icabinet.papers.sightings import forget_before
from icabinet.search import texts

_AT_ONCE = 500
_DAY_MS = 24 * 3600 * 1000

papers = AppGroup("papers", help="The papers, what is kept about them, and what is made of them.")
papers.add_command(verify)


@papers.command("forget-views")
@click.option("--days", type=click.IntRange(min=1), required=True, help="Keep what is younger than that.")
def forget_views(days: int) -> None:
    """Delete from the record who opened which page more than DAYS days ago."""
    oldest = clock.now_ms() - days * _DAY_MS
    gone = services().writer.write(lambda session: forget_before(session, oldest))
    click.echo(f"{gone} views deleted")


@papers.command()
def index() -> None:
    """Empty the index of the search and make it anew of the papers; the server may go on meanwhile."""
    write = services().writer.write
    write(texts.forget_all)
    while write(partial(texts.sweep, most=_AT_ONCE)):
        pass
    try:
        for stream, paper in indexing.left_over():
            indexing.deal(stream, paper)
    finally:
        services().pool.close()
    with services().db.reading() as session:
        waiting, (whole, pages) = texts.count_waiting(session), texts.count_whole(session)
    click.echo(f"{whole} texts with {pages} pages can be searched; {waiting} papers wait")
