"""How a call is signed, so that whoever gets it knows that it is ours, whole and new: by "Standard Webhooks" 1.0."""

import base64
import hashlib
import hmac

_AGENT = "I-Cabinet"


def signed(secret: str, id: str, at_s: int, body: bytes) -> dict[str, str]:  # noqa: A002 - as the standard calls it
    """Return the headers of a call. at_s: the moment of this attempt, seconds since 1970."""
    return {
        "Content-Type": "application/json",
        "User-Agent": _AGENT,
        "Webhook-Id": id,
        "Webhook-Timestamp": str(at_s),
        "Webhook-Signature": f"v1,{signature(secret, id, at_s, body)}",
    }


def signature(secret: str, id: str, at_s: int, body: bytes) -> str:  # noqa: A002 - as the standard calls it
    """Return HMAC-SHA256 of `id.time.body` by the secret's bytes, base64."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return base64.b64encode(hmac.digest(key, b".".join((id.encode(), str(at_s).encode(), body)), hashlib.sha256)).decode()
