"""Making, naming and moving what lies in somebody's folders, and deleting it for good."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from icabinet import clock, ids
from icabinet.extensions import services
from icabinet.folders import rules
from icabinet.folders.queries import (
    KINDS,
    count_of,
    folder_of,
    folders_of,
    note_of,
    thing_of,
)
from icabinet.folders.tables import FileRow, FolderRow, KeptPaperRow, NoteRow
from icabinet.papers.queries import check_may_read
from icabinet.papers.restricting.rules import check_no_stamp
from icabinet.papers.storage import own_name, own_pdf_name
from icabinet.text import clean, clean_lines

T = TypeVar("T")


def add_folder(person: str, name: str, parent: str | None = None) -> str:
    """Make a folder; return its id."""
    cleaned, folder = _named(name), ids.new()

    def work(session: Session) -> None:
        mine = folders_of(session, person)
        rules.check_count(len(mine), rules.MOST_FOLDERS)
        _check_parent(session, person, folder, parent)
        session.add(FolderRow(id=folder, person=person, parent=parent, name=cleaned, at=clock.now_ms()))

    _write(work)
    return folder


def change_folder(person: str, folder: str, name: str, parent: str | None) -> None:
    """Give a folder a name, and the place where it lies."""
    cleaned = _named(name)

    def work(session: Session) -> None:
        row = folder_of(session, person, folder)
        _check_parent(session, person, folder, parent)
        row.name, row.parent = cleaned, parent

    _write(work)


def remove_folder(person: str, folder: str) -> list[str]:
    """Delete a folder with all that lies in it, at whatever depth; return the keys of the files that are gone."""
    with services().db.reading() as session:
        folder_of(session, person, folder)
        mine = {row.id: row.parent for row in folders_of(session, person).values()}
        gone = rules.within(mine, folder)
        keys = list(session.scalars(select(FileRow.key).where(FileRow.person == person, FileRow.folder.in_(gone))))
    _burn(keys)

    def work(session: Session) -> None:
        for kind in KINDS.values():
            session.execute(delete(kind).where(kind.person == person, kind.folder.in_(gone)))
        for one in gone:
            session.execute(delete(FolderRow).where(FolderRow.id == one, FolderRow.person == person))

    _write(work)
    return keys


def add_note(person: str, folder: str | None, title: str, text: str) -> str:
    """Write a note; return its id."""
    said, note = _said(title, text), ids.new()

    def work(session: Session) -> None:
        check_new(session, person, folder)
        row = NoteRow(id=note, person=person, folder=folder, title=said[0], text=said[1], at=clock.now_ms())
        session.add(row)

    _write(work)
    return note


def change_note(person: str, note: str, title: str, text: str, seen_at: int) -> None:
    """Write a note anew; `seen_at`: when it was last changed (ms), as whoever writes has seen it."""
    said = _said(title, text)

    def work(session: Session) -> None:
        row = note_of(session, person, note)
        if row.at != seen_at and (row.title, row.text) != said:
            raise rules.NoteChanged(id=note)
        row.title, row.text = said
        # Two changes within a millisecond are still two.
        row.at = max(clock.now_ms(), row.at + 1)

    _write(work)


def keep_paper(person: str, folder: str | None, meeting: str, paper: str) -> None:
    """Put a paper by that this person may read; where it lies in this folder already, nothing changes."""
    kept = ids.new()

    def work(session: Session) -> None:
        check_may_read(session, f"meeting:{meeting}", paper, person)
        same = (KeptPaperRow.person == person, KeptPaperRow.meeting == meeting, KeptPaperRow.paper == paper)
        if session.scalar(select(KeptPaperRow.id).where(*same, KeptPaperRow.folder == folder)):
            return
        check_new(session, person, folder)
        row = KeptPaperRow(id=kept, person=person, folder=folder, meeting=meeting, paper=paper, at=clock.now_ms())
        session.add(row)

    _write(work)


def move(person: str, kind: str, thing: str, folder: str | None) -> None:
    """Put a file, note or paper into another folder, or into none."""

    def work(session: Session) -> None:
        row = thing_of(session, person, kind, thing)
        if folder is not None:
            folder_of(session, person, folder)
        row.folder = folder

    _write(work)


def rename_file(person: str, file: str, title: str) -> None:
    """Give a file another title."""
    cleaned = clean(title, "title", longest=300)
    check_no_stamp(cleaned)

    def work(session: Session) -> None:
        row = thing_of(session, person, "file", file)
        if isinstance(row, FileRow):
            row.title = cleaned

    _write(work)


def remove(person: str, kind: str, thing: str) -> list[str]:
    """Delete a file, note or paper put by; return the keys of the files that are gone."""
    with services().db.reading() as session:
        row = thing_of(session, person, kind, thing)
        keys = [row.key] if isinstance(row, FileRow) else []
    _burn(keys)
    _write(lambda session: session.execute(delete(KINDS[kind]).where(KINDS[kind].id == row.id)))
    return keys


def check_new(session: Session, person: str, folder: str | None) -> None:
    """Refuse where one thing more cannot lie in this folder."""
    if folder is not None:
        folder_of(session, person, folder)
    rules.check_count(count_of(session, person), rules.MOST_THINGS)


def _burn(keys: list[str]) -> None:
    """Take the bytes away first: a crash before the row goes leaves something that can be deleted again."""
    storage = services().storage
    for key in keys:
        for name in (own_name(key), own_pdf_name(key)):
            storage.remove(name)
        storage.remove_pages(key)


def _named(name: str) -> str:
    cleaned = clean(name, "name")
    check_no_stamp(cleaned)
    return cleaned


def _said(title: str, text: str) -> tuple[str, str]:
    said = clean(title, "title", longest=300), clean_lines(text, "text", longest=rules.LONGEST_NOTE, empty=True)
    check_no_stamp(said[0])
    return said


def _check_parent(session: Session, person: str, folder: str, parent: str | None) -> None:
    if parent is not None:
        folder_of(session, person, parent)
    rules.check_place({row.id: row.parent for row in folders_of(session, person).values()}, folder, parent)


def _write(work: Callable[[Session], T]) -> T:
    return services().writer.write(work)
