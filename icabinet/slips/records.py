"""What people see of slips: a draft is the desk's; who answered what the desk's, and everybody's only if it says so."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.records import DESK, EVERYONE, View, Views, person_tag, records
from icabinet.slips.queries import questions_of, rule_of, ways_of, whole_of
from icabinet.slips.tables import ReplyRow, SlipRow
from icabinet.slips.words import terms, turnout, verdicts

Record = dict[str, Any]


@records("slips")
def slips(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    for row in session.scalars(select(SlipRow).where(SlipRow.stream == stream)):
        if ids is None or row.id in ids:
            views: Views = [(DESK, seen_slip(row, desk=True))]
            yield row.id, views if row.sent_at is None else [*views, (EVERYONE, seen_slip(row, desk=False))]


@records("replies")
def replies(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    shown = _are_shown(session, stream)
    query = select(ReplyRow).where(ReplyRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(ReplyRow.person.in_(ids))):
        yield row.person, _views(row, shown=shown)


def _views(row: ReplyRow, *, shown: bool) -> Views:
    """The member knows the answer, and whoever gave it; who gave an earlier one knows it no longer."""
    record = reply_record(row)
    said = {name: record[name] for name in ("person", "answers", "answered_at", "late", "by")}
    voices: list[View] = [(person_tag(who), said if shown or who == row.by else None) for who in row.voices]
    everybody: Views = [(EVERYONE, said)] if shown else []
    return [(person_tag(row.person), record), (DESK, record), *voices, *everybody]


def _are_shown(session: Session, stream: str) -> bool:
    row = session.scalar(select(SlipRow).where(SlipRow.stream == stream))
    return row is not None and row.state == "closed" and ways_of(row).shown


def reply_record(row: ReplyRow) -> Record:
    return {
        "person": row.person,
        "answers": row.answers,
        "answered_at": row.answered_at,
        "late": row.late,
        "by": row.by,
        "reminders": row.reminders,
        "reminded_at": row.reminded_at,
    }


def seen_slip(row: SlipRow, *, desk: bool) -> Record:
    """Return what the desk sees of a slip, or what everybody who is asked sees."""
    whole = _slip_record(row)
    return whole if desk else _for_all(whole)


def _slip_record(row: SlipRow) -> Record:
    questions, rule, ways, whole = questions_of(row), rule_of(row), ways_of(row), whole_of(row)
    return {
        "id": row.id,
        "subject": row.subject,
        "explanation": row.explanation,
        "questions": [{"options": [], **question} for question in row.questions],
        "ways": row.ways,
        "rule": row.rule,
        "terms": terms(questions, rule, ways),
        "chair": row.chair,
        "state": row.state,
        "deadline_at": row.deadline_at,
        "extensions": row.extensions,
        "asked": row.asked,
        "answered": row.answered,
        "result": row.result,
        "turnout": turnout(whole) if whole else None,
        "sentences": verdicts(questions, rule, whole) if whole else None,
        "reason": row.reason,
        "reported": row.reported,
        "remind_at": row.remind_at,
        "by": row.by,
        "at": row.at,
        "sent_at": row.sent_at,
        "closed_at": row.closed_at,
    }


def _for_all(desk: Record) -> Record:
    """Without where it is reported, who is reminded when, and, unless the slip says so, who answered what."""
    seen = {name: value for name, value in desk.items() if name not in ("reported", "remind_at")}
    if seen["result"] and not seen["ways"]["shown"]:
        seen["result"] = {name: value for name, value in seen["result"].items() if name != "roll"}
    return seen
