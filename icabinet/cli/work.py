"""`flask work`: a process without HTTP and sockets that converts and draws papers for the web processes."""

import faulthandler
import os
import signal
import socket
import sys
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
FAREWELL_S, LAST_WORDS_S, GIVEN_S = 5.0, 2.0, 9.5


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
        # A database or a store that does not answer must not keep us. What we hung in is then in the log.
        faulthandler.dump_traceback_later(GIVEN_S, exit=True)
        _close((*desks, runner), FAREWELL_S)
        # What is not done by now ends here, and is free for another worker at once.
        services().pool.close()
        _close((*desks, runner), LAST_WORDS_S)
    services().writer.close()
    _leave()


def _close(workplaces: tuple[Desk | RoomDesk | Runner, ...], within: float) -> None:
    """Close all of them together, as each may need all of that time."""
    ending = [threading.Thread(target=one.close, args=[within]) for one in workplaces]
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
    ear, rope = socket.socketpair()
    with ear, rope:
        rope.setblocking(False)
        # Rung by the signal itself, whichever thread it reaches: a handler waits for the main thread, which may just
        # have gone to listen.
        signal.set_wakeup_fd(rope.fileno())
        before = {each: signal.signal(each, lambda *_: None) for each in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield ear
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
            signal.set_wakeup_fd(-1)


def _leave() -> None:
    """End at once: all is stored. Taking the interpreter apart could wait for threads that are still at something."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
