"""What people may do with the documents of a meeting while they are written."""

from icabinet.agenda.queries import check_item
from icabinet.errors import NotFound
from icabinet.journal.actions import ANY_STATE, Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import body_of
from icabinet.minutes import rules
from icabinet.minutes.facts import (
    DocumentBegun,
    DocumentRedrafted,
    DocumentRenamed,
    PassageRemoved,
    PassageWritten,
)
from icabinet.minutes.kinds import MINUTES, Kind
from icabinet.minutes.passages import LONGEST_TITLE, MOST_PASSAGES, DocumentPassage, checked, checked_all
from icabinet.minutes.queries import minutes_of, passages_of
from icabinet.minutes.rules import Kept
from icabinet.minutes.tables import DocumentRow, PassageRow
from icabinet.text import clean


class BeginDocument(Args, frozen=True):
    """item: what a resolution is on."""

    id: str
    kind: Kind
    about: str
    passages: list[DocumentPassage]
    item: str | None = None


@action("minutes.begin", BeginDocument, permission="minutes.write", when=ANY_STATE)
def begin(turn: Turn, args: BeginDocument) -> dict[str, object]:
    """Begin a document with a draft; there are minutes once, other documents as often as needed."""
    turn.check_free(DocumentRow, args.id)
    if args.kind == MINUTES and (there := minutes_of(turn.session, turn.stream)):
        raise rules.MinutesBegun(id=there.id)
    check_item(turn.session, turn.stream, args.item)
    turn.record(
        DocumentBegun(
            document=args.id,
            kind=args.kind,
            body=body_of(turn.session, turn.meeting),
            about=clean(args.about, "about", longest=LONGEST_TITLE),
            passages=checked_all(args.passages),
            item=args.item,
        )
    )
    return {"id": args.id}


class RedraftDocument(Args, frozen=True):
    id: str
    passages: list[DocumentPassage]


@action("minutes.redraft", RedraftDocument, permission="minutes.write", when=ANY_STATE)
def redraft(turn: Turn, args: RedraftDocument) -> dict[str, object]:
    """Bring in what the journal says now; what a hand has written or removed stays as it is."""
    row = _open(turn, args.id)
    fresh = {passage.key: passage for passage in checked_all(args.passages)}
    there = passages_of(turn.session, turn.stream, row.id, gone=True)
    kept = {one.key: Kept(one.title, one.text, one.drafted, one.gone) for one in there}
    order = [one.key for one in there if not one.gone]
    changed, placed = rules.merged(kept, order, {key: (one.title, one.text) for key, one in fresh.items()})
    if changed or placed != order:
        turn.record(
            DocumentRedrafted(document=row.id, passages=[fresh[key] for key in changed], order=placed[:MOST_PASSAGES])
        )
    return {"changed": len(changed)}


class WritePassage(Args, frozen=True):
    """seen: the revision that was before one's eyes, 0 for a new passage; after: behind which a new one stands."""

    id: str
    key: str
    seen: int
    title: str = ""
    text: str = ""
    after: str | None = None


@action("minutes.write", WritePassage, permission="minutes.write", when=ANY_STATE)
def write(turn: Turn, args: WritePassage) -> dict[str, object]:
    """Write a passage; refused if somebody else has written it meanwhile."""
    row = _open(turn, args.id)
    passage = checked(DocumentPassage(key=args.key, title=args.title, text=args.text))
    there = turn.session.get(PassageRow, (turn.stream, row.id, passage.key))
    if there is None:
        checked_all([passage, *map(_kept, passages_of(turn.session, turn.stream, row.id, gone=True))])
    rules.check_seen(args.key, args.seen, *_standing(there))
    if there is None or there.gone or (there.title, there.text) != (passage.title, passage.text):
        turn.record(PassageWritten(document=row.id, passage=passage, after=args.after))
    return {"key": passage.key}


class RemovePassage(Args, frozen=True):
    id: str
    key: str
    seen: int


@action("minutes.remove_passage", RemovePassage, permission="minutes.write", when=ANY_STATE)
def remove_passage(turn: Turn, args: RemovePassage) -> None:
    """Take a passage out; its revisions stay, and can be brought back."""
    row = _open(turn, args.id)
    there = turn.session.get(PassageRow, (turn.stream, row.id, args.key))
    if there is None or there.gone:
        raise NotFound(kind="passages", id=args.key)
    rules.check_seen(args.key, args.seen, *_standing(there))
    turn.record(PassageRemoved(document=row.id, key=args.key))


class RenameDocument(Args, frozen=True):
    id: str
    about: str


@action("minutes.rename", RenameDocument, permission="minutes.write", when=ANY_STATE)
def rename(turn: Turn, args: RenameDocument) -> None:
    """Say what the document is about."""
    row = _open(turn, args.id)
    turn.record(DocumentRenamed(document=row.id, about=clean(args.about, "about", longest=LONGEST_TITLE)))


def _open(turn: Turn, document: str) -> DocumentRow:
    row = turn.get(DocumentRow, document)
    rules.check_open(row.id, row.state)
    return row


def _kept(row: PassageRow) -> DocumentPassage:
    return DocumentPassage(key=row.key, title=row.title, text=row.text)


def _standing(row: PassageRow | None) -> tuple[int, str, str]:
    return (row.revision, row.title, row.text) if row else (0, "", "")
