"""Counted at the system calls: between the writing of a ballot and its acknowledgement the log is made durable.

strace follows the server while 200 ballots are cast one after the other. In its record no answer may leave while
something written to SQLite's log has not been synced, and there must be as many syncs as ballots.
"""

import asyncio
from pathlib import Path

from tests.faults.crowd import Crowd, done
from tests.faults.place import Place, furnished, serving
from tests.faults.row import Ask, Outcome, Row, needs
from tests.faults.tablet import door
from tests.faults.trace import order, tracing


def run(ask: Ask) -> Outcome:
    outcome = Outcome()
    with furnished(ask.count(200, 15)) as place, serving(place.house()) as house:
        trace = place.folder / "trace"
        try:
            asyncio.run(_vote_in_turn(place, house.port, house.pid, trace))
        except PermissionError as error:
            return Outcome(skipped=f"strace may not look: {error}")
        found = order(trace.read_text(errors="replace").splitlines())
        outcome.tries = len(place.members)
    outcome.violations += [f"P1: acknowledged before it was durable: {what}" for what in found.too_early]
    outcome.must(found.answers >= outcome.tries, f"only {found.answers} of {outcome.tries} answers were seen")
    outcome.must(found.synced >= outcome.tries, f"P1: {outcome.tries} ballots, but only {found.synced} times synced")
    outcome.figures = {"ballots": outcome.tries, "answers": found.answers, "synced": found.synced}
    outcome.measured = (
        f"{outcome.tries} ballots one by one, {found.synced} times synced, {len(found.too_early)} too early"
    )
    return outcome


async def _vote_in_turn(place: Place, port: int, pid: int, trace: Path) -> None:
    """One ballot after the other, so that each has a commit of its own."""
    async with Crowd(place, [door(port)]) as crowd:
        poll = await crowd.open_poll()
        with tracing(pid, trace):
            for tablet in crowd.members:
                done(await tablet.act("polls.cast", poll=poll, choice="yes"))


ROW = Row(
    "durable", "P1", "the system calls between a ballot's writing and its acknowledgement",
    "a sync before every answer", run, lambda: needs("strace"),
)  # fmt: skip
