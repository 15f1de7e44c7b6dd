"""The marks on a paper as somebody may see them: what goes into their own copy of it, and nothing else."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from icabinet.errors import TooLarge
from icabinet.ink.queries import strokes_on
from icabinet.journal.records import DESK, EVERYONE, person_tag, read, seen_by
from icabinet.languages import ZONE
from icabinet.meetings.queries import participants_of
from icabinet.people import policy

if TYPE_CHECKING:
    # Whoever only wants the meeting's marks needs no request.
    from icabinet.web.readers import Reader

MOST_MARKS = 50_000
MOST_BYTES = 12 * 1024 * 1024  # of points, packed: three million of them
_NAMES = ("id", "page", "tool", "colour", "width", "points", "at", "text", "shared")


def marks_for(session: Session, reader: "Reader", role: str, *, mine: bool, shared: bool) -> list[dict[str, Any]]:
    """Return the marks as the job `annotate` takes them, or refuse with `too_large`.

    mine: all that this person has drawn, in private and for others. shared: all of the meeting's that they see.
    """
    me = reader.viewer.person
    found = list(_seen(session, reader.stream, reader.paper, {EVERYONE, person_tag(me), *_desk(role)}))
    kept = [mark for mark in found if shared or mark["by"] == me]
    if mine and policy.may(role, "ink.draw_private"):
        kept += _seen(session, f"notebook:{reader.meeting}:{me}", reader.paper, {EVERYONE, person_tag(me)})
    if len(kept) > MOST_MARKS or sum(len(mark["points"]) for mark in kept) > MOST_BYTES:
        raise TooLarge(limit=MOST_BYTES)
    names = {part.person: part.name for part in participants_of(session, reader.meeting)}
    return [_told(mark, names) for mark in kept]


def shared_marks(session: Session, meeting: str, paper: str) -> list[dict[str, Any]]:
    """Return all marks on a paper that are the meeting's: of those for some people only, and of private ones, none."""
    names = {part.person: part.name for part in participants_of(session, meeting)}
    return [_told(mark, names) for mark in _seen(session, f"meeting:{meeting}", paper, {EVERYONE, DESK})]


def _seen(session: Session, stream: str, paper: str, tags: set[str]) -> list[dict[str, Any]]:
    keys = [f"strokes/{mark}" for mark in strokes_on(session, stream, paper)]
    return [mark for mark in seen_by(tags, read(session, stream, keys)).values() if mark is not None]


def _desk(role: str) -> list[str]:
    return [DESK] if role in policy.DESK_ROLES else []


def _told(mark: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Under the author's name, who may no longer take part."""
    when = datetime.fromtimestamp(mark["at"] / 1000, ZONE)
    return {
        **{name: mark[name] for name in _NAMES},
        "by": names.get(mark["by"], mark["by"]),
        "when": f"{when:%d/%m/%Y %H:%M}",
    }
