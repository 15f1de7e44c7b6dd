"""How `pybabel` finds the sentences of our scripts: `t("…")`, in code and inside the markup of components.

Babel's own extractor loses its way in `${t("{n} of {total}")}`, where braces stand in a string in a template.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import IO, Any

_CALL = re.compile(r'\bt\(\s*("(?:[^"\\\n]|\\.)*")')


def extract(
    file: IO[bytes],
    keywords: object,  # noqa: ARG001 - the form of an extractor is Babel's
    comment_tags: object,  # noqa: ARG001
    options: object,  # noqa: ARG001
) -> Iterator[tuple[int, str, Any, list[str]]]:
    """Yield (line, function, message, comments) for every call of `t` with a literal."""
    source = file.read().decode()
    for call in _CALL.finditer(source):
        yield source.count("\n", 0, call.start()) + 1, "t", json.loads(call[1]), []


def computed(source: str) -> Iterable[str]:
    """Return the calls of `t` whose message is not a literal, which nobody could find and translate."""
    return re.findall(r'\bt\((?!\s*")[^)]*\)', source)
