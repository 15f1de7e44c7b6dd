"""Questions about votes that other rooms of the house may ask."""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.attendance.queries import not_counted, present_persons, stand_ins
from icabinet.meetings.queries import body_of, participants_of, stream_of
from icabinet.people.bodies import default_preset, seats_of
from icabinet.polls import majority
from icabinet.polls.electorate import Electorate, Member, Snapshot, snapshot
from icabinet.polls.majority import Figures, Rule
from icabinet.polls.recusing import queries as recusing
from icabinet.polls.rules import PollStillOpen, Ways
from icabinet.polls.shapes import Shape
from icabinet.polls.tables import PollRow, VoterRow


class OwnVote(NamedTuple):
    """A vote that was opened, and somebody's ballot in it, cast or not."""

    poll: PollRow
    ballot: VoterRow

    @property
    def shape(self) -> Shape:
        return asked(self.poll)

    @property
    def ways(self) -> Ways:
        return msgspec.convert(self.poll.ways, Ways)


def check_none_open(session: Session, stream: str) -> None:
    """Refuse while a vote is open, or waits for the keys with which it is counted."""
    running = PollRow.state.in_(("open", "ended"))
    poll = session.scalar(select(PollRow.id).where(PollRow.stream == stream, running))
    if poll is not None:
        raise PollStillOpen(id=poll)


def opened_since(session: Session, stream: str, item: str, at: int) -> bool:
    """Whether a vote on an item was opened at a moment (ms) or later."""
    query = select(PollRow.id).where(PollRow.stream == stream, PollRow.item == item, PollRow.opened_at >= at)
    return session.scalar(query.limit(1)) is not None


def asked(row: PollRow) -> Shape:
    """Return what is asked in the vote."""
    return msgspec.convert(row.shape, Shape)


def default_rule(session: Session, meeting: str, shape: Shape) -> Rule:
    """Return the body's own majority rule; options are chosen by most votes."""
    preset = default_preset(session, body_of(session, meeting)) if shape.form in ("motion", "each") else "relative"
    rule = majority.preset(preset)
    return msgspec.structs.replace(rule, tie="rejected") if shape.form == "each" and rule.tie == "chair_side" else rule


def snapshot_of(session: Session, meeting: str, row: PollRow) -> Snapshot:
    """Return who may vote at this moment, and of how many."""
    stream = stream_of(meeting)
    return snapshot(
        _members(session, meeting),
        msgspec.convert(row.electorate, Electorate),
        msgspec.convert(row.rule, Rule),
        present=present_persons(session, stream),
        held=stand_ins(session, stream),
        recused=recusing.recused(session, stream, row.item) if row.item else (),
    )


def quorum_share(session: Session, meeting: str) -> tuple[int, int] | None:
    """Return which part of all members the body wants to be here, None if it says nothing of it."""
    wanted = majority.preset(default_preset(session, body_of(session, meeting))).quorum
    return (wanted.numerator, wanted.denominator) if wanted else None


def members_of(session: Session, meeting: str) -> tuple[int, list[str]]:
    """Return how many members there are in all, as votes count them, and who of them has a vote in the meeting."""
    members = _members(session, meeting)
    return len(members), [member.person for member in members if member.entitled]


def members_not_invited(session: Session, meeting: str) -> list[dict[str, Any]]:
    """Return the members of the body, as participants' records are, who count and do not take part in the meeting."""
    invited = {part.person for part in participants_of(session, meeting)}
    missing = [seat for seat in seats_of(session, body_of(session, meeting)) if seat.person not in invited]
    return [
        {"person": seat.person, "name": seat.holder.name, "title": seat.office, "unit": seat.unit, "role": ""}
        for seat in sorted(missing, key=lambda seat: seat.rank)
    ]


def recusals_of(session: Session, stream: str) -> dict[str, set[str]]:
    """Return who has a conflict of interest, by item."""
    return recusing.recusals_of(session, stream)


def here_now(session: Session, meeting: str) -> tuple[list[str], int, int | None]:
    """Return the members who are here, or whose substitute is, how many of these count for the quorum, and the quorum.

    None: the body's own rule wants none.
    """
    stream, rule = stream_of(meeting), default_rule(session, meeting, Shape())
    present = present_persons(session, stream)
    held = stand_ins(session, stream)
    taken = snapshot(_members(session, meeting), Electorate(), rule, present=present, held=held, recused=())
    here = sorted(member for member, caster in taken.voters.items() if caster in present)
    figures = Figures(all_members=taken.all_members, entitled=len(taken.voters), present=len(here))
    apart = not_counted(session, stream)
    counted = sum(taken.voters[member] not in apart for member in here)
    return here, counted, majority.quorum_needed(rule.quorum, figures) if rule.quorum else None


def is_under_way(session: Session, stream: str, poll: str) -> bool:
    """Whether a vote is yet to have a result that everybody knows."""
    row = session.get(PollRow, (stream, poll))
    return row is not None and row.state in ("prepared", "open", "closed")


def verdict_of(session: Session, stream: str, poll: str) -> str | None:
    """Return how a motion was decided; None if it has no result, or binds nobody."""
    row = session.get(PollRow, (stream, poll))
    if row is None or row.result is None or row.ways.get("straw"):
        return None
    return str(row.result["verdict"])


def verdicts_on(session: Session, stream: str, item: str) -> list[str]:
    """Return how the binding votes on an item were decided, in the order in which they closed."""
    query = select(PollRow).where(PollRow.stream == stream, PollRow.item == item, PollRow.state == "published")
    rows = session.scalars(query.order_by(PollRow.closed_at, PollRow.at))
    return [str(row.result["verdict"]) for row in rows if row.result and not row.ways.get("straw")]


def lineage(session: Session, stream: str, poll: str) -> list[str]:
    """Return the vote, the one that it repeats, and so on."""
    found: list[str] = []
    row = session.get(PollRow, (stream, poll))
    while row is not None and row.id not in found:
        found.append(row.id)
        row = session.get(PollRow, (stream, row.repeats)) if row.repeats else None
    return found


def due_polls(session: Session, now: int) -> list[tuple[str, str]]:
    """Return (stream, poll) of the open votes whose time is over."""
    query = select(PollRow.stream, PollRow.id).where(PollRow.state == "open", PollRow.closes_at <= now)
    return [(stream, poll) for stream, poll in session.execute(query.order_by(PollRow.closes_at))]


def voters_of(session: Session, stream: str, poll: str) -> list[VoterRow]:
    query = select(VoterRow).where(VoterRow.stream == stream, VoterRow.poll == poll)
    return list(session.scalars(query.order_by(VoterRow.person)))


def persons_of(session: Session, stream: str, poll: str) -> list[str]:
    """Return who may vote."""
    query = select(VoterRow.person).where(VoterRow.stream == stream, VoterRow.poll == poll)
    return list(session.scalars(query.order_by(VoterRow.person)))


def own_votes(session: Session, meeting: str, person: str) -> list[OwnVote]:
    """Return the votes with a ballot of this person's, or one that they cast for a member; the latest opened first.

    Votes that were called off have none that count.
    """
    polls = select(PollRow).where(
        PollRow.stream == stream_of(meeting),
        PollRow.opened_at.is_not(None),
        PollRow.state != "cancelled",
        ~PollRow.analog,
    )
    found = []
    for poll in session.scalars(polls.order_by(PollRow.opened_at.desc(), PollRow.at.desc())):
        members = [person, *sorted(member for member, by in poll.held.items() if by == person)]
        rows = (session.get(VoterRow, (poll.stream, poll.id, member)) for member in members)
        found += [OwnVote(poll, row) for row in rows if row is not None]
    return found


def _members(session: Session, meeting: str) -> list[Member]:
    """The seats of the body that have a vote, and whoever else was given one in this meeting."""
    seats = seats_of(session, body_of(session, meeting))
    members = {
        seat.person: Member(person=seat.person, unit=seat.unit, weight=seat.weight, entitled=False) for seat in seats
    }
    for part in participants_of(session, meeting):
        if part.entitled:
            weight = members[part.person].weight if part.person in members else majority.ONE
            members[part.person] = Member(person=part.person, unit=part.unit, weight=weight)
    return list(members.values())
