"""Snapshots and changes that are kept while they are true: a hall full of tablets joins at one moment, reads the same.

They are kept as they are sent: encoded once for each audience, so that whoever joins costs a copy of bytes.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec
from sqlalchemy.orm import Session

from icabinet.journal.records import Views, changed_since, family_of, person_of, seen_by, snapshot

_MOST = 32
K = TypeVar("K")
Fragments = dict[str, bytes]


class Records:
    """Records as of one number of a stream, with all their views."""

    def __init__(self, seq: int, records: dict[str, Views]) -> None:
        self.seq = seq
        # Encoded here and now: as Python's numbers a page full of ink would be ten times as large.
        self._records: dict[str, list[tuple[str, bytes]]] = {}
        # What many see each as their own, such as a restricted paper, is looked up by person; with its place.
        self._apart: dict[str, dict[str, tuple[int, bytes]]] = {}
        self._places: dict[str, dict[str, int]] = {}
        for key, views in records.items():
            self._keep(key, _encoded(views))
        self._common: dict[tuple[str, ...], tuple[Fragments, msgspec.Raw]] = {}

    def _keep(self, key: str, views: list[tuple[str, bytes]]) -> None:
        shared = [view for view in views if not person_of(view[0])]
        if shared or not views:
            self._records[key] = shared
        if len(shared) < len(views):
            self._places[key] = {tag: place for place, (tag, _) in enumerate(views) if not person_of(tag)}
            for place, (tag, body) in enumerate(views):
                if person_of(tag):
                    self._apart.setdefault(tag, {}).setdefault(key, (place, body))

    def seen_by(self, tags: tuple[str, ...]) -> msgspec.Raw:
        """Return a JSON object of the records by key, as this audience may see them; its first tag is the person's."""
        fragments, whole = self._seen_commonly(tags[1:])
        mine = self._apart.get(tags[0])
        if mine is None:
            return whole
        # The first view that fits wins, whoever else it is for.
        own = {key: body for key, (place, body) in mine.items() if place < self._common_place(key, tags[1:], place + 1)}
        return _together(fragments | _fragments(own))

    def _common_place(self, key: str, tags: tuple[str, ...], nowhere: int) -> int:
        return min((self._places[key].get(tag, nowhere) for tag in tags), default=nowhere)

    def _seen_commonly(self, tags: tuple[str, ...]) -> tuple[Fragments, msgspec.Raw]:
        if tags not in self._common:
            fragments = _fragments(seen_by(tags, self._records))
            self._common[tags] = fragments, _together(fragments)
        return self._common[tags]


_NONE = Records(0, {})


class Snapshots:
    """What was asked for last, of each stream: all its records, or those that were changed since some number.

    Meetings and notebooks are kept apart: many read a meeting, each notebook has one reader, and a hall full of them
    must not push out the meetings. Most notebooks are empty; of those nothing is read or kept.
    """

    def __init__(self) -> None:
        self._whole: dict[str, dict[str, Records]] = {}
        self._since: dict[str, dict[tuple[str, int], Records]] = {}

    def of(self, session: Session, stream: str, seq: int) -> Records:
        """Return all of the stream's records; `seq` is its number in this session."""
        kept = self._whole.setdefault(family_of(stream), {})
        return _kept(kept, stream, seq, lambda: snapshot(session, stream))

    def since(self, session: Session, stream: str, since: int, seq: int) -> Records:
        """Return the records that entries after `since` touched, as they are now."""
        kept = self._since.setdefault(family_of(stream), {})
        # A stream only goes on: what was true at a number before will not be asked for again.
        for old in [key for key, found in list(kept.items()) if key[0] == stream and found.seq < seq]:
            kept.pop(old, None)
        return _kept(kept, (stream, since), seq, lambda: changed_since(session, stream, since))

    def forget(self) -> None:
        """Forget everything: the numbers are of another story now."""
        self._whole.clear()
        self._since.clear()


def _kept(kept: dict[K, Records], key: K, seq: int, read: Callable[[], dict[str, Views]]) -> Records:
    if not seq:
        return _NONE
    found = kept.pop(key, None)
    if found is None or found.seq != seq:
        found = Records(seq, read())
    kept[key] = found
    while len(kept) > _MOST:
        kept.pop(next(iter(kept)), None)
    return found


def _encoded(views: Views) -> list[tuple[str, bytes]]:
    """Encode each body once, however many see it."""
    bodies = {id(body): body for _, body in views}
    encoded = {which: msgspec.json.encode(body) for which, body in bodies.items()}
    return [(tag, encoded[id(body)]) for tag, body in views]


def _fragments(seen: Mapping[str, bytes | None]) -> Fragments:
    return {key: msgspec.json.encode(key) + b":" + (body or b"null") for key, body in seen.items()}


def _together(fragments: Fragments) -> msgspec.Raw:
    return msgspec.Raw(b"{" + b",".join(fragments.values()) + b"}")
