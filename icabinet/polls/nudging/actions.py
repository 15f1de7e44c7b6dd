"""What the desk may do about ballots that do not come."""

from icabinet.journal.actions import LIVE, Args, action
from icabinet.journal.turns import Turn
from icabinet.polls.nudging.facts import Nudged
from icabinet.polls.nudging.rules import check_may_nudge
from icabinet.polls.nudging.tables import NudgeRow
from icabinet.polls.queries import voters_of
from icabinet.polls.rules import check_in_time
from icabinet.polls.tables import PollRow


class Nudge(Args, frozen=True):
    id: str


@action("polls.nudge", Nudge, permission="polls.run", when=LIVE)
def nudge(turn: Turn, args: Nudge) -> None:
    """Remind those who have not voted that they may; only they hear of it."""
    row = turn.get(PollRow, args.id)
    before = turn.session.get(NudgeRow, (turn.stream, row.id))
    missing = {voter.held_by for voter in voters_of(turn.session, turn.stream, row.id) if voter.voted_at is None}
    check_may_nudge(
        row.id,
        row.state,
        analog=row.analog,
        missing=len(missing),
        since_ms=turn.at - before.at if before else None,
    )
    check_in_time(row.id, turn.at, row.closes_at)
    turn.record(Nudged(poll=row.id, persons=sorted(missing)))
