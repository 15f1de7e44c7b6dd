"""The timing desk: reminds of meetings, papers, slips and tasks, and closes slips in time, by the server's clock.

Each process looks for itself. Whoever comes second is told so by the turn's rule.
"""

import logging

from flask import Flask

from icabinet import clock, ids
from icabinet.desks.desk import Desk
from icabinet.errors import Conflict, NotFound
from icabinet.extensions import services
from icabinet.invitations.queries import due_reminders as due_invitations
from icabinet.papers.expecting.queries import due_reminders as due_papers
from icabinet.performing import SYSTEM, Actor, perform
from icabinet.slips.queries import due_slips, to_be_reminded
from icabinet.tasks.queries import due_reminders

log = logging.getLogger(__name__)


def timing_desk(app: Flask) -> Desk:
    """Return the desk that keeps the time of slips, tasks, papers and invitations."""
    return Desk(app, "timing", keep_time, (), waiting)


def waiting() -> list[tuple[str, str]]:
    """Return (stream, action) of what is due, the oldest first."""
    now = clock.now_ms()
    with services().db.reading() as session:
        reminders = [(stream, "slips.remind_in_time") for stream, _ in to_be_reminded(session, now)]
        reminders += [(stream, "tasks.remind_in_time") for stream in due_reminders(session, now)]
        reminders += [(stream, "papers.remind_units_in_time") for stream in due_papers(session, now)]
        reminders += [(stream, "invitations.remind_in_time") for stream, _ in due_invitations(session, now)]
        return [*reminders, *((stream, "slips.time_out") for stream, _ in due_slips(session, now))]


def keep_time(stream: str, action: str) -> None:
    """Do what is due, unless somebody was faster."""
    try:
        perform(Actor(SYSTEM), stream, ids.new(), action, {})
    except (NotFound, Conflict):
        log.info("%s was done by somebody else", action)
