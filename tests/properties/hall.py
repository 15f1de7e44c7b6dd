"""A hall in which people queue and speak, kept as simply as one would on paper: lines that one steps into, and a watch.

It knows nothing of positions, keys or tables: whoever comes stands behind the last one who is not to be overtaken.
"""

from dataclasses import dataclass, field

from tests.properties.person import LIMITS, SOON_MS, Person


@dataclass
class Hall:
    """Every method says whether it may be done, and does it if so."""

    limit_s: int = 180
    people: dict[str, Person] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    arrivals: int = 0

    def line(self, queue: str) -> list[str]:
        return self.lines.setdefault(queue, [])

    # --- the line ---

    def ask(self, one: Person, *, desk: bool) -> bool:
        fits = (
            one.kind in ("question", "answer", "point_of_order") if one.queue == "questions" else one.kind != "question"
        )
        if one.under:
            question = self.people.get(one.under)
            if question is None:
                return False
            one.queue = question.queue
            fits = fits or one.kind == "answer"
        mine = [
            other
            for other in self.people.values()
            if other.who == one.who and other.state == "waiting" and other.queue == one.queue
        ]
        orders = one.kind == "point_of_order"
        twice = one.kind != "answer" and any(
            (other.kind == "point_of_order") == orders for other in mine if other.kind != "answer"
        )
        barred = one.queue in self.closed and one.kind not in ("point_of_order", "answer")
        alone = one.kind == "interposed" and not self.floor()
        if one.name in self.people or not fits or twice or (not desk and (barred or alone)) or not self._answers(one):
            return False
        self.arrivals += 1
        one.came = self.arrivals
        self.people[one.name] = one
        self._step_in(one)
        return True

    def _answers(self, one: Person) -> bool:
        if (one.kind == "answer") != bool(one.under):
            return False
        if not one.under:
            return True
        same = [
            other
            for other in self.people.values()
            if other.under == one.under and other.who == one.who and other.state != "done"
        ]
        return self.people[one.under].kind != "answer" and not same

    def _step_in(self, one: Person) -> None:
        line = self.line(one.queue)
        if one.under in line:
            at = line.index(one.under) + 1
            while at < len(line) and self.people[line[at]].under == one.under:
                at += 1
            line.insert(at, one.name)
            return
        behind = [at for at, name in enumerate(line) if not self._overtakes(one, self.people[name])]
        at = max(behind, default=-1) + 1
        # Answers stay with their question.
        while at < len(line) and self.people[line[at]].under in line[:at] and self.people[line[at]].under:
            at += 1
        line.insert(at, one.name)

    def _overtakes(self, one: Person, other: Person) -> bool:
        """An answer whose question was put is before all but earlier answers; one under its question is as that is."""
        if other.under and other.under in self.line(one.queue):
            other = self.people[other.under]
        if one.kind == other.kind == "answer":
            return one.came < other.came
        return one.standing < other.standing

    def leave(self, name: str, who: str = "") -> bool:
        one = self.people.get(name)
        if one is None or one.state != "waiting" or (who and one.who != who):
            return False
        self._step_out(one)
        del self.people[name]
        return True

    def _step_out(self, one: Person) -> None:
        line = self.line(one.queue)
        line.remove(one.name)
        for answer in [name for name in line if self.people[name].under == one.name]:
            line.remove(answer)
            self._step_in(self.people[answer])

    def move(self, name: str, before: str | None) -> bool:
        one = self.people.get(name)
        if one is None or one.state != "waiting" or name == before:
            return False
        line = self.line(one.queue)
        peers = [other for other in line if other != name and self._peer(self.people[other], one)]
        if before is not None and before not in peers:
            return False
        groups = {
            other: [other, *(answer for answer in line if self.people[answer].under == other)]
            for other in [*peers, name]
        }
        order = [*peers]
        order.insert(peers.index(before) if before else len(order), name)
        self._forget_places(one.queue)
        places = sorted(line.index(other) for other in order)
        start = places[0]
        rest = [other for other in line if not any(other in group for group in groups.values())]
        ahead = [other for other in rest if line.index(other) < start]
        self.lines[one.queue] = [*ahead, *(x for other in order for x in groups[other]), *rest[len(ahead) :]]
        return True

    @staticmethod
    def _peer(one: Person, other: Person) -> bool:
        return one.standing == other.standing and one.under == other.under

    def clear(self, queue: str) -> bool:
        for name in self.line(queue):
            del self.people[name]
        self.lines[queue] = []
        self._forget_places(queue)
        return True

    def _forget_places(self, queue: str) -> None:
        for one in self.people.values():
            if one.queue == queue:
                one.ahead = None

    # --- the floor ---

    def floor(self) -> list[Person]:
        return [one for one in self.people.values() if one.state in ("speaking", "paused")]

    def interposes(self, one: Person) -> bool:
        asked = self.people.get(one.under) if one.kind == "answer" else one
        return asked is not None and asked.kind == "interposed"

    def call(self, name: str, now: int) -> bool:
        one = self.people.get(name)
        if one is None or one.state != "waiting":
            return False
        for other in self.floor():
            if not self.interposes(one) or self.interposes(other):
                other.stops(now, "done")
            elif other.state == "speaking":
                other.stops(now, "paused", "interposed")
        # Out of the line as one who has been called: an answer to it is due now.
        one.state = "called"
        one.ahead = self.line(one.queue)[: self.line(one.queue).index(name)]
        self._step_out(one)
        one.limit_s = LIMITS.get(one.kind, self.limit_s)
        one.begins(now)
        return True

    def end(self, name: str, now: int) -> bool:
        one = self.people.get(name)
        if one is None or one.state not in ("speaking", "paused"):
            return False
        one.stops(now, "done")
        if self.interposes(one) and not any(other.state == "speaking" for other in self.floor()):
            for other in self.floor():
                if other.paused == "interposed":
                    other.begins(now)
        return True

    def pause(self, name: str, now: int) -> bool:
        one = self.people.get(name)
        if one is None or one.state != "speaking":
            return False
        one.stops(now, "paused", "chair")
        return True

    def resume(self, name: str, now: int) -> bool:
        one = self.people.get(name)
        if one is None or one.state != "paused":
            return False
        for other in self.floor():
            if other.state == "speaking":
                other.stops(now, "done")
        one.begins(now)
        return True

    def extend(self, name: str, seconds: int) -> bool:
        one = self.people.get(name)
        if one is None or one.state not in ("speaking", "paused"):
            return False
        one.limit_s += seconds
        return True

    # --- taking back ---

    def take_back(self, name: str, now: int) -> bool:
        one = self.people.get(name)
        if one is None or one.state not in ("speaking", "done"):
            return False
        return self._takes_call_back(one, now) if one.state == "speaking" else self._takes_ending_back(one, now)

    def _takes_call_back(self, one: Person, now: int) -> bool:
        ((began, *_), *more) = one.runs
        ended = [other for other in self.people.values() if other.state == "done" and other.ended == began]
        if more or len(self.floor()) > 1 or len(ended) > 1 or now - began > SOON_MS:
            return False
        one.state, one.runs, one.limit_s = "waiting", [], 0
        for other in ended:
            other.goes_on()
        self._step_back_in(one)
        return True

    def _takes_ending_back(self, one: Person, now: int) -> bool:
        later = (other.ended >= one.ended for other in self.people.values() if other.state == "done" and other != one)
        if self.floor() or any(later) or now - one.ended > SOON_MS:
            return False
        one.goes_on()
        return True

    def _step_back_in(self, one: Person) -> None:
        """Between those who stood before them and those who stood behind; answers go under their question again."""
        line = self.line(one.queue)
        answers = [name for name in line if self.people[name].under == one.name]
        for answer in answers:
            line.remove(answer)
        stays = [at for at, name in enumerate(line) if self._stays_before(one, self.people[name])]
        line.insert(max(stays, default=-1) + 1, one.name)
        for answer in answers:
            self._step_in(self.people[answer])

    def _stays_before(self, one: Person, other: Person) -> bool:
        line = self.line(one.queue)
        if one.under in line:
            return line.index(other.name) <= line.index(one.under) or (
                other.under == one.under and other.came < one.came
            )
        other = self.people[other.under] if other.under in line else other
        if self._overtakes(one, other):
            return False
        return one.kind == "answer" or one.standing != other.standing or other.name in (one.ahead or ())
