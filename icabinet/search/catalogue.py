"""Which papers there are, kept from one search to the next: a house has thousands, and few of them change in an hour.

Whatever changes in a meeting gives its stream a new number; only of those that have one are the papers read again.
Texts come without a fact. A paper's text keeps its id, though, until the index is emptied, and all ids of the next one
are greater: so only papers that have none yet are looked up again, and those whose id lies below all that there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from icabinet.many import among, pair_among
from icabinet.meetings.tables import MeetingRow
from icabinet.papers.tables import PaperRow
from icabinet.search.excerpts import plain_of
from icabinet.search.tables import TextRow

# Of meetings; with ten papers each it is some thirty megabytes.
_MOST = 4_000
NOT_INDEXED = 0
_OF_PAPER = and_(TextRow.sha == PaperRow.sha, TextRow.renderer == PaperRow.renderer)
_READABLE = (
    select(
        PaperRow.stream, PaperRow.id, PaperRow.item, PaperRow.title, PaperRow.replaced_by.is_not(None),
        PaperRow.sha, PaperRow.renderer, func.coalesce(TextRow.id, NOT_INDEXED),
        MeetingRow.id.label("meeting"), MeetingRow.starts_at,
    )
    .join(MeetingRow, MeetingRow.stream == PaperRow.stream)
    .outerjoin(TextRow, _OF_PAPER)
    .where(PaperRow.state == "ready", among(PaperRow.stream, "streams"))
)  # fmt: skip
_LEAST = select(func.min(TextRow.id))
_TEXTS = select(TextRow.sha, TextRow.renderer, TextRow.id).where(pair_among(TextRow.sha, TextRow.renderer, "bytes"))


@dataclass(slots=True, eq=False)
class Listed:
    """A paper that can be read, of which there may be a newer version (`is_old`).

    `plain`: its title in small plain letters. `bytes`: what of, and by which renderer, its text was made. `text`: that
    text's id, 0 while it is not in the index.
    """

    stream: str
    id: str
    item: str | None
    title: str
    plain: str
    is_old: bool
    bytes: tuple[str, str | None]
    text: int
    meeting: str
    starts_at: int


class Catalogue:
    """What was read last of each meeting. Several threads may ask at once: all that they keep is right."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[int, list[Listed]]] = {}

    def of(self, session: Session, numbers: Mapping[str, int]) -> list[Listed]:
        """Return the papers of meetings that can be read; `numbers`: their streams' in this session."""
        nothing: tuple[int, list[Listed]] = (-1, [])
        known = {stream: self._kept.get(stream, nothing) for stream in numbers}
        fresh = [stream for stream, number in numbers.items() if known[stream][0] != number]
        if fresh:
            known |= self._read(session, {stream: numbers[stream] for stream in fresh})
        papers = [paper for _, shelf in known.values() for paper in shelf]
        _find_texts(session, papers)
        return papers

    def _read(self, session: Session, numbers: Mapping[str, int]) -> dict[str, tuple[int, list[Listed]]]:
        found: dict[str, tuple[int, list[Listed]]] = {stream: (number, []) for stream, number in numbers.items()}
        for stream, paper, item, title, is_old, sha, renderer, text, meeting, starts_at in session.execute(
            _READABLE, {"streams": list(numbers)}
        ):
            listed = Listed(
                stream, paper, item, title, plain_of(title), is_old, (sha, renderer), text, meeting, starts_at
            )
            found[stream][1].append(listed)
        self._kept |= found
        for stream in list(self._kept)[: max(0, len(self._kept) - _MOST)]:
            self._kept.pop(stream, None)
        return found


def _find_texts(session: Session, papers: list[Listed]) -> None:
    least = session.scalar(_LEAST)
    missing = [paper for paper in papers if paper.text < (least or paper.text + 1)]
    if missing:
        wanted = {paper.bytes for paper in missing}
        rows = session.execute(_TEXTS, {"bytes": list(wanted)})
        found: dict[tuple[str, str | None], int] = {(sha, renderer): text for sha, renderer, text in rows}
        for paper in missing:
            paper.text = found.get(paper.bytes, NOT_INDEXED)
