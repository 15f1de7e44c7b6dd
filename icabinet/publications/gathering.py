"""Putting together what is published, out of what is final in the meeting: the choosing is the chair's."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from icabinet.agenda.queries import items_of, numbers_of
from icabinet.conclusions.queries import conclusions_of
from icabinet.journal.records import EVERYONE, seen_by, snapshot
from icabinet.minutes.queries import documents_of, passages_of
from icabinet.minutes.records import document_record
from icabinet.publications.contents import (
    PublishedConclusion,
    PublishedDocument,
    PublishedItem,
    PublishedVote,
)
from icabinet.publications.rules import chosen

GENERAL = "general"
# Minutes say who said what: they stay in the house.
PUBLIC_KINDS = ("resolution", "conclusions")


def items_in(session: Session, stream: str, wanted: Sequence[str], *, presenters: bool) -> list[PublishedItem]:
    """Return the chosen items in the order of the agenda."""
    rows, numbers = {row.id: row for row in items_of(session, stream)}, numbers_of(session, stream)
    return [
        PublishedItem(
            id=one,
            number=numbers[one],
            title=rows[one].title,
            starts=rows[one].starts,
            presenter=rows[one].presenter if presenters else "",
        )
        for one in chosen("items", wanted, list(numbers), rows)
    ]


def conclusions_in(session: Session, stream: str, wanted: Sequence[str]) -> list[PublishedConclusion]:
    """Return the chosen conclusions in the order of the agenda, that on the meeting last; they were announced."""
    named = _named(session, stream)
    found = {item or GENERAL: row for item, row in conclusions_of(session, stream).items()}
    known = [one for one in named if one in found]
    final = [one for one in known if found[one].announced_at is not None]
    return [
        PublishedConclusion(id=one, on=named[one], text=found[one].text)
        for one in chosen("conclusions", wanted, known, final)
    ]


def votes_in(session: Session, stream: str, wanted: Sequence[str]) -> list[PublishedVote]:
    """Return the chosen votes with their verdicts, in the order in which they were closed; they were published."""
    seen = seen_by((EVERYONE,), snapshot(session, stream, ("polls",)))
    polls = sorted((one for one in seen.values() if one), key=lambda one: (one["closed_at"] or 0, one["id"]))
    found = {one["id"]: one for one in polls}
    final = [name for name, one in found.items() if one["state"] == "published" and one["sentences"]]
    return [
        PublishedVote(id=one, question=found[one]["question"], sentences=found[one]["sentences"])
        for one in chosen("polls", wanted, list(found), final)
    ]


def documents_in(session: Session, stream: str, wanted: Sequence[str]) -> list[PublishedDocument]:
    """Return the chosen documents with all that they say; they were issued."""
    found = {row.id: row for row in documents_of(session, stream)}
    final = [row.id for row in found.values() if row.state == "issued" and row.kind in PUBLIC_KINDS]
    return [
        PublishedDocument(
            id=one,
            kind=found[one].kind,
            number=document_record(found[one])["number"] or "",
            about=found[one].about,
            issued_at=found[one].issued_at or 0,
            passages=[(passage.title, passage.text) for passage in passages_of(session, stream, one)],
        )
        for one in chosen("documents", wanted, list(found), final)
    ]


def _named(session: Session, stream: str) -> dict[str, str]:
    """Return what each item is called, in order; last the meeting as a whole, which has no name here."""
    titles, numbers = {row.id: row.title for row in items_of(session, stream)}, numbers_of(session, stream)
    return {**{one: f"{number}. {titles[one]}" for one, number in numbers.items()}, GENERAL: ""}
