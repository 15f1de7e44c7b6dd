"""The index in SQLite: an FTS5 table that keeps no text and no positions, only which page has which token."""

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from icabinet.database import aside
from icabinet.search.index import Among, Page
from icabinet.search.question import Needles, Rung

_PUT = text("INSERT INTO page_tokens (rowid, tokens) VALUES (:key, :tokens)")
_DROP = text("INSERT INTO page_tokens (page_tokens, rowid, tokens) VALUES ('delete', :key, :tokens)")
# By itself FTS5 would merge much at once now and then, and every vote would wait for it. Instead a few pages of the
# index (4 kB) are merged for each page of text, which makes one or two: so it keeps up, and no portion takes long.
_MERGE = text("INSERT INTO page_tokens (page_tokens, rank) VALUES ('merge', :most)")
_MERGED_FOR_EACH = 8
_CLEAR = text("INSERT INTO page_tokens (page_tokens) VALUES ('delete-all')")
_FIND = text(
    "SELECT rowid FROM page_tokens WHERE page_tokens MATCH :wanted AND rowid < :before"
    " AND (rowid >> 12) IN (SELECT value FROM json_each(:texts)) ORDER BY rowid DESC LIMIT :most"
)


class SQLiteIndex:
    """FTS5 walks along the pages of a token from the last to the first, and stops when enough are found."""

    def put(self, session: Session, pages: Sequence[Page]) -> None:
        _aside(session, _PUT, pages)

    def drop(self, session: Session, pages: Sequence[Page]) -> None:
        _aside(session, _DROP, pages)

    def find(self, session: Session, rung: Rung, among: Among, most: int) -> list[int]:
        asked = {"wanted": _expression(rung), "before": among.before, "most": most}
        texts = msgspec.json.encode(sorted(among.texts)).decode()
        return list(session.scalars(_FIND, {**asked, "texts": texts}))

    def clear(self, session: Session) -> None:
        session.execute(_CLEAR)


def _aside(session: Session, statement: TextClause, pages: Sequence[Page]) -> None:
    """SQLite works in the very thread that asks: so many tokens would keep every tablet waiting."""
    aside(session, _write, session, statement, [{"key": key, "tokens": tokens} for key, tokens in pages])


def _write(session: Session, statement: TextClause, pages: list[dict[str, object]]) -> None:
    session.execute(statement, pages)
    session.execute(_MERGE, {"most": _MERGED_FOR_EACH * len(pages)})


def _expression(rung: Rung) -> str:
    excluded = " OR ".join(f"({_all(needles)})" for needles in rung.none_of)
    return f"({_all(rung.all_of)}) NOT ({excluded})" if excluded else _all(rung.all_of)


def _all(needles: Needles) -> str:
    return " AND ".join(_quoted(sorted(needles)))


def _quoted(needles: Iterable[str]) -> Iterable[str]:
    """Tokens are made of letters, digits, "=" and "+": between quotes nothing in them means anything."""
    return (f'"{needle[:-1]}" *' if needle.endswith("*") else f'"{needle}"' for needle in needles)
