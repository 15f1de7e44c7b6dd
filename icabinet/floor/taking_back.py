"""Taking back that somebody was called, or a speech ended, by mistake."""

from icabinet.errors import SomethingFollowed, Stale, TooLate
from icabinet.floor.actions import OneSpeaker
from icabinet.floor.facts import CallTakenBack, EndingTakenBack
from icabinet.floor.finding import on_the_floor
from icabinet.floor.queries import speakers_of
from icabinet.floor.tables import SpeakerRow
from icabinet.journal.actions import LIVE, action
from icabinet.journal.turns import Turn

# Whoever has spoken for longer has been heard.
WITHIN_MS = 60_000


@action("floor.take_back", OneSpeaker, permission="floor.run", when=LIVE)
def take_back(turn: Turn, args: OneSpeaker) -> None:
    """Take back that somebody was just called, or a speech just ended; the clocks run as if it had never been."""
    row = turn.get(SpeakerRow, args.id)
    if row.state == "speaking":
        _take_call_back(turn, row)
    elif row.state == "done" and not on_the_floor(turn):
        _check_recent(row.ended_at, turn.at)
        turn.record(EndingTakenBack(speaker=row.id))
    else:
        raise Stale(kind="speaker", id=row.id, state=row.state)


def _take_call_back(turn: Turn, row: SpeakerRow) -> None:
    # A speech that stood still, or was put into another one, has a story of its own.
    if row.since != row.started_at or any(other.id != row.id for other in on_the_floor(turn)):
        raise SomethingFollowed
    _check_recent(row.started_at, turn.at)
    done = speakers_of(turn.session, turn.stream, "done")
    ended = [other.id for other in done if other.ended_at == row.started_at]
    if len(ended) > 1:
        raise SomethingFollowed
    turn.record(CallTakenBack(speaker=row.id, resumed=next(iter(ended), None)))


def _check_recent(moment: int | None, now: int) -> None:
    if moment is None or now - moment > WITHIN_MS:
        raise TooLate(minutes=WITHIN_MS // 60_000)
