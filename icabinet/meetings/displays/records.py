"""What is seen of the displays: the desk sees what each is pinned to, and each sees its own.

Of a paper that is not for it a display hears only that there is one.
"""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.records import DESK, Views, person_tag, records
from icabinet.meetings.displays.tables import DisplayRow
from icabinet.papers.rights import reads
from icabinet.people.policy import Role


@records("displays")
def displays(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(DisplayRow).where(DisplayRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(DisplayRow.display.in_(ids))):
        body = display_record(row)
        hidden = row.paper is not None and not reads(session, stream, row.paper, row.display, Role.DISPLAY)
        own = body | {"paper": None, "page": None, "withheld": True} if hidden else body
        yield row.display, [(person_tag(row.display), own), (DESK, body)]


def display_record(row: DisplayRow) -> dict[str, Any]:
    return {
        "display": row.display,
        "view": row.view,
        "paper": row.paper,
        "page": row.page,
        "text": row.text,
        "until": row.until,
        "at": row.at,
        "withheld": False,
    }
