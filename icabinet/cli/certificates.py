"""What `flask doctor` finds of certificates: of this house's own, and of the one that this server ends TLS with."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509

from icabinet.cli.findings import Finding, State
from icabinet.extensions import services
from icabinet.tls import ending
from icabinet.tls.certificates import ends_soon
from icabinet.tls.folder import Folder


def certificates() -> Iterator[Finding]:
    """Say of every certificate how long it lives, and whether its key belongs to it."""
    settings = services().settings
    folder = Folder(settings.data_dir)
    for path in (folder.authority_certificate, folder.server_certificate):
        if path.exists():
            yield _life(path)
    if settings.tls_cert:
        try:
            ending.context(settings.tls_cert, settings.tls_key)
        except OSError as error:
            yield Finding("certificates", State.WRONG, f"{settings.tls_cert} cannot be used: {error}")
            return
        if Path(settings.tls_cert).resolve() != folder.server_certificate:
            yield _life(Path(settings.tls_cert))


def _life(path: Path) -> Finding:
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    end = certificate.not_valid_after_utc
    over = end < datetime.now(UTC)
    state = State.WRONG if over else State.LOOK if ends_soon(certificate) else State.OK
    return Finding("certificates", state, f"{path} {'ended' if over else 'ends'} on {end:%Y-%m-%d}")
