"""The review of an agenda: each line of its source, in order, beside what becomes of it. Pure, but for new ids."""

from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import MultiDict

from icabinet import ids
from icabinet.web.pages.acting import due, number, text

Form = MultiDict[str, str]
_LONGEST_TITLE = 500


def lines_of(draft: dict[str, Any]) -> list[dict[str, Any]]:
    """Return items, and lines that are none, in the order of the source; all as an item that is to be added or not."""
    rest = list(zip(draft["rest"], draft["after"], strict=True))
    found: list[dict[str, Any]] = []
    for place, item in enumerate(draft["items"]):
        found += [_left(line) for line, after in rest if after == place]
        found.append(item | {"key": ids.new(), "is_item": True, "source": item["source"].splitlines()})
    return found + [_left(line) for line, after in rest if after >= len(draft["items"])]


def _left(line: str) -> dict[str, Any]:
    nothing: dict[str, Any] = {"minutes": None, "starts": None, "presenter": None, "level": 0, "papers": []}
    return nothing | {"key": ids.new(), "is_item": False, "source": [line], "title": line[:_LONGEST_TITLE]}


def items_in(form: Form) -> list[dict[str, Any]]:
    """Return the items that are ticked, each under the nearest one above it of a lesser level."""
    return list(_items(form))


def expected_in(form: Form) -> list[dict[str, Any]]:
    """Return the papers that the ticked items name, from those who present them, if they are to be expected."""
    if "expect" not in form:
        return []
    due_at = due(form, "due")
    return [
        {"id": ids.new(), "item": key, "title": title, "unit": text(form, f"presenter-{key}"), "due_at": due_at}
        for key in _taken(form)
        for line in form.get(f"papers-{key}", "").splitlines()
        if (title := line.strip())
    ]


def _taken(form: Form) -> list[str]:
    return [key for key in form.getlist("key") if f"take-{key}" in form]


def _items(form: Form) -> Iterator[dict[str, Any]]:
    above: list[tuple[int, str]] = []
    for key in _taken(form):
        level = number(form, f"level-{key}") or 0
        above = [(other, item) for other, item in above if other < level]
        yield {
            "id": key,
            "title": form.get(f"title-{key}", ""),
            "parent": above[-1][1] if above else None,
            "minutes": number(form, f"minutes-{key}"),
            "starts": text(form, f"starts-{key}")[:5],
            "presenter": form.get(f"presenter-{key}", ""),
        }
        above.append((level, key))
