"""A history looked at from several sides: what was acknowledged, what each screen shows, what became of each poll."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from tests.faults.history import Answered, Body, CaughtUp, History, Joined, Left, Sent, Told


class Seen:
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
    def screens(self) -> dict[tuple[str, str], "Screen"]:
        """What each client that stayed shows of each stream in the end, by the rules of the protocol."""
        gone = {event.client for event in self.history.all(Left)}
        screens: dict[tuple[str, str], Screen] = {}
        for event in (event for event in self.tellings if event.client not in gone):
            screen = screens.setdefault((event.client, event.stream), Screen())
            if isinstance(event, Told):
                screen.receive(event)
            else:
                screen.take(event)
        return screens

    @cached_property
    def polls(self) -> dict[str, "Poll"]:
        """The polls that were opened within this history; of others it does not know who has cast what."""
        polls = {act.args["id"]: Poll() for act in self.acts("polls.open")}
        for event in self.tellings:
            for seq, fact, records in shown_by(event):
                for key, record in records.items():
                    if key.startswith("polls/") and record and (poll := polls.get(key.removeprefix("polls/"))):
                        poll.note(seq, fact, record, event.at)
        return polls

    def screens_of(self, stream: str) -> list[tuple[str, "Screen"]]:
        """The clients that show this stream, with what they show."""
        return [(client, screen) for (client, of), screen in self.screens.items() if of == stream]

    def results_of(self, poll: str) -> list[Body]:
        return self.polls[poll].results if poll in self.polls else []

    def acts(self, *names: str) -> list[Sent]:
        return [sent for sent in self.sent.values() if sent.name in names]


class Screen:
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


class Poll:
    """`opened` and `closed` are the numbers of the entries; `results` all that anybody was ever shown."""

    def __init__(self) -> None:
        self.opened: int | None = None
        self.closed: int | None = None
        self.closed_seen: float | None = None
        self.results: list[Body] = []

    def note(self, seq: int | None, fact: str, record: Body, at: float) -> None:
        if fact == "polls.opened":
            self.opened = seq
        if self.closed is None and fact in ("polls.closed", "polls.published", "polls.cancelled"):
            self.closed = seq
        if record["state"] in ("closed", "published", "cancelled") and self.closed_seen is None:
            self.closed_seen = at
        if record.get("result") and record["result"] not in self.results:
            self.results.append(record["result"])


def shown_by(event: Joined | CaughtUp | Told) -> Iterator[tuple[int | None, str, Body]]:
    if isinstance(event, Told):
        yield from ((entry["seq"], entry.get("fact", ""), entry.get("changes", {})) for entry in event.entries)
    else:
        yield None, "", event.part.get("records") or event.part.get("changes", {})
