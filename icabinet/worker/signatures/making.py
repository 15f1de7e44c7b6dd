"""Making one signature on a PDF (PAdES): seen in its place, with a time-stamp and what makes it last where that is set.

A document is only ever added to: signatures that are there already stay whole.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from asn1crypto import tsp, x509
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.sign import fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError

from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.signatures import trust
from icabinet.worker.signatures.keys import signer_of
from icabinet.worker.signatures.looks import drawn
from icabinet.worker.signatures.places import Place, place_of
from icabinet.worker.signatures.refusals import NoTimeStamp
from icabinet.worker.signatures.wishes import Stamping, Wish
from icabinet.worker.writing import write_whole

_PATIENCE_S = 10
_ALGORITHM = "sha256"
_MIDDLE = AxisAlignment.ALIGN_MID


def make(wish: Wish) -> dict[str, Any]:
    """Sign, and give {"level", "certificate"}: see `told` and `_sign`."""
    with signer_of(wish.key, wish.ca) as signer:
        certificate = signer.signing_cert
        trust.check_fit(certificate)
        others = list(signer.cert_registry)
        if wish.roots:
            trust.check_trusted(certificate, others, wish.roots)
        stamper = _stamper(wish.stamping)
        lasting = trust.lasting_context(certificate, others, wish.roots) if stamper and wish.roots else None
        level, signed = _sign(wish, signer, stamper, lasting)
    write_whole(wish.out, signed)
    return {"level": level, "certificate": told(certificate)}


def told(certificate: x509.Certificate) -> dict[str, Any]:
    """Return what people want to know of a certificate: name, organ, issuer, serial, fingerprint, until (ms)."""
    return {
        "name": _part(certificate.subject, "common_name"),
        "organ": _part(certificate.subject, "organization_name"),
        "issuer": _part(certificate.issuer, "common_name") or certificate.issuer.human_friendly,
        "serial": f"{certificate.serial_number:x}",
        "fingerprint": certificate.sha256.hex(),
        "until": int(certificate.not_valid_after.timestamp() * 1000),
    }


def _sign(
    wish: Wish, signer: Signer, stamper: TimeStamper | None, lasting: ValidationContext | None
) -> tuple[str, bytes]:
    """Return how lasting the signature is (B-B, B-T, B-LTA), and the signed document."""
    place = place_of(wish.path, wish.look.office, wish.look.name)
    with _style(wish, signer.signing_cert, place) as look:
        try:
            if lasting is not None:
                # Where the time-stamp's own certificate leads to none of the authorities, it proves the time, but does
                # not outlast that certificate. That is looked at before anything is signed.
                with suppress(SigningError, PathBuildingError, PathValidationError):
                    return "B-LTA", _signed(wish, signer, stamper, lasting, look, place)
            return ("B-T" if stamper else "B-B"), _signed(wish, signer, stamper, None, look, place)
        except TimestampRequestError as error:
            raise NoTimeStamp from error
        except (PdfReadError, SigningError) as error:
            raise UnreadablePaper(reason="broken") from error


def _signed(
    wish: Wish,
    signer: Signer,
    stamper: TimeStamper | None,
    lasting: ValidationContext | None,
    look: StaticStampStyle,
    place: Place,
) -> bytes:
    described = PdfSignatureMetadata(
        field_name=wish.place,
        md_algorithm=_ALGORITHM,
        subfilter=fields.SigSeedSubFilter.PADES,
        validation_context=lasting,
        embed_validation_info=lasting is not None,
        use_pades_lta=lasting is not None,
        # What a certificate may be used for was looked at already.
        signer_key_usage=set(),
    )
    spec = fields.SigFieldSpec(sig_field_name=wish.place, on_page=place.page, box=place.box)
    made = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(Path(wish.path).read_bytes()))
    PdfSigner(described, signer, timestamper=stamper, stamp_style=look, new_field_spec=spec).sign_pdf(
        writer, output=made
    )
    return made.getvalue()


@contextmanager
def _style(wish: Wish, certificate: x509.Certificate, place: Place) -> Iterator[StaticStampStyle]:
    """Have what is seen of the signature, in a file of its own for as long as the block lasts."""
    look = wish.look
    lines = [
        f"Người ký: {_part(certificate.subject, 'common_name') or look.name}",
        f"Cơ quan: {_part(certificate.subject, 'organization_name') or look.organ}",
        f"Thời gian ký: {look.at}",
    ]
    page = Path(f"{wish.out}.look")
    page.write_bytes(drawn(lines, look.picture, *place.size))
    try:
        yield StaticStampStyle(
            border_width=0,
            background=ImportedPdfPage(str(page)),
            background_opacity=1.0,
            background_layout=SimpleBoxLayoutRule(x_align=_MIDDLE, y_align=_MIDDLE, margins=Margins.uniform(0)),
        )
    finally:
        page.unlink()


def _stamper(stamping: Stamping | None) -> TimeStamper | None:
    if stamping is None:
        return None
    known = (stamping.user, stamping.password) if stamping.user else None
    return _Stamper(stamping.url, known)


class _Stamper(RequestsHTTPTimeStamper):
    """Takes nonsense for no answer."""

    def __init__(self, url: str, known: tuple[str, str] | None) -> None:
        super().__init__(url, timeout=_PATIENCE_S, auth=known)  # type: ignore[no-untyped-call]

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        try:
            return await super().async_request_tsa_response(req)
        except ValueError as error:
            raise TimestampRequestError("not a time-stamp") from error


def _part(name: x509.Name, key: str) -> str:
    """Return one part of a name, the last if there are several."""
    found = name.native.get(key, "")
    return str(found[-1] if isinstance(found, list) else found)
