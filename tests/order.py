"""Which files begin first: those that take long, so that all processes have something to do until the end.

The rows of faults come before everything else, because they measure times and no browser should be at work beside them
that long; the many small files come last and fill what is left.
"""

from collections import Counter
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_FIRST = (
    "faults/test_rows.py", "workers", "cluster", "properties", "outbound", "ops", "storage", "live", "contract",
    "test_policy.py", "web/test_routes.py", "tls", "deploy", "worker",
    "browser/test_cluster.py", "browser",
)  # fmt: skip


def sort(items: list[pytest.Item]) -> None:
    """Put the files in order; the tests of each stay as they are."""
    sizes = Counter(item.path for item in items)
    items.sort(key=lambda item: (_place(item.path), -sizes[item.path], item.path))


def _place(path: Path) -> int:
    name = path.relative_to(_HERE).as_posix() if path.is_relative_to(_HERE) else ""
    return next((at for at, first in enumerate(_FIRST) if name.startswith(first)), len(_FIRST))
