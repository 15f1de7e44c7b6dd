"""Links that open something for whoever has them, without signing in: nothing is stored, what they say is signed."""

import base64
import hashlib
import hmac

from icabinet.errors import NotFound
from icabinet.extensions import services

_BYTES = 16  # 128 bits: nobody guesses one


def code_for(purpose: str, *names: str) -> str:
    """Return the secret part of a link for this purpose and these ids, as 26 small letters and digits."""
    said = "\0".join(("link", purpose, *names))
    digest = hmac.digest(services().settings.secret_key.encode(), said.encode(), hashlib.sha256)
    return base64.b32encode(digest[:_BYTES]).decode().rstrip("=").lower()


def check_code(code: str, purpose: str, *names: str) -> None:
    """Refuse with `not_found` any other code than the one made for this."""
    if not hmac.compare_digest(code.encode("utf-8", "surrogatepass"), code_for(purpose, *names).encode()):
        raise NotFound(kind=purpose, id=names[0])
