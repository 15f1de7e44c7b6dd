"""Job: what is this file, and can it be shown at all? Asked while the person still waits."""

from pathlib import Path

from icabinet.worker import imaging, zips
from icabinet.worker.kinds import OFFICE, PICTURES, kind_of
from icabinet.worker.office import converting as office
from icabinet.worker.refusals import NotAPaper, UnreadablePaper
from icabinet.worker.sizing import page_sizes

_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def inspect(path: str, filename: str) -> dict[str, str]:
    """Give {"kind"}: "pdf", "txt", or one of `kinds.OFFICE` and `kinds.PICTURES`. Raises NotAPaper or UnreadablePaper.

    The name counts only where the content says nothing: for plain text.
    """
    try:
        kind = kind_of(path, filename)
    except zips.BROKEN_ZIP as error:
        raise UnreadablePaper(reason="broken") from error
    if not kind:
        raise NotAPaper(filename=filename)
    if kind == "pdf":
        page_sizes(path)
    elif kind == "ole":
        _refuse_old(path)
    elif kind in PICTURES:
        imaging.check(path, kind)
    elif kind in OFFICE:
        _check_office(path, kind)
    return {"kind": kind}


def _check_office(path: str, kind: str) -> None:
    if kind != "rtf":
        zips.check(path)
    if kind != "docx" and not office.available():
        raise UnreadablePaper(reason="needs_office")


def _refuse_old(path: str) -> None:
    """Word wraps a file with a password in the format of 1997, which we do not read either."""
    locked = _ENCRYPTED_STREAM in Path(path).read_bytes()
    raise UnreadablePaper(reason="encrypted" if locked else "old_office")
