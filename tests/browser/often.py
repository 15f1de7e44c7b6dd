"""Looking often. Playwright looks for what is expected after 20, 50, 100, 100 and from then on every 500 ms.

Whoever waits for a second would wait for half a second in vain. Asked to be patient for a short time only, it looks
every 100 ms; so it is asked again, until the whole time is over.
"""

import time
from typing import Any

from playwright._impl.frame import Frame

_once = Frame._expect
# The longest time for which it looks so often.
_PIECE_MS = 2_400.0


async def _often(frame: Frame, selector: Any, expression: str, options: Any, title: Any) -> Any:
    until = time.monotonic() + options["timeout"] / 1000
    while True:
        left = (until - time.monotonic()) * 1000
        piece = {**options, "timeout": max(1.0, min(_PIECE_MS, left))}
        found = await _once(frame, selector, expression, piece, title)
        if left <= _PIECE_MS or not found.get("timedOut"):
            return found


def look_often() -> None:
    """Let every `expect` of this process do so."""
    Frame._expect = _often
