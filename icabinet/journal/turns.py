"""A turn: one person's atomic act on one stream. All it records happens, or none of it does."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Delete, Insert
from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.errors import Conflict, NotFound
from icabinet.journal import erasing, reading
from icabinet.journal.batches import Answer, Batch
from icabinet.journal.facts import KIND_OF, Entry, Fact, project
from icabinet.journal.tables import Projected
from icabinet.quick import do_later

Row = TypeVar("Row", bound=Projected)
Concluder = Callable[["Turn", Any], None]
C = TypeVar("C", bound=Concluder)

CONCLUDERS: dict[str, list[Concluder]] = {}


class IdTaken(Conflict):
    """An id minted by the browser is in use already. data: id."""

    code = "id_taken"


def concludes(name: str) -> Callable[[C], C]:
    """Mark a function that records, in the same turn, what follows for its room from a fact of this name.

    A follower (`journal/facts.py`) writes tables and can say nothing in the journal; a concluder has no other way.
    """

    def register(concluder: C) -> C:
        CONCLUDERS.setdefault(name, []).append(concluder)
        return concluder

    return register


class Turn:
    """What an action is given: its session, who acts, and `record` to say what thereby happened."""

    def __init__(self, batch: Batch, stream: str, actor: str, cause: str) -> None:
        self.session: Session = batch.session
        self.stream, self.actor, self.cause = stream, actor, cause
        self._batch = batch
        # Held from the first line, so that whatever a rule reads stays true until the commit.
        self._head = batch.head_of(stream)
        # Whether something was changed, so that a refusal from now on has something to undo.
        self.has_changed = False
        # Time never runs backwards within a stream, whatever the machine's clock does.
        self.at = max(clock.now_ms(), self._head.at)

    @property
    def meeting(self) -> str:
        """Id of the meeting that the stream belongs to."""
        return self.stream.split(":")[1]

    @property
    def seq(self) -> int:
        """Number of the stream's last entry."""
        return self._head.seq

    @property
    def last_at(self) -> int:
        """Time of the stream's last entry, ms; 0 if there is none."""
        return self._head.at

    @property
    def is_new(self) -> bool:
        """Whether the stream has no entry yet."""
        return self.seq == 0

    def record(self, fact: Fact, *, gone: Iterable[str] = ()) -> None:
        """Number the fact, write it into its tables, and chain it; then what other rooms conclude from it.

        gone: keys of records that are not there any more, as everybody is to hear with it.
        """
        self.has_changed = True
        entry = Entry(
            stream=self.stream,
            seq=self.seq + 1,
            at=self.at,
            actor=self.actor,
            cause=self.cause,
            kind=KIND_OF[type(fact)],
            fact=fact,
        )
        entry.touched.extend(project(self.session, entry))
        entry.touched.extend(key for key in gone if key not in entry.touched)
        self._batch.append(self._head, entry)
        for conclude in CONCLUDERS.get(entry.kind.name, ()):
            conclude(self, fact)

    def answered_before(self) -> Answer | None:
        """Return what this actor's action of this id was answered, if it was taken before."""
        return self._batch.answer_to((self.actor, self.cause))

    def keep_answer(self, answer: Answer) -> None:
        """Remember the answer for whoever sends the action again."""
        self._batch.keep_answer((self.actor, self.cause), self.stream, answer)

    def erase(self, spans: Sequence[erasing.Span]) -> None:
        """Take the bodies of these entries away, and write the tables again from what remains.

        Whoever erases records the fact that tells of it in the same turn.
        """
        self.has_changed = True
        self._batch.write()
        erasing.blank(self.session, self.stream, spans)
        reading.replay(self.session, self.stream)

    # --- tables ---

    def get(self, table: type[Row], name: str) -> Row:
        """Return the stream's row of this id, or refuse with `not_found`."""
        row = self.session.get(table, (self.stream, name))
        if row is None:
            raise NotFound(kind=table.__tablename__, id=name)
        return row

    def check_free(self, table: type[Row], name: str) -> None:
        """Refuse with `id_taken` if the stream has such a row already."""
        if self.session.get(table, (self.stream, name)) is not None:
            raise IdTaken(id=name)

    def put_aside(self, into: Insert, row: dict[str, Any]) -> None:
        """Store a row that no fact may tell of; the many of a batch are stored together."""
        self.has_changed = True
        do_later(self.session, into, row)

    def discard(self, rows: Delete) -> None:
        """Delete such rows."""
        self.has_changed = True
        self.session.execute(rows)
