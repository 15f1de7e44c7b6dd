"""Gathering what is added up: the meetings whose records somebody keeps, and what is on record of each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from icabinet.agenda.tables import ItemRow
from icabinet.attendance.rules import DECLINED, SUBSTITUTE
from icabinet.attendance.stays import Stay, presence
from icabinet.attendance.tables import InvitationRow, PresenceRow
from icabinet.conclusions.queries import conclusions_in
from icabinet.database import portions
from icabinet.floor.report import spoken
from icabinet.floor.tables import SpeakerRow
from icabinet.meetings.queries import meetings_of
from icabinet.meetings.tables import MeetingRow, ParticipantRow
from icabinet.papers.tables import PaperRow
from icabinet.people import policy
from icabinet.people.policy import ENTITLED_ROLES, Role
from icabinet.polls.tables import PollRow, VoterRow
from icabinet.tasks.queries import tasks_in
from icabinet.tasks.rules import OPEN_STATES
from icabinet.tasks.tables import TaskRow
from icabinet.web.statistics.figures import ByMeeting, Part

_COUNTED = ("published", "closed")


@dataclass(frozen=True)
class Gathered:
    """meetings: the latest first; parts: earliest meeting first, so that the last name is the newest."""

    meetings: list[ByMeeting]
    parts: list[Part]
    tasks: list[TaskRow]


def kept_by(session: Session, person: str) -> list[MeetingRow]:
    """Return the meetings, begun or ended, whose records this person keeps or looks after; the latest first."""
    rows = meetings_of(session, person)
    return [row for row, role in rows if policy.may(role, "tasks.follow") and row.started_at is not None]


def gather(session: Session, meetings: Sequence[MeetingRow], now: int) -> Gathered:
    """Read what is on record of these meetings. One look at each table, however many they are."""
    streams = [row.stream for row in meetings]
    known = _Known(session, streams, now)
    tasks = tasks_in(session, streams)
    lines: list[ByMeeting] = []
    parts: list[Part] = []
    for row in reversed(meetings):
        mine = list(known.parts(row))
        line = known.line(row, [task for task in tasks if task.stream == row.stream])
        for part in mine:
            line.add(part)
        lines.append(line)
        parts += mine
    return Gathered(lines[::-1], parts, tasks)


class _Known:
    def __init__(self, session: Session, streams: list[str], now: int) -> None:
        self._now = now
        self._participants = _by_stream(session, select(ParticipantRow), ParticipantRow, streams)
        self._stays = _by_stream(session, select(PresenceRow), PresenceRow, streams)
        self._answers = _by_stream(session, select(InvitationRow), InvitationRow, streams)
        self._items = _by_stream(session, select(ItemRow), ItemRow, streams)
        self._papers = _by_stream(
            session, select(PaperRow.stream).where(PaperRow.replaced_by.is_(None)), PaperRow, streams
        )
        self._polls = _by_stream(session, select(PollRow).where(PollRow.state.in_(_COUNTED)), PollRow, streams)
        self._voters = _by_stream(session, select(VoterRow), VoterRow, streams)
        spoke = select(SpeakerRow).where(SpeakerRow.started_at.is_not(None))
        self._speeches = _by_stream(session, spoke, SpeakerRow, streams)
        self._concluded: dict[str, int] = defaultdict(int)
        for row in conclusions_in(session, streams):
            self._concluded[row.stream] += 1

    def line(self, row: MeetingRow, tasks: list[TaskRow]) -> ByMeeting:
        polls, ms = self._polls[row.stream], self._end(row) - self._begin(row)
        verdicts = [poll.result.get("verdict") for poll in polls if poll.result and poll.state == "published"]
        return ByMeeting(
            id=row.id,
            title=row.title,
            body=row.body_name,
            starts_at=row.starts_at,
            ms=ms,
            over_ms=ms - row.minutes * 60_000,
            items=len(self._items[row.stream]),
            papers=len(self._papers[row.stream]),
            concluded=self._concluded[row.stream],
            votes=len(polls),
            adopted=sum(verdict in ("adopted", "elected") for verdict in verdicts),
            tasks=len(tasks),
            open_tasks=sum(task.state in OPEN_STATES for task in tasks),
        )

    def parts(self, row: MeetingRow) -> Iterator[Part]:
        """Yield everybody's part but that of displays."""
        stays, speeches, ballots = (
            _by_person(each[row.stream]) for each in (self._stays, self._speeches, self._ballots(row))
        )
        said = {one.person: one.answer for one in self._answers[row.stream]}
        for one in self._participants[row.stream]:
            if one.role == Role.DISPLAY:
                continue
            mine = [Stay(stay.since, stay.until, stay.remote) for stay in stays[one.person]]
            here = presence(mine, self._begin(row), self._end(row), ended=row.ended_at is not None)
            yield Part(
                meeting=row.id,
                person=one.person,
                name=one.name,
                unit=one.unit,
                rank=one.rank,
                member=one.role in ENTITLED_ROLES,
                came=bool(mine),
                excused=said.get(one.person) in (DECLINED, SUBSTITUTE),
                ms=here.ms,
                speeches=len(speeches[one.person]),
                spoken_ms=sum(spoken(speech, self._now) for speech in speeches[one.person]),
                asked=len(ballots[one.person]),
                voted=sum(ballot.voted_at is not None for ballot in ballots[one.person]),
            )

    def _ballots(self, row: MeetingRow) -> dict[str, list[Any]]:
        """Return the ballots of votes that are counted, other than by hand: those name nobody."""
        counted = {poll.id for poll in self._polls[row.stream] if not poll.analog}
        return {row.stream: [one for one in self._voters[row.stream] if one.poll in counted]}

    def _begin(self, row: MeetingRow) -> int:
        return self._now if row.started_at is None else row.started_at

    def _end(self, row: MeetingRow) -> int:
        return self._now if row.ended_at is None else row.ended_at


def _by_stream(session: Session, query: Select[Any], table: Any, streams: list[str]) -> dict[str, list[Any]]:
    """Return the rows by stream; of a question for the stream alone, as many of its name as there are rows."""
    found: dict[str, list[Any]] = defaultdict(list)
    for some in portions(streams):
        for row in session.scalars(query.where(table.stream.in_(some))):
            found[row if isinstance(row, str) else row.stream].append(row)
    return found


def _by_person(rows: list[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.person].append(row)
    return found
