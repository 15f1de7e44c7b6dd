"""`flask polls`: count a vote again."""

import sys
from collections.abc import Iterator

import click
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.cli.recounting import Audit, counted_again
from icabinet.extensions import services
from icabinet.journal import reading
from icabinet.meetings.queries import stream_of
from icabinet.polls.queries import voters_of
from icabinet.polls.tables import PollRow
from icabinet.polls.tally import counts_in_unit
from icabinet.polls.words import result_sentences, rule_sentences

polls = AppGroup("polls", help="Votes.")


@polls.command()
@click.argument("poll")
@click.option("--meeting", help="The meeting, should several have a vote of this id.")
def audit(poll: str, meeting: str | None) -> None:
    """Count POLL again, from the journal and from its ballots; print every number, exit with 1 if one differs."""
    with services().db.reading() as session:
        row = _found(session, poll, meeting)
        chain = reading.verify(session, row.stream)
        found = counted_again(reading.entries(session, row.stream), poll)
        if found is None:
            raise click.ClickException(f"the vote {poll} has not been closed")
        faults = [*found.differences, *_of_tables(session, row, found)]
    if chain.fault:
        faults.append(f"the journal: {chain.fault}")
    for line in _lines(found, chain.head):
        click.echo(line)
    for fault in faults:
        click.echo(f"DIFFERS  {fault}")
    click.echo("everything agrees" if not faults else f"{len(faults)} differences")
    if faults:
        sys.exit(1)


def _found(session: Session, poll: str, meeting: str | None) -> PollRow:
    rows = list(session.scalars(select(PollRow).where(PollRow.id == poll)))
    if meeting is not None:
        rows = [row for row in rows if row.stream == stream_of(meeting)]
    if len(rows) != 1:
        raise click.ClickException(f"{len(rows)} meetings have a vote {poll}")
    return rows[0]


def _lines(found: Audit, head: str) -> Iterator[str]:
    prepared, heads, received = found.prepared, found.turnout.heads, found.turnout.received
    yield f"question   {prepared.question}"
    yield f"rule       {rule_sentences(prepared.shape, prepared.rule, prepared.ways, secret=prepared.secret)['en']}"
    yield f"members    {heads.all_members} all, {heads.entitled} entitled, {heads.present} took part"
    trackers = len(found.published.trackers or ())
    yield f"ballots    {received} received, {len(found.ballots)} with names, {trackers} by tracker"
    for place, outcome in enumerate(found.again.outcomes):
        name = prepared.shape.options[place] if prepared.shape.options else "motion"
        counts = counts_in_unit(prepared.rule, outcome)
        unit = " (millionths)" if prepared.rule.unit == "weight" else ""
        yield (
            f"{name}: {counts.yes} yes, {counts.no} no, {counts.abstain} abstain, {counts.invalid} invalid{unit}; "
            f"base {outcome.base_number}, needed {outcome.needed}"
        )
    for number, round_ in enumerate(found.again.rounds, 1):
        votes = ", ".join(f"{prepared.shape.options[option]} {count}" for option, count in round_.votes)
        yield f"round {number}    {votes}; exhausted {round_.exhausted}"
    yield f"verdict    {found.again.verdict}"
    yield f"sentence   {result_sentences(prepared.shape, prepared.rule, prepared.ways, found.published)['vi']}"
    yield f"journal    head {head}"


def _of_tables(session: Session, row: PollRow, found: Audit) -> Iterator[str]:
    """Compare the ballots that the product counted with those that the journal tells of."""
    kept = {voter.person: voter.choice for voter in voters_of(session, row.stream, row.id) if voter.choice is not None}
    if kept != found.ballots:
        yield f"ballots: {len(kept)} in the table, {len(found.ballots)} in the journal, not all the same"
    if row.received != found.turnout.received:
        yield f"turnout: {row.received} in the table, {found.turnout.received} in the journal"
