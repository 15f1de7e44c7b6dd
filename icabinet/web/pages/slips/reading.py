"""What the page of a slip is made of: its records, as the asker may see them."""

from dataclasses import dataclass
from typing import Any

from icabinet import clock
from icabinet.errors import NotFound
from icabinet.people import policy
from icabinet.slips import rules
from icabinet.web.pages.reading import Record, records_of
from icabinet.web.security import viewer


@dataclass(frozen=True)
class Seen:
    """A slip with its people: meeting, slip and replies are records; parts are the participants by person."""

    meeting: Record
    slip: Record
    role: str
    parts: dict[str, Record]
    replies: dict[str, Record]
    held: dict[str, str]
    papers: list[Record]
    records: dict[str, list[Record]]

    @property
    def runs(self) -> bool:
        """Whether the asker sends, reminds and closes."""
        return policy.may(self.role, "slips.run")

    @property
    def writes(self) -> bool:
        return policy.may(self.role, "slips.write")

    def mine(self) -> list[dict[str, Any]]:
        """Return the answers that the asker may give: the own one first, then those of whom they stand in for."""
        asker = viewer().person
        members = (asker, *(member for member, by in self.held.items() if by == asker))
        return [self._place(member, asker) for member in members if self._is_asked(member)]

    def roll(self) -> list[dict[str, Any]]:
        """Return, in order of precedence, what the asker may see of who answered what."""
        asked = [part for part in self.parts.values() if part["person"] in self.replies]
        return [{"part": part, "reply": self.replies[part["person"]], **self._names(part)} for part in _ranked(asked)]

    def _is_asked(self, member: str) -> bool:
        # The stand-in sees no answer but one they gave; that a member is asked shows in the vote they have here.
        return self.slip["sent_at"] is not None and self.parts.get(member, {}).get("entitled", False)

    def _place(self, member: str, asker: str) -> dict[str, Any]:
        reply = self.replies.get(member)
        given = reply if reply and reply["answers"] is not None else None
        return {
            "person": member,
            "name": self.parts[member]["name"],
            "own": member == asker,
            "reply": given,
            "reminded_at": reply.get("reminded_at") if reply else None,
            "open": is_open(self.slip, answered=given is not None),
        }

    def _names(self, part: Record) -> dict[str, str]:
        said, held = self.replies[part["person"]]["by"], self.held.get(part["person"], "")
        return {"by": self._name(said), "held_by": self._name(held)}

    def _name(self, person: str) -> str:
        return str(self.parts[person]["name"]) if person in self.parts else ""


def seen(slip: str) -> Seen:
    """Return the slip as the asker may see it, or refuse with `not_found`."""
    records, role = records_of(slip, "meetings.read")
    found = records.get("slips")
    if not found:
        raise NotFound(kind="slips", id=slip)
    return Seen(
        meeting=records["meetings"][0],
        slip=found[0],
        role=role,
        parts={part["person"]: part for part in records["participants"]},
        replies={reply["person"]: reply for reply in records.get("replies", ())},
        held={one["member"]: one["by"] for one in records.get("representations", ())},
        papers=records.get("papers", []),
        records=records,
    )


def is_open(slip: Record, *, answered: bool) -> bool:
    """Whether an answer would be taken now, as the rules say."""
    late = rules.is_late(clock.now_ms(), slip["deadline_at"])
    if slip["state"] != "sent" or (late and slip["ways"]["late"] != "marked"):
        return False
    return not answered or (slip["ways"]["changeable"] and not late)


def _ranked(parts: list[Record]) -> list[Record]:
    return sorted(parts, key=lambda part: (part["rank"], part["name"], part["person"]))
