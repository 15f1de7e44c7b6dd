"""Reading a Word programme: the agenda's own reader, run where a hostile file can do no harm."""

from typing import Any

import msgspec

from icabinet.agenda import word


def read_agenda(path: str) -> dict[str, Any]:
    """Return {items, rest} as icabinet.agenda.word describes them, as plain data."""
    return msgspec.to_builtins(word.read_agenda(path))  # type: ignore[no-any-return]
