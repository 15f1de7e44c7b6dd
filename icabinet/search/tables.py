"""What the index keeps of texts. Derived: made of the papers' bytes, and made again if need be."""

from sqlalchemy import BigInteger, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base


class TextRow(Base):
    """The text of some bytes as one renderer reads them; `done` pages of `pages` are indexed so far.

    Ids are never used again, so that what is looked for with an old one finds nothing.
    """

    __tablename__ = "texts"
    __table_args__ = (UniqueConstraint("sha", "renderer"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    sha: Mapped[str]
    renderer: Mapped[str]
    pages: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)


class PageTextRow(Base):
    """What a page says, compressed, for excerpts. `key`: see `keys.py`."""

    __tablename__ = "page_texts"

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    body: Mapped[bytes] = mapped_column(LargeBinary)
