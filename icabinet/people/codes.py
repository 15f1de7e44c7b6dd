"""Join codes: a tablet is signed in for one meeting by a QR code or ten typed characters, without a password."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.errors import Refusal
from icabinet.extensions import services
from icabinet.people import attempts, sessions
from icabinet.people.attempts import Source
from icabinet.people.tables import JoinCodeRow

# Without letters and digits that look alike; 10 characters are 49 bits, behind a rate limit.
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_LENGTH = 10
_HOUR_MS = 3_600_000


class CodeUnknown(Refusal):
    """The code is wrong, used up or too old; which of these is not said."""

    code, status = "code_unknown", 404


@dataclass(frozen=True)
class JoinCode:
    """A fresh code; it is shown once and kept only as a hash."""

    code: str
    expires_at: int


def issue(meeting: str, person: str, *, hours: int = 24, uses: int = 1) -> JoinCode:
    """Make a code that signs a tablet in as `person`, for this meeting only."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    expires = clock.now_ms() + hours * _HOUR_MS
    row = JoinCodeRow(id=_keyed(code), meeting=meeting, person=person, uses=uses, expires_at=expires)
    services().writer.write(lambda session: session.add(row))
    return JoinCode(code, expires)


def redeem(code: str, device: str, address: str = "") -> tuple[str, str]:
    """Use a code up; return (token, meeting). The log of signing in has it either way."""
    source = Source("code", device, address)

    def work(session: Session) -> tuple[str, str]:
        row = session.get(JoinCodeRow, _keyed(_typed(code)), with_for_update=True)
        if row is None or row.uses < 1 or row.expires_at < clock.now_ms():
            raise CodeUnknown
        row.uses -= 1
        attempts.note(session, source, attempts.IN, row.person, row.meeting)
        return sessions.begin(session, row.person, device, meeting=row.meeting), row.meeting

    try:
        return services().writer.write(work)
    except CodeUnknown:
        attempts.note_failure(source, CodeUnknown.code)
        raise


def _typed(code: str) -> str:
    return "".join(character for character in code.lower() if character in _ALPHABET)


def _keyed(code: str) -> bytes:
    return hmac.digest(services().settings.secret_key.encode(), code.encode(), hashlib.sha256)
