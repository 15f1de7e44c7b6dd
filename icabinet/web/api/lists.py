"""The lists of the house by program: what may be chosen, and under which id."""

from typing import Any

from icabinet.people.lists.keeping import LISTS, lists
from icabinet.web.api.operations import operation
from icabinet.web.security import viewer


@operation("GET", "/lists", "people", answer=dict[str, list[dict[str, Any]]])
def list_choices() -> dict[str, list[dict[str, Any]]]:
    """List kinds of meetings, kinds of papers, issuing bodies and positions, in their order."""
    viewer()
    return {name: [_line(name, row) for row in rows] for name, rows in lists().items()}


def _line(name: str, row: Any) -> dict[str, Any]:
    further = {column: getattr(row, column) for column in LISTS[name].columns}
    return {"id": row.id, "name": row.name, "retired": row.retired, **further}
