"""Files that go with something else than the agenda: a conclusion, a task. Stored as they came, never opened here."""

from typing import IO, Any

from icabinet import ids
from icabinet.desks.filing import stored
from icabinet.meetings.queries import stream_of
from icabinet.performing import Actor, perform_inside


def attach(actor: Actor, meeting: str, name: str, args: dict[str, Any], filename: str, source: IO[bytes]) -> None:
    """Store a file and record it by the action `name`; its `id` in `args` sent again attaches nothing twice.

    Whether the actor may is for the caller to ask first, so that nobody fills the disk who may not.
    """
    kept = stored(filename, source)
    perform_inside(actor, stream_of(meeting), ids.check(args["id"], "id"), name, {**args, **kept})
