"""From the draft to the approved document: remarks, issuing under a number, approval by a later meeting."""

from typing import Any

import msgspec

from icabinet.agenda.queries import check_item, state_of_item
from icabinet.errors import Invalid, NotFound
from icabinet.journal import chain
from icabinet.journal.actions import ANY_STATE, Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import role_of, stream_of
from icabinet.minutes import rules
from icabinet.minutes.facts import (
    DocumentApproved,
    DocumentCirculated,
    DocumentIssued,
    DocumentPutForward,
    RemarkAnswered,
    Remarked,
)
from icabinet.minutes.moments import year_of
from icabinet.minutes.queries import is_taken, next_number, passages_of, remarks_of
from icabinet.minutes.tables import DocumentRow, RemarkRow
from icabinet.people import letterheads, policy
from icabinet.polls.queries import verdicts_on
from icabinet.text import clean_lines

_LONGEST = 2_000


class Circulate(Args, frozen=True):
    """closes_at: until when remarks are taken, ms; None: until it is issued."""

    id: str
    closes_at: int | None = None


@action("minutes.circulate", Circulate, permission="minutes.issue", when=ANY_STATE)
def circulate(turn: Turn, args: Circulate) -> None:
    """Let those who took part read the draft and say what they miss; again, to set another time."""
    row = turn.get(DocumentRow, args.id)
    rules.check_may_circulate(row.id, row.state, args.closes_at, turn.at)
    turn.record(DocumentCirculated(document=row.id, closes_at=args.closes_at))


class Remark(Args, frozen=True):
    """document: on which; key: of the passage, "" for the whole."""

    id: str
    document: str
    text: str
    key: str = ""


@action("minutes.remark", Remark, permission="minutes.remark", when=ANY_STATE)
def remark(turn: Turn, args: Remark) -> None:
    """Say what should be different in a draft that was circulated."""
    row = turn.get(DocumentRow, args.document)
    made = len(remarks_of(turn.session, turn.stream, row.id))
    rules.check_may_remark(row.id, row.state, row.closes_at, turn.at, remarks=made)
    turn.check_free(RemarkRow, args.id)
    keys = {passage.key for passage in passages_of(turn.session, turn.stream, row.id)}
    if args.key and args.key not in keys:
        raise NotFound(kind="passages", id=args.key)
    text = clean_lines(args.text, "text", longest=_LONGEST)
    turn.record(Remarked(remark=args.id, document=row.id, key=args.key, text=text))


class AnswerRemark(Args, frozen=True):
    id: str
    taken: bool
    reply: str = ""


@action("minutes.answer_remark", AnswerRemark, permission="minutes.write", when=ANY_STATE)
def answer_remark(turn: Turn, args: AnswerRemark) -> None:
    """Take a remark up, or say why not."""
    row = turn.get(RemarkRow, args.id)
    reply = clean_lines(args.reply, "reply", longest=_LONGEST, empty=args.taken)
    turn.record(RemarkAnswered(remark=row.id, taken=args.taken, reply=reply))


class Issue(Args, frozen=True):
    """number: None for the one after the last; content: all that it says; seq, head: of the journal it was made from.

    seen: the document's revision that the content is of.
    """

    id: str
    content: dict[str, Any]
    seen: int
    seq: int
    head: str
    number: int | None = None


@action("minutes.issue", Issue, permission="minutes.issue", when=ANY_STATE, inside=True)
def issue(turn: Turn, args: Issue) -> dict[str, object]:
    """Make the document final and give it a number of its body and year."""
    row = turn.get(DocumentRow, args.id)
    rules.check_open(row.id, row.state)
    if args.seen != row.revision:
        raise rules.PassageChanged(key="", revision=row.revision, title="", text="")
    year = year_of(turn.at)
    # Held until the turn is over: no two documents of a body get one number.
    letterhead = letterheads.held_letterhead(turn.session, row.body)
    following = next_number(turn.session, row.body, row.kind, year)
    number = following if args.number is None else args.number
    taken = is_taken(turn.session, row.body, row.kind, year, number)
    turn.record(
        DocumentIssued(
            document=row.id,
            number=rules.check_number(number, taken, following),
            year=year,
            symbol=letterhead.symbol,
            # As the journal has it, so that nothing differs when it is read back.
            content=msgspec.json.decode(chain.canonical(args.content)),
            seq=args.seq,
            head=args.head,
        )
    )
    return {"number": number}


class PutForward(Args, frozen=True):
    """meeting: a later one; item: of its agenda."""

    id: str
    meeting: str
    item: str


@action("minutes.put_forward", PutForward, permission="minutes.issue", when=ANY_STATE)
def put_forward(turn: Turn, args: PutForward) -> None:
    """Note that the document stands on the agenda of a later meeting, which one prepares, to be approved."""
    row = turn.get(DocumentRow, args.id)
    if row.state == rules.DRAFT:
        raise Invalid(where="id", why="draft")
    _check_theirs(turn, args.meeting, args.item, "agenda.edit")
    turn.record(DocumentPutForward(document=row.id, meeting=args.meeting, item=args.item))


class Approve(Args, frozen=True):
    id: str
    meeting: str
    item: str


@action("minutes.approve", Approve, permission="minutes.issue", when=ANY_STATE)
def approve(turn: Turn, args: Approve) -> None:
    """Note that a later meeting has dealt with the item, and approved the document by it."""
    row = turn.get(DocumentRow, args.id)
    if not any((one["meeting"], one["item"]) == (args.meeting, args.item) for one in row.forwarded):
        raise NotFound(kind="items", id=args.item)
    _check_theirs(turn, args.meeting, args.item, "meetings.read")
    stream = stream_of(args.meeting)
    state = state_of_item(turn.session, stream, args.item)
    rules.check_may_approve(row.id, row.state, args.item, state, verdicts_on(turn.session, stream, args.item))
    turn.record(DocumentApproved(document=row.id, meeting=args.meeting, item=args.item))


def _check_theirs(turn: Turn, meeting: str, item: str, permission: str) -> None:
    """The item is one of a meeting in which the actor may do this."""
    role = role_of(turn.session, meeting, turn.actor)
    if role is None:
        raise NotFound(kind="meeting", id=meeting)
    policy.check(role, permission)
    check_item(turn.session, stream_of(meeting), item)
