"""How long the meetings of a body are kept: an administrator's setting, without which they are kept for ever."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.archive.rules import checked_years
from icabinet.archive.tables import DoomedRow, RetentionRow
from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.people.tables import BodyRow


def keep_for(body: str, years: int | None, by: str, *, written: bool) -> None:
    """Have the meetings of a body kept so many years, or for ever (None); those held in a room, or in writing."""
    checked = None if years is None else checked_years(years)

    def work(session: Session) -> None:
        if session.get(BodyRow, body) is None:
            raise NotFound(kind="body", id=body)
        if checked is None:
            mine = (RetentionRow.body == body, RetentionRow.written.is_(written))
            session.execute(delete(RetentionRow).where(*mine))
        else:
            session.merge(RetentionRow(body=body, written=written, years=checked, by=by, at=clock.now_ms()))

    services().writer.write(work)


def forget_doomed(sha: str) -> None:
    """Note that these bytes are destroyed, or are needed after all."""
    services().writer.write(lambda session: session.execute(delete(DoomedRow).where(DoomedRow.sha == sha)))
