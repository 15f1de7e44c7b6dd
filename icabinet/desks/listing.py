"""Reading a list of people: in a child process, because any file may be hostile."""

from typing import IO

from icabinet.extensions import services

_READ_S = 30.0


def rows_of(source: IO[bytes]) -> list[list[str]]:
    """Return the rows of a workbook, or of a text with separators. Refuses with `not_a_list`."""
    with services().storage.lend(source, services().settings.max_upload) as name:
        found: list[list[str]] = services().bench.run("read_list", deadline=_READ_S, source=name)["rows"]
    return found
