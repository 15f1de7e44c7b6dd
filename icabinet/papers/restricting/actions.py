"""What people, and the clock, may do with who reads a paper."""

import msgspec

from icabinet import ids
from icabinet.errors import NotFound, Stale
from icabinet.journal.actions import ANY_STATE, Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import roles_of
from icabinet.papers.queries import versions_of
from icabinet.papers.restricting import rules
from icabinet.papers.restricting.facts import PaperReleased, PaperRestricted
from icabinet.papers.rights import restriction_of
from icabinet.papers.tables import PaperRow
from icabinet.text import clean


class Restriction(Args, frozen=True):
    """Who may read a paper: any of `roles`, `units`, `people`, all if there are none; not before `until` (ms)."""

    level: str = rules.LEVELS[0]
    roles: list[str] = msgspec.field(default_factory=list)
    units: list[str] = msgspec.field(default_factory=list)
    people: list[str] = msgspec.field(default_factory=list)
    until: int | None = None


class Restrict(Restriction, frozen=True, kw_only=True):
    id: str


@action("papers.restrict", Restrict, permission="papers.restrict", when=ANY_STATE)
def restrict(turn: Turn, args: Restrict) -> None:
    """Say who may read a paper and all its versions, from when on, and how it is marked."""
    row = turn.get(PaperRow, args.id)
    for version in sorted(versions_of(turn.session, turn.stream, row.id)):
        record_restriction(turn, version, args)


class Released(Args, frozen=True):
    id: str


@action("papers.release", Released, permission="papers.release", when=ANY_STATE, inside=True)
def release(turn: Turn, args: Released) -> None:
    """Let a paper be read whose time has come."""
    row = turn.get(PaperRow, args.id)
    restriction = restriction_of(turn.session, turn.stream, row.id)
    if restriction is None or restriction.until is None or restriction.until > turn.at:
        # Another process was faster, or the secretary has said otherwise meanwhile.
        raise Stale(kind="paper", id=row.id, state="not_due")
    turn.record(PaperReleased(paper=row.id))


def record_restriction(turn: Turn, paper: str, wanted: Restriction) -> None:
    """Check and record who may read the paper; before it is filed, if nobody else is ever to see it."""
    rules.check_level(wanted.level)
    rules.check_readers(wanted.roles, wanted.units, wanted.people)
    rules.check_until(wanted.until, turn.at)
    people = sorted({ids.check(person, "people") for person in wanted.people})
    part_of = roles_of(turn.session, [(turn.meeting, person) for person in people])
    if missing := [person for person in people if (turn.meeting, person) not in part_of]:
        raise NotFound(kind="participants", id=missing[0])
    turn.record(
        PaperRestricted(
            paper=paper,
            level=wanted.level,
            roles=sorted(set(wanted.roles)),
            units=sorted({clean(unit, "units") for unit in wanted.units}),
            people=people,
            until=wanted.until,
        )
    )
