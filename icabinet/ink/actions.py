"""What people may do with ink: on the meeting's stream it is shared, in a notebook it is one's own."""

from sqlalchemy import func, select

from icabinet import ids
from icabinet.errors import Invalid
from icabinet.ink import rules
from icabinet.ink.facts import StrokeDrawn, StrokesErased
from icabinet.ink.tables import StrokeRow
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import part_of, stream_of
from icabinet.papers.queries import check_page_of
from icabinet.people import policy

_MOST_ERASED = 1_000


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
