"""Papers. The row is also the conversion's job: uploaded → converting → ready or failed.

A new version is a row of its own. `replaces` is the version before it; `replaced_by`, of that one, is set once the new
one can be read. `unchanged`: for each page the page of the version before that looks the same, or 0.
`group`: the kind of document that somebody said it is ("report"), "" where its name says it (groups.py).
`issuer`: who has issued it, by the house's list, "" where nobody said; and what that was called then.
"""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class PaperRow(Projected, Base):
    __tablename__ = "papers"
    __table_args__ = (Index("papers_by_sha", "sha"), Index("papers_by_state", "state"))

    id: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str | None]
    position: Mapped[int]
    title: Mapped[str]
    filename: Mapped[str]
    sha: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str | None]
    renderer: Mapped[str | None]
    converter: Mapped[str] = mapped_column(default="", server_default="")
    state: Mapped[str] = mapped_column(default="uploaded")
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None]
    sizes: Mapped[list[list[float]] | None] = mapped_column(Json)
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(default=1)
    replaces: Mapped[str | None]
    replaced_by: Mapped[str | None]
    group: Mapped[str] = mapped_column("group_name", default="", server_default="")
    issuer: Mapped[str] = mapped_column(default="", server_default="")
    issuer_name: Mapped[str] = mapped_column(default="", server_default="")
    unchanged: Mapped[list[int] | None] = mapped_column(Json)
