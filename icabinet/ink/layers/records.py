"""What people see of the shared layer as a whole: everybody, how it is."""

from collections.abc import Collection, Iterator

from sqlalchemy.orm import Session

from icabinet.ink.sight import layer_of
from icabinet.journal.records import EVERYONE, Views, records


@records("ink")
def layer(session: Session, stream: str, _ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    row = layer_of(session, stream)
    if row is not None:
        yield "layer", [(EVERYONE, {"hidden": row.hidden_at is not None, "frozen": row.frozen})]
