"""What can happen to the documents of a meeting. Until they are circulated or issued, only the desk hears of them."""

from typing import Any

from icabinet.journal.facts import Audience, Fact, fact
from icabinet.minutes.kinds import Kind
from icabinet.minutes.passages import DocumentPassage


@fact("minutes.begun", audience=Audience.DESK)
class DocumentBegun(Fact, frozen=True):
    """A document is drafted; body: of the meeting, by which it will be numbered; item: what a resolution is on."""

    document: str
    kind: Kind
    body: str
    about: str
    passages: list[DocumentPassage]
    item: str | None = None


@fact("minutes.redrafted", audience=Audience.DESK)
class DocumentRedrafted(Fact, frozen=True):
    """The journal has gone on: these passages say something new, and all stand in this order."""

    document: str
    passages: list[DocumentPassage]
    order: list[str]


@fact("minutes.written", audience=Audience.DESK)
class PassageWritten(Fact, frozen=True):
    """Somebody wrote a passage, as it is now. after: of a new one, behind which it stands."""

    document: str
    passage: DocumentPassage
    after: str | None = None


@fact("minutes.passage_removed", audience=Audience.DESK)
class PassageRemoved(Fact, frozen=True):
    """The passage is not part of the document any more; its revisions stay."""

    document: str
    key: str


@fact("minutes.renamed", audience=Audience.DESK)
class DocumentRenamed(Fact, frozen=True):
    """What the document is about."""

    document: str
    about: str


@fact("minutes.circulated")
class DocumentCirculated(Fact, frozen=True):
    """Those who took part may read the draft, and say what they miss, until `closes_at` (None: until it is issued)."""

    document: str
    closes_at: int | None


@fact("minutes.remarked", audience=Audience.NOBODY)
class Remarked(Fact, frozen=True):
    """Somebody says what should be different in a passage ("" for the whole)."""

    remark: str
    document: str
    key: str
    text: str


@fact("minutes.remark_answered", audience=Audience.NOBODY)
class RemarkAnswered(Fact, frozen=True):
    """A remark was taken up, or not, and why."""

    remark: str
    taken: bool
    reply: str


@fact("minutes.issued")
class DocumentIssued(Fact, frozen=True):
    """The document is final, under a number of the body's of that year.

    content: all that it says, as `worker/forms/told.py` describes it; seq, head: the last entry of the journal that it
    was made from, and its hash, as they are printed on it.
    """

    document: str
    number: int
    year: int
    symbol: str
    content: dict[str, Any]
    seq: int
    head: str


@fact("minutes.put_forward")
class DocumentPutForward(Fact, frozen=True):
    """The minutes stand on the agenda of a later meeting, as this item, to be approved."""

    document: str
    meeting: str
    item: str


@fact("minutes.approved")
class DocumentApproved(Fact, frozen=True):
    """A later meeting approved the minutes with this item."""

    document: str
    meeting: str
    item: str
