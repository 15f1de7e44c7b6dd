"""What can happen to the archive of a meeting, and what is lawfully erased of it."""

from icabinet.journal.facts import Audience, Erasing, Fact, fact


@fact("archive.ordered", audience=Audience.DESK)
class ArchiveOrdered(Fact, frozen=True):
    """Somebody wants the meeting as one file."""

    archive: str


@fact("archive.made", audience=Audience.DESK)
class ArchiveMade(Fact, frozen=True):
    """The file is there and was checked. sha, size: of the file; files: in it; seq, head: the last entry that it has.

    withheld: how many entries stand in it by their hashes alone.
    """

    archive: str
    sha: str
    size: int
    files: int
    seq: int
    head: str
    withheld: int


@fact("archive.failed", audience=Audience.DESK)
class ArchiveFailed(Fact, frozen=True):
    """The file could not be made; reason: code of the refusal."""

    archive: str
    reason: str


@fact("archive.taken", audience=Audience.DESK)
class ArchiveTaken(Fact, frozen=True):
    """Somebody took the file along."""

    archive: str


@fact("archive.hold_set", audience=Audience.DESK)
class HoldSet(Fact, frozen=True):
    """Whether the meeting must be kept whatever its period says, as for an inspection or a court, and why."""

    held: bool
    why: str


@fact("archive.file_erased", audience=Audience.DESK)
class FileErased(Fact, frozen=True):
    """The bytes of a paper that had been taken away are destroyed; sha: what they were."""

    paper: str
    sha: str
    why: str


@fact("archive.erased", audience=Audience.DESK)
class MeetingErased(Erasing, frozen=True):
    """All that the stream said is gone; the hashes of its entries stay.

    by: the administrator who had it done; why: in their words; years: the period that was over; archive: SHA-256 of
    the file that was made and taken before; body: whose meeting it was. The last two are "" in notebooks.
    """

    by: str
    why: str
    years: int
    archive: str
    body: str
