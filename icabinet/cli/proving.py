"""`flask papers verify`: prove that every file of every paper is what was filed, or made of it."""

import sys
from collections import defaultdict

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.cli.parcel import is_sound, needed, orphans
from icabinet.extensions import services
from icabinet.meetings.tables import MeetingRow
from icabinet.papers.storage import converted_name, original_name
from icabinet.papers.tables import PaperRow

_KINDS = ("originals", "converted", "own")


@click.command()
@with_appcontext
def verify() -> None:
    """Read every file and compare it with its hash; exit with 1 if one is damaged or missing."""
    with services().db.reading() as session:
        wanted, concerned = set(needed(session)), _concerned(session)
    storage = services().storage
    held = {one.name: one.at for kind in _KINDS for one in storage.held(kind)}
    there = sorted(wanted & held.keys())
    damaged = [name for name in there if not _is_whole(name)]
    missing = sorted(wanted - held.keys())
    strays = orphans(held, wanted | concerned.keys())
    for word, names in (("damaged", damaged), ("missing", missing), ("of no paper", strays)):
        for name in names:
            click.echo(f"{word}  {name}  {'; '.join(concerned.get(name, []))}".rstrip())
    click.echo(
        f"{len(there)} files read, {len(damaged)} damaged, {len(missing)} missing, {len(strays)} of no paper",
    )
    if damaged or missing:
        sys.exit(1)


def _is_whole(name: str) -> bool:
    storage = services().storage
    found, recorded = storage.hash_of(name), storage.recorded(name)
    return is_sound(name, found) and recorded in (None, found)


def _concerned(session: Session) -> dict[str, list[str]]:
    """Return, of every file, which papers of which meetings need it."""
    titles = {row.stream: row.title for row in session.scalars(select(MeetingRow))}
    found: dict[str, list[str]] = defaultdict(list)
    for row in session.scalars(select(PaperRow).order_by(PaperRow.stream, PaperRow.position)):
        version = f", {row.version}" if row.version > 1 else ""
        for name in (original_name(row.sha), converted_name(row.sha)):
            found[name].append(f"{row.title}{version} ({titles.get(row.stream, row.stream)})")
    return found
