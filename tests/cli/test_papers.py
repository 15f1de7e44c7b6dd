"""`flask papers verify` finds what is damaged, missing or of no paper, and says whom it concerns."""

import io
import os
from pathlib import Path

import pytest

from icabinet.desks import conversion
from icabinet.desks.filing import file_upload
from icabinet.errors import Refusal
from icabinet.papers.storage import converted_name, original_name
from icabinet.performing import Actor
from tests.desk import Desk, ref
from tests.desks.test_desks import word


@pytest.fixture
def paper(desk: Desk) -> str:
    """The SHA-256 of a Word paper that was converted."""
    with desk.app.app_context():
        file_upload(Actor(desk.person("sec")), desk.meeting, ref("paper1"), None, "bao cao.docx", word("một"))
        conversion.convert(desk.stream, ref("paper1"))
        desk.services.storage.keep(io.BytesIO(b"of the noise"), 100)
    return desk.kinds("m1", "papers")[ref("paper1")]["sha"]


def place(desk: Desk, name: str) -> Path:
    return desk.folder / "storage" / name


def verify(desk: Desk) -> tuple[int, list[str]]:
    done = desk.app.test_cli_runner().invoke(args=["papers", "verify"])
    lines = [line for line in done.output.splitlines() if "bao cao" in line or "files read" in line or "of no" in line]
    return done.exit_code, lines


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("named", [original_name, converted_name])
def test_one_changed_bit_is_found_and_shown_to_nobody(desk: Desk, paper: str, named):
    file = place(desk, named(paper))
    assert desk.services.storage.find(named(paper)) == file
    spoil(file)
    code, lines = verify(desk)
    assert code == 1
    assert lines[0].startswith(f"damaged  {named(paper)}  bao cao (")
    with pytest.raises(Refusal) as caught:
        desk.services.storage.find(named(paper))
    assert caught.value.code == "damaged"


def test_what_is_missing_is_found(desk: Desk, paper: str):
    place(desk, converted_name(paper)).unlink()
    code, lines = verify(desk)
    assert (code, lines[0].split("  ")[:2]) == (1, ["missing", converted_name(paper)])


def test_what_belongs_to_no_paper_is_found_once_it_is_not_young(desk: Desk, paper: str):
    stored = desk.services.storage.keep(io.BytesIO(b"of nobody"), 100)
    assert f"of no paper  {original_name(stored.sha)}" not in verify(desk)[1]
    os.utime(place(desk, original_name(stored.sha)), (1, 1))
    assert f"of no paper  {original_name(stored.sha)}" in verify(desk)[1]


def test_what_was_proven_is_not_read_again(desk: Desk, paper: str, monkeypatch: pytest.MonkeyPatch):
    storage, name = desk.services.storage, original_name(paper)
    assert storage.find(name)
    monkeypatch.setattr("icabinet.papers.proving.sha_of", lambda _path: pytest.fail("read again"))
    assert storage.find(name)
