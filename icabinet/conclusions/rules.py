"""What may be concluded. Pure: no database, no clock, no sockets."""

from icabinet.errors import Invalid, NotFound, Stale

LONGEST, MOST_FILES = 20_000, 20


def check_is_latest(item: str, revision: int, seen: int | None) -> None:
    """Refuse whoever writes over words that they have not seen. `seen`: the revision before the writer; None: any."""
    if seen is not None and seen != revision:
        raise Stale(kind="conclusions", id=item, state="changed")


def check_is_there(item: str, *, there: bool) -> None:
    if not there:
        raise NotFound(kind="conclusions", id=item)


def check_room(files: int) -> None:
    """`files`: how many go with the conclusion already."""
    if files >= MOST_FILES:
        raise Invalid(where="file", why="too_many", most=MOST_FILES)
