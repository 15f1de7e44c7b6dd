"""What can happen to a slip. Meetings follow: its papers and people are those of a meeting in writing."""

import msgspec

from icabinet.journal.facts import Audience, Fact, fact
from icabinet.slips.counting import Whole
from icabinet.slips.questions import Answer, Draft


class Party(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who asks or is asked; name, title and unit as they were then, for the record."""

    person: str
    name: str
    title: str
    unit: str
    rank: int


@fact("slips.made", audience=Audience.DESK)
class SlipMade(Fact, frozen=True):
    """A slip is being written for a body. chair: who sees it beside the secretary, and whose side decides a tie."""

    body: str
    body_name: str
    secretary: Party
    chair: Party | None
    draft: Draft


@fact("slips.edited", audience=Audience.DESK)
class SlipEdited(Fact, frozen=True):
    """What the slip says now, and who chairs."""

    draft: Draft
    chair: Party | None


@fact("slips.sent")
class SlipSent(Fact, frozen=True):
    """Those are asked who had a seat with a vote at this moment.

    weights: in millionths, where they differ; all_members, all_weights: of the body, whoever can be asked; remind_at:
    when who has not answered is reminded, ms.
    """

    members: list[Party]
    weights: dict[str, int]
    all_members: int
    all_weights: int
    remind_at: int | None


@fact("slips.answered", audience=Audience.NOBODY)
class SlipAnswered(Fact, frozen=True):
    """A member's answer, or a changed one; by: who answered for the member, or ""."""

    person: str
    answers: list[Answer]
    late: bool
    by: str


@fact("slips.reminded", audience=Audience.DESK)
class SlipReminded(Fact, frozen=True):
    """These have not answered and were reminded. Whoever sends word outside the product listens to this."""

    persons: list[str]


@fact("slips.extended")
class SlipExtended(Fact, frozen=True):
    """There is more time. remind_at: as in `slips.sent`."""

    deadline_at: int
    reason: str
    remind_at: int | None


@fact("slips.closed")
class SlipClosed(Fact, frozen=True):
    """No answer is taken any more; the result is final."""

    result: Whole


@fact("slips.withdrawn")
class SlipWithdrawn(Fact, frozen=True):
    """The slip was called off and has no result."""

    reason: str


@fact("slips.reported", audience=Audience.DESK)
class SlipReported(Fact, frozen=True):
    """The result stands on the agenda of a meeting, as this item."""

    meeting: str
    item: str
