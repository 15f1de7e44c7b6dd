"""What people see of votes: the turnout is everyone's, who voted is the desk's, one's own ballot one's own."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from icabinet.journal.records import DESK, EVERYONE, Views, person_tag, records
from icabinet.many import among
from icabinet.polls.queries import persons_of
from icabinet.polls.tables import PollRow, VoterRow

_ALL = select(VoterRow.poll, VoterRow.person, VoterRow.voted_at, VoterRow.choice).where(
    VoterRow.stream == bindparam("stream"), VoterRow.voted_at.is_not(None)
)
_SOME = _ALL.where(among(VoterRow.poll, "polls"), among(VoterRow.person, "persons"))


@records("polls")
def polls(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(PollRow).where(PollRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(PollRow.id.in_(ids))):
        record = poll_record(row)
        desk: Views = [(DESK, {**record, "voters": persons_of(session, stream, row.id)})]
        # What was prepared and never opened stays at the desk.
        yield row.id, desk if row.opened_at is None else [*desk, (EVERYONE, record)]


@records("ballots")
def ballots(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    # Columns, not rows: a hall votes at once.
    wanted = {(poll, person) for poll, _, person in (name.partition("/") for name in ids or ())}
    polls, persons = ({pair[at] for pair in wanted} for at in (0, 1))
    asked = {"stream": stream, "polls": polls, "persons": persons}
    for poll, person, at, choice in session.execute(_ALL if ids is None else _SOME, asked):
        if ids is None or (poll, person) in wanted:
            seen = {"poll": poll, "person": person, "at": at}
            yield f"{poll}/{person}", [(person_tag(person), {**seen, "choice": choice}), (DESK, seen)]


def poll_record(row: PollRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "item": row.item,
        "question": row.question,
        "secret": row.secret,
        "rule": row.rule,
        "state": row.state,
        "received": row.received,
        "entitled": row.entitled,
        "public_key": row.public_key,
        "result": row.result,
        "by": row.by,
        "at": row.at,
        "opened_at": row.opened_at,
        "closed_at": row.closed_at,
    }
