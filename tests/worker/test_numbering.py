import zipfile
from pathlib import Path

import pytest

from icabinet.worker.word.numbering import Numbering
from icabinet.worker.word.package import Package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
LEVELS = (
    ("upperRoman", "%1."),
    ("decimal", "%1.%2"),
    ("lowerLetter", "%3)"),
    ("bullet", "o"),
    ("none", "%5"),
)


@pytest.fixture
def numbering(tmp_path: Path) -> Numbering:
    """List 1 as above; list 2 is the same one, begun again at 5."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (style, pattern) in enumerate(LEVELS)
    )
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    path = tmp_path / "lists.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"/>')
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r" Type="{TYPE}" Target="numbering.xml"/></Relationships>',
        )
        archive.writestr(
            "word/numbering.xml",
            f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{again}</w:num></w:numbering>',
        )
    with zipfile.ZipFile(path) as archive:
        return Numbering(Package(archive))


def labels(numbering: Numbering, *asked: tuple[str, str]) -> list[str | None]:
    found = [numbering.label(number, level) for number, level in asked]
    return [label.text if label else None for label in found]


def test_levels_count_and_begin_again(numbering: Numbering) -> None:
    asked = [("1", level) for level in ("0", "1", "1", "2", "2", "0", "1", "2")]
    assert labels(numbering, *asked) == ["I.", "I.1", "I.2", "a)", "b)", "II.", "II.1", "a)"]


def test_a_bullet_is_not_counted(numbering: Numbering) -> None:
    assert labels(numbering, ("1", "3"), ("1", "3")) == ["◦", "◦"]


def test_a_list_may_go_on_from_another_number(numbering: Numbering) -> None:
    assert labels(numbering, ("1", "0"), ("2", "0"), ("2", "0")) == ["I.", "V.", "VI."]


def test_what_is_not_there_has_no_label(numbering: Numbering) -> None:
    assert labels(numbering, ("1", "4"), ("1", "8"), ("9", "0"), ("", "")) == [None] * 4
