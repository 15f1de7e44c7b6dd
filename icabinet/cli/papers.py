"""`flask papers`: what is made of papers and can be made again."""

from functools import partial

import click
from flask.cli import AppGroup

from icabinet.desks import indexing
from icabinet.extensions import services
from icabinet.search import texts

papers = AppGroup("papers", help="The papers, and what is made of them.")
_AT_ONCE = 500


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
