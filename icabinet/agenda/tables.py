"""Agenda items; they nest, and siblings are in the order of `position`.

`starts`: "HH:MM", when the programme has it begin, or "".
`since`: when the clock began to run that runs now, while the item is open; `spent_ms`: how long it ran before.
"""

from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class ItemRow(Projected, Base):
    __tablename__ = "items"

    id: Mapped[str] = mapped_column(primary_key=True)
    parent: Mapped[str | None]
    position: Mapped[int]
    title: Mapped[str]
    minutes: Mapped[int | None]
    presenter: Mapped[str]
    starts: Mapped[str] = mapped_column(default="", server_default="")
    state: Mapped[str] = mapped_column(default="pending")
    opened_at: Mapped[int | None] = mapped_column(BigInteger)
    closed_at: Mapped[int | None] = mapped_column(BigInteger)
    since: Mapped[int | None] = mapped_column(BigInteger)
    spent_ms: Mapped[int] = mapped_column(BigInteger, default=0)


class TemplateRow(Base):
    """An agenda that a body keeps for its next meetings; `items` as in icabinet/agenda/templates.py."""

    __tablename__ = "agenda_templates"
    __table_args__ = (Index("templates_by_body", "body"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]
    name: Mapped[str]
    items: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    made_by: Mapped[str]
    made_at: Mapped[int] = mapped_column(BigInteger)
