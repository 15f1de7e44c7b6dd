import os
import queue
import resource
import select
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from icabinet.agenda.word import NotAWordFile
from icabinet.errors import Refusal
from icabinet.worker import pool as pool_module
from icabinet.worker.child import Child
from icabinet.worker.pool import Pool
from icabinet.worker.refusals import PoolClosed, UnreadablePaper, WorkerDied, WorkerTimedOut
from icabinet.worker.tickets import Ticket

PATIENCE = 30.0
ROOT = Path(__file__).parents[2]


def pid(pool: Pool) -> int:
    return next(state["pid"] for state in pool.states() if state["pid"])


def wait_for_end(process: int) -> bool:
    """Whether this process, which need not be a child of ours, ends in time."""
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], PATIENCE)[0])
    finally:
        os.close(descriptor)


@pytest.fixture
def single():
    pool = Pool(1)
    yield pool
    pool.close()


def test_children_start_when_they_are_needed_and_stay(pool: Pool, pdf) -> None:
    assert [state["pid"] for state in pool.states()] == [None, None]
    path = pdf()
    pool.run("words", deadline=PATIENCE, path=path, page=1)
    first = pid(pool)
    pool.run("words", deadline=PATIENCE, path=path, page=1)
    states = pool.states()
    assert [state["pid"] for state in states] == [first, None]
    assert states[0]["jobs"] == 2
    assert 10_000_000 < states[0]["rss"] < 300_000_000


def test_a_refusal_of_the_job_comes_back_with_its_data(single: Pool, raw_pdf) -> None:
    path = raw_pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"})
    with pytest.raises(UnreadablePaper) as refused:
        single.run("inspect", deadline=PATIENCE, path=path, filename="x.pdf")
    assert refused.value.data == {"reason": "no_pages"}
    assert single.states()[0]["lost"] == 0


def test_a_feature_may_refuse_in_its_own_words(single: Pool, tmp_path: Path) -> None:
    path = tmp_path / "programme.docx"
    path.write_text("no zip at all")
    with pytest.raises(NotAWordFile):
        single.run("read_agenda", deadline=PATIENCE, path=str(path))
    assert single.states()[0]["lost"] == 0


def test_many_callers_each_get_their_own_answer(pool: Pool, pdf) -> None:
    path = pdf(20)

    def ask(number: int) -> str:
        return pool.run("words", deadline=PATIENCE, path=path, page=number)["words"][1][4]

    with ThreadPoolExecutor(20) as callers:
        answers = list(callers.map(ask, [number for number in range(1, 21) for _ in range(5)]))
    assert answers == [str(number) for number in range(1, 21) for _ in range(5)]
    assert sum(state["jobs"] for state in pool.states()) == 100


def test_a_hung_child_is_killed_at_the_deadline_and_replaced(single: Pool, pdf, endless_pdf, tmp_path) -> None:
    single.run("inspect", deadline=PATIENCE, path=endless_pdf, filename="x.pdf")
    hung = pid(single)
    with pytest.raises(WorkerTimedOut) as refused:
        single.run("render", deadline=0.3, path=endless_pdf, page=1, width=400, out=str(tmp_path / "out"))
    assert refused.value.data == {"job": "render", "deadline": 0.3}
    assert wait_for_end(hung)
    assert single.states()[0] == {"pid": None, "job": None, "jobs": 2, "lost": 1, "rss": 0}
    assert single.run("inspect", deadline=PATIENCE, path=pdf(), filename="x.pdf") == {"kind": "pdf"}
    assert pid(single) != hung


def test_a_page_that_takes_too_much_of_the_processor_costs_its_child(single: Pool, pdf, endless_pdf, tmp_path) -> None:
    single.run("inspect", deadline=PATIENCE, path=endless_pdf, filename="x.pdf")
    hung, before = pid(single), spent_by_children()
    out = str(tmp_path / "out")
    with pytest.raises(WorkerDied):
        single.run("render", deadline=PATIENCE, path=endless_pdf, page=1, width=400, out=out, effort=0.3)
    assert wait_for_end(hung)
    at_start = 1.0  # generously: what the child spent on coming up, which is counted at its end, too
    assert spent_by_children() - before < at_start + 0.3 + 0.5
    answer = single.run("render", deadline=PATIENCE, path=pdf(), page=1, width=400, out=out, effort=5.0)
    assert answer["mime"] == "image/png"
    assert pid(single) != hung


def spent_by_children() -> float:
    """Seconds of processor time of children that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def test_a_child_killed_at_work_is_replaced(single: Pool, pdf, endless_pdf, tmp_path) -> None:
    single.run("inspect", deadline=PATIENCE, path=endless_pdf, filename="x.pdf")
    died: queue.Queue[Refusal] = queue.Queue()
    ticket, out = Ticket(), str(tmp_path / "out")

    def ask() -> None:
        try:
            single.run("render", deadline=PATIENCE, ticket=ticket, path=endless_pdf, page=1, width=400, out=out)
        except Refusal as refusal:
            died.put(refusal)

    caller = threading.Thread(target=ask)
    caller.start()
    # Before the ticket names the child, the pool would find it dead in time, and have the work done by another.
    while ticket._child is None:
        caller.join(0.001)
    os.kill(pid(single), signal.SIGKILL)
    refusal = died.get(timeout=PATIENCE)
    caller.join()
    assert isinstance(refusal, WorkerDied)
    assert refusal.data == {"job": "render"}
    assert single.run("inspect", deadline=PATIENCE, path=pdf(), filename="x.pdf") == {"kind": "pdf"}


def test_a_child_killed_at_rest_is_replaced_unnoticed(single: Pool, pdf) -> None:
    path = pdf()
    single.run("inspect", deadline=PATIENCE, path=path, filename="x.pdf")
    killed = pid(single)
    os.kill(killed, signal.SIGKILL)
    assert wait_for_end(killed)
    assert single.run("inspect", deadline=PATIENCE, path=path, filename="x.pdf") == {"kind": "pdf"}
    assert single.states()[0]["lost"] == 0


def test_an_unforeseen_failure_ends_the_child_only(single: Pool, pdf) -> None:
    with pytest.raises(WorkerDied):
        single.run("inspect", deadline=PATIENCE, path="/no/such/file", filename="x.pdf")
    assert single.run("inspect", deadline=PATIENCE, path=pdf(), filename="x.pdf") == {"kind": "pdf"}


def test_for_want_of_memory_no_paper_is_called_broken(single: Pool, tmp_path: Path) -> None:
    """A child without memory cannot know; only one that has some may say that a paper is broken."""
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing else")
    single.run("answer", deadline=PATIENCE)
    resource.prlimit(pid(single), resource.RLIMIT_AS, (16 << 20, 16 << 20))
    with pytest.raises(WorkerDied):
        single.run("inspect", deadline=PATIENCE, path=str(broken), filename="broken.pdf")
    with pytest.raises(UnreadablePaper):
        single.run("inspect", deadline=PATIENCE, path=str(broken), filename="broken.pdf")


def test_a_child_is_replaced_after_its_jobs(pdf) -> None:
    pool = Pool(1, job_limit=2)
    path = pdf()
    seen = []
    for _ in range(4):
        pool.run("words", deadline=PATIENCE, path=path, page=1)
        seen.append(pool.states()[0]["pid"])
    pool.close()
    assert [bool(process) for process in seen] == [True, False, True, False]
    assert seen[0] != seen[2]


def test_a_child_grown_fat_is_replaced(single: Pool, pdf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "_RSS_LIMIT", 1)
    single.run("words", deadline=PATIENCE, path=pdf(), page=1)
    assert single.states()[0]["pid"] is None


def test_a_closed_pool_gives_no_answers(pool: Pool, pdf) -> None:
    path = pdf()
    pool.run("words", deadline=PATIENCE, path=path, page=1)
    process = pid(pool)
    pool.close()
    assert wait_for_end(process)
    with pytest.raises(WorkerDied):
        pool.run("words", deadline=PATIENCE, path=path, page=1)


def test_closing_ends_a_job_under_way(single: Pool, endless_pdf, tmp_path) -> None:
    with ThreadPoolExecutor(1) as callers:
        job = {"path": endless_pdf, "page": 1, "width": 400, "out": str(tmp_path / "out")}
        answer = callers.submit(single.run, "render", deadline=PATIENCE, **job)
        while not single.states()[0]["pid"]:
            threading.Event().wait(0.001)
        single.close()
        assert isinstance(answer.exception(), WorkerDied)


def test_a_child_knows_none_of_our_secrets(single: Pool, pdf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ICABINET_SECRET_KEY", "hush")
    single.run("words", deadline=PATIENCE, path=pdf(), page=1)
    environment = Path(f"/proc/{pid(single)}/environ").read_bytes()
    assert b"PATH=" in environment
    assert b"hush" not in environment


def test_a_child_is_confined(single: Pool, pdf) -> None:
    single.run("words", deadline=PATIENCE, path=pdf(), page=1)
    limits = Path(f"/proc/{pid(single)}/limits").read_text()
    rows = {line[:25].strip(): line[25:].split()[0] for line in limits.splitlines()}
    assert rows["Max address space"] == str(1536 * 1024 * 1024)
    assert rows["Max core file size"] == "0"
    assert rows["Max cpu time"] != "unlimited"
    assert os.getpriority(os.PRIO_PROCESS, pid(single)) == min(os.getpriority(os.PRIO_PROCESS, 0) + 10, 19)


PARENT = """
import sys
from icabinet.worker.pool import Pool
pool = Pool(1)
pool.run("inspect", deadline=30, path=sys.argv[1], filename="x.pdf")
print(pool.states()[0]["pid"], flush=True)
if len(sys.argv) > 2:
    pool.run("render", deadline=0.5, path=sys.argv[1], page=1, width=400, out=sys.argv[2])
sys.stdin.read()
"""


@pytest.mark.parametrize("busy", [False, True])
def test_a_child_does_not_outlive_its_parent(endless_pdf: str, tmp_path: Path, *, busy: bool) -> None:
    arguments = [endless_pdf, *([str(tmp_path / "out")] if busy else [])]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, *arguments],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as parent:  # fmt: skip
        child = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
    assert wait_for_end(child)


def test_a_child_imports_nothing_of_the_web() -> None:
    main = ROOT / "icabinet" / "worker" / "__main__.py"
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-P", str(main), "0"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    ).stderr  # fmt: skip
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.splitlines()}
    assert "pymupdf" in imported
    assert not imported & {"flask", "eventlet", "sqlalchemy", "socketio"}


def test_of_a_fault_in_a_child_the_log_has_the_way_and_not_the_words(single: Pool, caplog, capfd) -> None:
    with pytest.raises(WorkerDied):
        single.run("inspect", deadline=PATIENCE, path="/nowhere/Nguyễn Văn An.pdf", filename="x.pdf")
    [record] = caplog.records
    assert record.job == "inspect"
    first, *way = record.exception.splitlines()
    assert first == "builtins.FileNotFoundError"
    assert any(step.endswith(" inspect") for step in way), way
    assert "Nguyễn" not in caplog.text + record.exception
    assert capfd.readouterr() == ("", "")
    assert single.states()[0]["lost"] == 1


def test_a_child_that_was_being_started_when_the_pool_closed_does_nothing(single: Pool, monkeypatch) -> None:
    begun, may_go_on, started = threading.Event(), threading.Event(), []

    class Slow(Child):
        def __init__(self, office: str) -> None:
            begun.set()
            may_go_on.wait(PATIENCE)
            super().__init__(office)
            started.append(self.pid)

    monkeypatch.setattr(pool_module, "Child", Slow)
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(single.run, "answer", deadline=PATIENCE)
        assert begun.wait(PATIENCE)
        single.close()
        may_go_on.set()
        with pytest.raises(PoolClosed):
            asked.result(PATIENCE)
    assert wait_for_end(started[0])
