"""Keeping the lists: administrators add, rename, order and retire; nothing is deleted, for something may have it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icabinet import ids
from icabinet.errors import Conflict, Invalid, NotFound
from icabinet.extensions import services
from icabinet.people.lists.tables import IssuerRow, Listed, MeetingKindRow, OfficeRow, PaperKindRow
from icabinet.text import clean

MEETINGS, PAPERS, ISSUERS, OFFICES = "meetings", "papers", "issuers", "offices"
_LAST_RANK = 9_999
_LONGEST_RANK = 4
Values = Mapping[str, str]


class ListedTwice(Conflict):
    """The list has a line of this name already. data: name."""

    code = "listed_twice"


class ListInUse(Conflict):
    """The list was begun already: the usual lines are for an empty one."""

    code = "list_begun"


def _words(name: str, longest: int) -> Callable[[str], str]:
    return lambda typed: clean(typed, name, longest=longest, empty=True)


def _symbol(typed: str) -> str:
    return clean(typed, "symbol", longest=40, empty=True).upper()


def _several(name: str) -> Callable[[str], str]:
    """Return what reads "Báo cáo;Báo cáo tóm tắt" as it is kept."""
    return lambda typed: "; ".join(part.strip() for part in clean(typed, name, empty=True).split(";") if part.strip())


def _rank(typed: str) -> int:
    if not typed.strip():
        return 100
    if not typed.strip().isdecimal() or len(typed.strip()) > _LONGEST_RANK or int(typed) > _LAST_RANK:
        raise Invalid(where="rank", why="range")
    return int(typed)


class Shape(NamedTuple):
    """A list's table, and how each further column is read from what is typed."""

    table: type[Any]
    columns: dict[str, Callable[[str], Any]]


LISTS = {
    MEETINGS: Shape(MeetingKindRow, {}),
    PAPERS: Shape(PaperKindRow, {"begins": _several("begins"), "signs": _several("signs")}),
    ISSUERS: Shape(
        IssuerRow, {"superior": _words("superior", 200), "symbol": _symbol, "town": _words("town", 80)}
    ),
    OFFICES: Shape(OfficeRow, {"rank": _rank}),
}  # fmt: skip


def shape_of(name: str) -> Shape:
    """Return what a list is made of, or refuse with `not_found`."""
    if name not in LISTS:
        raise NotFound(kind="list", id=name[:20])
    return LISTS[name]


def lines_of(session: Session, name: str) -> list[Any]:
    """Return all lines of a list in their order, those too that are retired."""
    table = shape_of(name).table
    return list(session.scalars(select(table).order_by(table.position, table.name)))


def lists() -> dict[str, list[Any]]:
    """Return all lists."""
    with services().db.reading() as session:
        return {name: lines_of(session, name) for name in LISTS}


def add(name: str, typed: Values) -> str:
    """Put a line at the end of a list; return its id."""
    shape, line = shape_of(name), ids.new()
    values = _read(shape, typed)

    def work(session: Session) -> None:
        _check_free(session, name, str(values["name"]))
        session.add(shape.table(id=line, position=_next(session, shape), retired=False, **values))

    services().writer.write(work)
    return line


def change(name: str, line: str, typed: Values) -> None:
    """Say anew what a line is called, and the rest of it. What was given it before keeps the old name."""
    shape = shape_of(name)
    values = _read(shape, typed)

    def work(session: Session) -> None:
        row = _line(session, name, line)
        _check_free(session, name, str(values["name"]), but=row.id)
        for column, value in values.items():
            setattr(row, column, value)

    services().writer.write(work)


def retire(name: str, line: str, *, retired: bool = True) -> None:
    """Offer a line no longer, or again."""

    def work(session: Session) -> None:
        _line(session, name, line).retired = retired

    services().writer.write(work)


def move(name: str, line: str, way: str) -> None:
    """Let a line change places with the one above ("up") or below ("down"); the first and the last stay."""

    def work(session: Session) -> None:
        order = [row.id for row in lines_of(session, name)]
        at = order.index(_line(session, name, line).id)
        to = at + {"up": -1, "down": 1}.get(way, 0)
        if not 0 <= to < len(order):
            return
        order[at], order[to] = order[to], order[at]
        for position, each in enumerate(order, start=1):
            _line(session, name, each).position = position

    services().writer.write(work)


def begin(name: str, usual: Iterable[Values]) -> None:
    """Fill a list that is empty; a line's id may be given with it, for what was chosen before there was a list."""
    shape = shape_of(name)
    read = [(one.get("id") or ids.new(), _read(shape, one)) for one in usual]

    def work(session: Session) -> None:
        if lines_of(session, name):
            raise ListInUse
        for position, (line, values) in enumerate(read, start=1):
            session.add(shape.table(id=line, position=position, retired=False, **values))

    services().writer.write(work)


def _read(shape: Shape, typed: Values) -> dict[str, object]:
    further = {column: read(typed.get(column, "")) for column, read in shape.columns.items()}
    return {"name": clean(typed.get("name", ""), "name"), **further}


def _check_free(session: Session, name: str, wanted: str, *, but: str = "") -> None:
    if wanted in [row.name for row in lines_of(session, name) if row.id != but]:
        raise ListedTwice(name=wanted)


def _next(session: Session, shape: Shape) -> int:
    return (session.scalar(select(func.max(shape.table.position))) or 0) + 1


def _line(session: Session, name: str, line: str) -> Listed:
    row: Listed | None = session.get(shape_of(name).table, line)
    if row is None:
        raise NotFound(kind="list", id=line)
    return row
