"""A batch: the turns that share one transaction, and what they have in common.

Entries and answers are collected and written together; records are read once, after the last turn, and go with the
last entry that touched them (rule E4). That is what makes a hundred votes in one moment cheap.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, cast

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from icabinet.journal import chain
from icabinet.journal.facts import Entry
from icabinet.journal.heads import Head, read_head, write_heads
from icabinet.journal.holding import hold, hold_all
from icabinet.journal.records import Views, knowing, read
from icabinet.journal.tables import AnswerRow, EntryRow
from icabinet.many import execute_many, pair_among

AnswerKey = tuple[str, str]
_AT = select(EntryRow.at)
_ANSWERED = select(AnswerRow).where(pair_among(AnswerRow.actor, AnswerRow.id, "keys"))
_ENTER, _ANSWER = (insert(cast("Table", shape.__table__)) for shape in (EntryRow, AnswerRow))


@dataclass(frozen=True)
class Told:
    """A committed entry together with the records that it touched, as they were right after it.

    `known_to`: whose tags may know of it at all, None for all that its kind is for.
    """

    entry: Entry
    changes: dict[str, Views]
    known_to: frozenset[str] | None = None


@dataclass(frozen=True)
class Answer:
    """What an action was answered: the stream's number after it, and when that entry was made (ms).

    `request` is the hash of what was asked.
    """

    request: bytes
    seq: int
    at: int
    data: dict[str, Any] | None


class Mark(NamedTuple):
    """Where a batch stood."""

    entries: int
    answers: dict[AnswerKey, Answer | None]
    heads: dict[str, Head]


@dataclass
class Batch:
    """One transaction of the writer. `mark` and `back_to` undo a turn's share of what is collected."""

    session: Session
    entries: list[Entry] = field(default_factory=list)
    _entry_rows: list[dict[str, Any]] = field(default_factory=list)
    _answer_rows: list[dict[str, Any]] = field(default_factory=list)
    _answers: dict[AnswerKey, Answer | None] = field(default_factory=dict)
    _heads: dict[str, Head] = field(default_factory=dict)

    def hold(self, streams: Collection[str]) -> None:
        """Hold these streams until the transaction ends."""
        hold_all(self.session, streams)

    def head_of(self, stream: str) -> Head:
        """Hold the stream and return how far it is."""
        if stream not in self._heads:
            hold(self.session, stream)
            self._heads[stream] = read_head(self.session, stream)
        return self._heads[stream]

    # --- answers ---

    def recall(self, keys: Collection[AnswerKey]) -> None:
        """Read in one go what these actions (actor, id) were answered before."""
        self._answers.update(dict.fromkeys(keys))
        for row in self.session.scalars(_ANSWERED, {"keys": keys}):
            at = self.session.scalar(_AT.where(EntryRow.stream == row.stream, EntryRow.seq == row.seq)) or 0
            self._answers[row.actor, row.id] = Answer(row.request, row.seq, at, row.data)

    def answer_to(self, key: AnswerKey) -> Answer | None:
        """Return what the action was answered before, if it was."""
        if key not in self._answers:
            self.recall([key])
        return self._answers[key]

    def keep_answer(self, key: AnswerKey, stream: str, answer: Answer) -> None:
        """Remember what the action is answered, for whoever sends it again."""
        self._answers[key] = answer
        row = {"actor": key[0], "id": key[1], "stream": stream}
        self._answer_rows.append({**row, "request": answer.request, "seq": answer.seq, "data": answer.data})

    # --- entries ---

    def append(self, head: Head, entry: Entry) -> None:
        """Chain the entry to its stream."""
        body = chain.canonical(entry.fact)
        hashed = chain.body_hash(body)
        kind = entry.kind
        envelope = (entry.stream, entry.seq, kind.name, kind.version, entry.at, entry.actor, entry.cause)
        link = chain.link(head.hash, envelope, hashed)
        self.entries.append(entry)
        self._entry_rows.append(
            {
                "stream": entry.stream,
                "seq": entry.seq,
                "name": kind.name,
                "version": kind.version,
                "at": entry.at,
                "actor": entry.actor,
                "cause": entry.cause,
                "body": body.decode(),
                "body_hash": hashed,
                "hash": link,
                "touched": entry.touched,
            }
        )
        head.move_to(entry.seq, entry.at, link)

    # --- the whole ---

    def mark(self) -> Mark:
        """Return where the batch stands; everything before must be written."""
        heads = {stream: replace(head) for stream, head in self._heads.items()}
        return Mark(len(self.entries), dict(self._answers), heads)

    def back_to(self, mark: Mark) -> None:
        """Drop what was collected since."""
        del self.entries[mark.entries :]
        self._answers, self._heads = mark.answers, mark.heads
        self._entry_rows.clear()
        self._answer_rows.clear()

    def write(self) -> None:
        """Write what was collected."""
        write_heads(self.session, self._heads.values())
        self.session.flush()
        for statement, rows in ((_ENTER, self._entry_rows), (_ANSWER, self._answer_rows)):
            if rows:
                execute_many(self.session.connection(), statement, rows)
                rows.clear()

    def told(self) -> list[list[Told]]:
        """Return what is to be told of each stream, in the order of its entries. To be asked after writing."""
        streams: dict[str, list[Entry]] = {}
        for entry in self.entries:
            streams.setdefault(entry.stream, []).append(entry)
        return [told_together(self.session, stream, entries) for stream, entries in streams.items()]


def told_together(session: Session, stream: str, entries: Iterable[Entry]) -> list[Told]:
    """Return entries of one stream as they can be told now: each record goes with the last that touched it.

    There it is as it was right after that entry; with an earlier one, it would show what came later.
    """
    entries = list(entries)
    last = {key: entry.seq for entry in entries for key in entry.touched}
    records = read(session, stream, last, entries[0].at if entries else 0)
    return [
        Told(
            entry,
            {key: records[key] for key in entry.touched if last[key] == entry.seq},
            knowing(records[key] for key in entry.touched),
        )
        for entry in entries
    ]
