"""`flask backup` and `flask restore`: everything in one file, proven before it counts as made or as put back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import force_locale

from icabinet import backups
from icabinet.backups import Backup
from icabinet.cli.packing import make
from icabinet.cli.parcel import Manifest, private
from icabinet.cli.restoring import put_back
from icabinet.errors import Refusal
from icabinet.extensions import services
from icabinet.web.refusals import sentence

_NEW = click.Path(dir_okay=False, path_type=Path)
_THERE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_NEW)
@click.option("--secret-key", type=_NEW, help="Copy the secret key to this file, to be kept apart.")
@click.option("--incomplete", is_flag=True, help="Go on although papers are missing or were changed.")
@with_appcontext
def backup(file: Path, secret_key: Path | None, *, incomplete: bool) -> None:
    """Back everything up into FILE, a tar, while the server runs. Keys of open secret votes are left out."""
    with _in_words():
        manifest = make(file, incomplete=incomplete)
    if secret_key:
        _keep_key(secret_key, services().settings.secret_key)
    _report(manifest)
    backups.note(services().settings.data_dir, Backup(manifest.made_at, _entries(manifest)))
    click.echo(f"backed up to {file}")


@click.command()
@click.argument("file", type=_THERE)
@click.option("--secret-key", type=_THERE, help="Put the secret key back from this file.")
@with_appcontext
def restore(file: Path, secret_key: Path | None) -> None:
    """Put FILE back into an empty data folder. What does not prove itself is refused and leaves nothing behind."""
    with _in_words():
        manifest = put_back(file)
    if secret_key:
        _keep_key(services().settings.data_dir / "secret_key", secret_key.read_text().strip())
    _report(manifest)
    click.echo(f"restored from {file}")


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        with force_locale("en"):
            raise click.ClickException(f"{sentence(refusal)} ({refusal.code})") from refusal


def _keep_key(path: Path, key: str) -> None:
    path.unlink(missing_ok=True)
    with private(path) as file:
        file.write(key.encode())


def _report(manifest: Manifest) -> None:
    for one in manifest.streams:
        click.echo(f"{one.stream}  {one.entries} entries  head {one.head}")
    for member in manifest.missing:
        click.echo(f"missing: {member}")
    click.echo(
        f"{len(manifest.streams)} streams, {_entries(manifest)} entries, {len(manifest.files)} files; every chain holds"
    )


def _entries(manifest: Manifest) -> int:
    return sum(one.entries for one in manifest.streams)
