"""Where people get e-mail."""

import re
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.errors import Invalid, NotFound
from icabinet.extensions import services
from icabinet.people.tables import PersonRow
from icabinet.text import clean

_LONGEST = 254
# What every server on the way takes: letters without marks, one @, a name with a dot or of a closed network behind it.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,187}[A-Za-z0-9])?")


class Reader(NamedTuple):
    """Who gets an e-mail, where ("": nowhere), and in which language."""

    name: str
    address: str
    locale: str


def checked_address(typed: str) -> str:
    """Return an address as it is kept, "" for none; refuse with `invalid` what is none."""
    address = clean(typed, "email", longest=_LONGEST, empty=True)
    if address and not _ADDRESS.fullmatch(address):
        raise Invalid(where="email", why="not_an_address")
    return address


def set_address(person: str, typed: str) -> None:
    """Have e-mail for a person go there from now on; nowhere if it is empty."""
    address = checked_address(typed)

    def work(session: Session) -> None:
        row = session.get(PersonRow, person)
        if row is None:
            raise NotFound(kind="person", id=person)
        row.email = address

    services().writer.write(work)


def readers(session: Session, persons: Collection[str]) -> dict[str, Reader]:
    """Return who gets e-mail how, of those who have an account that is not locked."""
    query = select(PersonRow.id, PersonRow.name, PersonRow.email, PersonRow.locale)
    known = session.execute(query.where(PersonRow.id.in_(persons), PersonRow.disabled.is_(False)))
    return {person: Reader(name, address, locale) for person, name, address, locale in known}
