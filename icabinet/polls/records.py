"""What people see of votes: the turnout is everyone's, who voted is the desk's, one's own ballot one's own."""

from collections.abc import Collection, Iterator
from typing import Any

import msgspec
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from icabinet.journal.records import DESK, EVERYONE, Views, person_tag, records
from icabinet.many import among
from icabinet.polls.majority import Rule
from icabinet.polls.queries import asked, persons_of
from icabinet.polls.rules import Result, Ways
from icabinet.polls.tables import PollRow, ReadyRow, VoterRow
from icabinet.polls.words import result_sentences, rule_sentences

_ALL = select(
    VoterRow.poll, VoterRow.person, VoterRow.held_by, VoterRow.voted_at, VoterRow.choice, VoterRow.opinion
).where(VoterRow.stream == bindparam("stream"), VoterRow.voted_at.is_not(None))
_SOME = _ALL.where(among(VoterRow.poll, "polls"), among(VoterRow.person, "persons"))


@records("polls")
def polls(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(PollRow).where(PollRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(PollRow.id.in_(ids))):
        record = poll_record(row)
        desk = {**record, "voters": [] if row.opened_at is None else persons_of(session, stream, row.id)}
        if row.state == "closed":
            # Counted and not yet published: the result is the desk's to check.
            record = {**record, "result": None, "sentences": None}
        # What was prepared and never shown stays at the desk.
        shown = row.opened_at is not None or row.announced
        yield row.id, [(DESK, desk), (EVERYONE, record)] if shown else [(DESK, desk), *_asked_to_keep(row, record)]


def _asked_to_keep(row: PollRow, record: dict[str, Any]) -> Views:
    """Whoever shall keep a key has to make it before the vote is opened."""
    return [(person_tag(one["person"]), record) for one in row.keys["holders"]] if row.keys else []


@records("ballots")
def ballots(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    # Columns, not rows: a hall votes at once.
    wanted = {(poll, person) for poll, _, person in (name.partition("/") for name in ids or ())}
    poll_ids, persons = ({pair[at] for pair in wanted} for at in (0, 1))
    given = {"stream": stream, "polls": poll_ids, "persons": persons}
    live = _live(session, stream)
    for poll, person, held_by, at, choice, opinion in session.execute(_ALL if ids is None else _SOME, given):
        if ids is None or (poll, person) in wanted:
            seen: dict[str, Any] = {"poll": poll, "person": person, "at": at}
            told = {**seen, "choice": choice, **({"opinion": opinion} if opinion else {})}
            # A vote held live shows each ballot as it comes.
            views: Views = [(EVERYONE, told)] if poll in live else _views(told, seen, held_by, person)
            yield f"{poll}/{person}", views


def _views(told: dict[str, Any], seen: dict[str, Any], held_by: str, person: str) -> Views:
    """The member and whoever cast it know the ballot, the desk that it came."""
    casters = (person,) if held_by == person else (held_by, person)
    return [*((person_tag(who), told) for who in casters), (DESK, seen)]


@records("ready")
def ready(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    for row in session.scalars(select(ReadyRow).where(ReadyRow.stream == stream)):
        name = f"{row.poll}/{row.person}"
        if ids is None or name in ids:
            said = {"poll": row.poll, "person": row.person}
            yield name, [(person_tag(row.person), said), (DESK, said)]


def _live(session: Session, stream: str) -> set[str]:
    query = select(PollRow.id, PollRow.ways).where(PollRow.stream == stream, PollRow.opened_at.is_not(None))
    return {poll for poll, ways in session.execute(query) if ways.get("live")}


def poll_record(row: PollRow) -> dict[str, Any]:
    shape, rule, ways = asked(row), msgspec.convert(row.rule, Rule), msgspec.convert(row.ways, Ways)
    result = msgspec.convert(row.result, Result) if row.result else None
    return {
        "id": row.id,
        "item": row.item,
        "question": row.question,
        "secret": row.secret,
        "analog": row.analog,
        "rule": row.rule,
        "shape": {"form": "motion", "options": [], **row.shape},
        "ways": row.ways,
        "electorate": row.electorate,
        "held": row.held,
        "recused": row.recused,
        "left_out": row.left_out,
        "repeats": row.repeats,
        "rule_words": rule_sentences(shape, rule, ways, secret=row.secret),
        "state": row.state,
        "received": row.received,
        "entitled": row.entitled,
        "public_key": row.public_key,
        "keys": row.keys,
        "result": row.result,
        "sentences": result_sentences(shape, rule, ways, result) if result else None,
        "by": row.by,
        "at": row.at,
        "opened_at": row.opened_at,
        "closes_at": row.closes_at,
        "closed_at": row.closed_at,
    }
