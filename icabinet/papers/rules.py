"""What is allowed with papers. Pure: no database, no clock, no sockets."""

from icabinet.errors import Conflict, Stale


class PaperNotReady(Conflict):
    """data: id, state."""

    code = "paper_not_ready"


class NoSuchPage(Conflict):
    """data: page, pages."""

    code = "no_such_page"


def check_page(paper: str, state: str, page: int, pages: int) -> None:
    """Only a page that exists, of a paper that can be read, can be shown or drawn on."""
    if state != "ready":
        raise PaperNotReady(id=paper, state=state)
    if not 1 <= page <= pages:
        raise NoSuchPage(page=page, pages=pages)


def check_may_convert(paper: str, state: str) -> None:
    if state not in ("uploaded", "converting"):
        raise Stale(kind="paper", id=paper, state=state)


def check_is_converting(paper: str, state: str) -> None:
    if state != "converting":
        raise Stale(kind="paper", id=paper, state=state)


def check_may_retry(paper: str, state: str) -> None:
    if state != "failed":
        raise Stale(kind="paper", id=paper, state=state)
