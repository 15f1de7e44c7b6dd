"""Searching: what somebody typed becomes papers with pages and excerpts, of those that they may read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from icabinet.errors import Invalid
from icabinet.papers.rights import guarded, restriction_of
from icabinet.search import texts
from icabinet.search.catalogue import NOT_INDEXED, Listed
from icabinet.search.excerpts import Finder, Piece
from icabinet.search.index import Among
from icabinet.search.indexes import index_of
from icabinet.search.keys import page_of, text_of
from icabinet.search.question import Question, Rung

MOST_PAPERS = 20
# Pages with an excerpt, of one of several papers and of a paper by itself.
_EXCERPTS, _EXCERPTS_OF_ONE = 3, 100
# So many pages are looked through for one answer at most; who wants more goes on from there.
_AT_ONCE = 500
_MOST_LOOKS = 8
_END = 1 << 62
_LONGEST_PLACE = 24


@dataclass
class Hit:
    """A page, and what stands around what was looked for."""

    page: int
    excerpt: list[Piece]


@dataclass
class Found:
    """A paper; `title` in pieces if it has the words, too. `pages`: all that were found."""

    paper: Listed
    title: list[Piece] | None
    hits: list[Hit] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Findings:
    """The best first. `after` says where to go on; None if that was all."""

    found: list[Found]
    after: str | None


@dataclass(frozen=True)
class Place:
    """Where an answer ended: which rung, and the last key on it."""

    rung: int = 0
    before: int = _END

    @classmethod
    def read(cls, typed: str) -> "Place":
        rung, _, key = typed.partition(".")
        if len(typed) > _LONGEST_PLACE or not all(part.isascii() and part.isdecimal() for part in (rung, key)):
            raise Invalid(where="after", why="unknown")
        return cls(int(rung), min(int(key), _END))

    def __str__(self) -> str:
        return f"{self.rung}.{self.before}"


def search(
    session: Session, question: Question, among: Sequence[Listed], *, paper: str | None = None, after: str = ""
) -> Findings:
    """Search these papers, which are those that whoever asks may read, or one paper of them only.

    Refuses with `invalid` where `after` is nothing that an answer ended with.
    """
    start = Place.read(after) if after else Place()
    mine = [one for one in among if paper in (None, one.id)]
    if not question.rungs or not mine:
        return Findings([], None)
    return _Search(session, question, mine, is_of_one=paper is not None).run(start)


class _Search:
    def __init__(self, session: Session, question: Question, mine: list[Listed], *, is_of_one: bool) -> None:
        self._session, self._question, self._mine = session, question, mine
        self._excerpts = _EXCERPTS_OF_ONE if is_of_one else _EXCERPTS
        self._finder = Finder(question)
        self._texts = sorted({paper.text for paper in mine} - {NOT_INDEXED})
        self._pages: dict[int, list[int]] = {}

    def run(self, start: Place) -> Findings:
        titled = self._titled() if start == Place() else []
        after = self._look(start)
        papers = self._papers()
        said = texts.read(self._session, [key for keys in self._pages.values() for key in self._shown(keys)])
        found = [one for keys in self._pages.values() for one in self._of_text(keys, papers, said)]
        by_paper = {_name(one.paper): one for one in titled} | {_name(one.paper): one for one in found}
        return Findings(list(by_paper.values()), str(after) if after else None)

    def _look(self, start: Place) -> Place | None:
        """Collect pages until there are enough papers; return where to go on."""
        looks = 0
        for number, rung in enumerate(self._question.rungs[start.rung :], start.rung):
            before = start.before if number == start.rung else _END
            while looks < _MOST_LOOKS:
                looks += 1
                keys = self._find(rung, before)
                for key in keys:
                    if text_of(key) not in self._pages and len(self._pages) == MOST_PAPERS:
                        return Place(number, before)
                    self._pages.setdefault(text_of(key), []).append(key)
                    before = key
                if len(keys) < _AT_ONCE:
                    break
            else:
                return Place(number, before)
        return None

    def _find(self, rung: Rung, before: int) -> list[int]:
        among = Among(self._texts, before)
        return index_of(self._session).find(self._session, rung, among, _AT_ONCE)

    def _shown(self, keys: Sequence[int]) -> Sequence[int]:
        """Return the pages whose text is wanted: phrases must be looked for in each."""
        return keys if self._question.phrases else keys[: self._excerpts]

    def _of_text(self, keys: list[int], papers: Mapping[int, list[Listed]], said: dict[int, str]) -> Iterator[Found]:
        if self._question.phrases:
            keys = [key for key in keys if self._finder.has_phrases(said.get(key, ""))]
        hits = [Hit(page_of(key), self._finder.excerpt(said.get(key, ""))) for key in keys[: self._excerpts]]
        pages = sorted({page_of(key) for key in keys})
        rows = papers[text_of(keys[0])] if keys else []
        for row in sorted(rows, key=lambda row: -row.starts_at):
            # Of a guarded paper nobody gets a line whose reading is not put on record.
            shown = [Hit(hit.page, []) for hit in hits] if self._is_guarded(row) else hits
            yield Found(row, self._finder.marked(row.title), shown, pages)

    def _is_guarded(self, row: Listed) -> bool:
        restriction = restriction_of(self._session, row.stream, row.id)
        return restriction is not None and guarded(restriction)

    def _papers(self) -> Mapping[int, list[Listed]]:
        """Return the papers of the texts that were found: of thousands a few."""
        found: dict[int, list[Listed]] = defaultdict(list)
        for paper in self._mine:
            if paper.text in self._pages:
                found[paper.text].append(paper)
        return found

    def _titled(self) -> list[Found]:
        """Return the papers that are called so, the latest meeting's first."""
        likely = self._finder.likely([paper.plain for paper in self._mine])
        found = (Found(row, title) for at in likely if (title := self._finder.marked((row := self._mine[at]).title)))
        return sorted(found, key=lambda one: -one.paper.starts_at)[:MOST_PAPERS]


def _name(paper: Listed) -> tuple[str, str]:
    return paper.stream, paper.id
