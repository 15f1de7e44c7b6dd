"""`flask journal`: prove it, export it, rebuild tables from it."""

import sys

import click
import msgspec
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from icabinet.extensions import services
from icabinet.ink.queries import confidant
from icabinet.journal import reading
from icabinet.journal.holding import hold
from icabinet.journal.records import family_of
from icabinet.journal.tables import EntryRow

journal = AppGroup("journal", help="The record of everything that happened.")


@journal.command()
@click.argument("stream", required=False)
def verify(stream: str | None) -> None:
    """Recompute every hash of STREAM, or of all streams; exit with 1 at a fault."""
    with services().db.reading() as session:
        verdicts = [reading.verify(session, name) for name in _chosen(session, stream)]
    for verdict in verdicts:
        state = f"FAULT: {verdict.fault}" if verdict.fault else "ok"
        click.echo(f"{verdict.stream}  {verdict.entries} entries  head {verdict.head[:16]}  {state}")
    if any(verdict.fault for verdict in verdicts):
        sys.exit(1)


@journal.command()
@click.argument("stream", required=False)
def export(stream: str | None) -> None:
    """Print STREAM, or all streams, as one JSON object per line, with hashes to check.

    What somebody wrote for themselves or for some people only stays theirs: of it there are the hashes, no body.
    """
    with services().db.reading() as session:
        for name in _chosen(session, stream):
            is_for_some = confidant()
            for row in reading.rows(session, name):
                theirs = family_of(name) == "notebook" or is_for_some(row.name, row.body)
                click.echo(msgspec.json.encode(_line(row, withheld=theirs)).decode())


@journal.command()
@click.argument("stream")
def replay(stream: str) -> None:
    """Write the tables of STREAM again from its entries: a repair tool."""

    def work(session: Session) -> None:
        hold(session, stream)
        verdict = reading.verify(session, _chosen(session, stream)[0])
        if verdict.fault:
            raise click.ClickException(f"not replayed: {verdict.fault}")
        reading.replay(session, stream)

    services().writer.write(work)
    click.echo(f"{stream} was rebuilt from its entries")


def _chosen(session: Session, stream: str | None) -> list[str]:
    known = reading.streams(session)
    if stream is None:
        return known
    if stream not in known:
        raise click.ClickException(f"there is no stream {stream}")
    return [stream]


def _line(row: EntryRow, *, withheld: bool) -> dict[str, object]:
    body = None if withheld else row.body
    return {
        "stream": row.stream,
        "seq": row.seq,
        "name": row.name,
        "version": row.version,
        "at": row.at,
        "actor": row.actor,
        "cause": row.cause,
        "body": msgspec.Raw(body.encode()) if body is not None else None,
        "body_hash": row.body_hash.hex(),
        "hash": row.hash.hex(),
    }
