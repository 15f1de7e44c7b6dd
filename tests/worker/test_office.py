"""LibreOffice, where there is one: it converts, is shut in, and never outlives who called it (P9)."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pymupdf
import pytest

from icabinet.worker import converting
from icabinet.worker.kinds import OFFICE
from icabinet.worker.office import converting as office
from icabinet.worker.office import program
from icabinet.worker.office.program import Program
from icabinet.worker.pool import Pool
from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.words import texts
from tests.worker import offices

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0
pytestmark = pytest.mark.skipif(program.found() is None, reason="no LibreOffice here")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], str]:
    def to(kind: str, content: bytes) -> str:
        path = tmp_path / f"paper.{kind}"
        path.write_bytes(content)
        return str(path)

    return to


@pytest.fixture(scope="module")
def warm() -> Iterator[None]:
    yield
    office.end()


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def called(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def wait_for_end(process: int) -> None:
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return
    ended = select.select([handle], [], [], PATIENCE_S)[0]
    os.close(handle)
    assert ended, f"{process} goes on"


def offices_below(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(child) for child in children if "soffice" in Path(f"/proc/{child}/comm").read_text()]


@pytest.mark.parametrize("kind", OFFICE)
def test_every_kind_becomes_pages_with_its_letters(warm, write, kind: str) -> None:
    made = office.make_pdf(write(kind, getattr(offices, kind)()), kind)
    [text] = texts(str(made), 1, 9)["texts"]
    assert offices.LINE in text.splitlines()


def test_the_record_says_who_made_the_pages(pool: Pool, write, tmp_path: Path) -> None:
    out = str(tmp_path / "out.pdf")
    made = pool.run("convert", deadline=PATIENCE_S, path=write("docx", offices.docx()), kind="docx", out=out)
    assert made["by"] == "libreoffice"
    assert pool.run("convert", deadline=PATIENCE_S, path=out, kind="pdf")["by"] == "libreoffice"


def test_nothing_of_a_paper_stays_behind(pool: Pool, write, tmp_path: Path) -> None:
    pool.run("convert", deadline=PATIENCE_S, path=write("docx", offices.docx()), kind="docx", out=str(tmp_path / "o"))
    [child] = [row["pid"] for row in pool.states() if row["pid"]]
    [running] = offices_below(child)
    folder = Path(f"/proc/{running}/cwd").resolve()
    assert [path for path in folder.rglob("*") if path.suffix in {".docx", ".pdf"}] == []


def test_off_means_off(write, tmp_path: Path) -> None:
    pool = Pool(1, office="off")
    try:
        path, out = write("docx", offices.docx()), str(tmp_path / "out.pdf")
        assert pool.run("convert", deadline=PATIENCE_S, path=path, kind="docx", out=out)["by"] == "embedded"
        with pytest.raises(UnreadablePaper):
            pool.run("inspect", deadline=PATIENCE_S, path=write("odt", offices.odt()), filename="a.odt")
    finally:
        pool.close()


def test_fonts_from_before_unicode_are_set_as_they_are_meant(warm, write, word_file) -> None:
    def fill(document: docx.Document) -> None:
        document.styles["Normal"].font.name = ".VnTime"
        paragraph = document.add_paragraph("Céng hßa x· héi ")
        paragraph.add_run("chñ nghÜa").font.name = ".VnTimeH"
        paragraph.add_run(" déjà").font.name = "Arial"

    for make in (office.make_pdf, _embedded(write)):
        document = pymupdf.open(make(word_file(fill), "docx"))
        text = unicodedata.normalize("NFC", document[0].get_text())
        assert " ".join(text.split()) == "Cộng hòa xã hội CHỦ NGHĨA déjà"
        assert not any("Vn" in font[3] for font in document[0].get_fonts())


def _embedded(write) -> Callable[[str, str], str]:
    def make(path: str, kind: str) -> str:
        out = write("pdf", b"")
        converting.convert(path, kind, out)
        return out

    return make


@pytest.mark.parametrize("kind", ["docx", "odt", "rtf"])
def test_it_fetches_nothing(warm, write, listening: socket.socket, kind: str) -> None:
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/picture.png"
    content = {
        "docx": offices.docx(outside=address),
        "odt": offices.odt_with_picture(address),
        "rtf": offices.rtf(f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}" \\\\d}}{{\\fldrslt}}}}'),
    }[kind]
    [text, *_] = texts(str(office.make_pdf(write(kind, content), kind)), 1, 9)["texts"]
    assert offices.LINE in text
    assert not called(listening)


def test_without_walls_it_would_fetch(write, listening: socket.socket, tmp_path: Path) -> None:
    """So that the test above can fail."""
    path = write("odt", offices.odt_with_picture(f"http://127.0.0.1:{listening.getsockname()[1]}/x.png"))
    command = [str(program.found()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), path]
    reached = False
    for _ in range(2):  # the first start only makes the profile
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            handle = os.pidfd_open(running.pid)
            select.select([listening, handle], [], [], PATIENCE_S)
            os.close(handle)
            reached = reached or called(listening)
            running.kill()
    assert reached


def test_it_reads_nothing_of_ours(warm, write, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("poll key")
    [text, *_] = texts(str(office.make_pdf(write("odt", offices.odt_with_section(secret.as_uri())), "odt")), 1, 9)[
        "texts"
    ]
    assert offices.LINE in text
    assert "poll key" not in text


def test_it_has_the_limits_of_the_child(pool: Pool, write, tmp_path: Path) -> None:
    pool.run("convert", deadline=PATIENCE_S, path=write("docx", offices.docx()), kind="docx", out=str(tmp_path / "o"))
    [child] = [row["pid"] for row in pool.states() if row["pid"]]
    [running] = offices_below(child)
    for name in ("Max address space", "Max file size", "Max open files"):
        limits = [
            next(line for line in Path(f"/proc/{process}/limits").read_text().splitlines() if line.startswith(name))
            for process in (child, running)
        ]
        assert limits[0] == limits[1]
        assert "unlimited" not in limits[0]


def test_one_that_ended_is_replaced(warm, write) -> None:
    path = write("docx", offices.docx())
    office.make_pdf(path, "docx")
    [first] = office._running
    os.kill(first.pid, signal.SIGKILL)
    wait_for_end(first.pid)
    assert office.make_pdf(path, "docx").exists()
    assert office._running != [first]


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """The next so many documents kill it."""

    def arm(times: int) -> None:
        left = [None] * times
        convert = Program.convert

        def dying(self: Program, document: Path, until: float) -> Path | None:
            if left:
                left.pop()
                os.kill(self.pid, signal.SIGKILL)
            return convert(self, document, until)

        monkeypatch.setattr(Program, "convert", dying)

    return arm


def test_a_document_that_kills_it_is_tried_once_more(warm, write, deadly) -> None:
    deadly(1)
    assert office.make_pdf(write("odt", offices.odt()), "odt").exists()


def test_and_no_more_than_once(warm, write, deadly) -> None:
    deadly(2)
    with pytest.raises(UnreadablePaper) as refused:
        office.make_pdf(write("odt", offices.odt()), "odt")
    assert refused.value.data["reason"] == "not_converted"


def test_a_word_file_that_it_cannot_convert_is_set_by_ourselves(
    warm, write, deadly, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "available", lambda: True)
    deadly(2)
    out = str(tmp_path / "out.pdf")
    assert converting.convert(write("docx", offices.docx()), "docx", out)["by"] == "embedded"


def test_at_the_deadline_it_is_killed(warm, write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("odt", offices.odt())
    office.make_pdf(path, "odt")
    [running] = office._running
    os.kill(running.pid, signal.SIGSTOP)
    monkeypatch.setattr(office, "_LIMIT_S", 0.3)
    with pytest.raises(UnreadablePaper) as refused:
        office.make_pdf(path, "odt")
    assert refused.value.data["reason"] == "takes_too_long"
    wait_for_end(running.pid)
    assert not running.profile.folder.exists()


def test_what_it_does_not_read_is_broken(warm, write) -> None:
    with pytest.raises(UnreadablePaper) as refused:
        office.make_pdf(write("odt", offices.odt()[:300]), "odt")
    assert refused.value.data["reason"] == "broken"


def test_it_dies_with_the_child(pool: Pool, write, tmp_path: Path) -> None:
    pool.run("convert", deadline=PATIENCE_S, path=write("docx", offices.docx()), kind="docx", out=str(tmp_path / "o"))
    [child] = [row["pid"] for row in pool.states() if row["pid"]]
    [running] = offices_below(child)
    os.kill(child, signal.SIGKILL)
    wait_for_end(running)


WEB = """
import sys
from icabinet.worker.pool import Pool
pool = Pool(1)
pool.run("convert", deadline=60, path=sys.argv[1], kind="docx", out=sys.argv[2])
print(pool.states()[0]["pid"], flush=True)
sys.stdin.readline()
pool.run("convert", deadline=60, path=sys.argv[3], kind="odt", out=sys.argv[2])
"""


@pytest.mark.parametrize("at_work", [False, True])
def test_it_dies_with_the_web_process_even_at_work(write, tmp_path: Path, at_work: bool) -> None:
    papers = write("docx", offices.docx()), write("odt", offices.odt())
    arguments = [sys.executable, "-c", WEB, papers[0], str(tmp_path / "out.pdf"), papers[1]]
    with subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as web:
        child = int(web.stdout.readline())
        [running] = offices_below(child)
        if at_work:
            os.kill(running, signal.SIGSTOP)
            web.stdin.write("\n")
            web.stdin.flush()
            given = Path(f"/proc/{running}/cwd").resolve() / "paper.odt"
            until = time.monotonic() + PATIENCE_S
            while not given.exists() and time.monotonic() < until:
                pass
            assert given.exists()
        web.kill()
        web.wait()
    wait_for_end(child)
    wait_for_end(running)


def test_what_killed_processes_left_is_swept(warm, write) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = office.profile.Profile()
    moved = left.folder.rename(left.folder.with_name(f"icabinet-office-{gone.pid}-abc"))
    office.end()
    office.make_pdf(write("odt", offices.odt()), "odt")
    assert not moved.exists()
