"""Filing an upload: its bytes are stored durably first, then the journal says so."""

from typing import IO

from icabinet import ids
from icabinet.extensions import services
from icabinet.meetings.queries import part_of, stream_of
from icabinet.people import policy
from icabinet.performing import Actor, perform_inside


def file_upload(
    actor: Actor, meeting: str, paper: str, item: str | None, filename: str, source: IO[bytes], title: str = ""
) -> None:
    """Store a file and record it as the paper of this id; sent again, it files nothing twice."""
    ids.check(paper, "id")
    with services().db.reading() as session:
        part = part_of(session, meeting, actor.person)
    # Asked here too, so that nobody fills the disk who may not file.
    policy.check(part.role if part else None, "papers.file")
    name = filename.replace("\\", "/").rpartition("/")[2]
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
        },
    )
