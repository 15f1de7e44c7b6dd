"""What can happen to who may read a paper. What it is now is in the papers' own records."""

from icabinet.journal.facts import Audience, Fact, fact


@fact("papers.restricted", audience=Audience.DESK)
class PaperRestricted(Fact, frozen=True):
    """Who may read the paper from now on: any of `roles`, `units` and `people`, or all if there are none.

    `until`: before that moment (ms) the desk only. It stands before `papers.filed` if nobody else was ever to see it.
    """

    paper: str
    level: str
    roles: list[str]
    units: list[str]
    people: list[str]
    until: int | None


@fact("papers.released", audience=Audience.DESK)
class PaperReleased(Fact, frozen=True):
    """The moment has come from which on the paper may be read."""

    paper: str
