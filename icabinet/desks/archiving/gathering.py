"""What the archive of a meeting is made of, read in one moment of the database: nothing later gets in half."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.archive.queries import Attached, attached_files, signed_files
from icabinet.attendance.report import Line, Report, report_of
from icabinet.extensions import services
from icabinet.ink.queries import confidant
from icabinet.journal import reading
from icabinet.journal.records import DESK, EVERYONE, seen_by, snapshot
from icabinet.journal.tables import EntryRow, StreamRow
from icabinet.meetings.queries import is_written, stream_of
from icabinet.minutes.kinds import NAMES
from icabinet.minutes.queries import documents_of
from icabinet.people.letterheads import head_of, letterhead_of
from icabinet.web.marks import shared_marks
from icabinet.web.pages.minutes.annexes import list_of
from icabinet.web.pages.minutes.paper import as_issued
from icabinet.web.pages.votes.minutes import minutes_of
from icabinet.web.pages.votes.reading import votes_among
from icabinet.worker.forms import told

Record = dict[str, Any]
# The marks are drawn on the annotated papers, and every one is in the journal.
_ELSEWHERE = frozenset({"strokes"})
_COUNTED = ("closed", "published")
_BALLOT = "polls.ballot_cast"
_BREATH = 500


@dataclass(frozen=True)
class Document:
    """Something in the form of the law. sha: of the file with its signatures, "" if nobody has signed it."""

    name: str
    said: told.Minutes
    sha: str = ""


@dataclass(frozen=True)
class Content:
    """All that is put into files. marks: by paper, as the job `annotate` takes them; documents: by folder.

    attached: what goes with conclusions and tasks; plain: JSON by path; seq, head: the last entry of the journal;
    withheld: how many entries keep their bodies back.
    """

    meeting: Record
    seq: int
    head: str
    withheld: int
    papers: Sequence[Record]
    marks: dict[str, list[Record]]
    documents: list[tuple[str, Document]]
    attached: list[Attached]
    plain: dict[str, object]


def gather(meeting: str, journal: Path) -> Content:
    """Read everything that the desk may see of a meeting; write its journal to a file, a line for each entry."""
    stream = stream_of(meeting)
    with services().db.reading() as session:
        head = session.get_one(StreamRow, stream)
        records = _by_kind(seen_by({EVERYONE, DESK}, snapshot(session, stream)))
        polls = [poll for poll in records.get("polls", ()) if poll["state"] in _COUNTED]
        papers = sorted(records.get("papers", ()), key=lambda paper: paper["position"])
        content = Content(
            meeting=records["meetings"][0],
            seq=head.last_seq,
            head=head.head.hex(),
            withheld=_write_journal(session, stream, journal, {poll["id"] for poll in polls}),
            papers=papers,
            marks={paper["id"]: shared_marks(session, meeting, paper["id"]) for paper in papers},
            documents=[],
            attached=attached_files(session, stream),
            plain={"records.json": {kind: some for kind, some in records.items() if kind not in _ELSEWHERE}},
        )
        _add_documents(session, content)
        if not is_written(session, meeting):
            _add_attendance(session, meeting, content)
    _add_votes(content, records, polls)
    return content


def _write_journal(session: Session, stream: str, path: Path, counted: Collection[str]) -> int:
    """Write a line for each entry; return how many keep their bodies back."""
    is_for_some, withheld = confidant(), 0
    with path.open("wb") as file:
        for row in reading.rows(session, stream):
            kept_back = is_for_some(row.name, row.body) or _is_uncounted(row, counted)
            withheld += kept_back
            file.write(msgspec.json.encode(_line(row, kept_back=kept_back)) + b"\n")
            if row.seq % _BREATH == 0:
                # A long journal is nothing that tablets should wait for.
                time.sleep(0)
    return withheld


def _is_uncounted(row: EntryRow, counted: Collection[str]) -> bool:
    """How somebody voted in a vote that came to nothing, nobody but they ever saw."""
    return row.name == _BALLOT and row.body is not None and msgspec.json.decode(row.body)["poll"] not in counted


def _line(row: EntryRow, *, kept_back: bool) -> Record:
    """Return an entry; the body is the very text that was hashed."""
    line: Record = {name: getattr(row, name) for name in ("seq", "name", "version", "at", "actor", "cause")}
    line |= {"body": None if kept_back else row.body, "body_hash": row.body_hash.hex(), "hash": row.hash.hex()}
    return line | {"withheld": True} if kept_back else line


def _add_documents(session: Session, content: Content) -> None:
    """What was issued, as it was then; drafts are in the journal."""
    stream = stream_of(content.meeting["id"])
    signed = signed_files(session, stream)
    for row in documents_of(session, stream):
        said = as_issued(row, letterhead_of(session, row.body))
        if said is not None:
            content.documents.append(("documents", Document(NAMES[row.kind], said, signed.get(row.id, ""))))
            content.plain[f"documents/{row.id}.json"] = row.content


def _add_attendance(session: Session, meeting: str, content: Content) -> None:
    said = list_of(session, meeting)
    content.documents.append(("attendance", Document(said.kind, said)))
    content.plain["attendance/attendance.json"] = _told(report_of(session, meeting, clock.now_ms()))


def _told(report: Report) -> Record:
    lines = {"members": report.members, "guests": report.guests}
    said = {name: [_told_line(line) for line in some] for name, some in lines.items()}
    return {"begin": report.begin, "end": report.end, **said, "corrections": list(report.corrections)}


def _told_line(line: Line) -> Record:
    stays = [{"since": stay.since, "until": stay.until, "remote": stay.remote} for stay in line.stays]
    part = {name: line.part[name] for name in ("person", "name", "title", "unit", "role") if name in line.part}
    return {**part, "state": line.state, "stays": stays, "answer": line.said, "represented_by": line.for_them}


def _add_votes(content: Content, records: dict[str, list[Record]], polls: Sequence[Record]) -> None:
    for poll in polls:
        # As everybody sees it once it is published, for who counts again.
        content.plain[f"votes/{poll['id']}.json"] = {name: said for name, said in poll.items() if name != "voters"}
    published = votes_among(records)
    if published:
        body = content.meeting["body"]
        said = minutes_of(published, head_of(body["id"], body["name"]))
        content.documents.append(("votes", Document("Biên bản kiểm phiếu", said)))


def _by_kind(seen: dict[str, Record | None]) -> dict[str, list[Record]]:
    kinds: dict[str, list[Record]] = {}
    for key, body in seen.items():
        if body is not None:
            kinds.setdefault(key.partition("/")[0], []).append(body)
    return kinds
