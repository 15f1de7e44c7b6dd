"""What chair and secretary do with whoever has the floor."""

from icabinet.floor import kinds, rules
from icabinet.floor.actions import OneSpeaker
from icabinet.floor.facts import SpeakerCalled, SpeechEnded, SpeechExtended, SpeechPaused, SpeechResumed
from icabinet.floor.finding import current_item, interposes, on_the_floor
from icabinet.floor.queries import queue_of, rules_of
from icabinet.floor.tables import SpeakerRow
from icabinet.journal.actions import LIVE, Args, action
from icabinet.journal.turns import Turn


@action("floor.call", OneSpeaker, permission="floor.run", when=LIVE)
def call(turn: Turn, args: OneSpeaker) -> None:
    """Give somebody the floor; whoever speaks ends, or pauses while a question is put into the speech."""
    row = turn.get(SpeakerRow, args.id)
    rules.check_is_waiting(row.id, row.state)
    way = rules.make_way(on_the_floor(turn), interposes=interposes(turn, row))
    for ended in way.end:
        turn.record(SpeechEnded(speaker=ended))
    if way.pause is not None:
        turn.record(SpeechPaused(speaker=way.pause, by=rules.BY_INTERPOSED))
    item = current_item(turn) if row.queue in (kinds.GENERAL, kinds.QUESTIONS) else None
    turn.record(SpeakerCalled(speaker=row.id, limit_s=_limit_of(turn, row), item=item))


@action("floor.end", OneSpeaker, permission="floor.run", when=LIVE)
def end(turn: Turn, args: OneSpeaker) -> None:
    """End the speech; one that was paused for it goes on."""
    row = turn.get(SpeakerRow, args.id)
    rules.check_has_the_floor(row.id, row.state)
    next_one = rules.goes_on(on_the_floor(turn), row.id)
    turn.record(SpeechEnded(speaker=row.id))
    if next_one is not None:
        turn.record(SpeechResumed(speaker=next_one))


@action("floor.pause", OneSpeaker, permission="floor.run", when=LIVE)
def pause(turn: Turn, args: OneSpeaker) -> None:
    """Stop the clock of whoever speaks."""
    row = turn.get(SpeakerRow, args.id)
    rules.check_is_speaking(row.id, row.state)
    turn.record(SpeechPaused(speaker=row.id, by=rules.BY_CHAIR))


@action("floor.resume", OneSpeaker, permission="floor.run", when=LIVE)
def resume(turn: Turn, args: OneSpeaker) -> None:
    """Let a paused speech go on; what was put into it ends."""
    row = turn.get(SpeakerRow, args.id)
    rules.check_is_paused(row.id, row.state)
    for other in on_the_floor(turn):
        if other.id != row.id and other.state == "speaking":
            turn.record(SpeechEnded(speaker=other.id))
    turn.record(SpeechResumed(speaker=row.id))


class ExtendSpeech(Args, frozen=True):
    id: str
    seconds: int


@action("floor.extend", ExtendSpeech, permission="floor.run", when=LIVE)
def extend(turn: Turn, args: ExtendSpeech) -> None:
    """Give the speech more time, or less."""
    row = turn.get(SpeakerRow, args.id)
    rules.check_has_the_floor(row.id, row.state)
    turn.record(SpeechExtended(speaker=row.id, seconds=rules.check_extension(args.seconds)))


def _limit_of(turn: Turn, row: SpeakerRow) -> int:
    own = rules_of(turn.session, turn.stream).limits.get(row.kind)
    return own or queue_of(turn.session, turn.stream, row.queue).limit_s
