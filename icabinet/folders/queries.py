"""What lies in somebody's folders. Every question names whose they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icabinet.errors import NotFound
from icabinet.folders.tables import FileRow, FolderRow, KeptPaperRow, NoteRow
from icabinet.meetings.queries import role_of, stream_of, title_of
from icabinet.papers.pages import Source
from icabinet.papers.rights import is_guarded, may_read
from icabinet.papers.storage import own_name, own_pdf_name
from icabinet.papers.tables import PaperRow

ThingRow = FileRow | NoteRow | KeptPaperRow
T = TypeVar("T", FileRow, NoteRow, KeptPaperRow)
KINDS: dict[str, type[ThingRow]] = {"file": FileRow, "note": NoteRow, "paper": KeptPaperRow}


class OwnSource(Source):
    """What can be drawn of a file of one's own; its key stands where a paper has the hash of its bytes."""

    @property
    def file(self) -> str:
        return own_name(self.sha) if self.kind == "pdf" else own_pdf_name(self.sha)


@dataclass(frozen=True)
class KeptPaper:
    """A paper that was put by, as it is now: the newest version that its keeper may read; None where there is none.

    meeting: what its meeting is called.
    """

    row: KeptPaperRow
    paper: PaperRow | None
    meeting: str
    guarded: bool


@dataclass(frozen=True)
class Shelf:
    """What lies in one folder, or in none: `path` leads there from the outermost folder."""

    folder: FolderRow | None
    path: list[FolderRow]
    folders: list[FolderRow]
    files: list[FileRow]
    notes: list[NoteRow]
    papers: list[KeptPaper]
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.folders or self.files or self.notes or self.papers)


def folders_of(session: Session, person: str) -> dict[str, FolderRow]:
    """Return all folders of a person by id, by name."""
    query = select(FolderRow).where(FolderRow.person == person).order_by(FolderRow.name, FolderRow.id)
    return {row.id: row for row in session.scalars(query)}


def folder_of(session: Session, person: str, folder: str) -> FolderRow:
    """Return a folder, or refuse with `not_found` if it is not this person's."""
    row = session.get(FolderRow, folder)
    if row is None or row.person != person:
        raise NotFound(kind="folders", id=folder)
    return row


def thing_of(session: Session, person: str, kind: str, thing: str) -> ThingRow:
    """Return a file, note or paper ("file", "note", "paper"), or refuse with `not_found` if it is not this person's."""
    row = cast("ThingRow | None", session.get(KINDS[kind], thing)) if kind in KINDS else None
    if row is None or row.person != person:
        raise NotFound(kind=kind[:20], id=thing)
    return row


def file_of(session: Session, person: str, file: str) -> FileRow:
    row = thing_of(session, person, "file", file)
    assert isinstance(row, FileRow)  # noqa: S101 - for who reads it, and the type checker
    return row


def note_of(session: Session, person: str, note: str) -> NoteRow:
    row = thing_of(session, person, "note", note)
    assert isinstance(row, NoteRow)  # noqa: S101 - for who reads it, and the type checker
    return row


def shelf_of(session: Session, person: str, folder: str | None) -> Shelf:
    """Return what lies in a folder, or in none; the newest first."""
    here = None if folder is None else folder_of(session, person, folder)
    mine = folders_of(session, person)
    return Shelf(
        folder=here,
        path=path_to(mine, folder),
        folders=[row for row in mine.values() if row.parent == folder],
        files=_in_folder(session, FileRow, person, folder),
        notes=_in_folder(session, NoteRow, person, folder),
        papers=[kept_paper(session, row) for row in _in_folder(session, KeptPaperRow, person, folder)],
        counts=_counts(session, person),
    )


def path_to(folders: dict[str, FolderRow], folder: str | None) -> list[FolderRow]:
    """Return the folders that lead to one, itself the last."""
    path: list[FolderRow] = []
    while folder is not None and (row := folders.get(folder)) is not None:
        path.insert(0, row)
        folder = row.parent
    return path


def kept_paper(session: Session, row: KeptPaperRow) -> KeptPaper:
    """Look at a paper as it is for its keeper now."""
    stream, role = stream_of(row.meeting), role_of(session, row.meeting, row.person)
    found, guarded = None, False
    paper = session.get(PaperRow, (stream, row.paper))
    while paper is not None:
        if may_read(session, paper, row.person, role):
            found, guarded = paper, is_guarded(session, paper)
        paper = session.get(PaperRow, (stream, paper.replaced_by)) if paper.replaced_by else None
    return KeptPaper(row, found, title_of(session, row.meeting) if found else "", guarded)


def kept_papers_of(session: Session, person: str) -> list[KeptPaper]:
    """Return all papers that a person has put by and may read now."""
    rows = session.scalars(select(KeptPaperRow).where(KeptPaperRow.person == person))
    return [kept for row in rows if (kept := kept_paper(session, row)).paper is not None]


def notes_of(session: Session, person: str) -> Sequence[NoteRow]:
    return session.scalars(select(NoteRow).where(NoteRow.person == person)).all()


def files_of(session: Session, person: str) -> Sequence[FileRow]:
    return session.scalars(select(FileRow).where(FileRow.person == person)).all()


def own_source(session: Session, person: str, key: str) -> OwnSource | None:
    """Return what this person can read of the file with this key; None if it is not theirs, or not ready."""
    row = session.scalar(select(FileRow).where(FileRow.key == key, FileRow.person == person))
    return source_in(row) if row else None


def source_in(row: FileRow) -> OwnSource | None:
    """Return what can be drawn of a file; None unless it is ready."""
    if row.state != "ready" or row.kind is None or row.renderer is None:
        return None
    return OwnSource(row.key, row.kind, row.renderer, row.sizes or [])


def taken_by(session: Session, person: str) -> int:
    """Return how many bytes a person's files have."""
    return int(session.scalar(select(func.sum(FileRow.size)).where(FileRow.person == person)) or 0)


def count_of(session: Session, person: str) -> int:
    """Return how many things, folders apart, a person has put by."""
    kinds: Iterable[type[ThingRow]] = KINDS.values()
    return sum(
        session.scalar(select(func.count()).select_from(kind).where(kind.person == person)) or 0 for kind in kinds
    )


def names_needed(session: Session) -> list[str]:
    """Return under which names the storage holds everybody's files, and what was made of them."""
    found = session.execute(select(FileRow.key, FileRow.state, FileRow.kind))
    return [
        name
        for key, state, kind in found
        for name in (own_name(key), *([own_pdf_name(key)] if state == "ready" and kind != "pdf" else []))
    ]


def _in_folder(session: Session, kind: type[T], person: str, folder: str | None) -> list[T]:
    query = select(kind).where(kind.person == person, kind.folder == folder)
    return list(session.scalars(query.order_by(kind.at.desc(), kind.id)))


def _counts(session: Session, person: str) -> dict[str, int]:
    """Return how many things lie in each folder itself."""
    counts: dict[str, int] = {}
    for kind in KINDS.values():
        query = select(kind.folder, func.count()).where(kind.person == person).group_by(kind.folder)
        for folder, count in session.execute(query):
            if folder is not None:
                counts[folder] = counts.get(folder, 0) + count
    return counts
