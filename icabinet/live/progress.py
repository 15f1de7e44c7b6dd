"""What was last heard of the papers that are being converted or drawn, for pages without a live channel."""

from collections import OrderedDict
from typing import Any

_MOST = 2_000


class Progress:
    """Of the latest papers only, and of this process: nobody is the worse off for what is missing here."""

    def __init__(self) -> None:
        self._heard: OrderedDict[tuple[str, str], dict[str, Any]] = OrderedDict()

    def hear(self, meeting: str, body: dict[str, Any]) -> None:
        """Remember a `progress` signal."""
        key = (meeting, str(body.get("paper")))
        self._heard[key] = body
        self._heard.move_to_end(key)
        if len(self._heard) > _MOST:
            self._heard.popitem(last=False)

    def of(self, meeting: str, paper: str) -> dict[str, Any] | None:
        """Return the last signal about a paper, or None."""
        return self._heard.get((meeting, paper))
