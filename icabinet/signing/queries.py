"""Questions about signatures that other rooms of the house may ask."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.signing.tables import SignatureRow


def signatures_of(session: Session, stream: str, document: str) -> list[SignatureRow]:
    """Return the signatures of a document, the first first. The file of the last one has them all."""
    query = select(SignatureRow).where(SignatureRow.stream == stream, SignatureRow.document == document)
    return list(session.scalars(query.order_by(SignatureRow.seq)))


def signed_file(session: Session, stream: str, document: str) -> str | None:
    """Return the SHA-256 of the document's file with all of its signatures; None if nobody has signed."""
    found = signatures_of(session, stream, document)
    return found[-1].sha if found else None


def signatures_by_file(session: Session, sha: str) -> list[SignatureRow]:
    """Return the signatures of which this file is: it came out of this house."""
    return list(session.scalars(select(SignatureRow).where(SignatureRow.sha == sha)))


def every_signed_file(session: Session) -> list[str]:
    """Return the SHA-256 of every file that was ever signed here; none of them may be lost."""
    return list(session.scalars(select(SignatureRow.sha)))
