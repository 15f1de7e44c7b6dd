"""What is allowed with papers. Pure: no database, no clock, no sockets."""

from collections.abc import Mapping, Sequence

from icabinet.errors import Conflict, Invalid, Stale

_LARGEST = 2**53


class PaperNotReady(Conflict):
    """data: id, state."""

    code = "paper_not_ready"


class NoSuchPage(Conflict):
    """data: page, pages."""

    code = "no_such_page"


class NotAVersion(Conflict):
    """The one is not an older version of the other. data: old, new."""

    code = "not_a_version"


class NotCompared(Conflict):
    """It is not known yet what has changed since the version before. data: id."""

    code = "not_compared"


def check_size(size: int) -> None:
    """Bytes, so many as a database can tell."""
    if not 0 <= size < _LARGEST:
        raise Invalid(where="size", why="range")


def check_page(paper: str, state: str, page: int, pages: int) -> None:
    """Only a page that exists, of a paper that can be read, can be shown or drawn on."""
    if state != "ready":
        raise PaperNotReady(id=paper, state=state)
    if not 1 <= page <= pages:
        raise NoSuchPage(page=page, pages=pages)


class AlreadyReplaced(Conflict):
    """There is a newer version. data: id, by."""

    code = "already_replaced"


def check_may_replace(paper: str, state: str, newer: str | None) -> None:
    """Only the newest version gets a newer one, and not while it is being converted: first it is cancelled."""
    if newer is not None:
        raise AlreadyReplaced(id=paper, by=newer)
    if state not in ("ready", "failed"):
        raise PaperNotReady(id=paper, state=state)


def check_may_convert(paper: str, state: str) -> None:
    if state not in ("uploaded", "converting"):
        raise Stale(kind="paper", id=paper, state=state)


def check_is_converting(paper: str, state: str) -> None:
    if state != "converting":
        raise Stale(kind="paper", id=paper, state=state)


def check_may_cancel(paper: str, state: str) -> None:
    if state not in ("uploaded", "converting"):
        raise Stale(kind="paper", id=paper, state=state)


def check_compared(paper: str, pages: int, unchanged: Sequence[int]) -> None:
    """What a comparison says is about every page of a paper that is still there as it was."""
    if len(unchanged) != pages:
        raise Stale(kind="paper", id=paper, state="compared")


def check_may_retry(paper: str, state: str) -> None:
    if state != "failed":
        raise Stale(kind="paper", id=paper, state=state)


def pages_through(unchanged: Sequence[int], later: Mapping[int, int] | None) -> dict[int, int]:
    """Return where each page of the version before is now, given where the pages of this one went `later`."""
    here = {old: page for page, old in enumerate(unchanged, start=1) if old}
    return here if later is None else {old: later[page] for old, page in here.items() if page in later}
