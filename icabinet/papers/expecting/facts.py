"""What can happen to a paper that is expected. The desk hears of it; the unit sees it on pages of its own."""

from icabinet.journal.facts import Audience, Fact, fact


@fact("papers.expected", audience=Audience.DESK)
class PaperExpected(Fact, frozen=True):
    """A unit is to deliver a paper. item: where it belongs, None: to the whole meeting; due_at: until when (ms)."""

    expected: str
    item: str | None
    title: str
    unit: str
    due_at: int | None


@fact("papers.expectation_changed", audience=Audience.DESK)
class ExpectationChanged(Fact, frozen=True):
    """What is expected, as it is now."""

    expected: str
    item: str | None
    title: str
    unit: str
    due_at: int | None


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
    """The unit is to deliver it anew. Whoever sends word outside the product listens to this."""

    expected: str
    paper: str
    reason: str


@fact("papers.supplied", audience=Audience.DESK)
class PaperSupplied(Fact, frozen=True):
    """The secretary has filed what was expected, or says which paper it is. late: after `due_at`."""

    expected: str
    paper: str
    late: bool


@fact("papers.units_reminded", audience=Audience.DESK)
class UnitsReminded(Fact, frozen=True):
    """These papers are missing, and the units were reminded. Whoever sends word outside the product listens to this."""

    expected: list[str]
