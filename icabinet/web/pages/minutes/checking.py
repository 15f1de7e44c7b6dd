"""Looking at signatures: of a document of ours, and of any PDF that somebody has been given."""

from typing import Any

from flask import Response, render_template, request
from flask_babel import lazy_gettext

from icabinet.desks.signing import checked, roots
from icabinet.errors import Invalid, NotFound, Refusal
from icabinet.extensions import services
from icabinet.meetings.queries import role_of
from icabinet.minutes.kinds import NAMES
from icabinet.minutes.queries import document_row
from icabinet.papers.proving import sha_of
from icabinet.papers.sluice import Sluice
from icabinet.papers.storage import original_name
from icabinet.people import policy
from icabinet.signing.queries import signatures_by_file
from icabinet.web.forms import TYPES, file_name
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.minutes import words
from icabinet.web.pages.minutes.reading import Seen, seen
from icabinet.web.pages.minutes.signing import FIELDS, as_it_stands, signed_so_far
from icabinet.web.refusals import sentence
from icabinet.web.security import viewer
from icabinet.web.sending import named, send

VERDICTS = {
    "good": (lazy_gettext("Valid"), "ok"),
    "unknown": (lazy_gettext("Whole, but nobody who is trusted here vouches for the signer"), "warn"),
    "expired": (lazy_gettext("Whole, but the certificate was not valid when it was signed"), "danger"),
    "revoked": (lazy_gettext("The certificate has been revoked"), "danger"),
    "changed": (lazy_gettext("The document was changed after it was signed"), "danger"),
    "broken": (lazy_gettext("The signature does not fit the document"), "danger"),
}
LEVELS = {
    "B-B": lazy_gettext("The time is the signer's own word"),
    "B-T": lazy_gettext("Time-stamped"),
    "B-LT": lazy_gettext("Time-stamped, with proof that the certificate was valid"),
    "B-LTA": lazy_gettext("Time-stamped and made to last"),
}
PLACES = {"secretary": lazy_gettext("Secretary"), "chair": lazy_gettext("Chair")}
_checking = Sluice()


@pages.get("/meetings/<meeting>/documents/<document>/signatures")
def document_signatures(meeting: str, document: str) -> str:
    """Show whose signatures the document has, checked now."""
    found = seen(meeting, document)
    rows = signed_so_far(found)
    if not rows:
        raise NotFound(kind="signatures", id=document)
    problem, signatures = _look_at(original_name(rows[-1].sha))
    return render_template(
        "minutes/signatures.html",
        meeting=found.meeting,
        document=found.row,
        sha=rows[-1].sha,
        signatures=signatures,
        problem=problem,
        **_said(),
    )


@pages.get("/signatures")
def check_signatures() -> str:
    """Ask for a PDF whose signatures one wants to know about."""
    viewer()
    return render_template("minutes/checking.html", **_said())


@pages.post("/signatures")
def check_signatures_of() -> str | tuple[str, int]:
    """Say whose signatures an uploaded PDF has, and whether it came out of this house. It is not kept."""
    person, file = viewer().person, request.files.get("file")
    if file is None or not file.filename:
        raise Invalid(where="file", why="missing")
    storage, limit = services().storage, services().settings.max_upload
    with _checking.alone(person), storage.lend(file.stream, limit) as name:
        path = storage.find(name)
        sha = services().offload(sha_of, path) if path else ""
        problem, signatures = _look_at(name)
    page = render_template(
        "minutes/checking.html",
        filename=file.filename,
        sha=sha,
        signatures=signatures,
        problem=problem,
        ours=_ours(sha, person),
        **_said(),
    )
    return (page, 422) if problem else page


def signed_pdf(found: Seen) -> Response | None:
    """Send the document's file with its signatures, None if nobody has signed."""
    if not signed_so_far(found):
        return None
    with as_it_stands(found) as path:
        filename = file_name(NAMES[found.row.kind], found.row.about, "pdf")
        return named(send(path.resolve(), mimetype=TYPES["pdf"]), filename)


def _look_at(name: str) -> tuple[str, list[dict[str, Any]]]:
    try:
        return "", checked(name)
    except Refusal as refusal:
        return sentence(refusal), []


def _said() -> dict[str, Any]:
    places = {field: PLACES[place] for place, field in FIELDS.items()}
    return {"verdicts": VERDICTS, "levels": LEVELS, "places": places, "trusts": bool(roots()), "words": words}


def _ours(sha: str, person: str) -> dict[str, Any] | None:
    """Return {meeting, document: row} if the file is one that was signed here and the asker may read; else None."""
    with services().db.reading() as session:
        for row in signatures_by_file(session, sha):
            meeting = row.stream.partition(":")[2]
            if policy.may(role_of(session, meeting, person), "minutes.read"):
                return {"meeting": meeting, "document": document_row(session, row.stream, row.document)}
    return None
