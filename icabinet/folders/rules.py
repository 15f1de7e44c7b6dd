"""What folders allow. Pure: no database, no clock, no sockets."""

from collections.abc import Mapping

from icabinet.errors import Conflict

DEEPEST = 6
MOST_FOLDERS = 500
MOST_THINGS = 5_000
LONGEST_NOTE = 20_000
MB = 1024 * 1024


class FoldersFull(Conflict):
    """There is no room for another file. data: most (MB)."""

    code = "folders_full"


class TooManyKept(Conflict):
    """data: most."""

    code = "too_many_kept"


class TooDeep(Conflict):
    """A folder would lie too deep, or in itself. data: most."""

    code = "too_deep"


class NoteChanged(Conflict):
    """It was changed elsewhere since it was opened here. data: id."""

    code = "note_changed"


def check_room(taken: int, size: int, most_mb: int) -> None:
    """Bytes that are taken, and that a file would take."""
    if taken + size > most_mb * MB:
        raise FoldersFull(most=most_mb)


def check_count(count: int, most: int) -> None:
    """How many there are before another one comes."""
    if count >= most:
        raise TooManyKept(most=most)


def check_place(parents: Mapping[str, str | None], folder: str, parent: str | None) -> None:
    """Whether a folder may lie in `parent`; `parents`: in which one each folder lies now."""
    above = depth_of(parents, parent, stop=folder)
    below = max((depth_of(parents, other) - depth_of(parents, folder) for other in _within(parents, folder)), default=0)
    if above + 1 + below > DEEPEST:
        raise TooDeep(most=DEEPEST)


def depth_of(parents: Mapping[str, str | None], folder: str | None, stop: str = "") -> int:
    """Return in how many folders, itself included, something in it lies; refuse where `stop` is one of them."""
    depth = 0
    while folder is not None:
        if folder == stop:
            raise TooDeep(most=DEEPEST)
        depth, folder = depth + 1, parents.get(folder)
    return depth


def _within(parents: Mapping[str, str | None], folder: str) -> list[str]:
    """Return the folders that lie in this one, at whatever depth."""
    found = [other for other, parent in parents.items() if parent == folder]
    return [*found, *(deeper for other in found for deeper in _within(parents, other))]


def within(parents: Mapping[str, str | None], folder: str) -> list[str]:
    """Return a folder and those that lie in it, the deepest first."""
    found = [folder, *_within(parents, folder)]
    return sorted(found, key=lambda one: -depth_of(parents, one))
