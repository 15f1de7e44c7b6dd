"""What people see of the tables: records by key, each with its views, one for every audience that may see it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.database import portions
from icabinet.journal.tables import EntryRow, StreamRow

EVERYONE = "everyone"
DESK = "desk"
_PERSON = "person:"
_LOST_SINCE = "lost_since"

B = TypeVar("B")
# An audience's tag and the body that it sees; the first tag that fits wins. None, which stands last: it is gone for
# those who have seen it. Whom no view fits never hears of the record, not even of its key.
View = tuple[str, dict[str, Any] | None]
Views = list[View]
Reader = Callable[[Session, str, Collection[str] | None], Iterable[tuple[str, Views]]]

READERS: dict[str, dict[str, Reader]] = {"meeting": {}, "notebook": {}}
Root = Callable[[Session, str], bool]
ROOTS: dict[str, Root] = {}


def person_tag(person: str) -> str:
    """Tag of what only this person may see."""
    return _PERSON + person


def person_of(tag: str) -> str | None:
    """Return whose tag it is, None for one of many."""
    return tag.removeprefix(_PERSON) if tag.startswith(_PERSON) else None


def records(kind: str, *streams: str) -> Callable[[Reader], Reader]:
    """Register who reads `kind/…`. Called with ids it yields those that exist; with None, all of the stream."""

    def register(reader: Reader) -> Reader:
        for stream in streams or ("meeting",):
            READERS[stream][kind] = reader
        return reader

    return register


def root(family: str) -> Callable[[Root], Root]:
    """Mark what says whether a stream's own thing is there; of one that was erased there are no records at all."""

    def register(is_there: Root) -> Root:
        ROOTS[family] = is_there
        return is_there

    return register


def heads_of(session: Session, streams: Sequence[str]) -> dict[str, int]:
    """Number of the last entry of each of these streams; 0 for one that has none."""
    heads = dict.fromkeys(streams, 0)
    for some in portions(streams):
        found = session.execute(select(StreamRow.id, StreamRow.last_seq).where(StreamRow.id.in_(some)))
        heads.update((stream, seq) for stream, seq in found)
    return heads


def snapshot(session: Session, stream: str, kinds: Collection[str] | None = None) -> dict[str, Views]:
    """Return every record of the stream, or those of some kinds, with all its views."""
    if not _is_there(session, stream):
        return {}
    return {
        f"{kind}/{name}": seen
        for kind, reader in READERS[family_of(stream)].items()
        if kinds is None or kind in kinds
        for name, views in reader(session, stream, None)
        if (seen := [view for view in views if view[1] is not None])
    }


def read(session: Session, stream: str, keys: Iterable[str], since_at: int = 0) -> dict[str, Views]:
    """Return the records of these keys; one that is gone has no views.

    What somebody has lost before `since_at` (ms) they have heard of already.
    """
    session.info[_LOST_SINCE] = since_at
    if not _is_there(session, stream):
        return {key: [] for key in keys}
    found: dict[str, Views] = {}
    for kind, names in _by_kind(keys).items():
        found.update({f"{kind}/{name}": [] for name in names})
        reader = READERS[family_of(stream)][kind]
        for some in portions(names):
            found.update((f"{kind}/{name}", views) for name, views in reader(session, stream, some))
    return found


def lost_since(session: Session) -> int:
    """Since when (ms) it is told to whoever has lost a record that it is gone."""
    return int(session.info.get(_LOST_SINCE, 0))


def changed_since(session: Session, stream: str, since: int) -> dict[str, Views]:
    """Return, as they are now, the records that entries after `since` touched."""
    at = session.scalar(select(EntryRow.at).where(EntryRow.stream == stream, EntryRow.seq == since))
    rows = session.scalars(select(EntryRow.touched).where(EntryRow.stream == stream, EntryRow.seq > since))
    return read(session, stream, {key for touched in rows for key in touched}, at or 0)


def seen_by(tags: Collection[str], changes: Mapping[str, Sequence[tuple[str, B | None]]]) -> dict[str, B | None]:
    """Restrict changes to one audience: what it may not see is left out, what is gone is None."""
    seen: dict[str, B | None] = {}
    for key, views in changes.items():
        if not views:
            seen[key] = None
        for tag, body in views:
            if tag in tags:
                seen[key] = body
                break
    return seen


def knowing(all_views: Iterable[Views]) -> frozenset[str] | None:
    """Return whose tags may know that these records were touched, None for everybody's.

    That is whoever sees one of them, or has seen one that is gone now.
    """
    tags: set[str] = set()
    for views in all_views:
        if not views:
            return None
        tags.update([tag for tag, body in views if body is not None] or [tag for tag, _ in views])
    return None if EVERYONE in tags or not tags else frozenset(tags)


def family_of(stream: str) -> str:
    """Return of which kind a stream is."""
    return stream.partition(":")[0]


def _is_there(session: Session, stream: str) -> bool:
    is_there = ROOTS.get(family_of(stream))
    return is_there is None or is_there(session, stream)


def _by_kind(keys: Iterable[str]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for key in sorted(keys):
        kind, _, name = key.partition("/")
        kinds.setdefault(kind, []).append(name)
    return kinds
