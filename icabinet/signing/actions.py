"""Putting a signature that was made down in the journal."""

from icabinet.journal.actions import ANY_STATE, Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import role_of
from icabinet.minutes.queries import document_row
from icabinet.signing import rules
from icabinet.signing.facts import DocumentSigned
from icabinet.signing.queries import signatures_of
from icabinet.signing.rules import Certificate, Hash, Level, Place
from icabinet.signing.tables import SignatureRow


class SignDocument(Args, frozen=True):
    """before: SHA-256 of the file that was signed; sha, size: of what it has become."""

    id: str
    document: str
    place: Place
    before: Hash
    sha: Hash
    size: int
    level: Level
    certificate: Certificate


@action("signing.sign", SignDocument, permission="minutes.sign", when=ANY_STATE, inside=True)
def sign(turn: Turn, args: SignDocument) -> None:
    """Note a signature on an issued document, whose file with it has been stored."""
    turn.check_free(SignatureRow, args.id)
    row = document_row(turn.session, turn.stream, args.document)
    there = signatures_of(turn.session, turn.stream, row.id)
    role = role_of(turn.session, turn.meeting, turn.actor)
    taken = [one.place for one in there]
    rules.check_may_sign(row.id, row.kind, row.state, role, place=args.place, taken=taken)
    rules.check_last(args.before, there[-1].sha if there else None)
    turn.record(
        DocumentSigned(
            signature=args.id,
            document=row.id,
            place=args.place,
            before=args.before,
            sha=args.sha,
            size=args.size,
            level=args.level,
            certificate=args.certificate,
        )
    )
