"""What many slips came to, by member and by slip. Pure: of rows, or of whatever looks like them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from icabinet.slips.questions import OTHER


class OneSlip(Protocol):
    """A slip, as its table has it."""

    @property
    def id(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def sent_at(self) -> int | None: ...
    @property
    def deadline_at(self) -> int: ...
    @property
    def result(self) -> dict[str, Any] | None: ...


class OneReply(Protocol):
    """Somebody who was asked, as the table has it."""

    @property
    def person(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def rank(self) -> int: ...
    @property
    def answered_at(self) -> int | None: ...
    @property
    def late(self) -> bool: ...
    @property
    def answers(self) -> list[dict[str, Any]] | None: ...


@dataclass
class Turnout:
    """asked = in_time + late + missed + waiting; missed: no answer, and the deadline is over."""

    in_time: int = 0
    late: int = 0
    missed: int = 0
    waiting: int = 0

    @property
    def asked(self) -> int:
        return self.in_time + self.late + self.missed + self.waiting

    def add(self, reply: OneReply, *, over: bool) -> None:
        if reply.answered_at is None:
            self.missed, self.waiting = self.missed + over, self.waiting + (not over)
        else:
            self.late, self.in_time = self.late + reply.late, self.in_time + (not reply.late)


@dataclass
class ByMember:
    """A member's answers; yes, no and other: to motions, whatever their number; chosen: to questions with options."""

    person: str
    name: str
    rank: int
    turnout: Turnout = field(default_factory=Turnout)
    yes: int = 0
    no: int = 0
    other: int = 0
    chosen: int = 0

    def add(self, reply: OneReply, *, over: bool) -> None:
        self.turnout.add(reply, over=over)
        for answer in reply.answers or ():
            name = answer["choice"] if answer["choice"] in ("yes", "no", OTHER) else "chosen"
            setattr(self, name, getattr(self, name) + 1)


@dataclass
class BySlip:
    """What a slip came to; verdicts: of each question, none as long as it is not closed."""

    slip: OneSlip
    turnout: Turnout = field(default_factory=Turnout)

    @property
    def verdicts(self) -> list[str]:
        result = self.slip.result
        return [counted["verdict"] for counted in result["questions"]] if result else []


@dataclass(frozen=True)
class Figures:
    """by_member: in order of precedence; by_slip: the latest first."""

    by_member: Sequence[ByMember]
    by_slip: Sequence[BySlip]


def figures_of(slips: Iterable[tuple[OneSlip, Sequence[OneReply]]], now: int) -> Figures:
    """Add up. `slips`: each with everybody who was asked."""
    members: dict[str, ByMember] = {}
    by_slip: list[BySlip] = []
    for slip, replies in slips:
        over = slip.state == "closed" or slip.deadline_at <= now
        line = BySlip(slip)
        for reply in replies:
            line.turnout.add(reply, over=over)
            members.setdefault(reply.person, ByMember(reply.person, reply.name, reply.rank)).add(reply, over=over)
        by_slip.append(line)
    return Figures(
        by_member=sorted(members.values(), key=lambda member: (member.rank, member.name, member.person)),
        by_slip=sorted(by_slip, key=lambda line: (-(line.slip.sent_at or 0), line.slip.id)),
    )
