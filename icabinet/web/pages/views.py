"""What was sent of a paper to whom: for those who look into it, as a page and as a file."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from flask import Response, render_template

from icabinet.extensions import services
from icabinet.languages import format_exactly
from icabinet.papers.sightings import ViewRow, views_of
from icabinet.web.pages import words
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.readers import paper_in
from icabinet.web.pages.reading import Record, records_of

_MOST_SHOWN = 2_000
# What a spreadsheet would take for a formula, or for a new cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_COLUMNS = ("time", "person", "title", "unit", "role", "what", "page", "width", "guarded", "session", "device")


@pages.get("/meetings/<meeting>/papers/<paper>/views")
def paper_views(meeting: str, paper: str) -> str:
    records, _role = records_of(meeting, "papers.read_views")
    found, rows = paper_in(records, paper), _rows(meeting, paper)
    parts = {part["person"]: part for part in records["participants"]}
    return render_template(
        "papers/views.html",
        meeting=records["meetings"][0],
        paper=found,
        people=_by_person(rows, parts),
        lines=[_line(row, parts) for row in rows[-_MOST_SHOWN:][::-1]],
        count=len(rows),
        here="home",
    )


@pages.get("/meetings/<meeting>/papers/<paper>/views.csv")
def paper_views_file(meeting: str, paper: str) -> Response:
    """Give it all as a table, for a spreadsheet: with a mark of Unicode, without formulas."""
    records, _role = records_of(meeting, "papers.read_views")
    paper_in(records, paper)
    parts = {part["person"]: part for part in records["participants"]}
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_cells(row, parts) for row in _rows(meeting, paper))
    answer = Response(f"\ufeff{table.getvalue()}", mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="views-{paper}.csv"'
    return answer


def _rows(meeting: str, paper: str) -> Sequence[ViewRow]:
    with services().db.reading() as session:
        return views_of(session, meeting, paper)


def _by_person(rows: Sequence[ViewRow], parts: dict[str, Record]) -> list[dict[str, Any]]:
    """Return, of each person, which pages they were sent, how often, from when to when."""
    seen: dict[str, list[ViewRow]] = {}
    for row in rows:
        seen.setdefault(row.person, []).append(row)
    return [
        {
            **_who(person, parts),
            "pages": words.spans({row.page for row in mine if row.page}),
            "times": len(mine),
            "first": mine[0].at,
            "last": mine[-1].at,
            "took": any(row.what in ("original", "annotated") for row in mine),
        }
        for person, mine in seen.items()
    ]


def _line(row: ViewRow, parts: dict[str, Record]) -> dict[str, Any]:
    what = words.VIEWED.get(row.what, row.what)
    return {**_who(row.person, parts), "at": row.at, "what": what, "page": row.page, "device": row.device}


def _who(person: str, parts: dict[str, Record]) -> dict[str, Any]:
    """Return who it is, by the meeting's participants; one who has left it is named by the id."""
    part = parts.get(person, {})
    return {"name": part.get("name", person), "title": part.get("title", ""), "unit": part.get("unit", "")}


def _cells(row: ViewRow, parts: dict[str, Record]) -> Iterator[object]:
    who = _who(row.person, parts)
    yield format_exactly(row.at)
    yield from (cell(value) for value in who.values())
    yield parts.get(row.person, {}).get("role", "")
    yield from (row.what, row.page, row.width, int(row.guarded), row.session, cell(row.device))


def cell(value: str) -> str:
    """Return a text as a spreadsheet may have it: never as a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
