"""A service that signs with keys that it keeps, as CSC API version 1 has it: credentials/info, authorize, signHash.

https://cloudsignatureconsortium.org: the interface of remote signing that services of several makers share.
"""

import base64
import hashlib
from typing import Any

import requests
from asn1crypto import x509
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from icabinet.worker.signatures.refusals import NotAKeyFile, SigningServiceRefused, SigningServiceSilent
from icabinet.worker.signatures.wishes import Service

_PATIENCE_S = 60
_LONGEST_SAID = 200
# The names of the algorithms, as CSC wants them: object identifiers.
_SHA256 = "2.16.840.1.101.3.4.2.1"
_RSA, _ECDSA = "1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2"


def service_signer(key: Service, ca: str) -> "ServiceSigner":
    """Ask the service for the signer's certificate, and return what signs with the key that belongs to it."""
    line = _Line(key, ca)
    found = line.ask("credentials/info", credentialID=key.credential, certificates="chain")
    try:
        chain = [x509.Certificate.load(base64.b64decode(one)) for one in found["cert"]["certificates"]]
        signing, *others = chain
        # Read on the spot: what is not a certificate shows now.
        assert signing.subject.native is not None  # noqa: S101
    except (KeyError, TypeError, ValueError) as error:
        raise SigningServiceSilent from error
    return ServiceSigner(line, signing, others)


class ServiceSigner(Signer):
    """Has the service sign one hash, after the signer's PIN or code has been sent along."""

    def __init__(self, line: "_Line", certificate: x509.Certificate, others: list[x509.Certificate]) -> None:
        store = SimpleCertificateStore()
        store.register_multiple([certificate, *others])
        super().__init__(signing_cert=certificate, cert_registry=store)
        self._line, self._public = line, certificate.public_key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Return the signature; of a dry run, so many bytes as it can have."""
        is_curve, size = self._public.algorithm == "ec", self._public.byte_size
        if dry_run:
            return bytes(2 * size + 16 if is_curve else size)
        if digest_algorithm != "sha256":
            raise NotAKeyFile
        return self._line.sign(hashlib.sha256(data).digest(), _ECDSA if is_curve else _RSA)


class _Line:
    def __init__(self, key: Service, ca: str) -> None:
        self._key, self._verify = key, ca or True

    def ask(self, path: str, **body: Any) -> dict[str, Any]:
        """Put a question; refuse with `signing_service_silent` or with what the service said against it."""
        address = f"{self._key.url.rstrip('/')}/csc/v1/{path}"
        access = {"Authorization": f"Bearer {self._key.access}"} if self._key.access else {}
        try:
            # Whoever knows our word of access is the service itself, and nobody whom it sends us to.
            answer = requests.post(
                address, json=body, headers=access, timeout=_PATIENCE_S, verify=self._verify, allow_redirects=False
            )
            told = answer.json()
        except (OSError, ValueError) as error:
            raise SigningServiceSilent from error
        if not answer.ok or not isinstance(told, dict):
            said = told.get("error_description") or told.get("error") or "" if isinstance(told, dict) else ""
            raise SigningServiceRefused(said=str(said)[:_LONGEST_SAID])
        return told

    def sign(self, digest: bytes, algorithm: str) -> bytes:
        hashes = [base64.b64encode(digest).decode()]
        agreed = {name: value for name, value in (("PIN", self._key.pin), ("OTP", self._key.otp)) if value}
        named = {"credentialID": self._key.credential}
        told = self.ask("credentials/authorize", **named, numSignatures=1, hash=hashes, **agreed)
        made = self.ask(
            "signatures/signHash", **named, SAD=told.get("SAD"), hash=hashes, hashAlgo=_SHA256, signAlgo=algorithm
        )
        try:
            return base64.b64decode(made["signatures"][0], validate=True)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise SigningServiceSilent from error
