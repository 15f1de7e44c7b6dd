"""How each fact changes presence, and what follows for it from a change of who takes part. Nothing else writes it."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from icabinet.attendance.facts import (
    Answered,
    Arrived,
    Corrected,
    Left,
    RepresentationEnded,
    Represented,
    WaysSet,
)
from icabinet.attendance.queries import current, stays_of
from icabinet.attendance.tables import CorrectionRow, InvitationRow, PresenceRow, RepresentationRow, WaysRow
from icabinet.journal.facts import Entry, Fact, follows, projects

_QUORUM = "quorum/now"


@projects(Arrived)
def arrive(session: Session, entry: Entry, fact: Arrived) -> list[str]:
    before = current(session, entry.stream, fact.person)
    if before is not None:
        before.until = entry.at
        session.flush()
    session.merge(
        PresenceRow(
            stream=entry.stream,
            person=fact.person,
            since=entry.at,
            until=None,
            remote=fact.remote,
            how=fact.how,
            device=fact.device,
        )
    )
    return _presence(fact.person)


@projects(Left)
def leave(session: Session, entry: Entry, fact: Left) -> list[str]:
    row = current(session, entry.stream, fact.person)
    if row is not None:
        row.until = entry.at
    return _presence(fact.person)


@projects(Corrected)
def correct(session: Session, entry: Entry, fact: Corrected) -> list[str]:
    before = [list(stay) for stay in stays_of(session, entry.stream, fact.person)]
    mine = (PresenceRow.stream == entry.stream, PresenceRow.person == fact.person)
    session.execute(delete(PresenceRow).where(*mine))
    session.add_all(
        PresenceRow(
            stream=entry.stream, person=fact.person, since=since, until=until, remote=remote, how="desk", device=""
        )
        for since, until, remote in fact.stays
    )
    session.add(
        CorrectionRow(
            stream=entry.stream,
            number=entry.seq,
            person=fact.person,
            before=before,
            after=[list(stay) for stay in fact.stays],
            reason=fact.reason,
            by=entry.actor,
            at=entry.at,
        )
    )
    return [*_presence(fact.person), f"corrections/{entry.seq}"]


@projects(Answered)
def answer(session: Session, entry: Entry, fact: Answered) -> list[str]:
    session.merge(
        InvitationRow(
            stream=entry.stream,
            person=fact.person,
            answer=fact.answer,
            reason=fact.reason,
            substitute=fact.substitute,
            name=fact.name,
            by=entry.actor,
            at=entry.at,
        )
    )
    return [f"invitations/{fact.person}"]


@projects(WaysSet)
def set_ways(session: Session, entry: Entry, fact: WaysSet) -> list[str]:
    session.merge(WaysRow(stream=entry.stream, tap=fact.tap, afar=fact.afar, counted=fact.counted))
    return ["checking/now", _QUORUM]


@projects(Represented)
def represent(session: Session, entry: Entry, fact: Represented) -> list[str]:
    session.merge(RepresentationRow(stream=entry.stream, member=fact.member, by=fact.by, at=entry.at))
    return [f"representations/{fact.member}", _QUORUM]


@projects(RepresentationEnded)
def end_representation(session: Session, entry: Entry, fact: RepresentationEnded) -> list[str]:
    session.delete(session.get_one(RepresentationRow, (entry.stream, fact.member)))
    return [f"representations/{fact.member}", _QUORUM]


@follows("meetings.created")
@follows("meetings.participant_added")
@follows("meetings.participant_removed")
def count_again(_session: Session, _entry: Entry, _fact: Fact) -> list[str]:
    """There are more members now, or fewer."""
    return [_QUORUM]


def _presence(person: str) -> list[str]:
    return [f"attendance/{person}", _QUORUM]
