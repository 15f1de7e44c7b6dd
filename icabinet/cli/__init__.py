"""The command line: `flask --app wsgi …`."""

from flask import Flask
from flask_migrate import Migrate

from icabinet.cli.archive import archive
from icabinet.cli.backup import backup, restore
from icabinet.cli.demo import demo
from icabinet.cli.doctor import doctor
from icabinet.cli.journal import journal
from icabinet.cli.minutes import minutes
from icabinet.cli.papers import papers
from icabinet.cli.people import people
from icabinet.cli.polls import polls
from icabinet.cli.room import room
from icabinet.cli.sign import sign
from icabinet.cli.tls import tls
from icabinet.cli.work import work


def register(app: Flask) -> None:
    Migrate(app, app.extensions["icabinet"].db, directory="migrations")
    keeping = (journal, papers, minutes, archive, sign, backup, restore)
    for command in (*keeping, people, polls, demo, doctor, tls, work, room):
        app.cli.add_command(command)
