"""Who would see whose ink, at hand for growing ink, which waits for no database.

Read when a meeting's first tablet joins, kept true by what is told, forgotten with the last tablet: the records that
say who is of which unit, how the shared layer is, and who presents.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from icabinet.ink import rules
from icabinet.journal.batches import Told
from icabinet.journal.records import DESK, Views, person_tag
from icabinet.people.policy import may

KINDS = ("ink", "participants", "presenting")
_LAYER, _ASKED, _SHOWN = "ink/layer", "presenting/presenter", "presenting/now"
Body = dict[str, Any]


@dataclass
class _Meeting:
    """What is known of one meeting, by the keys of its records; of what is gone, nothing."""

    known: dict[str, Body] = field(default_factory=dict)

    def units(self) -> Iterable[tuple[str, str]]:
        """Yield (person, unit) of everybody who takes part."""
        for key, body in self.known.items():
            if body and key.startswith("participants/"):
                yield body["person"], body["unit"]

    def says(self, key: str, name: str) -> Any:
        return self.known.get(key, {}).get(name)


class Layers:
    """Of all meetings that somebody here takes part in."""

    def __init__(self) -> None:
        self._by_stream: dict[str, _Meeting] = {}

    def learn(self, stream: str, found: Mapping[str, Views]) -> None:
        """Take what was read; what was told meanwhile is newer."""
        meeting = self._by_stream.setdefault(stream, _Meeting())
        meeting.known = {**{key: _body(views) for key, views in found.items()}, **meeting.known}

    def hear(self, told: Iterable[Told]) -> None:
        """Note what has changed; to be called for streams that somebody here listens to."""
        for one in told:
            for key, views in one.changes.items():
                if key.partition("/")[0] in KINDS:
                    self._by_stream.setdefault(one.entry.stream, _Meeting()).known[key] = _body(views)

    def forget(self, streams: Collection[str]) -> None:
        """Nobody here listens to these any more."""
        for stream in streams:
            self._by_stream.pop(stream, None)

    def may_draw(self, stream: str, layer: str, person: str, role: str) -> bool:
        """Whether this participant may draw on the layer of the meeting's ink now."""
        meeting = self._by_stream.get(stream, _Meeting())
        if layer == rules.PRESENTERS:
            return bool(person == (meeting.says(_ASKED, "person") or meeting.says(_SHOWN, "by")))
        return not meeting.says(_LAYER, "frozen") or may(role, "ink.layer")

    def circles(self, stream: str, by: str, to: Collection[str], layer: str) -> list[frozenset[str]]:
        """Return the tags of those who will see such a mark: of whoever is in all these circles."""
        meeting, own = self._by_stream.get(stream, _Meeting()), person_tag(by)
        found = []
        if to:
            readers = {person_tag(person) for person, unit in meeting.units() if rules.is_for(to, person, unit)}
            found.append(frozenset({own, *readers}))
        if layer == rules.SHARED and meeting.says(_LAYER, "hidden"):
            found.append(frozenset({own, DESK}))
        return found


def _body(views: Views) -> Body:
    """What everybody may know of a record; of several bodies that is the last. Nothing of one that is gone."""
    return (views[-1][1] if views else None) or {}
