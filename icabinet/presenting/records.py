"""What people see of the presented page: of a paper that is not for them, that there is one."""

from collections.abc import Collection, Iterator

from sqlalchemy.orm import Session

from icabinet.journal.records import EVERYONE, Views, records
from icabinet.papers.rights import restriction_of, views
from icabinet.presenting.tables import PresentingRow


@records("presenting")
def presenting(session: Session, stream: str, _ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    row = session.get(PresentingRow, stream)
    if row is not None:
        shown = {"paper": row.paper, "page": row.page, "by": row.by, "at": row.at}
        seen = [
            view for view in views(session, restriction_of(session, stream, row.paper), shown) if view[1] is not None
        ]
        yield "now", [*seen, (EVERYONE, {**shown, "paper": None, "page": None})]
