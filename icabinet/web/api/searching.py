"""Searching the papers by program."""

from flask import request

from icabinet import ids
from icabinet.extensions import services
from icabinet.search.asking import ask
from icabinet.search.finding import Found
from icabinet.search.titles import Titles, titles_of
from icabinet.web.api.operations import Shown, operation
from icabinet.web.security import viewer

_QUERY = {
    "q": 'words in any order, with or without diacritics; "a phrase"; the last word may be a beginning unless a blank '
    "follows; 200 characters at most",
    "meeting": "id of the only meeting to search",
    "paper": "id of the only paper to search",
    "old": "1: also in versions that have been replaced",
    "after": "where to go on, as the answer before said",
}


class Piece(Shown, frozen=True):
    """Some text, and whether it is what was looked for."""

    text: str
    found: bool


class PageFound(Shown, frozen=True):
    page: int
    excerpt: list[Piece]


class Named(Shown, frozen=True):
    id: str
    title: str


class PaperFound(Shown, frozen=True):
    """`title` is null unless it has the words itself. `pages`: all that were found so far, `hits`: the best of them."""

    meeting: Named
    starts_at: int
    item: Named | None
    paper: Named
    title: list[Piece] | None
    pages: list[int]
    hits: list[PageFound]


class FoundBySearch(Shown, frozen=True):
    """`words` and `phrases` are what was understood; `after` is null at the end."""

    words: list[str]
    phrases: list[list[str]]
    found: list[PaperFound]
    after: str | None


@operation("GET", "/search", "papers", query=_QUERY, answer=FoundBySearch)
def search_papers() -> FoundBySearch:
    """Search the papers that one may read; the best come first: as typed, then without regard to diacritics."""
    asked = request.args
    meeting, paper = (ids.check(asked[name], name) if asked.get(name) else None for name in ("meeting", "paper"))
    after, old = asked.get("after", ""), asked.get("old") == "1"
    question, findings = ask(viewer(), asked.get("q", ""), meeting=meeting, paper=paper, after=after, old=old)
    with services().db.reading() as session:
        titles = titles_of(session, [one.paper for one in findings.found])
    return FoundBySearch(
        words=[*question.words],
        phrases=[[*phrase] for phrase in question.phrases],
        found=[_shown(one, titles) for one in findings.found],
        after=findings.after,
    )


def _shown(one: Found, titles: Titles) -> PaperFound:
    row = one.paper
    return PaperFound(
        meeting=Named(id=row.meeting, title=titles.meetings[row.stream]),
        starts_at=row.starts_at,
        item=Named(id=row.item, title=titles.items[row.stream, row.item]) if row.item else None,
        paper=Named(id=row.id, title=row.title),
        title=_pieces(one.title) if one.title else None,
        pages=one.pages,
        hits=[PageFound(page=hit.page, excerpt=_pieces(hit.excerpt)) for hit in one.hits],
    )


def _pieces(excerpt: list[tuple[str, bool]]) -> list[Piece]:
    return [Piece(text=text, found=found) for text, found in excerpt]
