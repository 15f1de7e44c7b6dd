"""The command line: `flask --app wsgi …`."""

from flask import Flask
from flask_migrate import Migrate

from icabinet.cli.demo import demo
from icabinet.cli.journal import journal
from icabinet.cli.people import people


def register(app: Flask) -> None:
    Migrate(app, app.extensions["icabinet"].db, directory="migrations")
    for group in (journal, people, demo):
        app.cli.add_command(group)
