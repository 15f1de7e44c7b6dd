"""How each fact changes the signatures. Nothing else writes them."""

import msgspec
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, projects
from icabinet.signing.facts import DocumentSigned
from icabinet.signing.tables import SignatureRow


@projects(DocumentSigned)
def sign(session: Session, entry: Entry, fact: DocumentSigned) -> list[str]:
    session.add(
        SignatureRow(
            stream=entry.stream,
            id=fact.signature,
            document=fact.document,
            place=fact.place,
            person=entry.actor,
            at=entry.at,
            seq=entry.seq,
            before=fact.before,
            sha=fact.sha,
            size=fact.size,
            level=fact.level,
            certificate=msgspec.to_builtins(fact.certificate),
        )
    )
    return [f"signatures/{fact.signature}"]
