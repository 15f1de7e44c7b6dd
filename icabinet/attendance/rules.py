"""What presence allows. Pure: no database, no clock, no sockets."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from icabinet.errors import Conflict, Invalid, Stale
from icabinet.people.policy import ENTITLED_ROLES

# How somebody's coming was noted. What a tablet may say of itself; the rest the product has seen, or the desk.
TAP, SEAT = "tap", "seat"
CODE, DEVICE, DESK = "code", "device", "desk"
ACCEPTED, DECLINED, SUBSTITUTE, UNDECIDED = "accepted", "declined", "substitute", ""
_ANSWERS = (ACCEPTED, DECLINED, SUBSTITUTE, UNDECIDED)


class OneStepOnly(Conflict):
    """Who stands in for somebody is not stood in for, and the other way round. data: id."""

    code = "one_step_only"


class NeedsDoorCode(Conflict):
    """In this meeting only those check in who scan or type the code at the door, or are noted there."""

    code = "needs_door_code"


class NotFromAfar(Conflict):
    """This meeting is for those in the room only."""

    code = "not_from_afar"


class NotInvited(Conflict):
    """The person takes no part in this meeting, or not as somebody whose presence is noted."""

    code = "not_invited"


class Quorum(NamedTuple):
    """How many members are here, of how many, and how many it takes; needed None: no quorum is laid down.

    here: in the room or from afar; held: members who are away and for whom somebody who is here stands in; apart: of
    both, those whose presence from afar does not count.
    """

    total: int
    here: int
    remote: int
    held: int
    needed: int | None
    apart: int = 0

    @property
    def met(self) -> bool | None:
        return None if self.needed is None else self.here + self.held - self.apart >= self.needed


def check_may_stand_in(member: str, by: str, role: str, known: Mapping[str, str]) -> None:
    """`known`: who stands in for whom already; `role`: of the one who is to stand in."""
    if member == by:
        raise Invalid(where="by", why="somebody else")
    if role not in ENTITLED_ROLES:
        raise Invalid(where="by", why="may not vote")
    if by in known or member in known.values():
        raise OneStepOnly(id=by if by in known else member)


def check_may_check_in(how: str, *, remote: bool, tap: bool, afar: bool) -> None:
    """tap: whoever says so is here; afar: one may take part from elsewhere. `how` is what was proven already."""
    if remote and not afar:
        raise NotFromAfar
    if how != CODE and not remote and not tap:
        raise NeedsDoorCode


def check_answer(answer: str, reason: str, substitute: str, name: str, person: str) -> None:
    """Whoever declines says why; whoever sends somebody says whom: a participant, or a name to be invited."""
    if answer not in _ANSWERS:
        raise Invalid(where="answer", why="unknown")
    if answer in (DECLINED, SUBSTITUTE) and not reason:
        raise Invalid(where="reason", why="length")
    if (answer == SUBSTITUTE) != bool(substitute or name):
        raise Invalid(where="substitute", why="missing" if answer == SUBSTITUTE else "not_asked_for")
    if substitute == person:
        raise Invalid(where="substitute", why="somebody else")


def check_not_ended(meeting: str, state: str | None) -> None:
    """What a device has seen after the end comes too late."""
    if state == "ended":
        raise Stale(kind="meeting", id=meeting, state=state)


def check_seen(person: str, seen: int, latest: int) -> None:
    """A correction is of what its author saw: `seen` is the time of the person's last word as they saw it, ms."""
    if seen != latest:
        raise Stale(kind="attendance", id=person, state=str(latest))


def quorum(
    total: int,
    voters: Collection[str],
    here: Mapping[str, bool],
    held: Mapping[str, str],
    share: tuple[int, int] | None,
    apart: Collection[str] = (),
) -> Quorum:
    """Count, as votes do (polls/electorate.py), the members who take part.

    total: of all members, also those who were not invited; voters: members with a vote in this meeting; here: person
    -> whether from afar; held: member -> who stands in; share: numerator and denominator of what is needed;
    apart: who is here from afar and does not count.
    """
    present = [member for member in voters if member in here]
    stood_for = [member for member in voters if member not in here and held.get(member) in here]
    needed = ceil(Fraction(*share) * total) if share else None
    uncounted = sum(member in apart for member in present) + sum(held[member] in apart for member in stood_for)
    return Quorum(total, len(present), sum(here[member] for member in present), len(stood_for), needed, uncounted)
