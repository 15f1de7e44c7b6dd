"""What `flask doctor` looks at of signing: whom the house trusts, and whether what is set is there."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509

from icabinet.cli.findings import LOOK, OK, WRONG, Finding
from icabinet.extensions import services

_NAME = "signing"


def signers() -> Iterator[Finding]:
    settings = services().settings
    if settings.sign_roots:
        yield _roots(Path(settings.sign_roots))
    elif settings.sign_tsa_url:
        yield Finding(_NAME, LOOK, "without ICABINET_SIGN_ROOTS signatures are time-stamped, but not made to last")
    for name, path in (("ICABINET_SIGN_TOKEN", settings.sign_token), ("ICABINET_SIGN_CA", settings.sign_ca)):
        if path and not Path(path).is_file():
            yield Finding(_NAME, WRONG, f"{name} names {path}, which is not there")


def _roots(path: Path) -> Finding:
    try:
        found = x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        return Finding(_NAME, WRONG, f"ICABINET_SIGN_ROOTS cannot be read ({type(error).__name__})")
    now = datetime.now(UTC)
    old = [one for one in found if one.not_valid_after_utc < now]
    said = f"{len(found)} authorities are trusted"
    return Finding(_NAME, LOOK, f"{said}, {len(old)} of them have expired") if old else Finding(_NAME, OK, said)
