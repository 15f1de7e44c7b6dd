"""Erasing a meeting whose period is over: everybody's notes first, then the meeting, then what the log still holds."""

from icabinet import ids
from icabinet.archive.queries import notebooks_of
from icabinet.database import empty_log
from icabinet.extensions import services
from icabinet.meetings.queries import stream_of
from icabinet.performing import SYSTEM, Actor, perform_inside
from icabinet.post import deliveries


def erase(meeting: str, by: str, why: str) -> None:
    """Take away all that a meeting says but its hashes, or refuse; begun and not finished, it can be done again."""
    with services().db.reading() as session:
        notebooks = notebooks_of(session, meeting)
    for stream in (*notebooks, stream_of(meeting)):
        perform_inside(Actor(SYSTEM), stream, ids.new(), "archive.erase", {"by": by, "why": why})
    # Where invitations went, and what mail servers said of it, lies beside the journal.
    services().writer.write(lambda session: deliveries.forget(session, stream_of(meeting)))
    if services().db.is_sqlite:
        services().offload(empty_log, services().db)
