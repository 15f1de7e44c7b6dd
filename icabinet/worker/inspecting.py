"""Job: is this file what its name says, and can it be shown at all? Asked while the person still waits."""

from pathlib import Path

from icabinet.worker.refusals import NotAPaper, UnreadablePaper
from icabinet.worker.sizing import page_sizes
from icabinet.worker.zips import check_docx

_HEAD = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def inspect(path: str, filename: str) -> dict[str, str]:
    """Give {"kind": "pdf" | "docx"}. Raises NotAPaper or UnreadablePaper."""
    with Path(path).open("rb") as file:
        head = file.read(_HEAD)
    suffix = Path(filename).suffix.lower()
    if suffix == ".pdf" and _may_be_pdf(head):
        page_sizes(path)
        return {"kind": "pdf"}
    if suffix == ".docx" and head.startswith(b"PK"):
        check_docx(path, filename)
        return {"kind": "docx"}
    if suffix == ".docx" and head.startswith(_OLE) and _ENCRYPTED_STREAM in Path(path).read_bytes():
        raise UnreadablePaper(reason="encrypted")  # Word wraps a file with a password in the old format
    raise NotAPaper(filename=filename)


def _may_be_pdf(head: bytes) -> bool:
    """Some begin with a comment and the first object, and every reader opens them; HTML, SVG and images never do."""
    return b"%PDF-" in head or (head.startswith(b"%") and b" obj" in head)
