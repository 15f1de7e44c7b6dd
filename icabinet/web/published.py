"""What programs may read of meetings: those that their key reaches, and of these what everybody who takes part sees."""

from typing import Any

from sqlalchemy.orm import Session

from icabinet import clock, ids
from icabinet.errors import Invalid, NotAllowed, NotFound
from icabinet.extensions import services
from icabinet.journal.records import EVERYONE, seen_by, snapshot
from icabinet.meetings.listing import Span, Within, listed, reached
from icabinet.meetings.queries import stream_of
from icabinet.meetings.tables import MeetingRow
from icabinet.people.bodies import names_within
from icabinet.people.keys import Key

Record = dict[str, Any]
_WHEN = {"coming": False, "past": True}
_MOST_DIGITS = 15
_USUAL = 50


def within_of(session: Session, key: Key, person: str | None = None) -> Within:
    """Return which meetings a key reaches, or of these those of a person; refuse whose they are not.

    A person's key is for that person. A body's is for whoever has a seat there; their meetings elsewhere stay unseen.
    """
    if key.person is not None:
        if person not in (None, key.person):
            raise NotFound(kind="person", id=str(person)[:40])
        return Within(person=key.person)
    if key.body is None:
        return Within(person=person)
    names = names_within(session, key.body, beneath=key.beneath)
    return Within(bodies=[*names], units=[*names.values()], person=person)


def check_has_unit(key: Key) -> None:
    """A person's key has no unit to list."""
    if key.person is not None:
        raise NotAllowed(permission="unit")


def span_in(asked: dict[str, str]) -> Span:
    """Read what follows the "?"."""
    when = asked.get("when", "coming")
    if when not in _WHEN:
        raise Invalid(where="when", why="coming or past")
    return Span(
        past=_WHEN[when],
        now=clock.now_ms(),
        since=_number(asked, "since"),
        until=_number(asked, "until"),
        after=asked.get("after", "")[:60],
        most=_USUAL if (most := _number(asked, "limit")) is None else most,
    )


def meetings_for(key: Key, span: Span, person: str | None = None) -> tuple[list[MeetingRow], str | None]:
    """Return a page of the meetings that a key reaches, and where the next begins."""
    with services().db.reading() as session:
        return listed(session, within_of(session, key, person), span)


def records_for(key: Key, meeting: str, kinds: tuple[str, ...]) -> tuple[MeetingRow, dict[str, list[Record]]]:
    """Return a meeting, and what everybody who takes part sees of it, by kind; or refuse with `not_found`."""
    ids.check(meeting, "meeting")
    with services().db.reading() as session:
        row = reached(session, within_of(session, key), meeting)
        if row is None:
            raise NotFound(kind="meeting", id=meeting)
        seen = seen_by((EVERYONE,), snapshot(session, stream_of(meeting), kinds))
    found: dict[str, list[Record]] = {kind: [] for kind in kinds}
    for name, body in seen.items():
        if body is not None:
            found[name.partition("/")[0]].append(body)
    return row, found


def papers_for(key: Key, meeting: str) -> list[Record]:
    """Return the meeting's papers that are for everybody in it and can be read, in their latest version.

    Guarded ones are for people alone: their pages carry their reader's name.
    """
    _row, found = records_for(key, meeting, ("papers",))
    ready = [one for one in found["papers"] if one["state"] == "ready" and not one["guarded"]]
    return sorted((one for one in ready if one["replaced_by"] is None), key=lambda one: (one["position"], one["id"]))


def _number(asked: dict[str, str], name: str) -> int | None:
    typed = asked.get(name, "")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS):
        raise Invalid(where=name, why="not_a_number")
    return int(typed)
