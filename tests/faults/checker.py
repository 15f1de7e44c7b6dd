"""Whether a history keeps the promises. It knows only what clients sent and saw, and nothing of the product's code.

`check(history)` returns every violation found, under the number of the promise. Ballots, closings and strokes each
make exactly one entry, so their answers must bear numbers of their own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from tests.faults.history import Answered, Body, History, Mark, Sent, Told
from tests.faults.sealed import (
    p1_sealed_ballots_are_in_the_list,
    p2_nobody_is_in_the_list_twice,
    p3_refused_envelopes_are_not_in_the_list,
    p4_nothing_in_the_list_is_made_up,
)
from tests.faults.seen import Screen, Seen, shown_by

CONVERGED_WITHIN_S = 5.0
_ONE_ENTRY = {"polls.cast", "polls.open", "polls.close", "polls.cancel", "polls.prepare", "ink.draw"}
_ENDINGS = {"polls.close", "polls.cancel"}
_AGAIN = {"unavailable", "too_many"}
# Told to those who lost a race.
_LOST = {"polls.cast": {"already_voted", "stale"}, "polls.close": {"stale"}, "polls.cancel": {"stale"}}


class Violation(NamedTuple):
    promise: str
    what: str

    def __str__(self) -> str:
        return f"{self.promise}: {self.what}"


def check(history: History, *, within: float = CONVERGED_WITHIN_S) -> list[Violation]:
    """All violations. `within`: seconds from the mark "healed" until everybody must have what was there then."""
    seen = Seen(history, within)
    return [Violation(rule.__name__.strip("_")[:2].upper(), what) for rule in _RULES for what in rule(seen)]


def _p1_what_was_acknowledged_is_shown(seen: Seen) -> Iterator[str]:
    """No screen ends before an acknowledged number, and acknowledged strokes are on every screen."""
    for id, ok in seen.done.items():
        act = seen.sent[id]
        for client, screen in seen.screens_of(act.stream):
            if screen.seq < ok["seq"]:
                yield f"{act.name} {id} was acknowledged as {ok['seq']}, but {client} ends at {screen.seq}"
            if act.name == "ink.draw" and f"strokes/{act.args['id']}" not in screen.records:
                yield f"the acknowledged stroke {act.args['id']} is not on {client}'s screen"


def _p1_ballots_are_in_the_result(seen: Seen) -> Iterator[str]:
    for act in seen.acts("polls.cast"):
        if act.id in seen.done and "choice" in act.args:
            for result in seen.results_of(act.args["poll"]):
                if (act.person, act.args["choice"]) not in _roll(result):
                    what = f"the acknowledged ballot {act.id} of {act.person}"
                    yield f"{what} is not in the result as {act.args['choice']}"


def _p1_what_was_closed_is_shown_as_closed(seen: Seen) -> Iterator[str]:
    for act in seen.acts("polls.close"):
        for client, screen in seen.screens_of(act.stream) if act.id in seen.done else []:
            record = screen.records.get(f"polls/{act.args['id']}")
            if record is None or record["state"] != "published":
                yield f"{act.args['id']} was closed, but is {record and record['state']} on {client}'s screen"


def _p2_once(seen: Seen) -> Iterator[str]:
    """A repeated action gets the first answer; two actions never share an entry; nobody is on a roll twice."""
    numbers: dict[tuple[str, int], str] = {}
    for id, answers in seen.answers.items():
        # `at` is the server's time when it answers, not when it happened.
        given = [{**answer.ok, "at": None} for answer in answers if answer.ok is not None]
        yield from (f"{id} was answered {one}, and then {two}" for one, two in pairwise(given) if one != two)
        since = next((at for at, answer in enumerate(answers) if answer.ok is not None), len(answers))
        if refused := {answer.code for answer in answers[since:]} - _AGAIN - {""}:
            yield f"{id} was acknowledged, and then refused: {refused}"
        act = seen.sent.get(id)
        if given and act and act.name in _ONE_ENTRY:
            other = numbers.setdefault((act.stream, given[0]["seq"]), id)
            if other != id:
                yield f"{id} and {other} were both acknowledged as {given[0]['seq']}"
    for poll, known in seen.polls.items():
        for result in known.results:
            people = [person for person, _ in _roll(result)]
            yield from (f"{one} is on the roll of {poll} twice" for one in set(people) if people.count(one) > 1)


def _p3_only_while_open(seen: Seen) -> Iterator[str]:
    for act in seen.acts("polls.cast"):
        ok, poll = seen.done.get(act.id), seen.polls.get(act.args["poll"])
        if ok is None or poll is None:
            continue
        if poll.opened is not None and ok["seq"] <= poll.opened:
            yield f"ballot {act.id} was accepted as {ok['seq']}, before the opening ({poll.opened})"
        if poll.closed is not None and ok["seq"] >= poll.closed:
            yield f"ballot {act.id} was accepted as {ok['seq']}, after the closing ({poll.closed})"
        if poll.closed_seen is not None and act.at > poll.closed_seen:
            yield f"ballot {act.id} was accepted, but first sent after the closing had been seen"


def _p3_refused_does_not_count(seen: Seen) -> Iterator[str]:
    """Who was told that their ballot came too late is not on the roll."""
    accepted = {(act.args["poll"], act.person) for act in seen.acts("polls.cast") if act.id in seen.done}
    for act in seen.acts("polls.cast"):
        codes = {answer.code for answer in seen.answers[act.id] if answer.code} - _AGAIN
        if codes & {"stale", "wrong_state"} and (act.args["poll"], act.person) not in accepted:
            for result in seen.results_of(act.args["poll"]):
                if (act.person, act.args.get("choice")) in _roll(result):
                    yield f"ballot {act.id} of {act.person} was refused, but is on the roll"


def _p3_closed_for_ever(seen: Seen) -> Iterator[str]:
    for poll, known in seen.polls.items():
        if len(known.results) > 1:
            yield f"{poll} has had {len(known.results)} different results"


def _p4_it_adds_up(seen: Seen) -> Iterator[str]:
    """Tally = ballots = turnout ≤ entitled, and no ballot that its person did not send."""
    cast = {(act.args["poll"], act.person, act.args.get("choice")) for act in seen.acts("polls.cast")}
    for poll, known in seen.polls.items():
        for result in known.results:
            roll = [(person, choice) for person, choice in _roll(result) if choice]
            counted, named = sum(result["outcomes"][0]["counts"].values()), result["roll"] is not None
            if not result["agrees"]:
                yield f"{poll}: the server itself says that the counts do not agree"
            if counted != result["received"] or (named and len(roll) != result["received"]):
                yield f"{poll}: {counted} counted, {len(roll)} on the roll, {result['received']} received"
            if result["received"] > result["heads"]["entitled"]:
                yield f"{poll}: {result['received']} ballots of {result['heads']['entitled']} entitled"
            for person, choice in roll:
                if (poll, person, choice) not in cast:
                    yield f"{poll}: {person} never sent the {choice!r} that is on the roll"


def _p4_nothing_is_shown_that_was_not_sent(seen: Seen) -> Iterator[str]:
    first: dict[tuple[str, str], float] = {}
    for act in seen.history.all(Sent):
        if act.name == "polls.cast":
            first.setdefault((act.args["poll"], act.person), act.at)
    for event in seen.tellings:
        for _, _, records in shown_by(event):
            for key, record in records.items():
                poll, person = _ballot(key) if key.startswith("ballots/") and record else ("", "")
                if poll in seen.polls and event.at < first.get((poll, person), float("inf")):
                    yield f"{event.client} was shown {key} as cast before it was sent"


def _roll(result: Body) -> list[tuple[str, str | None]]:
    """Return (person, ballot) of a named vote; none of a secret one."""
    return [(line["person"], line.get("ballot")) for line in result["roll"] or []]


def _ballot(key: str) -> tuple[str, str]:
    _, poll, person = key.split("/")
    return poll, person


def _p5_one_order(seen: Seen) -> Iterator[str]:
    """A number means the same to everybody, for ever: also to those who saw it before a crash."""
    facts: dict[tuple[str, int], tuple[Any, str]] = {}
    bodies: dict[tuple[str, str, int, str], tuple[Any, str]] = {}
    views = {client: screen.view for (client, _), screen in seen.screens.items()}
    for event in seen.history.all(Told):
        for entry in event.entries:
            seq = entry["seq"]
            if "fact" in entry:
                fact = (entry["fact"], entry["by"], entry["at"])
                first, who = facts.setdefault((event.stream, seq), (fact, event.client))
                if first != fact:
                    yield f"{event.stream} {seq} is {first} to {who} and {fact} to {event.client}"
            for key, body in entry.get("changes", {}).items():
                if not key.startswith("ballots/"):
                    place = (event.stream, views.get(event.client, ""), seq, key)
                    known, who = bodies.setdefault(place, (body, event.client))
                    if known != body:
                        yield f"{key} at {event.stream} {seq} differs between {who} and {event.client}"


def _p5_all_end_equal(seen: Seen) -> Iterator[str]:
    """In the end all clients of a view show the same, and have the same number."""
    groups: dict[tuple[str, str], list[tuple[str, Screen]]] = defaultdict(list)
    for (client, stream), screen in seen.screens.items():
        groups[screen.view, stream].append((client, screen))
    for (_, stream), members in groups.items():
        name, first = max(members, key=lambda member: member[1].seq)
        for client, screen in members:
            if screen.seq != first.seq:
                yield f"{client} ends at {screen.seq} of {stream}, {name} at {first.seq}"
            elif screen.common() != first.common():
                keys = sorted(_differing(screen.common(), first.common()))
                yield f"{client} and {name} end with different {keys[:5]} of {stream}"


def _differing(one: Body, two: Body) -> set[str]:
    return {key for key in one.keys() | two.keys() if one.get(key) != two.get(key)}


def _p5_in_time(seen: Seen) -> Iterator[str]:
    """Within so many seconds of the healing everybody who was there before has what was acknowledged before it."""
    healed = [mark.at for mark in seen.history.all(Mark) if mark.what == "healed"]
    if not healed:
        return
    at = healed[-1]
    heads: dict[str, int] = {}
    for answer in seen.history.all(Answered):
        if answer.ok is not None and answer.at <= at:
            stream = seen.sent[answer.id].stream
            heads[stream] = max(heads.get(stream, 0), answer.ok["seq"])
    for stream, head in heads.items():
        for client, screen in seen.screens_of(stream):
            late = next((when - at for when, seq in screen.reached if seq >= head), float("inf"))
            if late > seen.within and screen.reached[0][0] <= at:
                yield f"{client} had what was there {late:.1f} s after the healing"


def _p6_one_wins(seen: Seen) -> Iterator[str]:
    """Of several wishes of which only one can be, one is; the others are told so, and nothing is merged."""
    races: dict[tuple[str, ...], list[Sent]] = defaultdict(list)
    for act in seen.acts("polls.cast"):
        races["polls.cast", act.args["poll"], act.person].append(act)
    for act in seen.acts(*_ENDINGS):
        races["polls.close", act.args["id"]].append(act)
    for race, acts in races.items():
        winners = [act.id for act in acts if act.id in seen.done]
        if len(winners) > 1:
            yield f"{' '.join(race)} was won by {len(winners)}: {winners}"
        for act in acts if winners else []:
            codes = {answer.code for answer in seen.answers[act.id] if answer.code} - _AGAIN
            if act.id not in winners and codes - _LOST[act.name]:
                yield f"who lost {' '.join(race)} was told {codes}"


def _p7_time_goes_forward(seen: Seen) -> Iterator[str]:
    times: dict[str, dict[int, int]] = defaultdict(dict)
    for event in seen.history.all(Told):
        times[event.stream] |= {entry["seq"]: entry["at"] for entry in event.entries if "at" in entry}
    for stream, known in times.items():
        for (one, earlier), (two, later) in pairwise(sorted(known.items())):
            if later < earlier:
                yield f"{stream} {two} is dated {earlier - later} ms before {one}"


def _f1_no_fault_is_answered(seen: Seen) -> Iterator[str]:
    """The server may be unable, never wrong."""
    for answer in seen.history.all(Answered):
        if answer.code == "internal":
            yield f"{answer.id} was answered with an incident"


_RULES: tuple[Callable[[Seen], Iterator[str]], ...] = (
    _p1_what_was_acknowledged_is_shown,
    _p1_ballots_are_in_the_result,
    _p1_what_was_closed_is_shown_as_closed,
    p1_sealed_ballots_are_in_the_list,
    _p2_once,
    p2_nobody_is_in_the_list_twice,
    _p3_only_while_open,
    _p3_refused_does_not_count,
    p3_refused_envelopes_are_not_in_the_list,
    _p3_closed_for_ever,
    _p4_it_adds_up,
    p4_nothing_in_the_list_is_made_up,
    _p4_nothing_is_shown_that_was_not_sent,
    _p5_one_order,
    _p5_all_end_equal,
    _p5_in_time,
    _p6_one_wins,
    _p7_time_goes_forward,
    _f1_no_fault_is_answered,
)
