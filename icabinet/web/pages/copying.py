"""A new meeting that begins like an earlier one: its people with their parts, its room, its agenda."""

from typing import Any

from icabinet import ids
from icabinet.agenda.templates import Kept, kept_of
from icabinet.errors import Refusal
from icabinet.extensions import services
from icabinet.languages import format_when
from icabinet.meetings.queries import earlier_of, stream_of
from icabinet.people.tables import BodyRow
from icabinet.performing import perform
from icabinet.web.pages.reading import records_of
from icabinet.web.security import actor, viewer


def earlier(bodies: list[BodyRow]) -> list[tuple[str, str]]:
    """Return the earlier meetings of these bodies that the asker takes part in, as (id, title and day)."""
    with services().db.reading() as session:
        found = [row for body in bodies for row in earlier_of(session, body.id, viewer().person)]
    latest = sorted(found, key=lambda row: -row.starts_at)
    return [(row.id, f"{row.title} · {format_when(row.starts_at)}") for row in latest]


def copy_meeting(source: str, made: str) -> None:
    """Take over what still can be: whoever has left since, or a room that is gone, is passed over."""
    records, _role = records_of(source, "journal.read")
    for part in records["participants"]:
        if part["person"] != actor().person:
            args = {"person": part["person"], "role": part["role"], "entitled": part["entitled"]}
            _try(made, "meetings.add_participant", args)
    for seating in records.get("seating", ()):
        _try(made, "seats.choose_room", {"room": seating["room"]})
    with services().db.reading() as session:
        items = kept_of(session, stream_of(source))
    _try(made, "agenda.import_items", {"items": _as_items(items)})


def _as_items(items: list[Kept]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    above: dict[int, str] = {}
    for one in items:
        above[one.level] = ids.new()
        place = {"id": above[one.level], "parent": above.get(one.level - 1)}
        said = {"title": one.title, "minutes": one.minutes, "starts": one.starts, "presenter": one.presenter}
        found.append(place | said)
    return found


def _try(meeting: str, name: str, args: dict[str, Any]) -> None:
    try:
        perform(actor(), stream_of(meeting), ids.new(), name, args)
    except Refusal:
        return
