"""What chair and secretary do about conclusions: write them, announce them, take them away."""

from icabinet.agenda.queries import check_item
from icabinet.conclusions import rules
from icabinet.conclusions.facts import ConclusionRecorded, ConclusionRemoved
from icabinet.conclusions.queries import conclusion_on, revision_of
from icabinet.conclusions.tables import GENERAL
from icabinet.journal.actions import ANY_STATE, Args, action
from icabinet.journal.turns import Turn
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
