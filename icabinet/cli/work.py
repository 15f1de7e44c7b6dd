"""`flask work`: a process without HTTP and sockets that converts and draws papers for the web processes."""

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from icabinet import ids, logs
from icabinet.database import WrongRevision, check_revision
from icabinet.desks import leases
from icabinet.desks.desk import Desk
from icabinet.desks.errands import worker_lease
from icabinet.desks.opening import open_desks
from icabinet.desks.running import Runner
from icabinet.devices.desk import RoomDesk
from icabinet.errors import Unavailable
from icabinet.extensions import services

# Whoever asks us to end gives us 10 s; what is not done by then another worker begins anew.
FAREWELL_S = 5.0


@click.command()
@with_appcontext
def work() -> None:
    """Convert and draw papers for web processes on this or other machines, until SIGTERM."""
    _check()
    logs.configure(services().settings)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    leases.sweep()
    with _bell() as bell, leases.leased(worker_lease(ids.new())):
        app.extensions["live"].neighbours.speak()
        desks, runner = open_desks(app), Runner(app, services().settings.workers)
        runner.start()
        click.echo("I-Cabinet works for the web processes on the same database")
        bell.recv(1)
        _close((*desks, runner))
        # What is not done by now ends here, and is free for another worker at once.
        services().pool.close()
        _close((*desks, runner))
    services().writer.close()


def _close(workplaces: tuple[Desk | RoomDesk | Runner, ...]) -> None:
    """Close all of them together, as each may need all of that time."""
    ending = [threading.Thread(target=one.close, args=[FAREWELL_S]) for one in workplaces]
    for each in ending:
        each.start()
    for each in ending:
        each.join()


def _check() -> None:
    if not services().settings.workers:
        raise click.ClickException("ICABINET_WORKERS must be 1 at least: here the work is done")
    if services().db.is_sqlite:
        raise click.ClickException("a worker needs PostgreSQL, which several processes may write to")
    try:
        with services().db.reading():
            check_revision(services().db.engine)
    except WrongRevision as error:
        raise click.ClickException(f"{error}: run `flask --app wsgi db upgrade`") from error
    except Unavailable as error:
        raise click.ClickException("the database cannot be read") from error


@contextmanager
def _bell() -> Iterator[socket.socket]:
    """Yield a socket that can be read once we are asked to end."""
    # A handler may come at any moment, even while somebody holds the lock that it would need.
    ear, rope = socket.socketpair()
    before = {each: signal.signal(each, lambda *_: rope.send(b"!")) for each in (signal.SIGTERM, signal.SIGINT)}
    with ear, rope:
        yield ear
        for each, handler in before.items():
            signal.signal(each, handler)
