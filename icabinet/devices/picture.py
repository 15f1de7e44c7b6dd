"""What a room is told: topics with their contents, made of what everybody in the meeting sees. Pure.

Nothing in here looks at ballots, or at what only some may see; a result comes from the published record alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]
# What is read of a meeting.
KINDS = (
    "meetings", "participants", "items", "queues", "speakers", "polls", "presenting", "seats", "equipment",
)  # fmt: skip
OVERVIEW = "overview"


@dataclass(frozen=True)
class View:
    """A meeting as everybody sees it. units: unit -> person; seats and units together say where somebody is."""

    records: Mapping[str, Record]
    units: Mapping[str, str]

    def one(self, key: str) -> Record:
        return self.records.get(key, {})

    def all(self, kind: str) -> list[Record]:
        return [record for key, record in self.records.items() if key.startswith(f"{kind}/")]

    @property
    def meeting(self) -> Record:
        return next(iter(self.all("meetings")), {})

    @property
    def places(self) -> dict[str, str]:
        """Where everybody is: person -> unit, or seat."""
        seats = {seat["person"]: seat["seat"] for seat in self.all("seats")}
        return seats | {person: unit for unit, person in sorted(self.units.items())}

    @property
    def people(self) -> dict[str, str]:
        """Whose each place is: unit or seat -> person."""
        return {seat["seat"]: seat["person"] for seat in self.all("seats")} | dict(self.units)

    @property
    def speaking(self) -> list[Record]:
        """Who has the floor, the latest last."""
        now = [one for one in self.all("speakers") if one["state"] == "speaking" and not one.get("paused")]
        return sorted(now, key=lambda one: (one["started_at"] or 0, one["position"]))

    @property
    def queue(self) -> Record:
        """Return the list of the open item, or the general one; an item's that nobody has touched stands as that."""
        general = self.one("queues/general")
        return self.one(f"queues/{self.item['id']}") or general if self.item else general

    @property
    def waiting(self) -> list[Record]:
        """Who waits to speak on what is open, or on nothing in particular."""
        queue = self.item["id"] if self.item else "general"
        return [one for one in self.all("speakers") if one["state"] == "waiting" and one["queue"] == queue]

    @property
    def floor(self) -> tuple[str, ...]:
        """Return the places of those who have the floor."""
        found = (self.places.get(one["person"] or "") for one in self.speaking)
        return tuple(place for place in found if place)

    @property
    def chairs(self) -> frozenset[str]:
        chairs = (person["person"] for person in self.all("participants") if person["role"] == "chair")
        return frozenset(place for person in chairs if (place := self.places.get(person)))

    @property
    def item(self) -> Record | None:
        """Return the item that is open, of several the inmost."""
        return max(
            (item for item in self.all("items") if item["state"] == "open"),
            key=lambda item: (item["opened_at"] or 0, item["parent"] is not None),
            default=None,
        )

    @property
    def poll(self) -> Record | None:
        """Return the vote that is open, else the one that was open last."""
        shown = [poll for poll in self.all("polls") if poll["opened_at"] is not None and poll["state"] != "cancelled"]
        return max(shown, key=lambda poll: (poll["state"] == "open", poll["opened_at"]), default=None)


def picture(view: View, microphones: Iterable[str]) -> dict[str, Record]:
    """Return what the room is told: topic below the room's -> content, all of it retained."""
    opened = list(microphones)
    told = {
        "meeting": _meeting(view.meeting),
        "agenda": _agenda(view.item),
        "floor": _floor(view),
        "poll": _poll(view.poll),
        "scene": scene(view),
        "microphones": {**view.one("equipment/now").get("ways", {}), "open": opened},
        "camera/set": {"preset": _in_picture(view, opened)},
    }
    return told | {f"seats/{place}/set": _of_unit(view, place, person, opened) for place, person in view.people.items()}


def nothing() -> dict[str, Record]:
    """Return what a room is told in which no meeting is."""
    empty = {"meeting": _meeting({}), "agenda": _agenda(None), "floor": _floor(View({}, {})), "poll": _poll(None)}
    silent = {"mode": "request", "most": 1, "override": False, "open": []}
    return empty | {
        "scene": {"scene": "break", "by": "rule"},
        "microphones": silent,
        "camera/set": {"preset": OVERVIEW},
    }


def scene(view: View) -> Record:
    """Return the scene, and whether a hand or a rule has set it."""
    equipment = view.one("equipment/now")
    if equipment.get("scene"):
        return {"scene": equipment["scene"], "by": "desk"}
    return {"scene": _by_rule(view) if equipment.get("automatic", True) else "discussion", "by": "rule"}


def _by_rule(view: View) -> str:
    if view.meeting.get("state") != "live":
        return "break"
    if view.poll is not None and view.poll["state"] == "open":
        return "vote"
    presented = view.one("presenting/now")
    if presented:
        return "presentation"
    return "discussion" if view.item is not None or view.speaking else "break"


def _meeting(record: Record) -> Record:
    return {name: record.get(name) for name in ("id", "title", "state", "starts_at", "started_at")}


def _agenda(item: Record | None) -> Record:
    names = ("number", "title", "presenter", "minutes", "opened_at")
    return {"item": item and item["id"], **{name: item[name] if item else None for name in names}}


def _floor(view: View) -> Record:
    names = {person["person"]: person["name"] for person in view.all("participants")}
    speakers = [
        {
            "seat": view.places.get(one["person"] or ""),
            "name": names.get(one["person"]),
            "kind": one["kind"],
            "started_at": one["started_at"],
            "limit_s": one["limit_s"],
        }
        for one in view.speaking
    ]
    return {"open": view.queue.get("open", False), "speaking": speakers, "waiting": len(view.waiting)}


def _poll(poll: Record | None) -> Record:
    """How many have voted; what came of it only once that is published, and never who."""
    names = ("id", "question", "state", "secret", "received", "entitled", "closes_at")
    told = {name: poll[name] if poll else None for name in names}
    result = poll["result"] if poll and poll["state"] == "published" else None
    if not result:
        return {**told, "result": None}
    outcomes = [outcome["counts"] for outcome in result["outcomes"]]
    return {**told, "result": {"verdict": result["verdict"], "outcomes": outcomes, "winners": result["winners"]}}


def _in_picture(view: View, opened: list[str]) -> str:
    """Return whom the camera looks at: who has the floor last, else whose microphone was opened last."""
    speaking = [place for place in view.floor if place in opened]
    return (speaking or opened or [OVERVIEW])[-1]


def _of_unit(view: View, place: str, person: str, opened: list[str]) -> Record:
    """What a unit does: its microphone, the light at it, and whether its keys vote."""
    waits = any(one["person"] == person for one in view.waiting)
    poll = view.poll
    votes = poll is not None and poll["state"] == "open" and not poll["secret"] and not poll["analog"]
    light = "on" if place in opened else "waiting" if waits else "off"
    return {"microphone": place in opened, "light": light, "vote": poll["id"] if votes and poll else None}
