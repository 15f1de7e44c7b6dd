"""Job: whose signatures a PDF has, and whether they hold. Nobody is asked: it goes by the file and what is trusted."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.errors import SignatureValidationError, ValidationInfoReadingError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.signatures import trust
from icabinet.worker.signatures.making import told

_ANY_USE = KeyUsageConstraints(key_usage=set())
# A time-stamp on the file: the revision of the file that it is, and its time.
Stamp = tuple[int, datetime]
# What reading a hostile file may raise, besides what the library foresees.
_ASTRAY = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError, OSError)


def check_signatures(path: str, roots: str) -> dict[str, Any]:
    """Give {"signatures": [{place, certificate, at, stamped, level, verdict}, …]}, in the order they were made.

    roots: authorities (PEM) that are trusted, "" for none. at: when, as the signer's machine says (ms, or None);
    stamped: as an authority for time says. level: B-B, B-T (time-stamp), B-LT (with what the authorities said), B-LTA
    (all of that under a time-stamp). verdict: "good", "unknown" (whole, and nobody who is trusted vouches for the
    signer), "expired", "revoked", "changed" (the document, after it was signed), "broken". Raises UnreadablePaper.
    """
    with Path(path).open("rb") as file:
        try:
            reader = PdfFileReader(file, strict=False)
            if reader.encrypted:
                raise UnreadablePaper(reason="encrypted")
            stamps = list(_stamps(reader, roots))
            found = [_checked(reader, one, roots, stamps) for one in reader.embedded_regular_signatures]
        except (PdfError, SigningError, SignatureValidationError, *_ASTRAY) as error:
            raise UnreadablePaper(reason="broken") from error
    return {"signatures": found}


def _checked(reader: PdfFileReader, one: EmbeddedPdfSignature, roots: str, stamps: list[Stamp]) -> dict[str, Any]:
    # A time-stamp over the whole of a later state of the file holds what is below it: it was so then.
    later = next((at for revision, at in stamps if revision > one.signed_revision), None)
    status = validate_pdf_signature(
        one, _context(reader, roots, None), _context(reader, roots, later), key_usage_settings=_ANY_USE
    )
    stamp = status.timestamp_validity
    if not status.trusted and stamp is not None and stamp.trusted:
        # What has expired since, or was taken back since, held when it was signed.
        status = validate_pdf_signature(
            one,
            _context(reader, roots, stamp.timestamp),
            _context(reader, roots, later),
            key_usage_settings=_ANY_USE,
        )
    return {
        "place": str(one.field_name or ""),
        "certificate": told(one.signer_cert),
        "at": _ms(status.signer_reported_dt),
        "stamped": _ms(stamp.timestamp) if stamp is not None and stamp.intact and stamp.valid else None,
        "level": _level(reader, stamped=stamp is not None, held=later is not None),
        "verdict": _verdict(status),
    }


def _verdict(status: PdfSignatureStatus) -> str:
    if not (status.intact and status.valid):
        return "broken"
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION or not status.docmdp_ok:
        return "changed"
    if status.trusted:
        return "good"
    if status.revoked:
        return "revoked"
    problem = status.trust_problem_indic
    return "expired" if problem is not None and "OUT_OF_BOUNDS" in str(problem) else "unknown"


def _stamps(reader: PdfFileReader, roots: str) -> Iterator[Stamp]:
    """Yield the time-stamps on the file that hold, and that somebody vouches for, the first first."""
    for one in reader.embedded_timestamp_signatures:
        status = validate_pdf_timestamp(one, _context(reader, roots, None))
        if status.intact and status.valid and status.trusted and status.docmdp_ok is not False:
            yield one.signed_revision, status.timestamp


def _context(reader: PdfFileReader, roots: str, moment: datetime | None) -> ValidationContext:
    """Return whom to trust, with what the file brings along: certificates, and lists of those that were taken back."""
    anchors, between = trust.split(trust.certificates(roots))
    wanted: dict[str, Any] = {"trust_roots": anchors, "other_certs": between, "allow_fetching": False}
    if moment is not None:
        wanted |= {"moment": moment, "retroactive_revinfo": True}
    try:
        return DocumentSecurityStore.read_dss(reader).as_validation_context(wanted)
    except ValidationInfoReadingError:
        return ValidationContext(**wanted)


def _level(reader: PdfFileReader, *, stamped: bool, held: bool) -> str:
    if not stamped:
        return "B-B"
    if "/DSS" not in reader.root:
        return "B-T"
    return "B-LTA" if held else "B-LT"


def _ms(when: datetime | None) -> int | None:
    return int(when.timestamp() * 1000) if when is not None else None
