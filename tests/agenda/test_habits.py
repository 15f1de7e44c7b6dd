"""Twenty programmes as offices write them, each in a habit of its own, read whole: what is right, and what is lost.

programmes/*.txt tell each document line by line: "H1 …" a heading of Word, "N1 …" and "B2 …" its numbers and bullets,
"| a | b |" a row of a table ("//" a new line in its cell, "| = words |" a row of one cell), all else a paragraph; then
what a careful secretary reads out of it: level ; title ; begins at ; minutes ; presenter.
"""

import io
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.document import Document

from icabinet.agenda.word import Draft, NotAWordFile, read_agenda

FOLDER = Path(__file__).parent / "programmes"
FILES = sorted(FOLDER.glob("*.txt"))
STYLES = {"H1 ": "Heading 1", "H2 ": "Heading 2", "H3 ": "Heading 3", "N1 ": "List Number", "B2 ": "List Bullet 2"}
RIGHT_AT_LEAST = 0.98
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

Item = tuple[str, ...]
Rows = list[list[str]]


def told(file: Path) -> tuple[list[str], list[Item]]:
    """Return the lines of a programme, and the items that it consists of."""
    source, _, items = file.read_text().partition("==>\n")
    fields = [tuple(part.strip() for part in line.split(";")) for line in items.splitlines()]
    return source.splitlines(), [fields_ for fields_ in fields if len(fields_) == len("ltsmp")]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip()[1:-1].split("|")]


def write(lines: list[str]) -> Document:
    document, rows = docx.Document(), []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append(cells(line))
            continue
        if rows:
            write_table(document, rows)
            rows = []
        style = STYLES.get(line[:3])
        document.add_paragraph(line[3:] if style else line, style=style)
    return document


def write_table(document: Document, rows: Rows) -> None:
    grid = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(grid.rows, rows, strict=True):
        if texts[0].startswith("= "):
            merged = row.cells[0].merge(row.cells[-1])
            merged.text = texts[0][2:]
            continue
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text.replace("//", "\n")


def words_of(lines: list[str]) -> list[str]:
    """Return every text of a programme that must be found again."""
    found = []
    for line in lines:
        for cell in cells(line) if line.startswith("|") else [line[3:] if line[:3] in STYLES else line]:
            found += [" ".join(part.split()) for part in cell.removeprefix("= ").split("//") if part.strip()]
    return found


def fields(draft: Draft) -> list[Item]:
    return [
        (str(item.level), item.title, item.starts or "", str(item.minutes or ""), item.presenter or "")
        for item in draft.items
    ]


def right(expected: list[Item], found: list[Item]) -> list[tuple[bool, bool, bool]]:
    """Say of each expected item whether it is there, with its times, with its presenter; one too many is one wrong."""
    by_title = {item[:2]: item for item in found}
    said = []
    for item in expected:
        same = by_title.pop(item[:2], None)
        times, presenter = (same[2:4], same[4]) if same else (None, None)
        said.append((same is not None, times == item[2:4], presenter == item[4]))
    return said + [(False, False, False)] * len(by_title)


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Draft]:
    folder, found = tmp_path_factory.mktemp("programmes"), {}
    for file in FILES:
        document = write(told(file)[0])
        document.save(str(folder / f"{file.stem}.docx"))
        found[file] = read_agenda(folder / f"{file.stem}.docx")
    return found


def test_there_are_twenty_habits() -> None:
    assert len(FILES) == 20
    assert sum(len(told(file)[1]) for file in FILES) > 120


def test_nearly_all_items_times_and_presenters_are_right(drafts: dict[Path, Draft]) -> None:
    marks = {file.stem: right(told(file)[1], fields(draft)) for file, draft in drafts.items()}
    flat = [mark for marked in marks.values() for mark in marked]
    for place, what in enumerate(("items", "times", "presenters")):
        share = sum(mark[place] for mark in flat) / len(flat)
        wrong = [name for name, marked in marks.items() if not all(mark[place] for mark in marked)]
        assert share >= RIGHT_AT_LEAST, (what, share, wrong)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_line_is_lost(drafts: dict[Path, Draft], file: Path) -> None:
    draft = drafts[file]
    kept = "\n".join([*(item.source for item in draft.items), *draft.rest])
    assert [words for words in words_of(told(file)[0]) if words not in kept] == []
    assert list(draft.after) == sorted(draft.after), "the rest keeps its place among the items"


def as_sheet(lines: list[str]) -> bytes:
    """Return the same programme as a workbook: what is a cell there is a cell here."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for line in lines:
        row = cells(line) if line.startswith("|") else [line]
        if row[0].startswith("= "):
            row = [row[0][2:]]
            sheet.append(row)
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=3)
        else:
            sheet.append([cell.replace("//", "\n") or None for cell in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


TABLES = [file for file in FILES if "|" in file.read_text() and file.stem[:2] not in ("13", "18")]


@pytest.mark.parametrize("file", TABLES, ids=lambda file: file.stem)
def test_a_workbook_is_read_like_a_table_of_word(tmp_path: Path, file: Path) -> None:
    lines, expected = told(file)
    (tmp_path / "programme.xlsx").write_bytes(as_sheet(lines))
    draft = read_agenda(tmp_path / "programme.xlsx")
    assert fields(draft) == expected
    kept = "\n".join([*(item.source for item in draft.items), *draft.rest])
    assert [words for words in words_of(lines) if words not in kept] == []


def is_plain(file: Path) -> bool:
    return "//" not in file.read_text() and not any(line[:3] in STYLES for line in told(file)[0])


LINES = [file for file in FILES if is_plain(file)]


@pytest.mark.parametrize("file", LINES, ids=lambda file: file.stem)
def test_what_is_pasted_is_read_like_a_file(drafts: dict[Path, Draft], tmp_path: Path, file: Path) -> None:
    lines = told(file)[0]
    pasted = ["\t".join(cells(line)).removeprefix("= ") if line.startswith("|") else line for line in lines]
    (tmp_path / "pasted").write_text(unicodedata.normalize("NFD", "\r\n".join(pasted)))
    draft = read_agenda(tmp_path / "pasted", typed=True)
    assert fields(draft) == fields(drafts[file])
    kept = "\n".join([*(item.source for item in draft.items), *draft.rest])
    assert [words for words in words_of(lines) if words not in kept] == []


def without_a_book() -> bytes:
    """Return a package of Office that says nothing of the book in it."""
    with io.BytesIO() as made:
        with zipfile.ZipFile(made, "w") as package:
            package.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}"/>')
            package.writestr("xl/workbook.xml", "<workbook/>")
        return made.getvalue()


@pytest.mark.parametrize(
    "make",
    [lambda: b"PK\x03\x04 nothing", lambda: b"\0" * 99, without_a_book],
    ids=["broken", "other", "without a book"],
)
def test_what_is_no_programme_is_refused(tmp_path: Path, make: Callable[[], bytes]) -> None:
    (tmp_path / "x.xlsx").write_bytes(make())
    with pytest.raises(NotAWordFile):
        read_agenda(tmp_path / "x.xlsx")
