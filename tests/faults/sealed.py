"""Whether the published list of a secret vote is what was put into envelopes: only whoever sealed one knows what."""

from collections import Counter
from collections.abc import Iterator

from tests.faults.history import Sealed
from tests.faults.seen import Seen

_LATE = {"stale", "wrong_state"}


def p1_sealed_ballots_are_in_the_list(seen: Seen) -> Iterator[str]:
    for act_id, one in _sealed(seen).items():
        for trackers in _lists(seen, one.poll) if act_id in seen.done else []:
            if (one.tracker, one.choice) not in trackers:
                yield f"the acknowledged ballot {act_id} is not in the list of {one.poll} as {one.choice}"


def p2_nobody_is_in_the_list_twice(seen: Seen) -> Iterator[str]:
    for poll in seen.polls:
        for trackers in _lists(seen, poll):
            counted = Counter(tracker for tracker, _ in trackers)
            yield from (f"{tracker} is in the list of {poll} {n} times" for tracker, n in counted.items() if n > 1)


def p3_refused_envelopes_are_not_in_the_list(seen: Seen) -> Iterator[str]:
    """Whoever was told that the vote was over has no ballot in it."""
    for act_id, one in _sealed(seen).items():
        codes = {answer.code for answer in seen.answers[act_id]}
        if codes & _LATE and act_id not in seen.done:
            for trackers in _lists(seen, one.poll):
                if one.tracker in (tracker for tracker, _ in trackers):
                    yield f"the refused ballot {act_id} is in the list of {one.poll}"


def p4_nothing_in_the_list_is_made_up(seen: Seen) -> Iterator[str]:
    """The list is as long as the turnout, and of each ballot somebody knows that they sealed it."""
    known = {(one.poll, one.tracker, one.choice) for one in _sealed(seen).values()}
    for poll, found in seen.polls.items():
        for result in found.results:
            trackers = result.get("trackers")
            if trackers is None:
                continue
            if len(trackers) != result["received"]:
                yield f"{poll}: {len(trackers)} in the list, {result['received']} received"
            for tracker, choice in trackers:
                if (poll, tracker, choice) not in known:
                    yield f"{poll}: nobody sealed {choice!r} as {tracker}"


def _sealed(seen: Seen) -> dict[str, Sealed]:
    return {one.id: one for one in seen.history.all(Sealed)}


def _lists(seen: Seen, poll: str) -> Iterator[list[tuple[str, str]]]:
    """Every list that was ever published of the vote; there should be one at most."""
    for result in seen.results_of(poll):
        if result.get("trackers") is not None:
            yield [(tracker, choice) for tracker, choice in result["trackers"]]
