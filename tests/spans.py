"""What is said of entries in the short form, written out (rule E3)."""

from typing import Any


def written_out(body: dict[str, Any]) -> dict[str, Any]:
    """Return the body of an `entries` message with every number apart."""
    entries = []
    for entry in body["entries"]:
        first = entry.get("from", entry["seq"])
        entries += [{"seq": seq} for seq in range(first, entry["seq"])]
        entries.append({name: value for name, value in entry.items() if name != "from"})
    return {**body, "entries": entries}
