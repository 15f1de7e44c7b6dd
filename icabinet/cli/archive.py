"""`flask archive`: a meeting as one file, and whether such a file is still what it was."""

import shutil
import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from icabinet.archive import verifying
from icabinet.desks.archiving.making import made
from icabinet.errors import Refusal
from icabinet.extensions import services
from icabinet.meetings.queries import state_of

_THERE = click.Path(exists=True, path_type=Path)
_NEW = click.Path(path_type=Path)

archive = AppGroup("archive", help="Archives of meetings: one BagIt file each.")


@archive.command()
@click.argument("meeting")
@click.argument("file", type=_NEW, required=False)
def make(meeting: str, file: Path | None) -> None:
    """Make the archive of MEETING into FILE, or into the folder that FILE is; nothing is overwritten.

    The meeting's own record does not learn of it: what is made here counts for no erasure.
    """
    with services().db.reading() as session:
        if state_of(session, meeting) is None:
            raise click.ClickException(f"there is no meeting {meeting}")
    try:
        with made(meeting) as one:
            target = (file or Path()) / one.name if file is None or file.is_dir() else file
            if target.exists():
                raise click.ClickException(f"{target} is there already")
            shutil.copyfile(one.path, target)
            target.chmod(0o600)
    except Refusal as refusal:
        raise click.ClickException(f"{refusal.code} {refusal.data.get('why', '')}".rstrip()) from refusal
    finally:
        services().pool.close()
    click.echo(f"{target}: {one.files} files, {one.seq} entries of the journal, {one.withheld} by their hashes alone")
    click.echo(f"head {one.head}")


@archive.command(with_appcontext=False)
@click.argument("file", type=_THERE)
@click.option("--head", default="", help="Hash that is printed on the signed minutes: it must be one of the journal's.")
@click.option("--sha256", default="", help="SHA-256 that the file must have.")
def verify(file: Path, head: str, sha256: str) -> None:
    """Check FILE, an archive or the folder that it was unpacked into; exit with 1 if anything was changed.

    Neither database nor settings are asked: verify.py, which lies in every archive, does the same with Python alone.
    """
    if not verifying.report(file, head, sha256):
        sys.exit(1)
