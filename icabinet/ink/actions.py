"""What people may do with ink: on the meeting's stream it is shared, in a notebook it is one's own."""

from collections import Counter
from collections.abc import Iterable

import msgspec
from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import aliased

from icabinet import ids
from icabinet.errors import Invalid, NotFound
from icabinet.ink import rules
from icabinet.ink.carrying import copy_id, to_carry
from icabinet.ink.facts import StrokeChanged, StrokeDrawn, StrokesCarried, StrokesErased
from icabinet.ink.packing import pack, unpack
from icabinet.ink.sight import layer_of, sees
from icabinet.ink.tables import StrokeRow
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import IdTaken, Turn
from icabinet.meetings.queries import participants_of, role_of, stream_of
from icabinet.papers.queries import check_page_of, pages_kept
from icabinet.people import policy
from icabinet.presenting.queries import presenter

_MOST_ERASED = 1_000
_MOST_CARRIED = 500
_Other = aliased(StrokeRow)


class Draw(Args, frozen=True, omit_defaults=True):
    """What is left out is no part of what was asked: a wish from before `text`, `to` and `layer` is still the same."""

    id: str
    paper: str
    page: int
    tool: str
    colour: str
    width: int
    points: str | list[int]
    text: str = ""
    to: list[str] = msgspec.field(default_factory=list)
    layer: str = ""


@action("ink.draw", Draw, permission="ink.draw_shared", private="ink.draw_private")
def draw(turn: Turn, args: Draw) -> None:
    """Make a mark; on the meeting's stream everybody sees it, or those whom `to` names.

    `points` may also be a list, as tablets sent it before it was packed.
    """
    rules.check_looks(args.tool, args.colour, args.width)
    points = _packed(args.tool, args.points)
    text = rules.cleaned(args.tool, args.text)
    ids.check(args.id)
    check_page_of(turn.session, stream_of(turn.meeting), args.paper, args.page, turn.actor)
    _check_place(turn, args.to, args.layer)
    _check_room_for(turn, args.id, args.paper, args.page)
    turn.record(
        StrokeDrawn(
            stroke=args.id,
            paper=args.paper,
            page=args.page,
            tool=args.tool,
            colour=args.colour,
            width=args.width,
            points=points,
            text=text,
            to=list(dict.fromkeys(args.to)),
            layer=args.layer,
        )
    )


class Change(Args, frozen=True):
    id: str
    points: str | None = None
    colour: str | None = None
    width: int | None = None
    text: str | None = None


@action("ink.change", Change, permission="ink.draw_shared", private="ink.draw_private")
def change(turn: Turn, args: Change) -> None:
    """Move, resize, recolour or rewrite a mark of one's own; what is left out stays as it is."""
    row = turn.get(StrokeRow, args.id)
    if not sees(row, turn.actor):
        raise NotFound(kind=StrokeRow.__tablename__, id=args.id)
    rules.check_may_change(row.by, turn.actor)
    check_page_of(turn.session, stream_of(turn.meeting), row.paper, row.page, turn.actor)
    _check_not_frozen(turn, [row])
    colour = row.colour if args.colour is None else args.colour
    width = row.width if args.width is None else args.width
    rules.check_looks(row.tool, colour, width)
    points = row.points if args.points is None else _packed(row.tool, args.points)
    text = row.text if args.text is None else rules.cleaned(row.tool, args.text)
    if (points, colour, width, text) != (row.points, row.colour, row.width, row.text):
        turn.record(
            StrokeChanged(
                stroke=row.id,
                points=None if points == row.points else points,
                colour=None if colour == row.colour else colour,
                width=None if width == row.width else width,
                text=None if text == row.text else text,
            )
        )


class Erase(Args, frozen=True):
    ids: list[str]


@action("ink.erase", Erase, permission="ink.draw_shared", private="ink.draw_private")
def erase(turn: Turn, args: Erase) -> None:
    """Erase whole marks: one's own; chair and secretary any shared one they see. Those already gone do not matter."""
    if not 0 < len(args.ids) <= _MOST_ERASED:
        raise Invalid(where="ids", why="length", longest=_MOST_ERASED)
    there = [row for stroke in args.ids if (row := turn.session.get(StrokeRow, (turn.stream, stroke)))]
    found = [row for row in there if sees(row, turn.actor)]
    any_stroke = policy.may(_role(turn), "ink.erase_any")
    for row in found:
        rules.check_may_erase(row.by, turn.actor, any_stroke=any_stroke)
    _check_not_frozen(turn, found)
    if found:
        turn.record(StrokesErased(strokes=[row.id for row in found]))


class Carry(Args, frozen=True):
    old: str = msgspec.field(name="from")
    new: str = msgspec.field(name="to")


@action("ink.carry", Carry, permission="ink.draw_shared", private="ink.draw_private")
def carry(turn: Turn, args: Carry) -> dict[str, object]:
    """Copy ink to a newer version of the paper, where the page has not changed: one's own; chair and secretary all.

    Of what is for some people only, what one does not see is left alone.
    Answers with the ids of the copies, at most 500, and whether there are `more` to copy in the same way.
    """
    pages = pages_kept(turn.session, stream_of(turn.meeting), args.old, args.new, turn.actor)
    by = None if policy.may(_role(turn), "ink.erase_any") else turn.actor
    found = to_carry(turn.session, turn.stream, args.old, args.new, pages, by)
    waiting = [row for row in found if sees(row, turn.actor)]
    fitting = [(row, pages[row.page]) for row in waiting[:_MOST_CARRIED]]
    _check_not_frozen(turn, [row for row, _ in fitting])
    for page, count in Counter(page for _, page in fitting).items():
        rules.check_room(_on_page(turn, args.new, page) + count - 1)
    copies = [(row.id, copy_id(row.id, args.new), page) for row, page in fitting]
    if copies:
        turn.record(StrokesCarried(paper=args.new, strokes=copies))
    return {"strokes": [copy for _, copy, _ in copies], "more": len(waiting) > len(fitting)}


def _packed(tool: str, points: str | list[int]) -> str:
    """Return the points as they are kept, once they are seen to be a mark's."""
    if isinstance(points, list):
        rules.check_points(tool, points)
        return pack(points)
    if len(points) > rules.LONGEST_PACKED:
        raise Invalid(where="points", why="length")
    rules.check_points(tool, unpack(points))
    return points


def _check_place(turn: Turn, to: list[str], layer: str) -> None:
    """Refuse readers and layers that the mark may not have, here and now, from this actor."""
    if turn.stream != stream_of(turn.meeting):
        rules.check_private(to, layer)
        return
    rules.check_layer(to, layer)
    if to:
        parts = participants_of(turn.session, turn.meeting)
        rules.check_readers(to, {part.person for part in parts}, {part.unit for part in parts})
    if layer == rules.PRESENTERS:
        rules.check_presents(turn.actor, presenter(turn.session, turn.stream))
    else:
        _check_thawed(turn)


def _check_not_frozen(turn: Turn, rows: Iterable[StrokeRow]) -> None:
    if any(row.layer == rules.SHARED for row in rows):
        _check_thawed(turn)


def _check_thawed(turn: Turn) -> None:
    row = layer_of(turn.session, turn.stream)
    rules.check_not_frozen(frozen=row is not None and row.frozen, runs_layer=policy.may(_role(turn), "ink.layer"))


def _role(turn: Turn) -> str | None:
    return role_of(turn.session, turn.meeting, turn.actor)


def _check_room_for(turn: Turn, mark: str, paper: str, page: int) -> None:
    """Refuse a mark whose id is taken, or for which there is no room; asked in one go, for much is drawn."""
    taken = select(literal(1)).where(_Other.stream == turn.stream, _Other.id == mark).correlate(None).exists()
    count, is_taken = turn.session.execute(_count(turn, paper, page).add_columns(taken)).one()
    if is_taken:
        raise IdTaken(id=mark)
    rules.check_room(count)


def _on_page(turn: Turn, paper: str, page: int) -> int:
    return turn.session.scalar(_count(turn, paper, page)) or 0


def _count(turn: Turn, paper: str, page: int) -> Select[int]:
    here = (StrokeRow.stream == turn.stream, StrokeRow.paper == paper, StrokeRow.page == page)
    return select(func.count()).select_from(StrokeRow).where(*here)
