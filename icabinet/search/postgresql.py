"""The index in PostgreSQL: the tokens of a page are its tsvector, under a GIN index; no dictionary has a say in it."""

from collections.abc import Collection, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from icabinet.search.index import Among, Page
from icabinet.search.question import Needles, Rung

_PUT = text("INSERT INTO page_tokens (key, tokens) VALUES (:key, array_to_tsvector(string_to_array(:tokens, ' ')))")
_DROP = text("DELETE FROM page_tokens WHERE key = ANY(:keys)")
_CLEAR = text("TRUNCATE page_tokens")
# What is added to the key keeps the planner from its index: with a limit it would walk along all pages that there
# are, as it does not reckon what it costs to look at the tokens of each.
_FIND = text(
    "SET LOCAL enable_seqscan = off;"
    " SELECT key FROM page_tokens WHERE tokens @@ CAST(:wanted AS tsquery) AND key + 0 < :before"
    " AND CAST(:texts AS int8multirange) @> (key >> 12) ORDER BY key + 0 DESC LIMIT :most"
)


class PostgreSQLIndex:
    """Without positions in the tsvector the GIN index knows the answer by itself, and no page is looked at again."""

    def put(self, session: Session, pages: Sequence[Page]) -> None:
        session.execute(_PUT, [{"key": key, "tokens": tokens} for key, tokens in pages])

    def drop(self, session: Session, pages: Sequence[Page]) -> None:
        session.execute(_DROP, {"keys": [key for key, _ in pages]})

    def find(self, session: Session, rung: Rung, among: Among, most: int) -> list[int]:
        asked = {"wanted": _expression(rung), "before": among.before, "most": most}
        return list(session.scalars(_FIND, {**asked, "texts": _ranges(among.texts)}))

    def clear(self, session: Session) -> None:
        session.execute(_CLEAR)


def _ranges(texts: Collection[int]) -> str:
    """Return the ids as PostgreSQL writes sets, in which it finds a number by halving.

    Papers of a meeting come one after the other: to say from where to where is shorter, and read in less time.
    """
    first, last, found = 0, -1, []
    for one in (*sorted(texts), 0):
        if one != last + 1:
            found.append(f"[{first},{last}]")
            first = one
        last = one
    return "{" + ",".join(found[1:]) + "}"


def _expression(rung: Rung) -> str:
    return " & ".join([_all(rung.all_of), *(f"!({_all(needles)})" for needles in rung.none_of)])


def _all(needles: Needles) -> str:
    """Tokens are made of letters, digits, "=" and "+": between quotes nothing in them means anything."""
    return " & ".join(f"'{one[:-1]}':*" if one.endswith("*") else f"'{one}'" for one in sorted(needles))
