"""Signatures of documents, one in each place."""

from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class SignatureRow(Projected, Base):
    """sha, size: of the file as it is with this signature; seq: of the entry, so that the last one is known."""

    __tablename__ = "signatures"
    __table_args__ = (Index("signatures_by_file", "sha"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[str]
    place: Mapped[str]
    person: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    seq: Mapped[int]
    before: Mapped[str]
    sha: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    level: Mapped[str]
    certificate: Mapped[dict[str, Any]] = mapped_column(Json)
