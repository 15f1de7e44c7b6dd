"""How a call is signed, so that whoever gets it knows that it is ours, whole and new: by "Standard Webhooks" 1.0."""

import base64
import hashlib
import hmac

_AGENT = "I-Cabinet"


def signed(secret: str, id: str, at_s: int, body: bytes) -> dict[str, str]:
    """Return the headers of a call. at_s: the moment of this attempt, seconds since 1970."""
    return {
        "Content-Type": "application/json",
        "User-Agent": _AGENT,
        "Webhook-Id": id,
        "Webhook-Timestamp": str(at_s),
        "Webhook-Signature": f"v1,{signature(secret, id, at_s, body)}",
    }


def signature(secret: str, id: str, at_s: int, body: bytes) -> str:
    """Return HMAC-SHA256 of `id.time.body` by the secret's bytes, base64."""
    key, said = base64.b64decode(secret.removeprefix("whsec_")), f"{id}.{at_s}.".encode() + body
    return base64.b64encode(hmac.digest(key, said, hashlib.sha256)).decode()
