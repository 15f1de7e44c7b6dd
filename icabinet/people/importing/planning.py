"""What importing a list would do, line by line. Pure: what is there goes in, what would be done comes out.

An empty cell leaves a thing as it is. A line that does not fit is refused as a whole, and keeps no other from going.
"""

import hashlib
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Literal

import msgspec

from icabinet.people.bodies import Seat
from icabinet.people.importing import cells
from icabinet.people.importing.columns import Line
from icabinet.people.importing.house import Directory, House, Person
from icabinet.text import clean, plain

Does = Literal["make", "change", "nothing", "refuse"]


@dataclass(frozen=True)
class Choice:
    """What was chosen with a file. body: for lines that name none, "" for none; make_bodies: those that are missing."""

    body: str = ""
    make_bodies: bool = False


@dataclass(frozen=True)
class Change:
    """field: of columns.FIELDS; old "" where there was nothing."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Step:
    """What happens to one line. why: of a refusal; where: in which field. same_name: somebody else is called so."""

    line: int
    name: str
    does: Does
    changes: tuple[Change, ...] = ()
    why: str = ""
    where: str = ""
    same_name: bool = False


@dataclass
class Plan:
    """steps: for each line; people: those who are made or changed, as they will be; bodies: those that are made."""

    steps: list[Step] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    # For whom a password was given, by the number of the line.
    makers: dict[str, int] = field(default_factory=dict)

    def count(self, does: Does) -> int:
        return sum(step.does == does for step in self.steps)

    @property
    def digest(self) -> str:
        """What the plan says, in 64 letters: the same only if it would do the same."""
        return hashlib.sha256(msgspec.json.encode((self.steps, self.bodies))).hexdigest()


def plan_of(house: House, lines: Sequence[Line], choice: Choice) -> Plan:
    """Return what importing these lines would do to the house, which stays as it is."""
    maker = _Maker(house, choice)
    for line in lines:
        maker.take(line)
    return maker.plan


class _Maker:
    """Takes line after line; each sees what those before it have made."""

    def __init__(self, house: House, choice: Choice) -> None:
        self._people, self._bodies = Directory(house.people), dict(house.bodies)
        self._house, self._choice, self.plan = house, choice, Plan()

    def take(self, line: Line) -> None:
        said = line.values.get("name", "")
        try:
            person, is_new = self._whom(line)
            after, changes = self._after(line, person, is_new)
        except cells.No as no:
            self.plan.steps.append(Step(line.number, said, "refuse", why=no.why, where=no.where))
            return
        others = any(one.key != after.key for one in self._people.find("name", after.name))
        does: Does = "make" if is_new else "change" if changes else "nothing"
        self.plan.steps.append(Step(line.number, after.name, does, changes, same_name=is_new and others))
        if does != "nothing":
            self._keep(line, after, is_new)

    def _keep(self, line: Line, after: Person, is_new: bool) -> None:
        self._people.put(after)
        self.plan.people[after.key] = after
        if is_new:
            self.plan.makers[after.key] = line.number
        for name in after.seated - set(self._bodies):
            written = clean(line.values.get("body", "") or self._choice.body, "body")
            self._bodies[name] = self.plan.bodies[name] = written

    def _whom(self, line: Line) -> tuple[Person, bool]:
        """Return whom a line means: by the user name, else by the address, else by the name."""
        if "name" not in line.values and "login" not in line.values:
            raise cells.No("no_name", "name")
        said = line.values
        if "login" in said:
            found = self._people.find("login", cells.cleaned("login", said["login"], 80))
        else:
            named = self._people.find("name", said["name"])
            keys = {one.key for one in named}
            # An office may have one address for all.
            at = self._people.find("email", said["email"]) if "email" in said else []
            found = [one for one in at if one.key in keys] or at or named
        if len(found) > 1:
            raise cells.No("several", "name")
        if found and found[0].disabled:
            raise cells.No("locked", "name")
        return (found[0], False) if found else (Person(f"line {line.number}", ""), True)

    def _after(self, line: Line, before: Person, is_new: bool) -> tuple[Person, tuple[Change, ...]]:
        """Return the person as they will be, and what differs."""
        said = line.values
        if is_new and "name" not in said:
            raise cells.No("no_name", "name")
        after = deepcopy(before)
        if "name" in said:
            after.name = cells.cleaned("name", said["name"])
        if is_new and "login" in said:
            after.login = cells.cleaned("login", said["login"], 80).lower()
        if "email" in said:
            after.email = cells.address(said["email"])
        if "locale" in said:
            after.locale = cells.language(said["locale"])
        cells.check_password(said)
        changes = [
            Change(name, str(getattr(before, name) or ""), str(getattr(after, name) or ""))
            for name in ("name", "login", "email", "locale")
            if getattr(before, name) != getattr(after, name)
        ]
        return after, (*changes, *self._seat(said, after))

    def _seat(self, said: dict[str, str], after: Person) -> list[Change]:
        """Give the person the seat that a line speaks of; return what differs."""
        about = {"office", "unit", "rank", "votes", "prepares", "body"} & set(said)
        body = cells.cleaned("body", said.get("body", "") or self._choice.body) if about or self._choice.body else ""
        if not body:
            if about:
                raise cells.No("no_body", "body")
            return []
        name = plain(body)
        if name in self._house.twice:
            raise cells.No("body_twice", "body")
        if name not in self._bodies and not self._choice.make_bodies:
            raise cells.No("unknown_body", "body")
        before = after.seats.get(name)
        place = self._place(said, before)
        if place != before:
            after.seats[name] = place
            after.seated.add(name)
        if before is None:
            written = self._bodies.get(name, body)
            told = ", ".join(filter(None, (place.office, place.unit)))
            return [Change("body", "", f"{written} ({told})" if told else written)]
        return [
            Change(each, cells.text(getattr(before, each)), cells.text(getattr(place, each)))
            for each in ("office", "unit", "rank", "votes", "prepares")
            if getattr(before, each) != getattr(place, each)
        ]

    def _place(self, said: dict[str, str], before: Seat | None) -> Seat:
        place = before or Seat()
        if "office" in said:
            office = cells.cleaned("office", said["office"])
            other = before is None or before.office != office
            rank = self._house.ranks.get(plain(office), place.rank) if other else place.rank
            place = replace(place, office=office, rank=rank)
        if "unit" in said:
            place = replace(place, unit=cells.cleaned("unit", said["unit"]))
        if "rank" in said:
            place = replace(place, rank=cells.rank(said["rank"]))
        if "votes" in said:
            place = replace(place, votes=cells.yes("votes", said["votes"]))
        if "prepares" in said:
            place = replace(place, prepares=cells.yes("prepares", said["prepares"]))
        return place
