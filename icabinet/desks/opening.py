"""Opening the desks: in a web process that has children, or in one that only works for others."""

from flask import Flask

from icabinet.config import Settings
from icabinet.database import Database
from icabinet.desks import conversion
from icabinet.desks.archiving.desk import archiving_desk
from icabinet.desks.closing import closing_desk
from icabinet.desks.comparing import comparing_desk
from icabinet.desks.conversion import conversion_desk
from icabinet.desks.desk import Desk
from icabinet.desks.drawing import drawing_desk
from icabinet.desks.indexing import indexing_desk
from icabinet.desks.noting import noting_desk
from icabinet.desks.own_files import own_files_desk
from icabinet.desks.releasing import releasing_desk
from icabinet.desks.timing import timing_desk
from icabinet.devices.desk import RoomDesk
from icabinet.extensions import Services
from icabinet.hooks.desk import telling_desk
from icabinet.post.desk import posting_desk


class NoHands(RuntimeError):
    """Nobody could ever convert a paper with these settings."""


def check_hands(settings: Settings, database: Database) -> None:
    """Raise NoHands where a process without children has nobody to ask."""
    if not settings.workers and database.is_sqlite:
        raise NoHands("ICABINET_WORKERS=0 leaves papers to other processes, which SQLite is not for")


def open_desks(app: Flask) -> list[Desk | RoomDesk]:
    """Begin to do what the journal tells of, what has been left lying, and what is due.

    Where there are no children, only what needs none.
    """
    made: Services = app.extensions["icabinet"]
    desks: list[Desk | RoomDesk] = [noting_desk(app), closing_desk(app), timing_desk(app)]
    if made.settings.workers:
        desks += [conversion_desk(app), drawing_desk(app), indexing_desk(app), comparing_desk(app), releasing_desk(app)]
        desks.append(own_files_desk(app))
        desks.append(archiving_desk(app))
        made.writer.listen(conversion.hear)
        desks.append(telling_desk(app))
    if made.settings.workers and made.settings.smtp_url:
        desks.append(posting_desk(app))
    if made.settings.mqtt_url:
        desks.append(RoomDesk(app))
    for desk in desks:
        made.writer.listen(desk.hear)
        desk.start()
    return desks
