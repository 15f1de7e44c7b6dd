"""What forms offer out of the lists of the house."""

from icabinet.extensions import services
from icabinet.papers.groups import OTHER, kinds_in, offered
from icabinet.people.lists import choosing
from icabinet.people.lists.choosing import Options
from icabinet.people.lists.keeping import ISSUERS, MEETINGS
from icabinet.web.pages import words
from icabinet.web.pages.reading import Record

_NONE = ("", "—")


def paper_groups() -> dict[str, object]:
    """Return groups: [(id, words)] that a paper may be given; group_words: {id: words} of all that papers may have."""
    with services().db.reading() as session:
        kinds = kinds_in(session)
    called: dict[str, object] = {**words.GROUPS, **{kind.id: kind.name or words.GROUPS[kind.id] for kind in kinds}}
    called[OTHER] = words.GROUPS[OTHER]
    return {"groups": [(one, called[one]) for one in offered(kinds)], "group_words": called}


def meeting_kinds(record: Record | None = None) -> Options:
    """Return the kinds of meetings that may be chosen, [] if there is no list; those of a meeting with its own."""
    with services().db.reading() as session:
        return _optional(choosing.options(session, MEETINGS, kept=_kept((record or {}).get("kind"))))


def issuers(kept: tuple[str, str] = ("", "")) -> Options:
    """Return who may have issued a document, [] if there is no list."""
    with services().db.reading() as session:
        return _optional(choosing.options(session, ISSUERS, kept=kept))


def _kept(chosen: Record | None) -> tuple[str, str]:
    return (chosen["id"], chosen["name"]) if chosen else ("", "")


def _optional(found: Options) -> Options:
    return [_NONE, *found] if found else []
