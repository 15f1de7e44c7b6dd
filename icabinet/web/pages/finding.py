"""Finding meetings, conclusions, votes, tasks and slips again: by words, by how they stand, by the day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.agenda.tables import ItemRow
from icabinet.conclusions.queries import conclusions_in
from icabinet.conclusions.tables import GENERAL
from icabinet.database import portions
from icabinet.errors import Invalid, NotFound
from icabinet.extensions import services
from icabinet.folders.queries import files_of, kept_papers_of, notes_of
from icabinet.meetings.queries import meetings_of
from icabinet.meetings.tables import MeetingRow
from icabinet.people import policy
from icabinet.people.lists.keeping import MEETINGS, lines_of
from icabinet.polls.tables import PollRow
from icabinet.search.excerpts import Finder, Piece, plain_of
from icabinet.search.question import LONGEST, Question, read
from icabinet.slips.queries import slips_of
from icabinet.tasks.queries import tasks_for
from icabinet.tasks.rules import is_overdue
from icabinet.web.pages import moments
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.slips.words import STATES as SLIP_STATES
from icabinet.web.pages.tasks.reading import meetings_by_stream
from icabinet.web.pages.tasks.words import STATES as TASK_STATES
from icabinet.web.refusals import sentence
from icabinet.web.security import viewer

MOST = 100


@dataclass(frozen=True)
class Thing:
    """Something to be found: what it says, where it belongs, how it stands, of when it is, where it leads.

    sort: of a meeting, its kind by the list of the house.
    """

    text: str
    of: str
    state: str
    at: int
    leads: str
    sort: str = ""


@dataclass(frozen=True)
class Hit:
    thing: Thing
    pieces: list[Piece]


Meetings = dict[str, tuple[MeetingRow, str]]  # by stream, with the asker's role


@dataclass(frozen=True)
class Kind:
    """What is looked for: its states in words, and where the things come from that the asker may see."""

    words: object
    states: dict[str, object]
    things: Callable[[Session, Meetings], Iterator[Thing]]


@pages.get("/search/<kind>")
def find(kind: str) -> str | tuple[str, int]:
    if kind not in KINDS:
        raise NotFound(kind="search", id=kind[:20])
    asked = {name: request.args.get(name, "").strip() for name in ("q", "state", "sort", "since", "until")}
    try:
        hits = _hits(KINDS[kind], asked)
    except Invalid as refusal:
        return _page(kind, asked, [], sentence(refusal)), refusal.status
    return _page(kind, asked, hits)


def _hits(kind: Kind, asked: dict[str, str]) -> list[Hit]:
    """Return what was found, the latest first."""
    question = read(asked["q"])
    days = asked["since"], asked["until"]
    moments.within(0, *days)  # whether the days are days is asked before anything is looked up
    asker = viewer()
    with services().db.reading() as session:
        rows = meetings_of(session, asker.person)
        mine = {row.stream: (row, role) for row, role in rows if asker.meeting in (None, row.id)}
        things = [
            thing
            for thing in kind.things(session, mine)
            if asked["state"] in ("", thing.state)
            and asked["sort"] in ("", thing.sort)
            and moments.within(thing.at, *days)
        ]
    return sorted(_matching(question, things), key=lambda hit: -hit.thing.at)


def _matching(question: Question, things: list[Thing]) -> Iterator[Hit]:
    if not question.rungs:
        yield from (Hit(thing, [(_short(thing.text), False)]) for thing in things)
        return
    finder, texts = Finder(question), [f"{thing.text} · {thing.of}" for thing in things]
    for at in finder.likely([plain_of(text) for text in texts]):
        if finder.marked(texts[at]) is not None:
            yield Hit(things[at], finder.excerpt(things[at].text))


def _short(text: str) -> str:
    return text if len(text) <= 2 * LONGEST else f"{text[: 2 * LONGEST]}…"


def _page(kind: str, asked: dict[str, str], hits: list[Hit], problem: str = "") -> str:
    states = [("", _("Any")), *KINDS[kind].states.items()]
    return render_template(
        "search/things.html",
        kind=kind,
        asked=asked["q"][:LONGEST],
        typed=asked,
        states=states,
        sorts=_sorts() if kind == "meetings" else [],
        state_words=KINDS[kind].states,
        hits=hits[:MOST],
        count=len(hits),
        problem=problem,
        longest=LONGEST,
        here="search",
    )


def _meetings(_session: Session, mine: Meetings) -> Iterator[Thing]:
    for row, _role in mine.values():
        of = " · ".join(filter(None, (row.body_name, row.kind_name, row.place)))
        yield Thing(row.title, of, row.state, row.starts_at, url_for("pages.room", meeting=row.id), row.kind)


def _sorts() -> list[tuple[str, object]]:
    """Return the kinds of meetings, those too that are offered no longer: older meetings have them."""
    with services().db.reading() as session:
        kinds = [(row.id, row.name) for row in lines_of(session, MEETINGS)]
    return [("", _("Any")), *kinds] if kinds else []


def _conclusions(session: Session, mine: Meetings) -> Iterator[Thing]:
    rows = conclusions_in(session, list(mine))
    items = _items(session, list({row.stream for row in rows}))
    for row in rows:
        meeting, role = mine[row.stream]
        if not policy.may(role, "tasks.read") or (row.announced_at is None and not policy.may(role, "tasks.follow")):
            continue
        title, place = items.get((row.stream, row.item), ""), row.item if row.item != GENERAL else ""
        leads = url_for("pages.conclusions", meeting=meeting.id, _anchor=f"item-{place}")
        of = " · ".join(filter(None, (title, meeting.title)))
        yield Thing(row.text, of, "announced" if row.announced_at is not None else "draft", row.at, leads)


def _items(session: Session, streams: list[str]) -> dict[tuple[str, str], str]:
    """Return what the items of these meetings are called."""
    query = select(ItemRow)
    found = (session.scalars(query.where(ItemRow.stream.in_(some))) for some in portions(streams))
    return {(row.stream, row.id): row.title for rows in found for row in rows}


def _votes(session: Session, mine: Meetings) -> Iterator[Thing]:
    query = select(PollRow).where(PollRow.state == "published")
    for some in portions(list(mine)):
        for row in session.scalars(query.where(PollRow.stream.in_(some))):
            meeting, role = mine[row.stream]
            if policy.may(role, "polls.read"):
                verdict = str((row.result or {}).get("verdict", ""))
                leads = url_for("pages.vote_result", meeting=meeting.id, poll=row.id)
                state = verdict if verdict in KINDS["votes"].states else "other"
                yield Thing(row.question, meeting.title, state, row.closed_at or row.at, leads)


def _tasks(session: Session, mine: Meetings) -> Iterator[Thing]:
    asker, now = viewer(), clock.now_ms()
    found = [one.task for one in tasks_for(session, asker.person) if asker.meeting is None or one.task.stream in mine]
    meetings = meetings_by_stream(session, {task.stream for task in found})
    for task in found:
        meeting = meetings[task.stream]
        state = "overdue" if is_overdue(task.state, task.deadline_at, now) else task.state
        of = " · ".join((task.unit, *task.helpers, meeting.title))
        yield Thing(task.text, of, state, task.at, url_for("pages.task", meeting=meeting.id, task=task.id))


def _slips(session: Session, _mine: Meetings) -> Iterator[Thing]:
    asker = viewer()
    for one in slips_of(session, asker.person):
        if asker.meeting in (None, one.slip.id):
            leads = url_for("pages.slip", slip=one.slip.id)
            text = " · ".join(filter(None, (one.slip.subject, one.slip.explanation)))
            yield Thing(text, one.body, one.slip.state, one.slip.sent_at or one.slip.at, leads)


def _folders(session: Session, _mine: Meetings) -> Iterator[Thing]:
    asker = viewer()
    if asker.meeting is not None:
        return
    for note in notes_of(session, asker.person):
        text = " · ".join(filter(None, (note.title, note.text)))
        yield Thing(text, "", "note", note.at, url_for("pages.note", note=note.id))
    for file in files_of(session, asker.person):
        yield Thing(file.title, file.filename, "file", file.at, url_for("pages.own_file", file=file.id))
    for kept in kept_papers_of(session, asker.person):
        if kept.paper is not None:
            leads = url_for("pages.room", meeting=kept.row.meeting, paper=kept.paper.id)
            yield Thing(kept.paper.title, kept.meeting, "paper", kept.row.at, leads)


KINDS = {
    "meetings": Kind(
        lazy_gettext("Meetings"),
        {"planned": lazy_gettext("Planned"), "live": lazy_gettext("In session"), "ended": lazy_gettext("Ended")},
        _meetings,
    ),
    "conclusions": Kind(
        lazy_gettext("Conclusions"),
        {"announced": lazy_gettext("Announced"), "draft": lazy_gettext("Draft, seen by the desk")},
        _conclusions,
    ),
    "votes": Kind(
        lazy_gettext("Votes held"),
        {
            "adopted": lazy_gettext("Adopted"), "rejected": lazy_gettext("Not adopted"),
            "elected": lazy_gettext("Chosen"), "other": lazy_gettext("Undecided"),
        },
        _votes,
    ),
    "tasks": Kind(lazy_gettext("Tasks"), {"overdue": lazy_gettext("Overdue"), **TASK_STATES}, _tasks),
    "slips": Kind(lazy_gettext("Slips"), {**SLIP_STATES}, _slips),
    "folders": Kind(
        lazy_gettext("My folders"),
        {"note": lazy_gettext("Note"), "file": lazy_gettext("File"), "paper": lazy_gettext("Paper of a meeting")},
        _folders,
    ),
}  # fmt: skip
