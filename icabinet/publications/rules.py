"""What publishing allows. Pure: no database, no clock, no sockets."""

from collections.abc import Collection, Sequence

from icabinet.errors import Conflict, NotFound

LONGEST_NOTE, LONGEST_REASON = 2_000, 500
WITHDRAWN, PUBLIC = "withdrawn", "public"


class NothingToPublish(Conflict):
    """Nothing was chosen that could be read."""

    code = "nothing_to_publish"


class NotYetFinal(Conflict):
    """What is still a draft, or was not announced, cannot be published. data: kind, id."""

    code = "not_yet_final"


def chosen(kind: str, wanted: Sequence[str], known: Collection[str], final: Collection[str]) -> list[str]:
    """Return what was chosen, once each, in the order in which it stands; refuse what is not there, or not final."""
    for one in wanted:
        if one not in known:
            raise NotFound(kind=kind, id=one)
        if one not in final:
            raise NotYetFinal(kind=kind, id=one)
    return [one for one in known if one in wanted]


def check_something(*parts: Collection[object]) -> None:
    """Refuse an empty publication: to take one back there is another word."""
    if not any(parts):
        raise NothingToPublish


def check_is_public(what: str, state: str | None) -> None:
    if state != PUBLIC:
        raise NotFound(kind="publications", id=what)
