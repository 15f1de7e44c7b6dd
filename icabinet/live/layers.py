"""Who would see whose ink, at hand for growing ink, which waits for no database.

Read when a meeting's first tablet joins, kept true by what is told, forgotten with the last tablet: the records that
say who is of which unit, how the shared layer is, and who presents.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from icabinet.ink import rules
from icabinet.journal.batches import Told
from icabinet.journal.records import DESK, Views, person_tag
from icabinet.people.policy import may

KINDS = ("ink", "participants", "presenting")
_PREFIXES = tuple(f"{kind}/" for kind in KINDS)
_LAYER, _ASKED, _SHOWN = "ink/layer", "presenting/presenter", "presenting/now"
Body = dict[str, Any]


class _Meeting:
    """What is known of one meeting, by the keys of its records (of what is gone, nothing), and what follows from it."""

    def __init__(self, known: Mapping[str, Body]) -> None:
        self._known = dict(known)
        self._draw_conclusions()

    def add(self, key: str, body: Body) -> None:
        self._known[key] = body
        self._draw_conclusions()

    def learn(self, read: Mapping[str, Body]) -> None:
        self._known = {**read, **self._known}
        self._draw_conclusions()

    def units(self) -> Iterable[tuple[str, str]]:
        """Yield (person, unit) of everybody who takes part."""
        for key, body in self._known.items():
            if body and key.startswith("participants/"):
                yield body["person"], body["unit"]

    def _draw_conclusions(self) -> None:
        self.frozen, self.hidden = (bool(self._says(_LAYER, name)) for name in ("frozen", "hidden"))
        self.presenter = self._says(_ASKED, "person") or self._says(_SHOWN, "by")

    def _says(self, key: str, name: str) -> Any:
        return self._known.get(key, {}).get(name)


_UNKNOWN = _Meeting({})


class Layers:
    """Of all meetings that somebody here takes part in."""

    def __init__(self) -> None:
        self._by_stream: dict[str, _Meeting] = {}

    def learn(self, stream: str, found: Mapping[str, Views]) -> None:
        """Take what was read; what was told meanwhile is newer."""
        self._of(stream).learn({key: _body(views) for key, views in found.items()})

    def hear(self, told: Iterable[Told]) -> None:
        """Note what has changed; to be called for streams that somebody here listens to."""
        for one in told:
            for key, views in one.changes.items():
                if key.startswith(_PREFIXES):
                    self._of(one.entry.stream).add(key, _body(views))

    def forget(self, streams: Collection[str]) -> None:
        """Nobody here listens to these any more."""
        for stream in streams:
            self._by_stream.pop(stream, None)

    def may_draw(self, stream: str, layer: str, person: str, role: str) -> bool:
        """Whether this participant may draw on the layer of the meeting's ink now."""
        meeting = self._by_stream.get(stream, _UNKNOWN)
        if layer == rules.PRESENTERS:
            return bool(person == meeting.presenter)
        return not meeting.frozen or may(role, "ink.layer")

    def circles(self, stream: str, by: str, to: Collection[str], layer: str) -> list[frozenset[str]]:
        """Return the tags of those who will see such a mark: of whoever is in all these circles."""
        meeting, found = self._by_stream.get(stream, _UNKNOWN), []
        if to:
            readers = {person_tag(person) for person, unit in meeting.units() if rules.is_for(to, person, unit)}
            found.append(frozenset({person_tag(by), *readers}))
        if meeting.hidden and layer == rules.SHARED:
            found.append(frozenset({person_tag(by), DESK}))
        return found

    def _of(self, stream: str) -> _Meeting:
        return self._by_stream.setdefault(stream, _Meeting({}))


def _body(views: Views) -> Body:
    """What everybody may know of a record; of several bodies that is the last. Nothing of one that is gone."""
    return (views[-1][1] if views else None) or {}
