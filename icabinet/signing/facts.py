"""What can happen when documents are signed."""

from icabinet.journal.facts import Fact, fact
from icabinet.signing.rules import Certificate, Level, Place


@fact("signing.signed")
class DocumentSigned(Fact, frozen=True):
    """Somebody signed an issued document, in this place of its form.

    sha, size: of the file with the signature; before: SHA-256 of the file that was signed; level: B-B, B-T (with a
    time-stamp) or B-LTA (made to last).
    """

    signature: str
    document: str
    place: Place
    before: str
    sha: str
    size: int
    level: Level
    certificate: Certificate
