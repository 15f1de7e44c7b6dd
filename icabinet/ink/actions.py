"""What people may do with ink: on the meeting's stream it is shared, in a notebook it is one's own."""

from collections import Counter

import msgspec
from sqlalchemy import func, select

from icabinet import ids
from icabinet.errors import Invalid
from icabinet.ink import rules
from icabinet.ink.carrying import copy_id, to_carry
from icabinet.ink.facts import StrokeDrawn, StrokesCarried, StrokesErased
from icabinet.ink.tables import StrokeRow
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import part_of, stream_of
from icabinet.papers.queries import check_page_of, pages_kept
from icabinet.people import policy

_MOST_ERASED = 1_000
_MOST_CARRIED = 500


class Draw(Args, frozen=True):
    id: str
    paper: str
    page: int
    tool: str
    colour: str
    width: int
    points: list[int]


@action("ink.draw", Draw, permission="ink.draw_shared", private="ink.draw_private")
def draw(turn: Turn, args: Draw) -> None:
    """Draw a stroke; on the meeting's stream everybody sees it."""
    rules.check_stroke(args.tool, args.colour, args.width, args.points)
    turn.check_free(StrokeRow, ids.check(args.id))
    check_page_of(turn.session, stream_of(turn.meeting), args.paper, args.page, turn.actor)
    rules.check_room(_on_page(turn, args.paper, args.page))
    turn.record(
        StrokeDrawn(
            stroke=args.id,
            paper=args.paper,
            page=args.page,
            tool=args.tool,
            colour=args.colour,
            width=args.width,
            points=args.points,
        )
    )


class Erase(Args, frozen=True):
    ids: list[str]


@action("ink.erase", Erase, permission="ink.draw_shared", private="ink.draw_private")
def erase(turn: Turn, args: Erase) -> None:
    """Erase whole strokes: one's own; chair and secretary any shared one. Those already gone do not matter."""
    if not 0 < len(args.ids) <= _MOST_ERASED:
        raise Invalid(where="ids", why="length", longest=_MOST_ERASED)
    found = [row for stroke in args.ids if (row := turn.session.get(StrokeRow, (turn.stream, stroke)))]
    any_stroke = policy.may(_role(turn), "ink.erase_any")
    for row in found:
        rules.check_may_erase(row.by, turn.actor, any_stroke=any_stroke)
    if found:
        turn.record(StrokesErased(strokes=[row.id for row in found]))


class Carry(Args, frozen=True):
    old: str = msgspec.field(name="from")
    new: str = msgspec.field(name="to")


@action("ink.carry", Carry, permission="ink.draw_shared", private="ink.draw_private")
def carry(turn: Turn, args: Carry) -> dict[str, object]:
    """Copy ink to a newer version of the paper, where the page has not changed: one's own; chair and secretary all.

    Answers with the ids of the copies, at most 500, and whether there are `more` to copy in the same way.
    """
    pages = pages_kept(turn.session, stream_of(turn.meeting), args.old, args.new, turn.actor)
    by = None if policy.may(_role(turn), "ink.erase_any") else turn.actor
    waiting = to_carry(turn.session, turn.stream, args.old, args.new, pages, by)
    fitting = [(row, pages[row.page]) for row in waiting[:_MOST_CARRIED]]
    for page, count in Counter(page for _, page in fitting).items():
        rules.check_room(_on_page(turn, args.new, page) + count - 1)
    copies = [(row.id, copy_id(row.id, args.new), page) for row, page in fitting]
    if copies:
        turn.record(StrokesCarried(paper=args.new, strokes=copies))
    return {"strokes": [copy for _, copy, _ in copies], "more": len(waiting) > len(fitting)}


def _role(turn: Turn) -> str | None:
    part = part_of(turn.session, turn.meeting, turn.actor)
    return part.role if part else None


def _on_page(turn: Turn, paper: str, page: int) -> int:
    query = (
        select(func.count())
        .select_from(StrokeRow)
        .where(
            StrokeRow.stream == turn.stream,
            StrokeRow.paper == paper,
            StrokeRow.page == page,
        )
    )
    return turn.session.scalar(query) or 0
