"""A turn: one person's atomic act on one stream. All it records happens, or none of it does."""

from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.errors import Conflict, NotFound
from icabinet.journal import chain
from icabinet.journal.facts import KIND_OF, PROJECTORS, Entry, Fact
from icabinet.journal.holding import hold
from icabinet.journal.records import Views, read
from icabinet.journal.tables import EntryRow, Projected, StreamRow

Row = TypeVar("Row", bound=Projected)


class IdTaken(Conflict):
    """An id minted by the browser is in use already. data: id."""

    code = "id_taken"


@dataclass(frozen=True)
class Told:
    """A committed entry together with the records that it touched, as they were right after it."""

    entry: Entry
    changes: dict[str, Views]


@dataclass
class Turn:
    """What an action is given: its session, who acts, and `record` to say what thereby happened."""

    session: Session
    stream: str
    actor: str
    cause: str
    told: list[Told] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Held from the first line, so that whatever a rule reads stays true until the commit.
        hold(self.session, self.stream)
        row = self.session.get(StreamRow, self.stream)
        self._head = row or StreamRow(id=self.stream, last_seq=0, last_at=0, head=chain.START)
        self.is_new = row is None
        # Time never runs backwards within a stream, whatever the machine's clock does.
        self.at = max(clock.now_ms(), self._head.last_at)

    @property
    def meeting(self) -> str:
        """Id of the meeting that the stream belongs to."""
        return self.stream.split(":")[1]

    @property
    def seq(self) -> int:
        """Number of the stream's last entry."""
        return self._head.last_seq

    def record(self, fact: Fact) -> None:
        """Number the fact, write it into its tables, chain it, and note what to tell."""
        if self.is_new:
            self.session.add(self._head)
            self.session.flush()
            self.is_new = False
        kind = KIND_OF[type(fact)]
        entry = Entry(
            stream=self.stream,
            seq=self.seq + 1,
            at=self.at,
            actor=self.actor,
            cause=self.cause,
            kind=kind,
            fact=fact,
        )
        entry.touched.extend(PROJECTORS[type(fact)](self.session, entry, fact))
        self._append(entry)
        self.session.flush()
        self.told.append(Told(entry, read(self.session, self.stream, entry.touched)))

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

    def _append(self, entry: Entry) -> None:
        body = chain.canonical(entry.fact)
        hashed = chain.body_hash(body)
        envelope = (
            entry.stream,
            entry.seq,
            entry.kind.name,
            entry.kind.version,
            entry.at,
            entry.actor,
            entry.cause,
        )
        link = chain.link(self._head.head, envelope, hashed)
        self.session.add(
            EntryRow(
                stream=entry.stream,
                seq=entry.seq,
                name=entry.kind.name,
                version=entry.kind.version,
                at=entry.at,
                actor=entry.actor,
                cause=entry.cause,
                body=body.decode(),
                body_hash=hashed,
                hash=link,
                touched=entry.touched,
            )
        )
        self._head.last_seq, self._head.last_at, self._head.head = entry.seq, entry.at, link
