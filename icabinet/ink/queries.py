"""Questions about ink that other rooms of the house may ask."""

from collections.abc import Callable

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.ink.tables import StrokeRow


def strokes_on(session: Session, stream: str, paper: str) -> list[str]:
    """Return the ids of all strokes on the paper."""
    return list(session.scalars(select(StrokeRow.id).where(StrokeRow.stream == stream, StrokeRow.paper == paper)))


def confidant() -> Callable[[str, str | None], bool]:
    """Return what says of a stream's entries, asked one after the other, which tell of marks that are for some only.

    It takes an entry's name and body.
    """
    theirs: set[str] = set()

    def is_for_some(name: str, body: str | None) -> bool:
        if body is None or name not in ("ink.drawn", "ink.changed"):
            return False
        said = msgspec.json.decode(body)
        if said.get("to"):
            theirs.add(said["stroke"])
        return said["stroke"] in theirs

    return is_for_some
