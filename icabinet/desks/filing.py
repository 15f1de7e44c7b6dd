"""Filing an upload: its bytes are stored durably first, then the journal says so."""

from typing import IO, Any

from icabinet import ids
from icabinet.extensions import services
from icabinet.meetings.queries import part_of, stream_of
from icabinet.papers.restricting.rules import LEVELS, check_level, check_no_stamp
from icabinet.people import policy
from icabinet.performing import Actor, perform_inside


def file_upload(  # noqa: PLR0913 - an upload is all of this
    actor: Actor,
    meeting: str,
    paper: str,
    item: str | None,
    filename: str,
    source: IO[bytes],
    title: str = "",
    *,
    restriction: dict[str, Any] | None = None,
) -> None:
    """Store a file and record it as the paper of this id; sent again, it files nothing twice.

    `restriction`: who alone may ever see it, as of `papers.restrict` without the id; None for everybody.
    """
    ids.check(paper, "id")
    with services().db.reading() as session:
        part = part_of(session, meeting, actor.person)
    # Asked here too, so that nobody fills the disk who may not file.
    policy.check(part.role if part else None, "papers.file")
    name = filename.replace("\\", "/").rpartition("/")[2]
    # What must not be in this system is not stored first.
    check_no_stamp(f"{title}, {name}")
    check_level((restriction or {}).get("level", LEVELS[0]))
    stored = services().storage.keep(source, services().settings.max_upload)
    perform_inside(
        actor,
        stream_of(meeting),
        paper,
        "papers.file",
        {
            "id": paper,
            "item": item,
            "title": title or name.rpartition(".")[0] or name,
            "filename": name,
            "sha": stored.sha,
            "size": stored.size,
            "restriction": restriction,
        },
    )
