"""Job: a copy without the password. The password is used once, here, and written down nowhere."""

import io
from pathlib import Path

import pymupdf

from icabinet.worker import documents
from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.writing import write_whole


def unlock(path: str, password: str, out: str) -> dict[str, str]:
    """Write to `out` what is at `path`, a PDF or an Office file, without its password; give {}.

    Raises UnreadablePaper: "wrong_password", "broken", or "not_encrypted" for what needs none.
    """
    with Path(path).open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    (_unlock_pdf if is_pdf else _unlock_office)(path, password, out)
    return {}


def _unlock_pdf(path: str, password: str, out: str) -> None:
    with documents.reading(), pymupdf.open(path, filetype="pdf") as document:
        if not document.needs_pass:
            raise UnreadablePaper(reason="not_encrypted")
        if not document.authenticate(password):
            raise UnreadablePaper(reason="wrong_password")
        plain = document.tobytes(encryption=pymupdf.mupdf.PDF_ENCRYPT_NONE, garbage=1)
    write_whole(out, plain)


def _unlock_office(path: str, password: str, out: str) -> None:
    import msoffcrypto  # few children ever need it
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    plain = io.BytesIO()
    with Path(path).open("rb") as file:
        try:
            sealed = msoffcrypto.OfficeFile(file)
            if not sealed.is_encrypted():
                raise UnreadablePaper(reason="not_encrypted")
            sealed.load_key(password=password, verify_password=True)
            sealed.decrypt(plain)
        except InvalidKeyError as error:
            raise UnreadablePaper(reason="wrong_password") from error
        except (DecryptionError, FileFormatError, ParseError, OSError, ValueError, LookupError) as error:
            raise UnreadablePaper(reason="broken") from error
    write_whole(out, plain.getvalue())
