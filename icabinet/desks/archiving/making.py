"""Making an archive from the first look to the last proof: what does not check out by itself is not called made."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from icabinet import clock
from icabinet.archive import verifying
from icabinet.archive.rules import ArchiveFaulty
from icabinet.desks.archiving import bagging
from icabinet.desks.archiving.filing import Files
from icabinet.desks.archiving.gathering import Content, gather
from icabinet.desks.archiving.naming import archive_name
from icabinet.extensions import services
from icabinet.languages import local
from icabinet.meetings.queries import stream_of


@dataclass(frozen=True)
class Made:
    """An archive that was checked. path: for as long as the block lasts; name: under which it is kept."""

    path: Path
    name: str
    files: int
    seq: int
    head: str
    withheld: int


@contextmanager
def made(meeting: str) -> Iterator[Made]:
    """Make the archive of a meeting, which exists. Refuses with `archive_faulty`, or as what it is made of refuses."""
    offload = services().offload
    with tempfile.TemporaryDirectory(dir=services().settings.data_dir, prefix=".archive-") as place:
        folder, target = Path(place), Path(place) / "archive.zip"
        journal = folder / "journal.jsonl"
        content = gather(meeting, journal)
        members = list(Files(content, folder).members(journal))
        now = local(clock.now_ms())
        name = archive_name(content.meeting)
        packed = offload(bagging.pack, target, name, members, _info(content, f"{now:%Y-%m-%d}"), now)
        faults, _found = offload(verifying.examine, target, content.head)
        if faults:
            raise ArchiveFaulty(why=faults[0])
        yield Made(target, f"{name}.zip", packed.files, content.seq, content.head, content.withheld)


def _info(content: Content, day: str) -> dict[str, str]:
    meeting = content.meeting
    return {
        "Source-Organization": str(meeting["body"]["name"]),
        "External-Description": str(meeting["title"]),
        "External-Identifier": str(meeting["id"]),
        "Bagging-Date": day,
        "Bag-Software-Agent": "I-Cabinet",
        "Journal-Stream": stream_of(meeting["id"]),
        "Journal-Entries": str(content.seq),
        "Journal-Head": content.head,
        "Journal-Withheld": str(content.withheld),
    }
