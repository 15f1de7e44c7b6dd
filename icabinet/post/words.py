"""What an e-mail says, in the language of whoever gets it."""

from collections.abc import Iterator
from textwrap import shorten
from typing import NamedTuple

from babel.dates import format_date

from icabinet.invitations import queries
from icabinet.invitations.facts import What
from icabinet.languages import format_clock, in_language, local

_LONGEST_SUBJECT = 100


class Word(NamedTuple):
    """An e-mail as its text and its page show it. rows: (name, value, what it was before); button: (words, address).

    footnote: why one gets it, and what is not to be done with it.
    """

    subject: str
    greeting: str
    lines: list[str]
    rows: list[tuple[str, str, str]]
    button: tuple[str, str] | None
    footnote: str


class Topic(NamedTuple):
    """What an e-mail is about. before: what its reader knew until now; reason: why a meeting is called off.

    answered: whether the reader has answered; note: what guests should know.
    """

    about: str
    body: str
    what: What
    link: str
    before: What | None = None
    reason: str = ""
    answered: bool = False
    note: str = ""


def word_of_meeting(topic: Topic, name: str, locale: str) -> Word:
    """Say that somebody is invited, that something has changed, that they are not to come, or when it is."""
    _ = in_language(locale)
    title, cancelled = topic.what.title, topic.about == queries.CANCELLED
    heads = {
        queries.INVITED: _("Invitation: {title}"),
        queries.CHANGED: _("Changed: {title}"),
        queries.CANCELLED: _("Called off: {title}"),
        queries.REMINDED: _("Reminder: {title}"),
    }
    opening = {
        queries.INVITED: _("{body} invites you to this meeting."),
        queries.CHANGED: _("Something has changed about the meeting to which {body} has invited you."),
        queries.CANCELLED: _("You are no longer expected at this meeting of {body}."),
        queries.REMINDED: _("This is a reminder of the meeting to which {body} has invited you."),
    }
    lines = [opening[topic.about].format(body=topic.body)]
    if cancelled and topic.reason:
        lines = [_("{body} does not hold this meeting: {reason}").format(body=topic.body, reason=topic.reason)]
    if topic.about == queries.REMINDED and not topic.answered:
        lines.append(_("You have not answered yet."))
    if not cancelled:
        lines += topic.note.splitlines()
    button = None if cancelled else (_("Answer: I will come, will not come, send somebody"), topic.link)
    return Word(
        subject=heads[topic.about].format(title=title),
        greeting=_("Dear {name},").format(name=name),
        lines=lines,
        rows=list(_rows(topic, locale)),
        button=button,
        footnote=""
        if cancelled
        else _("The link is yours alone: whoever has it answers in your name. Please do not pass this e-mail on."),
    )


class AskedInWriting(NamedTuple):
    """What an e-mail about a slip is about; deadline_at: ms."""

    about: str
    body: str
    subject: str
    deadline_at: int
    link: str


def word_of_slip(slip: AskedInWriting, name: str, locale: str) -> Word:
    """Say that somebody is asked in writing, is asked again, has more time, or need not answer."""
    _ = in_language(locale)
    heads = {
        queries.ASKED: _("Your opinion is asked for: {title}"),
        queries.ASKED_AGAIN: _("Reminder, your answer is awaited: {title}"),
        queries.MORE_TIME: _("More time to answer: {title}"),
        queries.WITHDRAWN: _("Withdrawn, no answer needed: {title}"),
    }
    opening = {
        queries.ASKED: _("{body} asks for your opinion in writing."),
        queries.ASKED_AGAIN: _("{body} awaits your answer to a slip."),
        queries.MORE_TIME: _("{body} gives more time to answer a slip."),
        queries.WITHDRAWN: _("{body} has withdrawn a slip; no answer is needed."),
    }
    rows = [(_("Subject"), slip.subject, "")]
    if slip.about != queries.WITHDRAWN:
        rows.append((_("Deadline"), when(slip.deadline_at, locale), ""))
    return Word(
        subject=heads[slip.about].format(title=slip.subject),
        greeting=_("Dear {name},").format(name=name),
        lines=[opening[slip.about].format(body=slip.body)],
        rows=rows,
        button=None if slip.about == queries.WITHDRAWN else (_("Read and answer"), slip.link),
        footnote="",
    )


class DueTask(NamedTuple):
    """A task of which somebody is reminded; deadline_at: ms, None for none."""

    body: str
    text: str
    deadline_at: int | None
    link: str


def word_of_task(task: DueTask, name: str, locale: str) -> Word:
    """Remind somebody of a task that they answer for."""
    _ = in_language(locale)
    rows = [(_("Task"), task.text, "")]
    if task.deadline_at is not None:
        rows.append((_("Deadline"), when(task.deadline_at, locale), ""))
    return Word(
        subject=_("Reminder of a task: {title}").format(title=shorten(task.text, _LONGEST_SUBJECT, placeholder="…")),
        greeting=_("Dear {name},").format(name=name),
        lines=[_("{body} reminds you of a task that was given to you.").format(body=task.body)],
        rows=rows,
        button=(_("Open the task"), task.link),
        footnote="",
    )


class DuePaper(NamedTuple):
    """A paper that is missing, until when it was asked for (ms, None: no deadline), and why it was returned, if so."""

    title: str
    due_at: int | None
    reason: str


class OfPapers(NamedTuple):
    """Papers of which a unit is reminded, or one that it is to change; meeting: its title."""

    about: str
    body: str
    meeting: str
    papers: list[DuePaper]
    link: str
    overdue: bool = False


def word_of_papers(said: OfPapers, name: str, locale: str) -> Word:
    """Remind somebody of the papers that are expected from their unit, or say what is to be changed."""
    _ = in_language(locale)
    returned = said.about == queries.PAPER_RETURNED
    if returned:
        subject, line = _("To be changed: {title}"), _("{body} asks you to change a paper and to deliver it anew.")
    elif said.overdue:
        subject, line = _("Papers overdue: {title}"), _("{body} still waits for papers of your unit; the time is over.")
    else:
        subject, line = _("Papers to deliver: {title}"), _("{body} waits for papers of your unit.")
    rows = [(_("Meeting"), said.meeting, "")]
    for paper in said.papers:
        until = _("until {when}").format(when=when(paper.due_at, locale)) if paper.due_at is not None else ""
        rows.append((_("Paper"), " · ".join(filter(None, (paper.title, until))), ""))
        if paper.reason:
            rows.append((_("To be changed"), paper.reason, ""))
    title = said.papers[0].title if returned else said.meeting
    return Word(
        subject=subject.format(title=shorten(title, _LONGEST_SUBJECT, placeholder="…")),
        greeting=_("Dear {name},").format(name=name),
        lines=[line.format(body=said.body)],
        rows=rows,
        button=(_("Deliver papers"), said.link),
        footnote="",
    )


def when(ms: int, locale: str) -> str:
    """Say a time with its day of the week: "08:30, Thứ Ba, 24/11/2026"."""
    return f"{format_clock(ms)}, {format_date(local(ms), 'EEEE, dd/MM/yyyy', locale)}"


def plain_text(word: Word) -> str:
    """Return the e-mail as text alone."""
    rows = [f"{name}: {value}" + (f" ({was})" if was else "") for name, value, was in word.rows]
    parts = [word.greeting, "\n".join(word.lines), "\n".join(rows)]
    if word.button:
        parts.append("\n".join(word.button))
    return "\n\n".join(filter(None, (*parts, word.footnote))) + "\n"


def _rows(topic: Topic, locale: str) -> Iterator[tuple[str, str, str]]:
    _ = in_language(locale)
    now, before = topic.what, topic.before

    def was(old: str, new: str) -> str:
        return _("until now: {old}").format(old=old) if before and old and old != new else ""

    old = before or now
    yield _("Meeting"), now.title, was(old.title, now.title)
    yield _("Time"), when(now.starts_at, locale), was(when(old.starts_at, locale), when(now.starts_at, locale))
    if now.place:
        yield _("Place"), now.place, was(old.place, now.place)
    if now.online_url:
        yield _("Online"), now.online_url, was(old.online_url, now.online_url)
