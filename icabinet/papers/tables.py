"""Papers. The row is also the conversion's job: uploaded → converting → ready or failed."""

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
