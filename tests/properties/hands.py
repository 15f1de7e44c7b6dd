"""A hand that draws, moves, erases, undoes and does again, as a tablet does (static/ink/undo.js).

With new ids for what comes back, and with what was before for what was changed. What it asks for it asks once or
several times, as an outbox does.
"""

import random
from dataclasses import dataclass, field, replace
from typing import Any

from icabinet import ids
from icabinet.errors import Refusal
from icabinet.ink.packing import pack
from tests.desk import Desk, ref

PAPER = ref("paper1")
Points = list[int]


@dataclass(frozen=True)
class Mark:
    """What the hand knows of a mark; `name` stays when the mark comes back under another id."""

    name: str
    shared: bool
    to: tuple[str, ...]
    points: Points


@dataclass(frozen=True)
class Step:
    """draw, erase: the mark. change: from one to another. share, unshare: the mark as it was before."""

    kind: str
    mark: Mark
    after: Mark | None = None


_OPPOSITE = {"draw": "erase", "erase": "draw", "change": "change", "share": "unshare", "unshare": "share"}


def opposite(step: Step) -> Step:
    if step.kind == "change" and step.after:
        return Step("change", step.after, step.mark)
    mark = replace(step.mark, shared=not step.mark.shared) if "share" in step.kind else step.mark
    return Step(_OPPOSITE[step.kind], mark)


@dataclass
class Hand:
    """One person's, at whichever of their tablets."""

    desk: Desk
    who: str
    chance: random.Random
    there: dict[str, Mark] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def move(self) -> None:
        """Do something; what is refused has not happened."""
        kind = self.chance.choice(("draw", "draw", "change", "erase", "share", "undo", "undo", "redo"))
        if kind == "undo" and self.done:
            step = self.done.pop()
            if self._take(opposite(step)):
                self.undone.append(step)
        elif kind == "redo" and self.undone:
            step = self.undone.pop()
            if self._take(step):
                self.done.append(step)
        elif (made := self._made_up(kind)) and self._take(made):
            self.done.append(made)
            self.undone.clear()

    def _made_up(self, kind: str) -> Step | None:
        if kind == "draw":
            shared = self.chance.random() < 0.7
            to = self.chance.choice(((), (), ("person:m2",), ("person:sec", "unit:Unit"))) if shared else ()
            return Step("draw", Mark(ids.new(), shared, to, self._points()))
        if kind not in ("change", "erase", "share") or not self.there:
            return None
        mark = self.chance.choice([*self.there.values()])
        if kind == "share":
            return Step("unshare" if mark.shared else "share", mark)
        return Step(kind, mark, replace(mark, points=self._points()) if kind == "change" else None)

    def _points(self) -> Points:
        return [self.chance.randrange(1000) for _ in range(6)]

    def _take(self, step: Step) -> bool:
        """Ask for what the step is; return whether it has happened."""
        if step.kind == "draw":
            return self._draw(step.mark)
        known = self.there.get(step.mark.name)
        if known is None:
            return False
        if step.kind == "erase":
            return self._erase(known)
        if step.kind == "change":
            # It may have been shared or taken back meanwhile: it is changed where it is.
            return self._change(replace(known, points=(step.after or known).points))
        return known.shared != (step.kind == "share") and self._share(known)

    def _change(self, mark: Mark) -> bool:
        if not self._ask("ink.change", mark, id=self.now[mark.name], points=pack(mark.points)):
            return False
        self.there[mark.name] = mark
        return True

    def _share(self, mark: Mark) -> bool:
        """Draw it anew on the other stream and erase it here; if that is refused, take the new one back."""
        old = self.now[mark.name]
        if not self._draw(replace(mark, shared=not mark.shared, to=())):
            return False
        if self._ask("ink.erase", mark, ids=[old]):
            return True
        assert self._erase(self.there[mark.name])
        self.there[mark.name], self.now[mark.name] = mark, old
        return False

    def _draw(self, mark: Mark) -> bool:
        new = ids.new()
        to = [f"person:{self.desk.person(one[7:])}" if one.startswith("person:") else one for one in mark.to]
        looks = {"tool": "pen", "colour": "#102030", "width": 9, "points": pack(mark.points)}
        if not self._ask("ink.draw", mark, id=new, paper=PAPER, page=1, **looks, **({"to": to} if mark.shared else {})):
            return False
        self.there[mark.name], self.now[mark.name] = mark, new
        return True

    def _erase(self, mark: Mark) -> bool:
        known = self.there[mark.name]
        if not self._ask("ink.erase", known, ids=[self.now[mark.name]]):
            return False
        del self.there[mark.name]
        return True

    def _ask(self, name: str, mark: Mark, **args: Any) -> bool:
        """The outbox: the same action again, until it has an answer; a refusal is one, too."""
        cause = ids.new()
        answers, refused = set(), ""
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            try:
                answers.add(self.desk.act(self.who, name, private=not mark.shared, cause=cause, **args).seq)
            except Refusal as refusal:
                refused = refusal.code
        assert refused in ("", "layer_is_frozen", "not_found")
        assert len(answers) == (0 if refused else 1)
        return not refused
