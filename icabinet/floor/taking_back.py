"""Taking back that somebody was called, or a speech ended, by mistake."""

from icabinet.errors import SomethingFollowed, Stale, TooLate
from icabinet.floor.actions import OneSpeaker
from icabinet.floor.facts import CallTakenBack, EndingTakenBack
from icabinet.floor.finding import on_the_floor
from icabinet.floor.queries import speakers_of
from icabinet.floor.tables import SpeakerRow
from icabinet.journal import reading
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
        _take_ending_back(turn, row)
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
    resumed = next(iter(ended), None)
    turn.record(CallTakenBack(speaker=row.id, resumed=resumed, paused=_stood_by(turn, resumed)))


def _take_ending_back(turn: Turn, row: SpeakerRow) -> None:
    _check_recent(row.ended_at, turn.at)
    # Had another one spoken since, the time of both would be counted.
    done = speakers_of(turn.session, turn.stream, "done")
    if any((other.ended_at or 0) >= (row.ended_at or 0) for other in done if other.id != row.id):
        raise SomethingFollowed
    turn.record(EndingTakenBack(speaker=row.id, paused=_stood_by(turn, row.id)))


def _stood_by(turn: Turn, speaker: str | None) -> str:
    """Return by whom a speech was paused when it ended, "" if it was not."""
    stood = ""
    for entry in reading.entries_named(turn.session, turn.stream, ("floor.paused", "floor.resumed")):
        if getattr(entry.fact, "speaker", None) == speaker:
            stood = getattr(entry.fact, "by", "")
    return stood


def _check_recent(moment: int | None, now: int) -> None:
    if moment is None or now - moment > WITHIN_MS:
        raise TooLate(minutes=WITHIN_MS // 60_000)
