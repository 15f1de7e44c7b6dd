"""Agendas kept under a name, for the next meeting of the same body to begin with: plain tables, outside any meeting."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from icabinet import clock, ids
from icabinet.agenda.queries import items_of
from icabinet.agenda.rules import numbered
from icabinet.agenda.tables import TemplateRow
from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.text import clean


class Kept(msgspec.Struct, frozen=True):
    """An item as it is kept; `level` 0 to 2 is its depth."""

    title: str
    minutes: int | None
    starts: str
    presenter: str
    level: int


def kept_of(session: Session, stream: str) -> list[Kept]:
    """Return a meeting's agenda, in order, in the form in which it is kept or taken over."""
    rows = {row.id: row for row in items_of(session, stream)}
    numbers = numbered((row.id, row.parent, row.position) for row in rows.values())
    found = [(rows[item], number.count(".")) for item, number in numbers.items()]
    return [Kept(row.title, row.minutes, row.starts, row.presenter, level) for row, level in found]


def keep(body: str, name: str, items: Sequence[Kept], person: str) -> None:
    """Keep an agenda under a name; one that the body has under this name already gives way."""
    cleaned = clean(name, "name")
    plain = msgspec.to_builtins(items)
    row = TemplateRow(id=ids.new(), body=body, name=cleaned, items=plain, made_by=person, made_at=clock.now_ms())

    def work(session: Session) -> None:
        session.execute(delete(TemplateRow).where(TemplateRow.body == body, TemplateRow.name == cleaned))
        session.add(row)

    services().writer.write(work)


def templates_of(body: str) -> Sequence[TemplateRow]:
    """Return what a body keeps, by name."""
    with services().db.reading() as session:
        return session.scalars(select(TemplateRow).where(TemplateRow.body == body).order_by(TemplateRow.name)).all()


def template(body: str, template_id: str) -> tuple[str, list[Kept]]:
    """Return the name and the items of a template of this body, or refuse with `not_found`."""
    with services().db.reading() as session:
        row = session.get(TemplateRow, template_id)
    if row is None or row.body != body:
        raise NotFound(kind="templates", id=template_id)
    return row.name, msgspec.convert(row.items, list[Kept])


def forget(body: str, template_id: str) -> None:
    """Keep it no longer."""
    template(body, template_id)
    services().writer.write(lambda session: session.execute(delete(TemplateRow).where(TemplateRow.id == template_id)))
