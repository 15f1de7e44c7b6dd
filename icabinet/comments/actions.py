"""What people may say about marks: on the meeting's stream to whoever sees the mark, in a notebook to oneself."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select

from icabinet import ids
from icabinet.comments import rules
from icabinet.comments.facts import (
    CommentEdited,
    CommentWithdrawn,
    CommentWritten,
    ThreadOpened,
    ThreadReopened,
    ThreadResolved,
)
from icabinet.comments.records import state_of
from icabinet.comments.sight import marks_under, may_see, readers, seen
from icabinet.comments.tables import CommentRow, ThreadRow
from icabinet.errors import NotFound
from icabinet.ink.queries import mark_of, views_of_mark
from icabinet.journal.actions import Args, action
from icabinet.journal.records import Views
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import role_of, stream_of
from icabinet.people import policy
from icabinet.text import clean_lines

_WRITE, _NOTE = "comments.write", "comments.note"


class Say(Args, frozen=True):
    id: str
    mark: str
    text: str
    mentions: list[str] = msgspec.field(default_factory=list)


@action("comments.open", Say, permission=_WRITE, private=_NOTE)
def open_thread(turn: Turn, args: Say) -> None:
    """Comment on a mark. If somebody was faster to do so, it is an answer to them."""
    mark, shown = mark_of(turn.session, turn.stream, args.mark), _mark_views(turn, args.mark)
    if mark is None or not may_see(shown, turn.actor, _role(turn)):
        raise NotFound(kind="marks", id=args.mark)
    thread = turn.session.get(ThreadRow, (turn.stream, args.mark))
    if thread is None or thread.gone:
        turn.record(ThreadOpened(mark=mark.id, paper=mark.paper, page=mark.page, author=mark.by))
    _say(turn, args)


@action("comments.reply", Say, permission=_WRITE, private=_NOTE)
def reply(turn: Turn, args: Say) -> None:
    """Answer in a thread. What is said after it was settled opens it anew."""
    thread = _found(turn, args.mark)
    if thread.erased:
        raise NotFound(kind="marks", id=args.mark)
    _say(turn, args)


class EditComment(Args, frozen=True):
    id: str
    text: str
    mentions: list[str] = msgspec.field(default_factory=list)


@action("comments.edit", EditComment, permission=_WRITE, private=_NOTE)
def edit(turn: Turn, args: EditComment) -> None:
    """Put one's own comment differently."""
    row = _own(turn, args.id)
    turn.record(CommentEdited(comment=row.id, text=_text(args.text), mentions=_mentions(turn, row.mark, args.mentions)))


class OneComment(Args, frozen=True):
    id: str


@action("comments.withdraw", OneComment, permission=_WRITE, private=_NOTE)
def withdraw(turn: Turn, args: OneComment) -> None:
    """Take one's own comment back; with the last one the thread is gone."""
    turn.record(CommentWithdrawn(comment=_own(turn, args.id).id))


class OneThread(Args, frozen=True):
    mark: str


@action("comments.resolve", OneThread, permission=_WRITE, private=_NOTE)
def resolve(turn: Turn, args: OneThread) -> None:
    """Say that it is settled: whoever opened the thread or drew the mark, chair and secretary."""
    _settle(turn, args.mark, rules.OPEN)
    turn.record(ThreadResolved(mark=args.mark))


@action("comments.reopen", OneThread, permission=_WRITE, private=_NOTE)
def reopen(turn: Turn, args: OneThread) -> None:
    """Say that it is not settled after all: the same people."""
    _settle(turn, args.mark, rules.RESOLVED)
    turn.record(ThreadReopened(mark=args.mark))


def _say(turn: Turn, args: Say) -> None:
    turn.check_free(CommentRow, ids.check(args.id))
    rules.check_room(_written(turn, args.mark))
    text, mentions = _text(args.text), _mentions(turn, args.mark, args.mentions)
    if turn.session.get_one(ThreadRow, (turn.stream, args.mark)).resolved_at is not None:
        turn.record(ThreadReopened(mark=args.mark))
    turn.record(CommentWritten(comment=args.id, mark=args.mark, text=text, mentions=mentions))


def _settle(turn: Turn, mark: str, state: str) -> None:
    thread = _found(turn, mark)
    desk = policy.may(_role(turn), "comments.resolve_any")
    rules.check_may_settle(turn.actor, (thread.by, thread.author), any_thread=desk)
    rules.check_state(mark, state_of(thread), state)


def _found(turn: Turn, mark: str) -> ThreadRow:
    """Return the thread, or refuse as if there were none if it is gone, or not for the actor."""
    row = turn.get(ThreadRow, mark)
    marks, body = marks_under(turn.session, turn.stream, [row]), None if row.gone else {"mark": mark}
    found = seen(turn.session, row, body, row.at, marks)
    if not may_see(found, turn.actor, _role(turn)):
        raise NotFound(kind="comment_threads", id=mark)
    return row


def _own(turn: Turn, comment: str) -> CommentRow:
    row = turn.get(CommentRow, comment)
    if row.gone:
        raise NotFound(kind="comments", id=comment)
    _found(turn, row.mark)
    rules.check_is_own(row.by, turn.actor)
    return row


def _text(text: str) -> str:
    return clean_lines(text, "text", longest=rules.LONGEST)


def _mentions(turn: Turn, mark: str, persons: Sequence[str]) -> list[str]:
    """Nobody else is mentioned in a notebook: only its owner reads it."""
    if not persons:
        return []
    is_shared = turn.stream == stream_of(turn.meeting)
    there = readers(turn.session, turn.meeting, _mark_views(turn, mark)) if is_shared else {turn.actor}
    return rules.mentioned(persons, there)


def _mark_views(turn: Turn, mark: str) -> Views:
    row = mark_of(turn.session, turn.stream, mark)
    return views_of_mark(turn.session, row, {"id": row.id}, row.at) if row is not None else []


def _role(turn: Turn) -> str | None:
    return role_of(turn.session, turn.meeting, turn.actor)


def _written(turn: Turn, mark: str) -> int:
    query = select(func.count()).select_from(CommentRow)
    return turn.session.scalar(query.where(CommentRow.stream == turn.stream, CommentRow.mark == mark)) or 0
