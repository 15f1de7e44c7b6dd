"""What happened in a meeting, gathered from its journal and tables for whoever writes about it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.agenda.queries import items_of, numbers_of
from icabinet.attendance.report import Line, report_of
from icabinet.extensions import services
from icabinet.floor.queries import speakers_of
from icabinet.floor.report import spoken
from icabinet.journal import reading
from icabinet.journal.facts import Entry
from icabinet.languages import LAWFUL
from icabinet.meetings.queries import meeting_row, participants_of, stream_of
from icabinet.minutes.story import (
    Adopted,
    Attendee,
    ChairChanged,
    Closed,
    Concluded,
    Happening,
    Item,
    Opened,
    Person,
    Speech,
    Story,
    Vote,
)
from icabinet.people.policy import Role
from icabinet.polls.saying import Saying
from icabinet.positions.queries import all_positions, call_of
from icabinet.web.pages.votes.reading import Vote as Published
from icabinet.web.pages.votes.reading import votes_in

# What is told in the order of the journal; the rest has its times in its tables.
_TOLD = (
    "agenda.item_opened", "agenda.item_closed", "meetings.chair_lent", "meetings.chair_returned", "positions.adopted",
    "agenda.opening_taken_back", "agenda.closing_taken_back", "conclusions.recorded", "conclusions.removed",
)  # fmt: skip


def story_of(meeting: str) -> Story:
    """Return what happened, as the asker, who is of the desk, may see it."""
    votes, _record, _role = votes_in(meeting, "polls.read")
    with services().db.reading() as session:
        return _story(session, meeting, votes)


def _story(session: Session, meeting: str, votes: Sequence[Published]) -> Story:
    stream, now = stream_of(meeting), clock.now_ms()
    row, report = meeting_row(session, meeting), report_of(session, meeting, now)
    parts = participants_of(session, meeting)
    people = {part.person: Person(part.name, _office(part.title, part.unit)) for part in parts}
    entries = list(reading.entries_named(session, stream, _TOLD))
    happenings = [*_from_journal(entries, people), *_speeches(session, stream, people, now), *_votes(votes)]
    return Story(
        title=row.title,
        place=row.place,
        online=bool(row.online_url),
        started_at=row.started_at,
        ended_at=row.ended_at,
        chairs=[people[part.person] for part in parts if part.role == Role.CHAIR],
        secretaries=[people[part.person] for part in parts if part.role == Role.SECRETARY],
        members=[_attendee(line) for line in report.members],
        guests=[_attendee(line) for line in report.guests],
        # Of a meeting that is over nobody is here any more.
        quorum=report.quorum[LAWFUL] if row.state == "live" else "",
        items=list(_items(session, stream, people)),
        happenings=sorted(happenings, key=lambda event: event.at),
    )


def _from_journal(entries: Sequence[Entry], people: Mapping[str, Person]) -> list[Happening]:
    """Tell the entries one by one; what was taken back has never been."""
    told: list[Happening] = []
    is_open: str | None = None
    for entry in entries:
        fact: Any = entry.fact
        match entry.kind.name:
            case "agenda.item_opened":
                is_open = fact.item
                told.append(Opened(entry.at, fact.item))
            case "agenda.item_closed":
                is_open = None if is_open == fact.item else is_open
                told.append(Closed(entry.at, fact.item))
            case "agenda.opening_taken_back":
                is_open = fact.resumed
                _forget(told, Opened, fact.item)
                _forget(told, Closed, fact.resumed)
            case "agenda.closing_taken_back":
                is_open = fact.item
                _forget(told, Closed, fact.item)
            case "meetings.chair_lent":
                told.append(ChairChanged(entry.at, is_open, people.get(fact.to, Person(fact.to))))
            case "meetings.chair_returned":
                told.append(ChairChanged(entry.at, is_open, None))
            case "positions.adopted":
                told.append(Adopted(entry.at, None, fact.items, len(fact.present), fact.poll is not None))
    return [*told, *_conclusions(entries)]


def _conclusions(entries: Sequence[Entry]) -> list[Concluded]:
    """Return the last word on each item."""
    found: dict[str | None, Concluded] = {}
    for entry in entries:
        fact: Any = entry.fact
        if entry.kind.name == "conclusions.recorded":
            found[fact.item] = Concluded(entry.at, fact.item, fact.text)
        elif entry.kind.name == "conclusions.removed":
            found.pop(fact.item, None)
    return [one for one in found.values() if one.text]


def _forget(told: list[Happening], kind: type[Happening], item: str | None) -> None:
    """Take out the last of its kind on the item, if there is one."""
    for place in range(len(told) - 1, -1, -1):
        if item is not None and type(told[place]) is kind and told[place].item == item:
            del told[place]
            return


def _speeches(session: Session, stream: str, people: Mapping[str, Person], now: int) -> Iterator[Speech]:
    for row in speakers_of(session, stream):
        if row.started_at is not None:
            who = people.get(row.person, Person(row.person))
            yield Speech(row.started_at, row.item, who, row.kind, row.subject, spoken(row, now))


def _votes(votes: Sequence[Published]) -> Iterator[Vote]:
    saying, places = Saying(LAWFUL), numbers_of_votes(votes)
    for vote in votes:
        poll = vote.poll
        yield Vote(
            poll["opened_at"],
            poll["item"],
            places[poll["id"]],
            poll["question"],
            vote.kind(saying),
            poll["sentences"][LAWFUL],
            vote.result.roll is not None,
            poll["repeats"] is not None,
        )


def numbers_of_votes(votes: Sequence[Published]) -> dict[str, int]:
    """Return the number of each vote of the meeting that was ever opened, in order: it stays what it is."""
    polls = {poll["id"]: poll for vote in votes for poll in (vote.poll, *vote.others) if poll["opened_at"] is not None}
    order = sorted(polls.values(), key=lambda poll: (poll["opened_at"], poll["at"], poll["id"]))
    return {poll["id"]: number for number, poll in enumerate(order, 1)}


def _items(session: Session, stream: str, people: Mapping[str, Person]) -> Iterator[Item]:
    numbers, call = numbers_of(session, stream), call_of(session, stream)
    said = all_positions(session, stream, None) if call else {}
    rows = {row.id: row for row in items_of(session, stream)}
    for item, number in numbers.items():
        row, mine = rows[item], said.get(item, {})
        counts: dict[str, int] = {}
        named: dict[str, list[str]] = {}
        for member, position in mine.items():
            counts[position] = counts.get(position, 0) + 1
            if call and call.seen == "opened" and row.opened_at is not None:
                named.setdefault(position, []).append(people[member].name if member in people else member)
        yield Item(item, number, row.title, row.presenter, row.parent, counts, named)


def _attendee(line: Line) -> Attendee:
    return Attendee(
        person=Person(line.part["name"], _office(line.part["title"], line.part["unit"])),
        came=line.state in ("present", "left"),
        remote=bool(line.stays) and all(stay.remote for stay in line.stays),
        excused=line.excused,
        for_them=line.for_them,
    )


def _office(*words: str) -> str:
    return ", ".join(filter(None, words))
