"""Choosing from a list: what is offered, and what was chosen."""

from sqlalchemy.orm import Session

from icabinet.errors import Invalid
from icabinet.people.lists.keeping import ISSUERS, MEETINGS, OFFICES, lines_of, shape_of
from icabinet.people.lists.tables import IssuerRow, Listed
from icabinet.text import plain

Options = list[tuple[str, str]]  # id and name, as a form offers them


def options(session: Session, name: str, *, kept: tuple[str, str] = ("", "")) -> Options:
    """Return what a list offers; `kept`, what was chosen before, too, as it was called then."""
    offered = [(row.id, row.name) for row in lines_of(session, name) if not row.retired]
    ours = {line for line, _ in offered}
    return [*offered, kept] if kept[0] and kept[0] not in ours else offered


def meeting_kind(session: Session, line: str, kept: tuple[str, str] = ("", "")) -> tuple[str, str]:
    """Return a kind of meetings as it is chosen now: id and name, ("", "") for none. `kept`: what was chosen before."""
    return _chosen(session, MEETINGS, line, kept)


def issuer(session: Session, line: str, kept: tuple[str, str] = ("", "")) -> tuple[str, str]:
    """Return likewise who issues documents."""
    return _chosen(session, ISSUERS, line, kept)


def issuer_row(session: Session, line: str | None) -> IssuerRow | None:
    """Return all of who issues documents, None for nobody."""
    return session.get(IssuerRow, line) if line else None


def offices(session: Session) -> dict[str, int]:
    """Return the positions that are offered with the rank of each, in their order."""
    return {row.name: row.rank for row in lines_of(session, OFFICES) if not row.retired}


def rank_of(session: Session, office: str) -> int | None:
    """Return the rank that goes with a position, None if no list says."""
    ranks = {plain(name): rank for name, rank in offices(session).items()}
    return ranks.get(plain(office))


def _chosen(session: Session, name: str, line: str, kept: tuple[str, str]) -> tuple[str, str]:
    if not line or line == kept[0]:
        return kept if line else ("", "")
    row: Listed | None = session.get(shape_of(name).table, line)
    if row is None or row.retired:
        raise Invalid(where=name, why="unknown")
    return row.id, row.name
