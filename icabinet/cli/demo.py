"""`flask demo`: a sample body with people, a live meeting and real papers, to try everything at once."""

import click
from flask.cli import AppGroup

from icabinet.demo import loading

demo = AppGroup("demo", help="Sample data to try the product with.")


@demo.command()
def load() -> None:
    """Load the sample data; what is there already is kept."""
    click.echo("sample data loaded" if loading.load() else "sample data kept")


@demo.command()
def links() -> None:
    """Print the links that sign one in as the people of the sample meeting."""
    print_links()


def print_links() -> None:
    """Print a link for each part in the sample meeting, and the password of its people."""
    for who, address in loading.links():
        click.echo(f"  {who:<42} {address}")
