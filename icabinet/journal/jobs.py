"""What waits for the writer: turns and plain writes, each with whoever waits for it."""

import contextvars
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from icabinet.errors import Refusal
from icabinet.journal.batches import Batch
from icabinet.journal.turns import Turn

Done = Callable[[Any, BaseException | None], None]
Ahead = tuple[Callable[[Session, list[Any]], None], Any]


class HalfDone(Exception):
    """A turn failed after it had changed something, and there is no savepoint to go back to."""


class Job(ABC):
    """One piece of work: `value` or `error` is there once it is finished."""

    stream: str | None = None

    def __init__(self, *, done: Done | None = None) -> None:
        # The work runs in the writer's thread, but with its caller's current app.
        self.context = contextvars.copy_context()
        self._finished = threading.Event() if done is None else None
        self.value: Any = None
        self.error: BaseException | None = None
        self._done = done

    @abstractmethod
    def run(self, batch: Batch, *, careful: bool) -> None:
        """Do the work as a part of the batch."""

    def finish(self) -> None:
        """Answer whoever waits."""
        if self._done is not None:
            self.context.run(self._done, self.value, self.error)
        elif self._finished is not None:
            self._finished.set()

    def wait(self, within: float | None = None) -> bool:
        """Wait until it is finished, at most so many seconds; only for work that answers nobody by itself."""
        return self._finished is not None and self._finished.wait(within)

    def _guarded(self, batch: Batch, work: Callable[[], Any]) -> None:
        """Do the work behind a savepoint: if it fails, it fails alone."""
        self.error = None
        try:
            try:
                self.value = _undoable(batch, work)
            except (IntegrityError, StaleDataError):
                # Another process was faster; now that its rows are seen, there may be a proper answer.
                self.value = _undoable(batch, work)
        except (IntegrityError, DataError) as error:
            self.error = error
        except DBAPIError:
            # A full disk or a lost connection takes the whole transaction away, not this work alone.
            raise
        except Exception as error:  # noqa: BLE001 - handed to the one who asked; the batch goes on
            self.error = error


class PlainJob(Job):
    """A write that is no meeting's business."""

    def __init__(self, work: Callable[[Session], Any]) -> None:
        super().__init__()
        self._work = work

    def run(self, batch: Batch, *, careful: bool) -> None:  # noqa: ARG002 - it may fail anywhere
        self._guarded(batch, lambda: self.context.run(self._work, batch.session))


class TurnJob(Job):
    """A turn on a stream."""

    def __init__(
        self,
        stream: str,
        actor: str,
        cause: str,
        act: Callable[[Turn], Any],
        *,
        done: Done | None = None,
        ahead: Ahead | None = None,
    ) -> None:
        super().__init__(done=done)
        self.stream: str = stream
        self.actor, self.cause, self.ahead = actor, cause, ahead
        self._act = act

    def run(self, batch: Batch, *, careful: bool) -> None:
        if careful:
            self._guarded(batch, lambda: self.context.run(self._act, self._turn(batch)))
            return
        self.error, turn = None, self._turn(batch)
        try:
            self.value = self.context.run(self._act, turn)
        except DBAPIError:
            raise
        except Exception as error:
            if turn.has_changed or not isinstance(error, Refusal):
                raise HalfDone from error
            self.error = error

    def _turn(self, batch: Batch) -> Turn:
        return Turn(batch, self.stream, self.actor, self.cause)


def _undoable(batch: Batch, work: Callable[[], Any]) -> Any:
    batch.write()
    mark = batch.mark()
    try:
        with batch.session.begin_nested():
            value = work()
            batch.write()
            return value
    except BaseException:
        batch.back_to(mark)
        raise
