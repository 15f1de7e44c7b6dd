"""A published vote with all that belongs to it, as the asker may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import msgspec

from icabinet.errors import NotFound
from icabinet.people import accounts
from icabinet.polls.majority import ONE, Counts, Rule
from icabinet.polls.rules import NothingPublished, Result, Ways, check_is_published
from icabinet.polls.saying import Count, Saying
from icabinet.polls.shapes import Shape
from icabinet.polls.tally import Outcome, counts_in_unit
from icabinet.text import called
from icabinet.web.pages.reading import Record, records_of

_KINDS = ("meetings", "participants", "items", "polls")
_NOBODY: Record = {"name": "", "title": "", "unit": "", "rank": 0}


@dataclass(frozen=True)
class Vote:
    """poll: its record; others: of all votes of the meeting that the asker sees; people: participants by person."""

    poll: Record
    meeting: Record
    people: dict[str, Record]
    others: Sequence[Record]
    item: Record | None

    @cached_property
    def result(self) -> Result:
        return msgspec.convert(self.poll["result"], Result)

    @cached_property
    def shape(self) -> Shape:
        return msgspec.convert(self.poll["shape"], Shape)

    @cached_property
    def rule(self) -> Rule:
        return msgspec.convert(self.poll["rule"], Rule)

    @cached_property
    def ways(self) -> Ways:
        return msgspec.convert(self.poll["ways"], Ways)

    @property
    def before(self) -> Record | None:
        """The vote that this one repeats."""
        return next((other for other in self.others if other["id"] == self.poll["repeats"]), None)

    @property
    def again(self) -> list[Record]:
        """The votes that repeat this one."""
        return [other for other in self.others if other["repeats"] == self.poll["id"]]

    def person(self, person: str) -> Record:
        """Return who it is; of one who has been taken out of the meeting since, only the name."""
        return self.people.get(person) or _NOBODY | {"name": self.gone.get(person, person)}

    @cached_property
    def gone(self) -> dict[str, str]:
        """The names of those who were there when the vote was held, and take no part in the meeting any more."""
        roll = {person for line in self.result.roll or () for person in (line.person, line.by) if person}
        held = {person for pair in self.poll["held"].items() for person in pair}
        missing = {*roll, *held, *self.result.recused, *self.poll["left_out"]} - self.people.keys()
        return accounts.names_of(missing) if missing else {}

    def names(self, persons: Sequence[str]) -> list[str]:
        return sorted((self.person(person)["name"] for person in persons), key=called)

    def counts(self, outcome: Outcome) -> Counts:
        """Return what counts for the rule: heads, or weights in millionths."""
        return counts_in_unit(self.rule, outcome)

    def count(self, number: int) -> Count:
        """Return a number of the rule's unit as people read it."""
        return Decimal(number) / ONE if self.rule.unit == "weight" else number

    def kind(self, saying: Saying) -> str:
        return saying.kind(self.ways, secret=self.poll["secret"], analog=self.poll["analog"])


def vote_in(meeting: str, poll: str, permission: str) -> tuple[Vote, str]:
    """Return a published vote and the asker's role, or refuse: `not_found`, `not_published`."""
    records, role = records_of(meeting, permission, _KINDS)
    found = next((one for one in records.get("polls", ()) if one["id"] == poll), None)
    if found is None:
        raise NotFound(kind="polls", id=poll)
    check_is_published(poll, found["state"])
    return _vote(found, records), role


def votes_in(meeting: str, permission: str) -> tuple[list[Vote], Record, str]:
    """Return the published votes in the order in which they closed, the meeting, and the asker's role."""
    records, role = records_of(meeting, permission, _KINDS)
    return votes_among(records), records["meetings"][0], role


def votes_among(records: dict[str, list[Record]]) -> list[Vote]:
    """Return the published votes among a meeting's records, in the order in which they closed."""
    published = [one for one in records.get("polls", ()) if one["state"] == "published"]
    published.sort(key=lambda one: (one["closed_at"], one["at"]))
    return [_vote(one, records) for one in published]


def all_votes_in(meeting: str, permission: str) -> list[Vote]:
    """Return the published votes, or refuse with `nothing_published`."""
    votes, _, _ = votes_in(meeting, permission)
    if not votes:
        raise NothingPublished(meeting=meeting)
    return votes


def _vote(poll: Record, records: dict[str, list[Record]]) -> Vote:
    items: list[dict[str, Any]] = records.get("items", [])
    return Vote(
        poll=poll,
        meeting=records["meetings"][0],
        people={part["person"]: part for part in records["participants"]},
        others=[one for one in records["polls"] if one["id"] != poll["id"]],
        item=next((item for item in items if item["id"] == poll["item"]), None),
    )
