"""What people see of the presented page: of a paper that is not for them, that there is one."""

from collections.abc import Collection, Iterator

from sqlalchemy.orm import Session

from icabinet.journal.records import EVERYONE, Views, records
from icabinet.papers.rights import restriction_of, views
from icabinet.presenting.tables import PresenterRow, PresentingRow


@records("presenting")
def presenting(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    row = session.get(PresentingRow, stream)
    if row is not None and (ids is None or "now" in ids):
        common = {"by": row.by, "at": row.at, "gathered": row.gathered}
        shown = common | {"paper": row.paper, "page": row.page, "window": row.window}
        seen = [
            view for view in views(session, restriction_of(session, stream, row.paper), shown) if view[1] is not None
        ]
        yield "now", [*seen, (EVERYONE, common | {"paper": None, "page": None, "window": None})]
    asked = session.get(PresenterRow, stream)
    if asked is not None and (ids is None or "presenter" in ids):
        yield "presenter", [(EVERYONE, {"person": asked.person, "by": asked.by, "at": asked.at})]
