"""Whether a certificate may sign: by its dates and purpose, and by the authorities that the house trusts."""

import asyncio
import logging
from collections.abc import Iterable
from datetime import UTC, datetime

from asn1crypto import pem, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
)
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend

from icabinet.worker.signatures.refusals import (
    CertificateExpired,
    CertificateNotForSigning,
    CertificateRevoked,
    CertificateUntrusted,
)

# What these libraries would write into a log says who somebody is; what matters of it stands in our answers.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)

_PATIENCE_S = 10
_FOR_SIGNING = {"digital_signature", "non_repudiation"}


def certificates(text: str) -> list[x509.Certificate]:
    """Return the certificates of a PEM text. Raises ValueError."""
    if not text.strip():
        return []
    return [x509.Certificate.load(der) for _type, _headers, der in pem.unarmor(text.encode(), multiple=True)]


def split(roots: Iterable[x509.Certificate]) -> tuple[list[x509.Certificate], list[x509.Certificate]]:
    """Return those that vouch for themselves, and those in between."""
    told = list(roots)
    return [one for one in told if one.self_issued], [one for one in told if not one.self_issued]


def check_fit(certificate: x509.Certificate) -> None:
    """Refuse a certificate out of its time, or for another purpose."""
    since, until = certificate.not_valid_before, certificate.not_valid_after
    if not since <= datetime.now(UTC) <= until:
        raise CertificateExpired(since=f"{since:%d/%m/%Y}", until=f"{until:%d/%m/%Y}")
    usage = certificate.key_usage_value
    if usage is not None and not usage.native & _FOR_SIGNING:
        raise CertificateNotForSigning


def check_trusted(certificate: x509.Certificate, others: Iterable[x509.Certificate], roots: str) -> None:
    """Refuse a certificate that leads to none of the authorities. Nobody is asked whether it was revoked."""
    anchors, between = split(certificates(roots))
    context = ValidationContext(trust_roots=anchors, other_certs=between, allow_fetching=False)
    _check_path(certificate, others, context)


def lasting_context(
    certificate: x509.Certificate, others: Iterable[x509.Certificate], roots: str
) -> ValidationContext | None:
    """Ask the authorities whether the certificate was revoked, and return what they said.

    None where that cannot be learned: then a signature cannot be made to last. Whom to ask stands in certificates;
    only those are followed whom `check_trusted` has let pass. Refuses with `certificate_revoked`.
    """
    anchors, between = split(certificates(roots))
    context = ValidationContext(
        trust_roots=anchors,
        other_certs=between,
        allow_fetching=True,
        revocation_mode="hard-fail",
        fetcher_backend=RequestsFetcherBackend(_PATIENCE_S),
    )
    try:
        _check_path(certificate, others, context)
    except InsufficientRevinfoError:
        return None
    return context


def _check_path(certificate: x509.Certificate, others: Iterable[x509.Certificate], context: ValidationContext) -> None:
    validator = CertificateValidator(certificate, intermediate_certs=others, validation_context=context)
    try:
        asyncio.run(validator.async_validate_path())
    except (ExpiredError, NotYetValidError) as error:
        since, until = certificate.not_valid_before, certificate.not_valid_after
        raise CertificateExpired(since=f"{since:%d/%m/%Y}", until=f"{until:%d/%m/%Y}") from error
    except RevokedError as error:
        raise CertificateRevoked from error
    except InsufficientRevinfoError:
        raise
    except (PathBuildingError, PathValidationError) as error:
        raise CertificateUntrusted(issuer=certificate.issuer.human_friendly[:200]) from error
