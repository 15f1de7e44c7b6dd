"""What people see of the presented page."""

from collections.abc import Collection, Iterator

from sqlalchemy.orm import Session

from icabinet.journal.records import EVERYONE, Views, records
from icabinet.presenting.tables import PresentingRow


@records("presenting")
def presenting(session: Session, stream: str, _ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    row = session.get(PresentingRow, stream)
    if row is not None:
        yield "now", [(EVERYONE, {"paper": row.paper, "page": row.page, "by": row.by, "at": row.at})]
