"""How the versions of a paper hang together: each row names the version before and the one after.

A version that can be read takes the place of the one before; until then that one stays. A version that could never be
read is passed over, so that nobody loses a paper to an upload that failed.
"""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from icabinet.papers.tables import PaperRow


def before(session: Session, row: PaperRow) -> PaperRow | None:
    """Return the version that this one replaces."""
    return session.get(PaperRow, (row.stream, row.replaces)) if row.replaces else None


def beside(session: Session, stream: str, papers: Sequence[str]) -> Sequence[PaperRow]:
    """Return the versions that name one of these as the one before or after."""
    near = or_(PaperRow.replaces.in_(papers), PaperRow.replaced_by.in_(papers))
    return session.scalars(select(PaperRow).where(PaperRow.stream == stream, near)).all()


def family(session: Session, stream: str, paper: str) -> list[PaperRow]:
    """Return the paper with every other version of it, in no order."""
    found: dict[str, PaperRow] = {}
    fresh = {paper}
    while fresh:
        rows = [row for name in fresh if (row := session.get(PaperRow, (stream, name)))]
        found.update((row.id, row) for row in (*rows, *beside(session, stream, [*fresh])))
        linked = {name for row in found.values() for name in (row.replaces, row.replaced_by) if name}
        fresh = linked - found.keys()
    return list(found.values())
