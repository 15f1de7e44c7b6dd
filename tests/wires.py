"""A way to a tablet that is none: what is told is handed to a function, read back from what would go over the wire."""

import json
from collections.abc import Callable
from typing import Any

from icabinet.live.messages import Message
from tests.spans import written_out


class ToldTo:
    """`hear(event, body)` gets every event, as the tablet would have it."""

    waiting_bytes = 0

    def __init__(self, hear: Callable[[str, Any], object] = lambda _event, _body: None) -> None:
        self._hear = hear

    def tell(self, message: Message, *, volatile: bool = False) -> None:  # noqa: ARG002 - nothing is lost here
        for packet in message.packets:
            assert packet.startswith(b"2["), packet
            event, body = json.loads(packet[1:])
            self._hear(event, written_out(body) if event == "entries" else body)
