"""What stands on the public page, word for word as the chair published it. Pure shapes; nothing else gets there."""

from typing import Any, Literal

import msgspec

What = Literal["agenda", "decisions"]
AGENDA, DECISIONS = "agenda", "decisions"


class PublishedItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of the agenda. starts: "HH:MM" or ""; presenter: "" where that was not to be said.

    id, here and below: of what it is, for the desk, which chooses anew; no page shows it.
    """

    id: str
    number: str
    title: str
    starts: str = ""
    presenter: str = ""


class PublishedConclusion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was concluded. on: the item as it is called, "" for the meeting as a whole."""

    id: str
    on: str
    text: str


class PublishedVote(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The verdict on a question, a sentence in each language; never who voted how."""

    id: str
    question: str
    sentences: dict[str, str]


class PublishedDocument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document that was issued, with all of its text: [(title, text)]."""

    id: str
    kind: str
    number: str
    about: str
    issued_at: int
    passages: list[tuple[str, str]]


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """What a published agenda says."""

    items: list[PublishedItem]


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """What published decisions say."""

    conclusions: list[PublishedConclusion]
    votes: list[PublishedVote]
    documents: list[PublishedDocument]


def agenda_in(content: dict[str, Any]) -> Agenda:
    """Read an agenda as it is kept."""
    return msgspec.convert(content, Agenda)


def decisions_in(content: dict[str, Any]) -> Decisions:
    """Read decisions as they are kept."""
    return msgspec.convert(content, Decisions)
