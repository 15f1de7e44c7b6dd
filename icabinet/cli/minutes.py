"""`flask minutes`: whether a document has the form that the law wants."""

from pathlib import Path

import click
from flask.cli import AppGroup

from icabinet.errors import Refusal
from icabinet.extensions import services

_DEADLINE_S = 30.0

minutes = AppGroup("minutes", help="Documents in the form of Nghị định 30/2020/NĐ-CP.")


@minutes.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def validate(file: Path) -> None:
    """Check a Word FILE against the form of Nghị định 30/2020/NĐ-CP; fail if anything is not as it wants.

    A child process reads the file, as with uploads.
    """
    try:
        checked = services().pool.run("check_form", deadline=_DEADLINE_S, path=str(file.resolve()))
    except Refusal as refusal:
        raise click.ClickException(f"{file}: {refusal.code} {refusal.data.get('reason', '')}".rstrip()) from refusal
    finally:
        services().pool.close()
    for one in checked["findings"]:
        where = f" ({one['where']})" if one["where"] else ""
        click.echo(f"{one['rule']}: {one['found']}; wanted: {one['wanted']}{where}")
    if checked["findings"]:
        raise click.ClickException(f"{len(checked['findings'])} findings in {file.name} ({checked['type'] or '?'})")
    click.echo(f"{file.name}: {checked['type']}, as the decree wants it")
