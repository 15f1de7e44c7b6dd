"""Where the certificates lie: `tls/` in the data folder, entered by its owner only."""

import os
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from icabinet.tls.certificates import Pair


class KeyAway(Exception):
    """There is a certificate, but not the key that belongs to it; `args[0]` is where it should be."""


class Folder:
    """The authority and the server's certificate, each with its key beside it."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir.resolve() / "tls"
        self.authority_certificate = self.path / "authority.pem"
        self.server_certificate = self.path / "server.pem"
        self.server_key = self.path / "server.key"
        self._authority_key = self.path / "authority.key"

    def trusted(self) -> x509.Certificate | None:
        """Return the authority's certificate, which tablets install; None if there is none."""
        return _certificate(self.authority_certificate)

    def authority(self) -> Pair | None:
        """Return the authority; KeyAway if its key was taken elsewhere."""
        return _pair(self.authority_certificate, self._authority_key)

    def server(self) -> Pair | None:
        """Return the server's certificate; KeyAway if the key beside it is not its own."""
        return _pair(self.server_certificate, self.server_key)

    def keep_authority(self, pair: Pair) -> None:
        self._keep(pair, self.authority_certificate, self._authority_key)

    def keep_server(self, pair: Pair) -> None:
        self._keep(pair, self.server_certificate, self.server_key)

    def _keep(self, pair: Pair, certificate: Path, key: Path) -> None:
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A crash in between leaves a key that does not fit, which the next run sees and mends.
        _write(key, pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), 0o600)
        _write(certificate, pair.certificate.public_bytes(Encoding.PEM), 0o644)


def _certificate(path: Path) -> x509.Certificate | None:
    return x509.load_pem_x509_certificate(path.read_bytes()) if path.exists() else None


def _pair(path: Path, key_path: Path) -> Pair | None:
    certificate = _certificate(path)
    if certificate is None:
        return None
    if not key_path.exists():
        raise KeyAway(key_path)
    key = load_pem_private_key(key_path.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or _public(key.public_key()) != _public(
        certificate.public_key()
    ):
        raise KeyAway(key_path)
    return Pair(certificate, key)


def _public(key: object) -> bytes:
    form = Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(*form) if isinstance(key, ec.EllipticCurvePublicKey) else b""


def _write(path: Path, content: bytes, mode: int) -> None:
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
