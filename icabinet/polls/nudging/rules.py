"""When those who have not voted may be reminded. Pure."""

from icabinet.errors import Conflict, Invalid, Stale

EVERY_MS = 30_000


class EverybodyVoted(Conflict):
    """There is nobody to be reminded. data: poll."""

    code = "everybody_voted"


class NudgedJustNow(Conflict):
    """Those who have not voted were reminded a moment ago. data: poll, retry_after_s."""

    code = "nudged_just_now"


def check_may_nudge(poll: str, state: str, *, analog: bool, missing: int, since_ms: int | None) -> None:
    """Only while ballots come from tablets, and not time and again. `since_ms`: since the last one, if any."""
    if state != "open":
        raise Stale(kind="poll", id=poll, state=state)
    if analog:
        raise Invalid(where="poll", why="this vote is counted by hand")
    if not missing:
        raise EverybodyVoted(poll=poll)
    if since_ms is not None and since_ms < EVERY_MS:
        raise NudgedJustNow(poll=poll, retry_after_s=-(-(EVERY_MS - since_ms) // 1000))
