"""What chair and secretary do about conclusions: write them, announce them, take them away."""

from icabinet import ids
from icabinet.agenda.queries import check_item
from icabinet.conclusions import rules
from icabinet.conclusions.facts import (
    ConclusionFileAdded,
    ConclusionFileRemoved,
    ConclusionRecorded,
    ConclusionRemoved,
)
from icabinet.conclusions.queries import conclusion_on, files_of, revision_of
from icabinet.conclusions.tables import GENERAL, ConclusionFileRow
from icabinet.journal.actions import ANY_STATE, Args, action
from icabinet.journal.turns import Turn
from icabinet.papers.queries import checked_upload
from icabinet.text import clean_lines


class RecordConclusion(Args, frozen=True):
    """`item`: None for the meeting as a whole. `seen`: the revision that the writer has before them, 0 for none yet."""

    text: str
    item: str | None = None
    announced: bool = False
    seen: int | None = None


@action("conclusions.record", RecordConclusion, permission="conclusions.record", when=ANY_STATE)
def record(turn: Turn, args: RecordConclusion) -> None:
    """Write down what is concluded on an item, as a draft of the desk or for everybody."""
    check_item(turn.session, turn.stream, args.item)
    revision = revision_of(turn.session, turn.stream, args.item)
    rules.check_is_latest(args.item or GENERAL, revision, args.seen)
    before = conclusion_on(turn.session, turn.stream, args.item)
    # What everybody has heard is put right before everybody; it does not become a draft again.
    announced = args.announced or (before is not None and before.announced_at is not None)
    text = clean_lines(args.text, "text", longest=rules.LONGEST)
    turn.record(ConclusionRecorded(item=args.item, text=text, announced=announced, revision=revision + 1))


class RemoveConclusion(Args, frozen=True):
    item: str | None = None


@action("conclusions.remove", RemoveConclusion, permission="conclusions.record", when=ANY_STATE)
def remove(turn: Turn, args: RemoveConclusion) -> None:
    """Take a conclusion away."""
    found = conclusion_on(turn.session, turn.stream, args.item)
    rules.check_is_there(args.item or GENERAL, there=found is not None)
    turn.record(ConclusionRemoved(item=args.item))


class AddConclusionFile(Args, frozen=True):
    """`id`: of the file; `item`: with whose conclusion it goes."""

    id: str
    filename: str
    sha: str
    size: int
    item: str | None = None


@action("conclusions.add_file", AddConclusionFile, permission="conclusions.record", when=ANY_STATE, inside=True)
def add_file(turn: Turn, args: AddConclusionFile) -> None:
    """Have an upload that arrived whole go with a conclusion."""
    found = conclusion_on(turn.session, turn.stream, args.item)
    rules.check_is_there(args.item or GENERAL, there=found is not None)
    rules.check_room(len(files_of(turn.session, turn.stream).get(args.item or GENERAL, ())))
    turn.check_free(ConclusionFileRow, ids.check(args.id))
    filename = checked_upload(args.filename, args.size)
    turn.record(
        ConclusionFileAdded(item=args.item, file=args.id, filename=filename, sha=args.sha, size=args.size),
    )


class RemoveConclusionFile(Args, frozen=True):
    id: str


@action("conclusions.remove_file", RemoveConclusionFile, permission="conclusions.record", when=ANY_STATE)
def remove_file(turn: Turn, args: RemoveConclusionFile) -> None:
    """Have a file go with its conclusion no longer."""
    turn.record(ConclusionFileRemoved(file=turn.get(ConclusionFileRow, args.id).id))
