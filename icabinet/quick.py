"""The session of every look and every turn: what it is asked for again is at hand, what can wait is done together."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Insert, Update, event
from sqlalchemy.orm import Session, SessionTransaction
from sqlalchemy.orm.attributes import instance_state

from icabinet.many import Row, execute_many


class Quick(Session):
    """A session that keeps what it was asked for, and gives it without ado: turns ask for the same few rows."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # By itself a session forgets what nobody holds.
        self._kept: list[object] = []
        self._later: dict[Insert | Update, list[Row]] = {}

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        if not options:
            key = (entity, ident if isinstance(ident, tuple) else (ident,), None)
            found = self.identity_map.get(key)
            if found is not None and not instance_state(found).expired:
                return found
        found = super().get(entity, ident, **options)
        if found is not None:
            self._kept.append(found)
        return found

    def get_one(self, entity: Any, ident: Any, **options: Any) -> Any:
        found = self.get(entity, ident, **options)
        return super().get_one(entity, ident, **options) if found is None else found

    def later(self, statement: Insert | Update, row: Row) -> None:
        """Write a row before anything is read again; the many of a batch are written together."""
        self._later.setdefault(statement, []).append(row)

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Write what waits: first what was added, then what was to be done later, which may be to it."""
        super().flush(objects)
        later, self._later = self._later, {}
        for statement, rows in later.items():
            execute_many(self.connection(), statement, rows)

    def forget_later(self) -> None:
        """It belongs to what is undone."""
        self._later.clear()


@event.listens_for(Quick, "after_soft_rollback")
def _undo(session: Quick, _undone: SessionTransaction) -> None:
    session.forget_later()


def do_later(session: Session, statement: Insert | Update, row: Row) -> None:
    """See `Quick.later`, which every session of the product is."""
    cast("Quick", session).later(statement, row)
