"""The one writer of a process. Work queues up; a batch shares one transaction and one commit, then all are told.

On SQLite, yielding to another green thread inside a write transaction would freeze every tablet: therefore
nothing but this writes, and nothing in here waits for anything but the database.
"""

import contextvars
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from icabinet import metrics
from icabinet.database import Database, Disturbed
from icabinet.errors import Unavailable
from icabinet.journal.holding import hold_all
from icabinet.journal.turns import Told, Turn

_LARGEST_BATCH = 256
T = TypeVar("T")
Listener = Callable[[list[Told]], None]
log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Job:
    work: Callable[[Session], tuple[Any, list[Told]]]
    stream: str | None = None
    # The work runs in the writer's thread, but with its caller's current app.
    context: contextvars.Context = field(default_factory=contextvars.copy_context)
    done: threading.Event = field(default_factory=threading.Event)
    value: Any = None
    error: BaseException | None = None
    told: list[Told] = field(default_factory=list)

    def run(self, session: Session) -> None:
        self.error = None
        try:
            try:
                self._try(session)
            except (IntegrityError, StaleDataError):
                # Another process was faster; now that its rows are seen, there may be a proper answer.
                self._try(session)
        except (IntegrityError, DataError) as error:
            self.error = error
        except DBAPIError:
            # A full disk or a lost connection takes the whole transaction away, not this work alone.
            raise
        except Exception as error:  # noqa: BLE001 - handed to the one who asked; the batch goes on
            self.error = error

    def _try(self, session: Session) -> None:
        with session.begin_nested():
            self.value, self.told = self.context.run(self.work, session)


class Writer:
    """Runs turns and plain writes in batches, in the order of their arrival."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._listeners: list[Listener] = []
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def listen(self, listener: Listener) -> None:
        """Call `listener` with entries of one stream, once they are committed and in their order. It must not wait."""
        self._listeners.append(listener)

    def take_turn(self, stream: str, actor: str, cause: str, act: Callable[[Turn], T]) -> T:
        """Run `act` in a turn on `stream`; return its result once it is safely stored.

        Raises what `act` raised (nothing is then stored), or `Unavailable` if the database cannot store it.
        """

        def work(session: Session) -> tuple[T, list[Told]]:
            turn = Turn(session, stream, actor, cause)
            return act(turn), turn.told

        return self._submit(work, stream)  # type: ignore[no-any-return]

    def write(self, work: Callable[[Session], T]) -> T:
        """Run a plain write (accounts, sessions: what is no meeting's business) in the same queue."""
        return self._submit(lambda session: (work(session), []))  # type: ignore[no-any-return]

    @property
    def waiting(self) -> int:
        """How many turns and writes are queued behind the batch under way."""
        return self._jobs.qsize()

    def answers(self, within: float) -> bool:
        """Whether an empty write comes back in so many seconds: the thread lives, the database can be locked."""
        job = self._queue(lambda session: (session.execute(select(1)), []))
        return job.done.wait(within) and job.error is None

    def close(self) -> None:
        """Finish what is queued and stop."""
        with self._starting:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._jobs.put(None)
            thread.join()

    def _submit(self, work: Callable[[Session], tuple[Any, list[Told]]], stream: str | None = None) -> Any:
        job = self._queue(work, stream)
        job.done.wait()
        if job.error is not None:
            raise job.error
        return job.value

    def _queue(self, work: Callable[[Session], tuple[Any, list[Told]]], stream: str | None = None) -> _Job:
        job = _Job(work, stream)
        self._jobs.put(job)
        self._start()
        return job

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            batch, last = self._gather(job)
            self._commit(batch)
            if last:
                return

    def _gather(self, first: _Job) -> tuple[list[_Job], bool]:
        batch = [first]
        while len(batch) < _LARGEST_BATCH:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                return batch, True
            batch.append(job)
        return batch, False

    def _commit(self, batch: list[_Job]) -> None:
        metrics.BATCH.observe(len(batch))
        try:
            try:
                self._store(batch)
            except Disturbed as disturbance:
                log.warning("batch of %d disturbed: %s", len(batch), disturbance.__cause__)
                self._store(batch)
        except BaseException as error:
            log.exception("batch of %d not stored", len(batch))
            metrics.NOT_STORED.inc()
            self._fail(batch, error)
        else:
            self._tell(batch)
        finally:
            # Whatever struck, nobody may wait for ever, and this thread goes on: there is no other.
            for job in batch:
                job.done.set()

    def _store(self, batch: list[_Job]) -> None:
        with metrics.COMMIT.time(), self._database.writing() as session:
            hold_all(session, {job.stream for job in batch if job.stream})
            for job in batch:
                job.run(session)

    def _fail(self, batch: list[_Job], error: BaseException) -> None:
        for job in batch:
            job.told = []
            if job.error is None:
                job.error = Unavailable(what="database")
                job.error.__cause__ = error

    def _tell(self, batch: list[_Job]) -> None:
        # Together, so that a hundred votes in one batch are one message for each tablet and not a hundred.
        told = (one for job in batch if job.error is None for one in job.told)
        for _, together in groupby(told, lambda one: one.entry.stream):
            entries = list(together)
            for listener in self._listeners:
                self._call(listener, entries)

    def _call(self, listener: Listener, told: list[Told]) -> None:
        try:
            listener(told)
        except BaseException:
            # What is stored is stored: a tablet that was not told will catch up from the journal.
            log.exception("a listener failed")
