"""The code at the door: it changes by itself, and whoever types or scans it is where it is shown. Nothing is stored."""

import hashlib
import hmac

from icabinet.errors import Conflict

# Without letters and digits that look alike: it is read from a wall. Six are 2^29, for a minute and a half.
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_LENGTH = 6
STEP_MS = 30_000
# Whoever has scanned it still has to open the page, and perhaps to sign in.
_STILL_GOOD = 2


class DoorCodeExpired(Conflict):
    """The code is not the one that is shown at the door, or not any more."""

    code = "door_code_expired"


def code_at(secret: bytes, meeting: str, at: int) -> str:
    """Return the code of a meeting at a moment (ms)."""
    digest = hmac.digest(secret, f"door {meeting} {at // STEP_MS}".encode(), hashlib.sha256)
    number, letters = int.from_bytes(digest[:8]), ""
    for _ in range(_LENGTH):
        number, rest = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[rest]
    return letters


def changes_at(at: int) -> int:
    """Return when the code that is shown at `at` gives way to the next (ms)."""
    return (at // STEP_MS + 1) * STEP_MS


def check_code(secret: bytes, meeting: str, typed: str, at: int) -> None:
    """Refuse with `door_code_expired` what was not shown at the door a moment ago."""
    code = "".join(letter for letter in typed.lower() if letter in _ALPHABET)
    shown = [code_at(secret, meeting, max(0, at - back * STEP_MS)) for back in range(_STILL_GOOD + 1)]
    if not any(hmac.compare_digest(code, one) for one in shown):
        raise DoorCodeExpired
