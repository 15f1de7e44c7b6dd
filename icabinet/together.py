"""Questions that are asked at the same moment get their answers from one look: a hall full of tablets comes at once."""

import threading
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

# So long nobody notices, and so many come in the meantime where a hall is full.
GATHER_S = 0.004
Q = TypeVar("Q")
A = TypeVar("A")


@dataclass(eq=False)
class _Waiting(Generic[Q, A]):
    question: Q
    is_answered: threading.Event = field(default_factory=threading.Event)
    answer: A | None = None
    error: BaseException | None = None


class Together(Generic[Q, A]):
    """`look(questions)` returns the answers that there are; a question without one is answered by None."""

    def __init__(self, look: Callable[[Collection[Q]], Mapping[Q, A]]) -> None:
        self._look = look
        self._joining = threading.Lock()
        self._waiting: list[_Waiting[Q, A]] = []

    def ask(self, question: Q) -> A | None:
        """Return the answer; raises what `look` raised."""
        mine: _Waiting[Q, A] = _Waiting(question)
        with self._joining:
            self._waiting.append(mine)
            leads = len(self._waiting) == 1
        if leads:
            # Whoever comes in this moment may ask, too; the first one looks for all.
            time.sleep(GATHER_S)
            with self._joining:
                together, self._waiting = self._waiting, []
            self._answer(together)
        mine.is_answered.wait()
        if mine.error is not None:
            raise mine.error
        return mine.answer

    def _answer(self, together: list[_Waiting[Q, A]]) -> None:
        try:
            answers = self._look({waiting.question for waiting in together})
            for waiting in together:
                waiting.answer = answers.get(waiting.question)
        except BaseException as error:  # noqa: BLE001 - handed to all who asked
            for waiting in together:
                waiting.error = error
        finally:
            for waiting in together:
                waiting.is_answered.set()
