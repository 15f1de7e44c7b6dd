"""How microphones open, as data."""

from typing import Literal

import msgspec

Mode = Literal["request", "direct"]


class MicrophoneWays(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """request: a press asks for the floor, and the floor opens the microphone; direct: a press opens one's own.

    most: so many are open at once, the chair's not counted; override: where that is so already, the one that has been
    open longest gives way (else the press is refused). Who has the floor never gives way.
    """

    mode: Mode = "request"
    most: int = 1
    override: bool = False
