"""Filing an upload: its bytes are stored durably first, then the journal says so."""

from contextlib import nullcontext
from typing import IO, Any

from icabinet import ids
from icabinet.desks.unlocking import Locked, unlocked
from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.meetings.queries import part_of, stream_of
from icabinet.papers.expecting.queries import prepares_for
from icabinet.papers.restricting.rules import LEVELS, check_level, check_no_stamp
from icabinet.people import policy
from icabinet.performing import Actor, perform_inside


def file_upload(  # noqa: PLR0913 - an upload is all of this
    actor: Actor,
    meeting: str,
    paper: str,
    item: str | None,
    filename: str,
    source: IO[bytes] | Locked,
    title: str = "",
    *,
    restriction: dict[str, Any] | None = None,
    expected: str | None = None,
) -> None:
    """Store a file and record it as the paper of this id; sent again, it files nothing twice.

    What is locked is stored without its password. Refuses with `wrong_file_password`. `restriction`: who alone may
    ever see it, as of `papers.restrict` without the id; None for everybody. `expected`: the paper that was waited for,
    if it is one.
    """
    # What must not be in this system is not stored first.
    check_level((restriction or {}).get("level", LEVELS[0]))
    kept = _kept(actor, meeting, paper, filename, source, title)
    named = {"item": item, "title": title or kept["filename"].rpartition(".")[0] or kept["filename"]}
    args = {"id": paper, **named, **kept, "restriction": restriction, "expected": expected}
    perform_inside(actor, stream_of(meeting), paper, "papers.file", args)


def file_version(
    actor: Actor, meeting: str, paper: str, replaces: str, filename: str, source: IO[bytes] | Locked
) -> None:
    """Store a file and record it as a new version of the paper `replaces`; sent again, it files nothing twice."""
    kept = _kept(actor, meeting, paper, filename, source)
    perform_inside(actor, stream_of(meeting), paper, "papers.replace", {"id": paper, "replaces": replaces, **kept})


def submit_upload(
    actor: Actor, meeting: str, paper: str, expected: str, filename: str, source: IO[bytes] | Locked, note: str = ""
) -> None:
    """Store a file and record it as what a unit delivers; sent again, it delivers nothing twice."""
    ids.check(paper, "id")
    with services().db.reading() as session:
        if not prepares_for(session, stream_of(meeting), actor.person):
            raise NotFound(kind="expected", id=expected)
    args = {"id": paper, "expected": expected, "note": note, **stored(filename, source)}
    perform_inside(actor, stream_of(meeting), paper, "papers.submit", args)


def _kept(
    actor: Actor, meeting: str, paper: str, filename: str, source: IO[bytes] | Locked, title: str = ""
) -> dict[str, Any]:
    ids.check(paper, "id")
    with services().db.reading() as session:
        part = part_of(session, meeting, actor.person)
    # Asked here too, so that nobody fills the disk who may not file.
    policy.check(part.role if part else None, "papers.file")
    return stored(filename, source, title)


def stored(filename: str, source: IO[bytes] | Locked, title: str = "") -> dict[str, Any]:
    """Store a file durably; return its {filename, sha, size} as actions take them."""
    name = filename.replace("\\", "/").rpartition("/")[2]
    check_no_stamp(f"{title}, {name}")
    storage, limit = services().storage, services().settings.max_upload
    with unlocked(source, limit) if isinstance(source, Locked) else nullcontext(source) as readable:
        kept = storage.keep(readable, limit)
    return {"filename": name, "sha": kept.sha, "size": kept.size}
