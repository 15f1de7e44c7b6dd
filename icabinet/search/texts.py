"""Keeping the texts of papers: taken in page by page, found again for excerpts, forgotten when no paper has them."""

import zlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from icabinet.database import portions
from icabinet.folders.tables import FileRow
from icabinet.papers.tables import PaperRow
from icabinet.search.indexes import index_of
from icabinet.search.keys import first_key, key_of
from icabinet.search.tables import PageTextRow, TextRow
from icabinet.search.words import LONGEST_PAGE, bag

_OF_PAPER = and_(TextRow.sha == PaperRow.sha, TextRow.renderer == PaperRow.renderer)
_OF_FILE = and_(TextRow.sha == FileRow.key, TextRow.renderer == FileRow.renderer)
_IS_WHOLE = TextRow.done >= TextRow.pages
Prepared = tuple[int, bytes, str]  # its key, its text compressed, its tokens


def begin(session: Session, sha: str, renderer: str, pages: int) -> tuple[int, int]:
    """Return the id of these bytes' text, and how many of its pages are indexed; make one that has none yet."""
    row = session.scalar(select(TextRow).where(TextRow.sha == sha, TextRow.renderer == renderer))
    if row is None:
        row = TextRow(sha=sha, renderer=renderer, pages=pages, done=0)
        session.add(row)
        session.flush()
    return row.id, row.done


def prepared(text: int, first: int, pages: Sequence[str], bags: Sequence[str] = ()) -> list[Prepared]:
    """Return what `take_in` stores of pages from number `first` on; made before, so that the writer need not wait.

    `bags`: their tokens as `words.bag` makes them, where somebody else has done so.
    """
    cut = [page[:LONGEST_PAGE] for page in pages]
    return [
        (key_of(text, number), zlib.compress(page.encode("utf-8", "replace")), said)
        for number, (page, said) in enumerate(zip(cut, bags or map(bag, cut), strict=True), first)
    ]


def take_in(session: Session, text: int, first: int, made: list[Prepared]) -> bool:
    """Index pages; return False, and do nothing, if others have taken them in or have forgotten the text."""
    row = session.get(TextRow, text, with_for_update=True)
    if row is None or row.done != first - 1:
        return False
    session.execute(insert(PageTextRow), [{"key": key, "body": body} for key, body, _ in made])
    index_of(session).put(session, [(key, found) for key, _, found in made])
    row.done += len(made)
    return True


def read(session: Session, keys: Sequence[int]) -> dict[int, str]:
    """Return what these pages say, by key."""
    query = select(PageTextRow.key, PageTextRow.body)
    rows = (row for some in portions(keys) for row in session.execute(query.where(PageTextRow.key.in_(some))))
    return {key: zlib.decompress(body).decode() for key, body in rows}


def waiting(session: Session) -> list[tuple[str, str]]:
    """Return (stream, paper) of papers that can be read but not searched, one for the same bytes, the oldest first."""
    query = select(PaperRow.sha, PaperRow.stream, PaperRow.id).order_by(PaperRow.at, PaperRow.id)
    found: dict[str, tuple[str, str]] = {}
    for sha, stream, paper in session.execute(_unindexed(query)):
        found.setdefault(sha, (stream, paper))
    return list(found.values())


def waiting_files(session: Session) -> list[str]:
    """Return the files of people's own that can be read but not searched, the oldest first."""
    query = select(FileRow.id).outerjoin(TextRow, _OF_FILE).order_by(FileRow.at, FileRow.id)
    return list(session.scalars(query.where(FileRow.state == "ready", or_(TextRow.id.is_(None), ~_IS_WHOLE))))


def count_waiting(session: Session) -> int:
    """Return how many readable papers cannot be searched yet."""
    return int(session.scalar(_unindexed(select(func.count()).select_from(PaperRow))) or 0)


def count_whole(session: Session) -> tuple[int, int]:
    """Return how many texts can be searched as a whole, and how many pages can."""
    texts, pages = session.execute(select(func.count().filter(_IS_WHOLE), func.sum(TextRow.done))).one()
    return texts, pages or 0


def unused(session: Session) -> Sequence[int]:
    """Return the texts that no paper has any more, and no file of anybody's own."""
    query = select(TextRow.id).outerjoin(PaperRow, _OF_PAPER).outerjoin(FileRow, _OF_FILE)
    query = query.where(PaperRow.id.is_(None), FileRow.id.is_(None))
    return session.scalars(query).all()


def forget(session: Session, text: int, most: int) -> bool:
    """Forget the last pages of a text, at most so many, and then itself; return whether some of it is left."""
    row = session.get(TextRow, text, with_for_update=True)
    if row is None or text not in unused(session):
        return False
    first = max(1, row.done - most + 1)
    said = read(session, [key_of(text, page) for page in range(first, row.done + 1)])
    if said:
        index_of(session).drop(session, [(key, bag(page)) for key, page in said.items()])
        session.execute(delete(PageTextRow).where(PageTextRow.key.in_(said)))
    row.done = first - 1
    if not row.done:
        session.delete(row)
    return bool(row.done)


def forget_all(session: Session) -> None:
    """Empty the index. What its pages said goes by `sweep`."""
    index_of(session).clear(session)
    session.execute(delete(TextRow))


def sweep(session: Session, most: int) -> bool:
    """Delete pages of texts that are forgotten, at most so many; return whether there may be more."""
    oldest = session.scalar(select(func.min(TextRow.id)))
    bound = PageTextRow.key < first_key(oldest) if oldest is not None else PageTextRow.key.is_not(None)
    keys = session.scalars(select(PageTextRow.key).where(bound).order_by(PageTextRow.key).limit(most)).all()
    session.execute(delete(PageTextRow).where(PageTextRow.key.in_(keys)))
    return len(keys) == most


def _unindexed(query: Any) -> Any:
    return query.outerjoin(TextRow, _OF_PAPER).where(PaperRow.state == "ready", or_(TextRow.id.is_(None), ~_IS_WHOLE))
