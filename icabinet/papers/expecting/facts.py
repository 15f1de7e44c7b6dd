"""What can happen to a paper that is expected. The desk hears of it; the unit sees it on pages of its own."""

from typing import Literal

import msgspec

from icabinet.journal.facts import Audience, Fact, fact

Why = Literal["asked", "soon", "overdue"]


@fact("papers.expected", audience=Audience.DESK)
class PaperExpected(Fact, frozen=True):
    """A unit is to deliver a paper. item: where it belongs, None: to the whole meeting; due_at: until when (ms).

    remind_days: so many days before it the unit is reminded, and once more when it is over; 0: never by itself.
    """

    expected: str
    item: str | None
    title: str
    unit: str
    due_at: int | None
    remind_days: int = 0


@fact("papers.expectation_changed", audience=Audience.DESK)
class ExpectationChanged(Fact, frozen=True):
    """What is expected, as it is now."""

    expected: str
    item: str | None
    title: str
    unit: str
    due_at: int | None
    remind_days: int = 0


@fact("papers.expectation_dropped", audience=Audience.DESK)
class ExpectationDropped(Fact, frozen=True):
    """The paper is no longer waited for; what was filed stays."""

    expected: str


@fact("papers.submitted", audience=Audience.DESK)
class PaperSubmitted(Fact, frozen=True):
    """The unit has delivered this paper, which the desk alone and the unit's own people see. late: after `due_at`."""

    expected: str
    paper: str
    note: str
    late: bool


@fact("papers.approved", audience=Audience.DESK)
class SubmissionApproved(Fact, frozen=True):
    """The paper goes to everybody whom it is for."""

    expected: str
    paper: str


@fact("papers.returned", audience=Audience.DESK)
class SubmissionReturned(Fact, frozen=True):
    """The unit is to deliver it anew. told: its people. Whoever sends word outside the product listens to this."""

    expected: str
    paper: str
    reason: str
    told: list[str] = msgspec.field(default_factory=list)


@fact("papers.supplied", audience=Audience.DESK)
class PaperSupplied(Fact, frozen=True):
    """The secretary has filed what was expected, or says which paper it is. late: after `due_at`."""

    expected: str
    paper: str
    late: bool


@fact("papers.units_reminded", audience=Audience.DESK)
class UnitsReminded(Fact, frozen=True):
    """These papers are missing, and the units were reminded. Whoever sends word outside the product listens to this.

    told: by person, which of them; why: somebody asked for it, the deadline comes soon, or it is over.
    """

    expected: list[str]
    told: dict[str, list[str]] = msgspec.field(default_factory=dict)
    why: Why = "asked"
