"""What documents of a body begin with: its own name and the one above, or who issues them by the house's list."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.people.lists import choosing
from icabinet.people.tables import BodyRow
from icabinet.text import clean


@dataclass(frozen=True)
class Letterhead:
    """What a body's documents begin with. superior: the name of the body above, "" if there is none."""

    name: str
    superior: str
    symbol: str
    town: str


def set_letterhead(body: str, symbol: str, town: str, issuer: str = "") -> None:
    """Have documents of the body numbered with this symbol ("UBND") and dated at this place.

    issuer: a line of the list of those who issue documents, which then says all of this; "" for the body itself.
    """
    sign, place = clean(symbol, "symbol", longest=40, empty=True).upper(), clean(town, "town", longest=80, empty=True)

    def work(session: Session) -> None:
        row = session.get(BodyRow, body)
        if row is None:
            raise NotFound(kind="body", id=body)
        row.issuer = choosing.issuer(session, issuer, (row.issuer or "", ""))[0] or None
        row.symbol, row.town = sign, place

    services().writer.write(work)


def head_of(body_id: str, called: str) -> Letterhead:
    """Return what documents of a body begin with that was called this; with "" for its id there is no superior."""
    with services().db.reading() as session:
        found = session.get(BodyRow, body_id)
        return _letterhead(session, found, called) if found else Letterhead(called, "", "", "")


def letterhead_of(session: Session, body_id: str, called: str = "") -> Letterhead:
    """Return what the body's documents begin with; `called`: what it was called then, if not as now."""
    return _letterhead(session, session.get_one(BodyRow, body_id), called)


def held_letterhead(session: Session, body_id: str) -> Letterhead:
    """Return the same, and hold the body's row until the transaction ends."""
    return _letterhead(session, session.get_one(BodyRow, body_id, with_for_update=True))


def _letterhead(session: Session, row: BodyRow, called: str = "") -> Letterhead:
    if issuer := choosing.issuer_row(session, row.issuer):
        return Letterhead(issuer.name, issuer.superior, issuer.symbol or row.symbol, issuer.town or row.town)
    above = session.get(BodyRow, row.parent) if row.parent else None
    return Letterhead(called or row.name, above.name if above else "", row.symbol, row.town)
