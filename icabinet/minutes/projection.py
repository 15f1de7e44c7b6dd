"""How each fact changes the documents. Nothing else writes them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, projects
from icabinet.minutes.facts import (
    DocumentApproved,
    DocumentBegun,
    DocumentCirculated,
    DocumentIssued,
    DocumentPutForward,
    DocumentRedrafted,
    DocumentRenamed,
    PassageRemoved,
    PassageWritten,
    RemarkAnswered,
    Remarked,
)
from icabinet.minutes.passages import DocumentPassage
from icabinet.minutes.queries import passages_of
from icabinet.minutes.tables import DocumentRow, PassageRow, RemarkRow, RevisionRow


@projects(DocumentBegun)
def begin(session: Session, entry: Entry, fact: DocumentBegun) -> list[str]:
    session.add(
        DocumentRow(
            stream=entry.stream,
            id=fact.document,
            kind=fact.kind,
            body=fact.body,
            about=fact.about,
            item=fact.item,
            state="draft",
            revision=entry.seq,
            by=entry.actor,
            at=entry.at,
            symbol="",
            head="",
            forwarded=[],
        )
    )
    for place, passage in enumerate(fact.passages):
        _say(session, entry, fact.document, passage, place, drafted=True)
    return [_key(fact.document)]


@projects(DocumentRedrafted)
def redraft(session: Session, entry: Entry, fact: DocumentRedrafted) -> list[str]:
    for passage in fact.passages:
        _say(session, entry, fact.document, passage, len(fact.order), drafted=True)
    session.flush()
    _arrange(passages_of(session, entry.stream, fact.document), fact.order)
    return _revised(session, entry, fact.document)


@projects(PassageWritten)
def write(session: Session, entry: Entry, fact: PassageWritten) -> list[str]:
    here = passages_of(session, entry.stream, fact.document)
    order = [row.key for row in here]
    _say(session, entry, fact.document, fact.passage, len(order), drafted=False)
    if fact.passage.key not in order:
        order.insert(order.index(fact.after) + 1 if fact.after in order else len(order), fact.passage.key)
        session.flush()
        _arrange(passages_of(session, entry.stream, fact.document), order)
    return _revised(session, entry, fact.document)


@projects(PassageRemoved)
def remove(session: Session, entry: Entry, fact: PassageRemoved) -> list[str]:
    row = session.get_one(PassageRow, (entry.stream, fact.document, fact.key))
    row.gone, row.revision, row.by, row.at = True, entry.seq, entry.actor, entry.at
    return _revised(session, entry, fact.document)


@projects(DocumentRenamed)
def rename(session: Session, entry: Entry, fact: DocumentRenamed) -> list[str]:
    _document(session, entry, fact.document).about = fact.about
    return _revised(session, entry, fact.document)


@projects(DocumentCirculated)
def circulate(session: Session, entry: Entry, fact: DocumentCirculated) -> list[str]:
    row = _document(session, entry, fact.document)
    row.state, row.circulated_at, row.closes_at = "circulated", row.circulated_at or entry.at, fact.closes_at
    return [_key(fact.document)]


@projects(Remarked)
def remark(session: Session, entry: Entry, fact: Remarked) -> list[str]:
    row = RemarkRow(stream=entry.stream, id=fact.remark, document=fact.document, key=fact.key, text=fact.text)
    row.by, row.at, row.state, row.reply, row.answered_by = entry.actor, entry.at, "open", "", ""
    session.add(row)
    return [f"remarks/{fact.remark}"]


@projects(RemarkAnswered)
def answer(session: Session, entry: Entry, fact: RemarkAnswered) -> list[str]:
    row = session.get_one(RemarkRow, (entry.stream, fact.remark))
    row.state, row.reply = "taken" if fact.taken else "declined", fact.reply
    row.answered_by, row.answered_at = entry.actor, entry.at
    return [f"remarks/{fact.remark}"]


@projects(DocumentIssued)
def issue(session: Session, entry: Entry, fact: DocumentIssued) -> list[str]:
    row = _document(session, entry, fact.document)
    row.state, row.issued_at = "issued", entry.at
    row.number, row.year, row.symbol = fact.number, fact.year, fact.symbol
    row.content, row.seq, row.head = fact.content, fact.seq, fact.head
    return [_key(fact.document)]


@projects(DocumentPutForward)
def put_forward(session: Session, entry: Entry, fact: DocumentPutForward) -> list[str]:
    row = _document(session, entry, fact.document)
    row.forwarded = [*row.forwarded, {"meeting": fact.meeting, "item": fact.item, "at": entry.at}]
    return [_key(fact.document)]


@projects(DocumentApproved)
def approve(session: Session, entry: Entry, fact: DocumentApproved) -> list[str]:
    row = _document(session, entry, fact.document)
    row.approved = {"meeting": fact.meeting, "item": fact.item, "by": entry.actor, "at": entry.at}
    return [_key(fact.document)]


def _say(session: Session, entry: Entry, document: str, passage: DocumentPassage, place: int, *, drafted: bool) -> None:
    """Write a passage and its revision; one that was there keeps its place."""
    row = session.get(PassageRow, (entry.stream, document, passage.key))
    if row is None:
        row = PassageRow(stream=entry.stream, document=document, key=passage.key, place=place)
        session.add(row)
    row.title, row.text, row.revision = passage.title, passage.text, entry.seq
    row.drafted, row.gone, row.by, row.at = drafted, False, entry.actor, entry.at
    said = RevisionRow(stream=entry.stream, document=document, key=passage.key, number=entry.seq)
    said.title, said.text, said.by, said.at = passage.title, passage.text, entry.actor, entry.at
    session.add(said)


def _arrange(rows: Sequence[PassageRow], order: Sequence[str]) -> None:
    places = {key: place for place, key in enumerate(order)}
    for row in rows:
        row.place = places.get(row.key, len(order))


def _revised(session: Session, entry: Entry, document: str) -> list[str]:
    _document(session, entry, document).revision = entry.seq
    return [_key(document)]


def _document(session: Session, entry: Entry, document: str) -> DocumentRow:
    return session.get_one(DocumentRow, (entry.stream, document))


def _key(document: str) -> str:
    return f"documents/{document}"
