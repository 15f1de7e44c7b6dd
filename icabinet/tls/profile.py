"""A configuration profile, by which iPads and iPhones install an authority (Apple: Certificate Root payload)."""

import plistlib
import uuid
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

_IDENTIFIER = "org.icabinet.authority"


def profile(authority: x509.Certificate) -> bytes:
    """Return the profile of an authority; the same one for the same authority, so that it installs once."""
    mark = authority.fingerprint(hashes.SHA256()).hex()[:16]
    certificate = _payload(
        mark,
        "com.apple.security.root",
        PayloadCertificateFileName="icabinet.crt",
        PayloadContent=authority.public_bytes(Encoding.DER),
    )
    whole = _payload(mark, "Configuration", PayloadContent=[certificate], PayloadRemovalDisallowed=False)
    return plistlib.dumps(whole)


def _payload(mark: str, kind: str, **content: Any) -> dict[str, Any]:
    identifier = f"{_IDENTIFIER}.{mark}.{kind.lower()}"
    return {
        "PayloadType": kind,
        "PayloadVersion": 1,
        "PayloadIdentifier": identifier,
        "PayloadUUID": str(uuid.uuid5(uuid.NAMESPACE_DNS, identifier)).upper(),
        "PayloadDisplayName": "I-Cabinet",
        **content,
    }
