"""The posting desk: brings word to people by e-mail, one process at a time, and tries again what was not taken.

Each message is written down as soon as the server has taken it, before the next is brought: a crash between these two
moments, and a connection that breaks after the last line and before the answer, are the only ways in which one message
may come twice; it then has the same number, by which mail programs know it, and SMTP has no way to do better.
"""

import logging
from contextlib import closing

from flask import Flask
from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.desks.desk import Desk
from icabinet.desks.leases import leased
from icabinet.extensions import services
from icabinet.invitations.tables import MailingRow
from icabinet.people.mail import readers
from icabinet.post import deliveries
from icabinet.post.carrier import carry
from icabinet.post.composing import is_too_late, parcel_for
from icabinet.post.parcels import INTERNAL, NO_ADDRESS, TOO_LATE, Parcel, Receipt

LEASE = "post"
_AT_ONCE = 20
_LOOK_S = 1.0
log = logging.getLogger(__name__)


def posting_desk(app: Flask) -> Desk:
    """Return the desk that sends e-mail."""
    return Desk(app, "posting", lambda _stream, _job: post(), (), waiting, look_s=_LOOK_S)


def waiting() -> list[tuple[str, str]]:
    """Return one job if there is anything to bring."""
    with services().db.reading() as session:
        return [(LEASE, "")] if deliveries.due(session, clock.now_ms(), 1) else []


def post() -> bool:
    """Bring what is due, a bag at a time; return whether there is more."""
    with leased(LEASE) as mine:
        return mine and _bring()


def _bring() -> bool:
    with services().db.reading() as session:
        rows = deliveries.due(session, clock.now_ms(), _AT_ONCE)
        known = readers(session, {row.person for row in rows})
    addresses = {person: reader.address for person, reader in known.items()}
    deliveries.hold(rows, addresses)
    packed: list[tuple[MailingRow, Parcel]] = []
    for row in rows:
        parcel = _packed(row)
        if isinstance(parcel, Receipt):
            deliveries.note(row, addresses.get(row.person, ""), parcel)
        else:
            packed.append((row, parcel))
    receipts: list[Receipt] = []
    with closing(carry([parcel for _, parcel in packed])) as carried:
        for (row, parcel), receipt in zip(packed, carried, strict=True):
            deliveries.note(row, parcel.to, receipt)
            receipts.append(receipt)
    _log(receipts)
    return len(rows) == _AT_ONCE


def _packed(row: MailingRow) -> Parcel | Receipt:
    """Return the message, or why there is none."""
    try:
        with services().db.reading() as session:
            return _made(session, row)
    except Exception:
        log.exception("an e-mail could not be made")
        return Receipt(why=INTERNAL)


def _made(session: Session, row: MailingRow) -> Parcel | Receipt:
    reader = readers(session, [row.person]).get(row.person)
    if reader is None or not reader.address:
        return Receipt(why=NO_ADDRESS)
    if is_too_late(session, row):
        return Receipt(why=TOO_LATE)
    return parcel_for(session, row, reader)


def _log(receipts: list[Receipt]) -> None:
    failed = [receipt.why for receipt in receipts if receipt.why]
    if failed:
        log.warning("e-mail was not taken", extra={"count": len(failed), "why": ", ".join(sorted(set(failed)))})
