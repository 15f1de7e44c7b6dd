"""`flask people`: the first administrator, forgotten passwords, sessions that must end."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from icabinet.errors import Refusal
from icabinet.extensions import services
from icabinet.people import accounts, sessions
from icabinet.people.tables import PersonRow

people = AppGroup("people", help="Accounts and sessions.")


@people.command()
@click.argument("login")
@click.option("--name", required=True, help="Full name.")
@click.option("--administers", is_flag=True, help="May manage people and bodies.")
@click.password_option(help="At least 10 characters.")
def add(login: str, name: str, password: str, *, administers: bool) -> None:
    """Make an account that signs in as LOGIN."""
    try:
        click.echo(accounts.add_person(name, login, password, administers=administers))
    except Refusal as refusal:
        raise click.ClickException(f"{refusal.code} {refusal.data}") from refusal


@people.command()
@click.argument("login")
@click.password_option(help="At least 10 characters.")
def password(login: str, password: str) -> None:
    """Set the password of LOGIN and end all its sessions."""
    person = _person(login)
    try:
        accounts.set_password(person, password)
    except Refusal as refusal:
        raise click.ClickException(f"{refusal.code} {refusal.data}") from refusal
    sessions.end_all(person)


@people.command("end-sessions")
@click.argument("login")
def end_sessions(login: str) -> None:
    """Sign LOGIN out everywhere; a running server cuts the sockets within seconds."""
    sessions.end_all(_person(login))


def _person(login: str) -> str:
    with services().db.reading() as session:
        person = session.scalar(select(PersonRow.id).where(PersonRow.login == login.lower()))
    if person is None:
        raise click.ClickException(f"nobody signs in as {login}")
    return person
