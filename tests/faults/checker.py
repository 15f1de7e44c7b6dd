"""Whether a history keeps the promises. It knows only what clients sent and saw, and nothing of the product's code.

`check(history)` returns every violation found, under the number of the promise. Ballots, closings and strokes each
make exactly one entry, so their answers must bear numbers of their own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from tests.faults.history import Answered, Body, CaughtUp, History, Joined, Left, Mark, Sent, Told

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
    seen = _Seen(history, within)
    return [Violation(rule.__name__.strip("_")[:2].upper(), what) for rule in _RULES for what in rule(seen)]


class _Seen:
    """The same history, looked at from several sides; each is worked out once."""

    def __init__(self, history: History, within: float) -> None:
        self.history = history
        self.within = within

    @cached_property
    def sent(self) -> dict[str, Sent]:
        """The first sending of each action by its id."""
        found: dict[str, Sent] = {}
        for event in self.history.all(Sent):
            found.setdefault(event.id, event)
        return found

    @cached_property
    def answers(self) -> dict[str, list[Answered]]:
        found = defaultdict(list)
        for event in self.history.all(Answered):
            found[event.id].append(event)
        return found

    @cached_property
    def done(self) -> dict[str, Body]:
        """What was acknowledged, by action id."""
        return {id: one.ok for id, answers in self.answers.items() for one in answers if one.ok is not None}

    @cached_property
    def tellings(self) -> list[Joined | CaughtUp | Told]:
        return [event for event in self.history.events if isinstance(event, Joined | CaughtUp | Told)]

    @cached_property
    def screens(self) -> dict[tuple[str, str], "_Screen"]:
        """What each client that stayed shows of each stream in the end, by the rules of the protocol."""
        gone = {event.client for event in self.history.all(Left)}
        screens: dict[tuple[str, str], _Screen] = {}
        for event in (event for event in self.tellings if event.client not in gone):
            screen = screens.setdefault((event.client, event.stream), _Screen())
            if isinstance(event, Told):
                screen.receive(event)
            else:
                screen.take(event)
        return screens

    @cached_property
    def polls(self) -> dict[str, "_Poll"]:
        """Every poll that somebody saw or cast a ballot in."""
        polls: dict[str, _Poll] = defaultdict(_Poll)
        for event in self.tellings:
            for seq, fact, records in _shown_by(event):
                for key, record in records.items():
                    if key.startswith("polls/") and record:
                        polls[key.removeprefix("polls/")].note(seq, fact, record, event.at)
        return polls

    def acts(self, *names: str) -> list[Sent]:
        return [sent for sent in self.sent.values() if sent.name in names]


class _Screen:
    """Entries come in order and once, early ones wait (E5); parts replace or continue (R1)."""

    def __init__(self) -> None:
        self.view = ""
        self.seq = -1
        self.records: Body = {}
        self.reached: list[tuple[float, int]] = []
        self._early: dict[int, Body] = {}

    def take(self, event: Joined | CaughtUp) -> None:
        if isinstance(event, Joined):
            self.view = event.view
        part = event.part
        if "records" in part:
            self.records = dict(part["records"])
        elif part["since"] <= self.seq <= part["seq"]:
            self._merge(part["changes"])
        else:
            return
        self.seq = part["seq"]
        self._drain(event.at)

    def receive(self, event: Told) -> None:
        self._early |= {entry["seq"]: entry for entry in event.entries}
        self._drain(event.at)

    def common(self) -> Body:
        """Without what is this person's alone."""
        return {key: body for key, body in self.records.items() if not key.startswith("ballots/")}

    def _drain(self, at: float) -> None:
        while entry := self._early.pop(self.seq + 1, None):
            self._merge(entry.get("changes", {}))
            self.seq += 1
        for seq in [seq for seq in self._early if seq <= self.seq]:
            del self._early[seq]
        self.reached.append((at, self.seq))

    def _merge(self, changes: Body) -> None:
        self.records.update(changes)
        for key in [key for key, body in changes.items() if body is None]:
            del self.records[key]


class _Poll:
    """`opened` and `closed` are the numbers of the entries; `results` all that anybody was ever shown."""

    def __init__(self) -> None:
        self.opened: int | None = None
        self.closed: int | None = None
        self.closed_seen: float | None = None
        self.results: list[Body] = []

    def note(self, seq: int | None, fact: str, record: Body, at: float) -> None:
        if fact == "polls.opened":
            self.opened = seq
        if fact in ("polls.closed", "polls.cancelled"):
            self.closed = seq
        if record["state"] in ("closed", "cancelled") and self.closed_seen is None:
            self.closed_seen = at
        if record.get("result") and record["result"] not in self.results:
            self.results.append(record["result"])


def _shown_by(event: Joined | CaughtUp | Told) -> Iterator[tuple[int | None, str, Body]]:
    if isinstance(event, Told):
        yield from ((entry["seq"], entry.get("fact", ""), entry.get("changes", {})) for entry in event.entries)
    else:
        yield None, "", event.part.get("records") or event.part.get("changes", {})


def _p1_what_was_acknowledged_is_there(seen: _Seen) -> Iterator[str]:
    """Ballots in the final roll, strokes on every screen, and no screen that ends before an acknowledged number."""
    for id, ok in seen.done.items():
        act = seen.sent.get(id)
        if act is None:
            continue
        for (client, stream), screen in seen.screens.items():
            if stream == act.stream and screen.seq < ok["seq"]:
                yield f"{act.name} {id} was acknowledged as {ok['seq']}, but {client} ends at {screen.seq}"
            if stream == act.stream and act.name == "ink.draw" and f"strokes/{act.args['id']}" not in screen.records:
                yield f"the acknowledged stroke {act.args['id']} is not on {client}'s screen"
        if act.name == "polls.cast" and "choice" in act.args:
            for result in seen.polls[act.args["poll"]].results:
                if [act.person, act.args["choice"]] not in result["roll"]:
                    yield f"the acknowledged ballot {id} of {act.person} is not in the result as {act.args['choice']}"


def _p2_once(seen: _Seen) -> Iterator[str]:
    """A repeated action gets the first answer; two actions never share an entry; nobody is on a roll twice."""
    numbers: dict[tuple[str, int], str] = {}
    for id, answers in seen.answers.items():
        given = [answer.ok for answer in answers if answer.ok is not None]
        yield from (f"{id} was answered {one}, and then {two}" for one, two in pairwise(given) if one != two)
        act = seen.sent.get(id)
        if given and act and act.name in _ONE_ENTRY:
            other = numbers.setdefault((act.stream, given[0]["seq"]), id)
            if other != id:
                yield f"{id} and {other} were both acknowledged as {given[0]['seq']}"
    for poll, known in seen.polls.items():
        for result in known.results:
            people = [person for person, _ in result["roll"] or []]
            yield from (f"{one} is on the roll of {poll} twice" for one in set(people) if people.count(one) > 1)


def _p3_only_while_open(seen: _Seen) -> Iterator[str]:
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


def _p3_closed_for_ever(seen: _Seen) -> Iterator[str]:
    for poll, known in seen.polls.items():
        if len(known.results) > 1:
            yield f"{poll} has had {len(known.results)} different results"


def _p4_it_adds_up(seen: _Seen) -> Iterator[str]:
    """Tally = ballots = turnout ≤ entitled, and no ballot that its person did not send."""
    cast = {(act.args["poll"], act.person, act.args.get("choice")) for act in seen.acts("polls.cast")}
    for poll, known in seen.polls.items():
        for result in known.results:
            roll = [(person, choice) for person, choice in result["roll"] or [] if choice]
            counted, named = sum(result["counts"].values()), result["roll"] is not None
            if not result["agrees"]:
                yield f"{poll}: the server itself says that the counts do not agree"
            if counted != result["received"] or (named and len(roll) != result["received"]):
                yield f"{poll}: {counted} counted, {len(roll)} on the roll, {result['received']} received"
            if result["received"] > result["entitled"]:
                yield f"{poll}: {result['received']} ballots of {result['entitled']} entitled"
            for person, choice in roll:
                if (poll, person, choice) not in cast:
                    yield f"{poll}: {person} never sent the {choice!r} that is on the roll"


def _p4_nothing_is_shown_that_was_not_sent(seen: _Seen) -> Iterator[str]:
    first: dict[tuple[str, str], float] = {}
    for act in seen.history.all(Sent):
        if act.name == "polls.cast":
            first.setdefault((act.args["poll"], act.person), act.at)
    for event in seen.tellings:
        for _, _, records in _shown_by(event):
            for key, record in records.items():
                if key.startswith("ballots/") and record and event.at < first.get(_ballot(key), float("inf")):
                    yield f"{event.client} was shown {key} as cast before it was sent"


def _ballot(key: str) -> tuple[str, str]:
    _, poll, person = key.split("/")
    return poll, person


def _p5_one_order(seen: _Seen) -> Iterator[str]:
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


def _p5_all_end_equal(seen: _Seen) -> Iterator[str]:
    """In the end all clients of a view show the same, and have the same number."""
    groups: dict[tuple[str, str], list[tuple[str, _Screen]]] = defaultdict(list)
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


def _p5_in_time(seen: _Seen) -> Iterator[str]:
    """Within so many seconds of the healing everybody has what was acknowledged before it."""
    healed = [mark.at for mark in seen.history.all(Mark) if mark.what == "healed"]
    if not healed:
        return
    at = healed[-1]
    heads: dict[str, int] = {}
    for answer in seen.history.all(Answered):
        act = seen.sent.get(answer.id)
        if answer.ok is not None and act and answer.at <= at:
            heads[act.stream] = max(heads.get(act.stream, 0), answer.ok["seq"])
    for (client, stream), screen in seen.screens.items():
        if (head := heads.get(stream)) is not None:
            late = next((when - at for when, seq in screen.reached if seq >= head), float("inf"))
            if late > seen.within:
                yield f"{client} had what was there {late:.1f} s after the healing"


def _p6_one_wins(seen: _Seen) -> Iterator[str]:
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


def _p7_time_goes_forward(seen: _Seen) -> Iterator[str]:
    times: dict[str, dict[int, int]] = defaultdict(dict)
    for event in seen.history.all(Told):
        times[event.stream] |= {entry["seq"]: entry["at"] for entry in event.entries if "at" in entry}
    for stream, known in times.items():
        for (one, earlier), (two, later) in pairwise(sorted(known.items())):
            if later < earlier:
                yield f"{stream} {two} is dated {earlier - later} ms before {one}"


def _f1_no_fault_is_answered(seen: _Seen) -> Iterator[str]:
    """The server may be unable, never wrong."""
    for answer in seen.history.all(Answered):
        if answer.code == "internal":
            yield f"{answer.id} was answered with an incident"


_RULES: tuple[Callable[[_Seen], Iterator[str]], ...] = (
    _p1_what_was_acknowledged_is_there,
    _p2_once,
    _p3_only_while_open,
    _p3_closed_for_ever,
    _p4_it_adds_up,
    _p4_nothing_is_shown_that_was_not_sent,
    _p5_one_order,
    _p5_all_end_equal,
    _p5_in_time,
    _p6_one_wins,
    _p7_time_goes_forward,
    _f1_no_fault_is_answered,
)
