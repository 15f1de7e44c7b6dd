"""The index: which pages have which tokens. One promise, kept by SQLite's FTS5 and by PostgreSQL's full text search."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.orm import Session

from icabinet.search.question import Rung

Page = tuple[int, str]  # its key, its tokens in order with spaces between


@dataclass(frozen=True)
class Among:
    """Which pages may be found at all: those of these texts, with keys below `before`."""

    texts: Collection[int]
    before: int


class Index(Protocol):
    """Everything happens in the transaction of the session that is given."""

    def put(self, session: Session, pages: Sequence[Page]) -> None:
        """Index pages that are not indexed yet."""

    def drop(self, session: Session, pages: Sequence[Page]) -> None:
        """Forget pages; their tokens are those with which they were put."""

    def find(self, session: Session, rung: Rung, among: Among, most: int) -> list[int]:
        """Return the keys of at most so many pages, the greatest first."""

    def clear(self, session: Session) -> None:
        """Forget all pages."""
