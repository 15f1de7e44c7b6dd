"""The one writer of a process. Work queues up; a batch shares one transaction and one commit, then all are told.

On SQLite, yielding to another green thread inside a write transaction would freeze every tablet: therefore
nothing but this writes, and nothing in here waits for anything but the database.

A batch is first tried without a net: most acts are carried out or refused before they change anything. Only where
one fails half-way is the transaction undone and taken again carefully, with a savepoint for each.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from icabinet import metrics
from icabinet.database import Database, Disturbed
from icabinet.errors import Unavailable
from icabinet.journal.batches import Batch, Told
from icabinet.journal.jobs import Ahead, Done, HalfDone, Job, PlainJob, TurnJob
from icabinet.journal.turns import Turn

_LARGEST_BATCH = 512
T = TypeVar("T")
Listener = Callable[[list[Told]], None]
log = logging.getLogger(__name__)


class Writer:
    """Runs turns and plain writes in batches, in the order of their arrival."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._jobs: deque[Job | None] = deque()
        self._bell = threading.Event()
        self._listeners: list[Listener] = []
        # What is put around the telling of a batch of several, for whoever can make one of what they tell.
        self.around: AbstractContextManager[object] = nullcontext()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to take work; whoever waits for theirs begins it, too."""
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()

    def listen(self, listener: Listener) -> None:
        """Call `listener` with entries of one stream, once they are committed and in their order. It must not wait."""
        self._listeners.append(listener)

    def take_turn(
        self, stream: str, actor: str, cause: str, act: Callable[[Turn], T], *, ahead: Ahead | None = None
    ) -> T:
        """Run `act` in a turn on `stream`; return its result once it is safely stored.

        Raises what `act` raised (nothing is then stored), or `Unavailable` if the database cannot store it.
        """
        return self._wait_for(TurnJob(stream, actor, cause, act, ahead=ahead))  # type: ignore[no-any-return]

    def take_turn_soon(
        self,
        stream: str,
        actor: str,
        cause: str,
        act: Callable[[Turn], T],
        *,
        done: Done,
        ahead: Ahead | None = None,
    ) -> None:
        """Like `take_turn`, without waiting: `done(result, error)` is called by the writer and must not wait either.

        `ahead` is a function and what it is to be given: called once for a batch with what all its turns give it,
        it reads in one go what each would read for itself. Refuses with `unavailable` if the writer does not run.
        """
        if self._thread is None:
            raise Unavailable(what="writer")
        self._queue(TurnJob(stream, actor, cause, act, done=done, ahead=ahead))

    def write(self, work: Callable[[Session], T]) -> T:
        """Run a plain write (accounts, sessions: what is no meeting's business) in the same queue."""
        return self._wait_for(PlainJob(work))  # type: ignore[no-any-return]

    @property
    def waiting(self) -> int:
        """How many turns and writes are queued behind the batch under way."""
        return len(self._jobs)

    def answers(self, within: float) -> bool:
        """Whether an empty write comes back in so many seconds: the thread lives, the database can be locked."""
        job = self._queue(PlainJob(lambda session: session.execute(select(1))))
        return job.wait(within) and job.error is None

    def close(self) -> None:
        """Finish what is queued and stop."""
        thread = self._thread
        if thread is not None:
            self._jobs.append(None)
            self._bell.set()
            thread.join()
            self._thread = None
            if self._jobs:
                self.start()

    def _wait_for(self, job: Job) -> Any:
        self._queue(job).wait()
        if job.error is not None:
            raise job.error
        return job.value

    def _queue(self, job: Job) -> Job:
        self._jobs.append(job)
        if not self._bell.is_set():
            self._bell.set()
        if self._thread is None:
            self.start()
        return job

    def _run(self) -> None:
        while True:
            self._bell.wait()
            self._bell.clear()
            while self._jobs:
                self._let_in()
                jobs, last = self._gather()
                self._commit(jobs)
                if last:
                    return

    def _let_in(self) -> None:
        """Let come what arrives in this moment, as long as more does: it belongs into this batch."""
        seen = 0
        while seen < len(self._jobs) < _LARGEST_BATCH:
            seen = len(self._jobs)
            time.sleep(0)

    def _gather(self) -> tuple[list[Job], bool]:
        jobs: list[Job] = []
        while self._jobs and len(jobs) < _LARGEST_BATCH:
            job = self._jobs.popleft()
            if job is None:
                return jobs, True
            jobs.append(job)
        return jobs, False

    def _commit(self, jobs: list[Job]) -> None:
        if not jobs:
            return
        metrics.BATCH.observe(len(jobs))
        try:
            told = self._store(jobs)
        except BaseException as error:
            log.exception("batch of %d not stored", len(jobs))
            metrics.NOT_STORED.inc()
            self._fail(jobs, error)
            told = []
        # Whatever struck, nobody may wait for ever, and this thread goes on: there is no other.
        with self.around if len(jobs) > 1 else nullcontext():
            self._tell(told)
            for job in jobs:
                self._finish(job)

    def _store(self, jobs: list[Job]) -> list[list[Told]]:
        try:
            return self._try(jobs, careful=False)
        except Disturbed as disturbance:
            log.warning("batch of %d disturbed: %s", len(jobs), disturbance.__cause__)
        except (HalfDone, IntegrityError, DataError, StaleDataError):
            log.debug("batch of %d is taken again, carefully", len(jobs))
        return self._try(jobs, careful=True)

    def _try(self, jobs: list[Job], *, careful: bool) -> list[list[Told]]:
        with metrics.COMMIT.time(), self._database.writing() as session:
            batch = Batch(session)
            batch.hold({job.stream for job in jobs if job.stream})
            if len(jobs) > 1:
                _read_ahead(batch, jobs)
            for job in jobs:
                job.run(batch, careful=careful)
            batch.write()
            return batch.told()

    def _fail(self, jobs: list[Job], error: BaseException) -> None:
        for job in jobs:
            if job.error is None:
                job.error = Unavailable(what="database")
                job.error.__cause__ = error

    def _tell(self, told: list[list[Told]]) -> None:
        # Together, so that a hundred votes in one batch are one message for each tablet and not a hundred.
        for together in told:
            for listener in self._listeners:
                try:
                    listener(together)
                except BaseException:
                    # What is stored is stored: a tablet that was not told will catch up from the journal.
                    log.exception("a listener failed")

    def _finish(self, job: Job) -> None:
        try:
            job.finish()
        except BaseException:
            log.exception("somebody who asked could not be answered")


def _read_ahead(batch: Batch, jobs: list[Job]) -> None:
    """Read in one go what the turns of a batch would each read for themselves."""
    turns = [job for job in jobs if isinstance(job, TurnJob)]
    batch.recall({(job.actor, job.cause) for job in turns})
    wishes: dict[Callable[..., None], list[Any]] = {}
    for job in turns:
        if job.ahead is not None:
            wishes.setdefault(job.ahead[0], []).append(job.ahead[1])
    for read, wanted in wishes.items():
        read(batch.session, wanted)
