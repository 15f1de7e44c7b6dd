"""A real mail server on this machine, which keeps what it is given, and refuses what it is told to."""

import email
import email.policy
import threading
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

_PATIENCE_S = 60.0


class _Anywhere(Controller):
    """On a free port, which the system chooses."""

    def _trigger_server(self) -> None:
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Mailbox:
    """`refused`: address → what the server says of it; `closed`: what it says to everybody's message.

    more: as of aiosmtpd.
    """

    def __init__(self, **more: Any) -> None:
        self.taken: list[EmailMessage] = []
        self.refused: dict[str, str] = {}
        self.closed = ""
        self._came = threading.Condition()
        self._controller = _Anywhere(self, hostname="127.0.0.1", port=0, **more)

    def start(self) -> "Mailbox":
        self._controller.start()
        return self

    def close(self) -> None:
        self._controller.stop()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._controller.port}"

    def forget(self) -> None:
        self.taken.clear()
        self.refused.clear()
        self.closed = ""

    def to(self, address: str) -> list[EmailMessage]:
        """Return what this address was sent, the oldest first."""
        return [message for message in self.taken if address in str(message["To"])]

    def wait_for(self, address: str, count: int = 1) -> EmailMessage:
        """Wait until so many messages have come for this address; return the last of them."""
        with self._came:
            assert self._came.wait_for(lambda: len(self.to(address)) >= count, _PATIENCE_S), self.taken
            return self.to(address)[-1]

    # --- as the server's library calls them ---

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.closed:
            return self.closed
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        with self._came:
            self.taken.append(message)
            self._came.notify_all()
        return "250 OK"


def part(message: EmailMessage, kind: str) -> Any:
    """Return the content of the first part of this kind."""
    return next(one for one in message.walk() if one.get_content_type() == kind).get_content()
