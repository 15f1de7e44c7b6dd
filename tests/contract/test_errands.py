"""A process without children asks one that has some, through the database (P11); on both databases."""

import io
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from icabinet import clock
from icabinet.agenda.word import NotAWordFile
from icabinet.desks import conversion, drafting, errands, running
from icabinet.desks.leases import leased
from icabinet.desks.running import Runner
from icabinet.errors import Incident, Refusal, Unavailable
from icabinet.papers.pages import WIDTHS, source_of
from icabinet.papers.storage import page_name
from icabinet.worker.refusals import WorkerDied
from tests.contract.conftest import Beside
from tests.desk import Desk
from tests.desks.test_desks import filed, pdf, with_dying_pool, word

Work = Callable[[], Runner]


@pytest.fixture
def web(desk: Desk) -> Iterator[Desk]:
    """A process without children, on the same data."""
    web = Desk(desk.folder, desk.known, workers=0, database_url=desk.settings.database_url)
    yield web
    web.close()


@pytest.fixture
def alive(desk: Desk) -> Iterator[None]:
    """Somebody says that a worker lives."""
    with desk.app.app_context(), leased(errands.worker_lease("one")):
        yield


@pytest.fixture
def working(desk: Desk, alive: None) -> Iterator[Runner]:
    runner = Runner(desk.app, 2)
    runner.start()
    yield runner
    assert runner.close(30.0)


def ready(desk: Desk, pages: int = 2) -> str:
    paper = filed(desk, "a.pdf", pdf(pages))
    with desk.app.app_context():
        conversion.convert(desk.stream, paper)
    return str(desk.kinds("m1", "papers")[paper]["sha"])


def left(desk: Desk) -> list[str]:
    return desk.dump()["errands"]


def test_pages_and_words_come_from_a_worker(desk: Desk, web: Desk, working: Runner):
    sha = ready(desk)
    with web.app.app_context():
        source = source_of(sha)
        assert source.drawn(2, WIDTHS[0]).stat().st_size > 0
        assert [found[4] for found in source.words(2)] == ["page", "2"]
    assert web.services.pool.states() == []
    assert left(desk) == []


def test_many_who_want_the_same_page_get_it(desk: Desk, web: Desk, working: Runner):
    sha = ready(desk)

    def draw(_: int) -> int:
        with web.app.app_context():
            return source_of(sha).drawn(1, WIDTHS[2]).stat().st_size

    with ThreadPoolExecutor(8) as pool:
        sizes = set(pool.map(draw, range(8)))
    assert len(sizes) == 1
    assert left(desk) == []


def test_a_programme_is_read_by_a_worker_and_leaves_nothing(desk: Desk, web: Desk, working: Runner):
    with web.app.app_context():
        draft = drafting.draft_of(word("CHƯƠNG TRÌNH", "1. Khai mạc (10 phút)"))
        assert [item["title"] for item in draft["items"]] == ["Khai mạc"]
        with pytest.raises(NotAWordFile):
            drafting.draft_of(io.BytesIO(b"not a zip"))
    assert [*web.services.storage.held("incoming")] == []


def test_a_refusal_comes_back_as_what_it_is(desk: Desk, web: Desk, working: Runner):
    sha = ready(desk)
    with web.app.app_context(), pytest.raises(Refusal) as caught:
        web.services.bench.run("words", deadline=10, source=source_of(sha).file, page=3)
    assert (caught.value.code, caught.value.data) == ("no_such_page", {"page": 3})
    assert left(desk) == []


def test_a_page_that_kills_children_is_given_up_by_who_asks(desk: Desk, web: Desk, working: Runner):
    sha = ready(desk)
    pool = with_dying_pool(desk)
    with web.app.app_context():
        for _ in range(3):
            with pytest.raises(WorkerDied):
                source_of(sha).drawn(1, WIDTHS[2])
    assert pool.tries == 2


def test_a_fault_of_the_worker_is_an_incident(desk: Desk, web: Desk, working: Runner, caplog, monkeypatch):
    sha = ready(desk)
    monkeypatch.setattr(running.OwnBench, "run", lambda *_, **__: 1 // 0)
    with web.app.app_context(), pytest.raises(Incident) as caught:
        web.services.bench.run("words", deadline=10, source=source_of(sha).file, page=1)
    assert str(caught.value.data["incident"]) in caplog.text


def test_without_a_worker_it_refuses_at_once(desk: Desk, web: Desk):
    sha = ready(desk)
    with web.app.app_context(), pytest.raises(Unavailable) as caught:
        source_of(sha).drawn(1, WIDTHS[0])
    assert caught.value.data == {"what": "workers"}
    assert left(desk) == []


def test_a_worker_that_answers_nothing_is_waited_for_a_bounded_time(desk: Desk, web: Desk, alive: None, monkeypatch):
    monkeypatch.setattr(errands, "_GRACE_S", 0.0)
    sha = ready(desk)
    with web.app.app_context(), pytest.raises(Unavailable):
        web.services.bench.run("words", deadline=0.2, source=source_of(sha).file, page=1)
    assert left(desk) == []


def test_an_errand_is_taken_once_and_again_when_its_worker_is_dead(
    desk: Desk, web: Desk, alive: None, beside: Beside, monkeypatch
):
    sha, other = ready(desk), beside()
    real = clock.now_ms
    with ThreadPoolExecutor(1) as pool, web.app.app_context():
        asked = pool.submit(ask, web, sha)
        while (taken := waiting(desk)) is None:
            threading.Event().wait(0.01)
        assert waiting(other) is None
        monkeypatch.setattr(clock, "now_ms", lambda: real() + errands.HELD_MS + 1)
        assert waiting(other) == taken
        with other.app.app_context():
            errands.answer(taken[0], running._done(*taken[1:]))
        assert asked.result() > 0


def ask(web: Desk, sha: str) -> int:
    with web.app.app_context():
        return source_of(sha).drawn(1, WIDTHS[2]).stat().st_size


def waiting(desk: Desk):
    with desk.app.app_context():
        return errands.waiting()


def test_what_nobody_waits_for_any_more_is_forgotten(desk: Desk, web: Desk, alive: None, monkeypatch):
    sha = ready(desk)
    monkeypatch.setattr(errands, "_GRACE_S", 0.0)
    real = clock.now_ms
    with ExitStack() as stack, web.app.app_context():
        row = errands.ErrandRow(id="old", job="words", arguments={}, at=real() - errands.STALE_MS - 1, until=0)
        web.services.writer.write(lambda session: session.add(row))
        assert waiting(desk) is None
        runner = Runner(desk.app, 1)
        runner.start()
        stack.callback(runner.close, 30.0)
        monkeypatch.setattr(errands, "_GRACE_S", 30.0)
        assert source_of(sha).words(1)
    assert left(desk) == []


def test_what_an_ending_worker_cannot_finish_is_free_for_another_at_once(
    desk: Desk, web: Desk, alive: None, beside: Beside
):
    sha, other = ready(desk), beside()
    desk.services.pool.close()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, web, sha)
        while (taken := waiting(desk)) is None:
            threading.Event().wait(0.01)
        with desk.app.app_context():
            errands.answer(taken[0], running._done(*taken[1:]))
        again = waiting(other)
        assert again is not None
        with other.app.app_context():
            errands.answer(again[0], running._done(*again[1:]))
        assert asked.result() > 0


def test_pages_drawn_are_in_the_storage_that_all_share(desk: Desk, web: Desk, working: Runner):
    sha = ready(desk)
    with web.app.app_context():
        source = source_of(sha)
        source.drawn(1, WIDTHS[1])
    assert desk.services.storage.find(page_name(sha, source.renderer, 1, WIDTHS[1])) is not None
