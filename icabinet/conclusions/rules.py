"""What may be concluded. Pure: no database, no clock, no sockets."""

from icabinet.errors import NotFound, Stale

LONGEST = 20_000


def check_is_latest(item: str, revision: int, seen: int | None) -> None:
    """Refuse whoever writes over words that they have not seen. `seen`: the revision before the writer; None: any."""
    if seen is not None and seen != revision:
        raise Stale(kind="conclusions", id=item, state="changed")


def check_is_there(item: str, *, there: bool) -> None:
    if not there:
        raise NotFound(kind="conclusions", id=item)
