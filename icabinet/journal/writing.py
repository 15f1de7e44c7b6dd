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
from typing import Any, TypeVar

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from icabinet.database import Database
from icabinet.errors import Unavailable
from icabinet.journal.turns import Told, Turn

_LARGEST_BATCH = 256
T = TypeVar("T")
Listener = Callable[[list[Told]], None]
log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Job:
    work: Callable[[Session], tuple[Any, list[Told]]]
    # The work runs in the writer's thread, but with its caller's current app.
    context: contextvars.Context = field(default_factory=contextvars.copy_context)
    done: threading.Event = field(default_factory=threading.Event)
    value: Any = None
    error: BaseException | None = None
    told: list[Told] = field(default_factory=list)

    def run(self, session: Session) -> None:
        try:
            with session.begin_nested():
                self.value, self.told = self.context.run(self.work, session)
        except (IntegrityError, DataError) as error:
            self.error = error
        except DBAPIError:
            # A full disk or a lost connection takes the whole transaction away, not this work alone.
            raise
        except Exception as error:  # noqa: BLE001 - handed to the one who asked; the batch goes on
            self.error = error


class Writer:
    """Runs turns and plain writes in batches, in the order of their arrival."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._listeners: list[Listener] = []
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def listen(self, listener: Listener) -> None:
        """Call `listener` with each committed turn's entries, in commit order. It must not wait."""
        self._listeners.append(listener)

    def take_turn(self, stream: str, actor: str, cause: str, act: Callable[[Turn], T]) -> T:
        """Run `act` in a turn on `stream`; return its result once it is safely stored.

        Raises what `act` raised (nothing is then stored), or `Unavailable` if the database cannot store it.
        """

        def work(session: Session) -> tuple[T, list[Told]]:
            turn = Turn(session, stream, actor, cause)
            return act(turn), turn.told

        return self._submit(work)  # type: ignore[no-any-return]

    def write(self, work: Callable[[Session], T]) -> T:
        """Run a plain write (accounts, sessions: what is no meeting's business) in the same queue."""
        return self._submit(lambda session: (work(session), []))  # type: ignore[no-any-return]

    def close(self) -> None:
        """Finish what is queued and stop."""
        with self._starting:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._jobs.put(None)
            thread.join()

    def _submit(self, work: Callable[[Session], tuple[Any, list[Told]]]) -> Any:
        job = _Job(work)
        self._jobs.put(job)
        self._start()
        job.done.wait()
        if job.error is not None:
            raise job.error
        return job.value

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
        try:
            with self._database.writing() as session:
                for job in batch:
                    job.run(session)
        except Exception as error:
            log.exception("batch of %d not stored", len(batch))
            self._fail(batch, error)
        else:
            self._tell(batch)
        for job in batch:
            job.done.set()

    def _fail(self, batch: list[_Job], error: Exception) -> None:
        for job in batch:
            job.told = []
            if job.error is None:
                job.error = Unavailable(what="database")
                job.error.__cause__ = error

    def _tell(self, batch: list[_Job]) -> None:
        for job in batch:
            if job.told and job.error is None:
                for listener in self._listeners:
                    self._call(listener, job.told)

    def _call(self, listener: Listener, told: list[Told]) -> None:
        try:
            listener(told)
        except Exception:
            # What is stored is stored: a tablet that was not told will catch up from the journal.
            log.exception("a listener failed")
