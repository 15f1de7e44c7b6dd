"""What was last heard of the papers that are being converted or drawn, for pages without a live channel."""

import time
from collections import OrderedDict
from typing import Any

_MOST = 2_000
# Whoever said nothing for so long has gone away over it.
_BELIEVED_S = 30.0


class Progress:
    """Of the latest papers only, and of this process: nobody is the worse off for what is missing here."""

    def __init__(self) -> None:
        self._heard: OrderedDict[tuple[str, str], tuple[float, dict[str, Any]]] = OrderedDict()

    def hear(self, meeting: str, body: dict[str, Any]) -> None:
        """Remember a `progress` signal."""
        key = (meeting, str(body.get("paper")))
        self._heard[key] = time.monotonic(), body
        self._heard.move_to_end(key)
        if len(self._heard) > _MOST:
            self._heard.popitem(last=False)

    def of(self, meeting: str, paper: str) -> dict[str, Any] | None:
        """Return the last signal about a paper, or None if that is long ago."""
        at, body = self._heard.get((meeting, paper), (0.0, None))
        return body if time.monotonic() - at < _BELIEVED_S else None
