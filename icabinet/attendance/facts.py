"""What can happen to somebody's presence, and to their answer to the invitation."""

from icabinet.journal.facts import Audience, Fact, fact


@fact("attendance.arrived")
class Arrived(Fact, frozen=True):
    """The person is here from now on, in the room or (`remote`) from afar; who was here otherwise changes place.

    how: `tap`, `seat`, `code` (at the door), `device` (whose name is given) or `desk`.
    """

    person: str
    how: str = "tap"
    remote: bool = False
    device: str = ""


@fact("attendance.left")
class Left(Fact, frozen=True):
    """The person is not here any more. device: the name of the device that noted it, if one did."""

    person: str
    device: str = ""


@fact("attendance.corrected", audience=Audience.DESK)
class Corrected(Fact, frozen=True):
    """The desk has put right when somebody was here: from, until (none: still is), from afar.

    What was said before stays in the journal.
    """

    person: str
    stays: list[tuple[int, int | None, bool]]
    reason: str


@fact("attendance.answered", audience=Audience.DESK)
class Answered(Fact, frozen=True):
    """What somebody answers to the invitation: `accepted`, `declined`, `substitute`, or "" for undecided after all.

    substitute: a participant who comes instead; name: of somebody who is yet to be invited. by_link: whoever had the
    link of their invitation said so, without signing in.
    """

    person: str
    answer: str
    reason: str = ""
    substitute: str = ""
    name: str = ""
    by_link: bool = False


@fact("attendance.ways_set")
class WaysSet(Fact, frozen=True):
    """How people check in themselves: by a touch (`tap`) or only with the code at the door; and from afar, or not.

    counted: whether presence from afar counts for the quorum.
    """

    tap: bool
    afar: bool
    counted: bool = True


@fact("attendance.represented")
class Represented(Fact, frozen=True):
    """While the member is not here, `by` stands in: casts the member's ballot."""

    member: str
    by: str


@fact("attendance.representation_ended")
class RepresentationEnded(Fact, frozen=True):
    """Nobody stands in for the member any more."""

    member: str
