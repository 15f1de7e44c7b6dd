"""Who was here and when, who was not and why: put together once, for the page, the spreadsheet and the document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.attendance.queries import stand_ins
from icabinet.attendance.records import correction_record, quorum_of
from icabinet.attendance.rules import DECLINED, SUBSTITUTE
from icabinet.attendance.stays import Presence, Stay, presence
from icabinet.attendance.tables import CorrectionRow, InvitationRow, PresenceRow
from icabinet.attendance.words import quorum_sentences
from icabinet.meetings.queries import meeting_row, participants_of, stream_of
from icabinet.meetings.records import meeting_record, participant_record
from icabinet.people.policy import ENTITLED_ROLES, Role
from icabinet.polls.queries import members_not_invited
from icabinet.seats.queries import taken_seats

_NOT_COUNTED = frozenset({Role.DISPLAY})


@dataclass(frozen=True)
class Line:
    """One person. `part`: their record; `said`: their answer to the invitation, {} if none; `for_them`: who stands in.

    state: `present`, `left` (was here), `absent`, or `not_invited` (a member of the body who was not asked).
    ended: when the meeting did, ms, and with it every stay.
    """

    part: Mapping[str, Any]
    state: str
    stays: Sequence[Stay] = ()
    hows: Sequence[str] = ()
    total: Presence | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
    for_them: str = ""
    seat: str = ""
    ended: int | None = None

    @property
    def excused(self) -> bool:
        """Whether somebody who did not come had said why."""
        return self.state == "absent" and self.said.get("answer") in (DECLINED, SUBSTITUTE)


@dataclass(frozen=True)
class Report:
    """begin, end: of the meeting as far as it has come, ms, None before it begins; quorum: a sentence by language."""

    meeting: Mapping[str, Any]
    begin: int | None
    end: int | None
    members: Sequence[Line]
    guests: Sequence[Line]
    quorum: Mapping[str, str]
    corrections: Sequence[Mapping[str, Any]]

    @property
    def missing(self) -> list[Line]:
        """Members who did not come."""
        return [line for line in self.members if line.state in ("absent", "not_invited")]

    def came(self, lines: Sequence[Line]) -> int:
        return sum(line.state in ("present", "left") for line in lines)


def report_of(session: Session, meeting: str, now: int) -> Report:
    """Return how it stands with everybody who takes part, members by precedence before guests and staff."""
    stream, row = stream_of(meeting), meeting_row(session, meeting)
    begin = row.started_at
    end = (row.ended_at or now) if begin is not None else None
    known = _Known(session, stream, begin, end, row.ended_at)
    parts = [participant_record(part) for part in participants_of(session, meeting) if part.role not in _NOT_COUNTED]
    names = {part["person"]: part["name"] for part in parts}
    lines = [known.line(part, names) for part in parts]
    lines.sort(key=lambda line: line.part["role"] != Role.CHAIR)
    absent = [Line(part=part, state="not_invited") for part in members_not_invited(session, meeting)]
    count, share = quorum_of(session, stream)
    return Report(
        meeting=meeting_record(row),
        begin=begin,
        end=end,
        members=[line for line in lines if line.part["role"] in ENTITLED_ROLES] + absent,
        guests=[line for line in lines if line.part["role"] not in ENTITLED_ROLES],
        quorum=quorum_sentences(count, share),
        corrections=_corrections(session, stream, names),
    )


class _Known:
    """What is on record of a meeting's presence, by person."""

    def __init__(self, session: Session, stream: str, begin: int | None, end: int | None, ended: int | None) -> None:
        self._begin, self._end, self._ended = begin, end, ended
        self._stays: dict[str, list[PresenceRow]] = {}
        rows = select(PresenceRow).where(PresenceRow.stream == stream).order_by(PresenceRow.since)
        for row in session.scalars(rows):
            self._stays.setdefault(row.person, []).append(row)
        answers = session.scalars(select(InvitationRow).where(InvitationRow.stream == stream))
        self._answers = {row.person: row for row in answers}
        self._stand_ins = stand_ins(session, stream)
        self._seats = {person: seat for seat, person in taken_seats(session, stream).items()}

    def line(self, part: Mapping[str, Any], names: Mapping[str, str]) -> Line:
        person = part["person"]
        rows = self._stays.get(person, [])
        stays = [Stay(row.since, row.until, row.remote) for row in rows]
        counted = None
        if self._begin is not None and self._end is not None:
            counted = presence(stays, self._begin, self._end, ended=self._ended is not None)
        by = self._stand_ins.get(person, "")
        return Line(
            part=part,
            state="absent" if not stays else "present" if stays[-1].until is None else "left",
            stays=stays,
            hows=[row.how for row in rows],
            total=counted if stays else None,
            said=self._said(person, names),
            for_them=names.get(by, by),
            seat=self._seats.get(person, ""),
            ended=self._ended,
        )

    def _said(self, person: str, names: Mapping[str, str]) -> dict[str, Any]:
        row = self._answers.get(person)
        if row is None:
            return {}
        instead = names.get(row.substitute, row.name)
        return {"answer": row.answer, "reason": row.reason, "substitute": instead, "at": row.at}


def _corrections(session: Session, stream: str, names: Mapping[str, str]) -> list[dict[str, Any]]:
    rows = select(CorrectionRow).where(CorrectionRow.stream == stream).order_by(CorrectionRow.number)
    return [
        {**correction_record(row), "name": names.get(row.person, row.person), "by_name": names.get(row.by, row.by)}
        for row in session.scalars(rows)
    ]
