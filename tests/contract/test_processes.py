"""Two processes that write to one meeting; one of them is killed (P1, P2, P5)."""

import subprocess
import sys
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from icabinet.ink.facts import StrokeDrawn
from icabinet.journal import reading
from tests.desk import Desk

ROOT = Path(__file__).parents[2]


def writer(desk: Desk, who: str, paper: str, strokes: int) -> "subprocess.Popen[str]":
    words = [str(desk.folder), desk.settings.database_url, desk.meeting, desk.known[who], paper, str(strokes)]
    command = [sys.executable, "-W", "ignore", "-m", "tests.contract.writer", *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def acknowledged(lines: list[str]) -> dict[str, int]:
    """The number of each stroke, from what a writer said; a line that was cut short said nothing."""
    return {stroke: int(seq) for stroke, seq in (line.split() for line in lines if line.endswith("\n"))}


def test_killed_in_the_midst_it_loses_nothing_and_hinders_nobody(desk: Desk):
    desk.start()
    paper, start = desk.file_paper("paper1"), desk.head()
    with ExitStack() as stack:
        doomed = stack.enter_context(writer(desk, "m1", paper, 100_000))
        other = stack.enter_context(writer(desk, "m2", paper, 150))
        said = list(islice(doomed.stdout, 60))
        heard = list(islice(other.stdout, 20))
        doomed.kill()
        said += doomed.stdout.readlines()
        heard += other.stdout.readlines()
        assert (doomed.wait(30), other.wait(30)) == (-9, 0)
    answers = acknowledged(said) | acknowledged(heard)
    with desk.services.db.reading() as session:
        assert reading.verify(session, desk.stream).fault is None
        entries = [entry for entry in reading.entries(session, desk.stream) if entry.seq > start]
    assert [entry.seq for entry in entries] == list(range(start + 1, desk.head() + 1))
    drawn = {entry.fact.stroke: entry.seq for entry in entries if isinstance(entry.fact, StrokeDrawn)}
    assert len(drawn) == len(entries)
    assert drawn.items() >= answers.items()
    # At most the one stroke that it was drawing when it died was stored without being acknowledged.
    assert len(drawn) - len(answers) in (0, 1)
    assert len(acknowledged(heard)) == 150
