"""Signing an issued document: the file as it stands, with what is typed and uploaded for this one signature."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet import clock
from icabinet.desks.signing import Key, signed
from icabinet.errors import Invalid, NotAllowed, NotFound, Refusal, TooLarge
from icabinet.extensions import services
from icabinet.languages import local
from icabinet.meetings.queries import stream_of
from icabinet.papers.proving import sha_of
from icabinet.papers.sluice import Sluice
from icabinet.papers.storage import Damaged, original_name
from icabinet.people import policy
from icabinet.performing import perform_inside
from icabinet.signing.queries import signatures_of, signed_file
from icabinet.signing.rules import Place, SignedMeanwhile, check_may_sign, place_for, places_of
from icabinet.signing.tables import SignatureRow
from icabinet.web.forms import made
from icabinet.web.pages.acting import text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.minutes.paper import paper_of
from icabinet.web.pages.minutes.reading import Seen, seen
from icabinet.web.refusals import sentence
from icabinet.web.security import actor, viewer
from icabinet.worker.signatures.wishes import KeyFile, Look, Service, Token

# Small enough that it stays in memory while the request is read.
_MOST_KEY_BYTES = 100 * 1024
_MOST_PICTURE_BYTES = 300 * 1024
_LONGEST_SECRET = 200
_TIMES = 3
# The names of the fields in the file, as other programs show them.
FIELDS: dict[Place, str] = {"secretary": "Thu-ky", "chair": "Chu-toa"}
_signing = Sluice()


@pages.post("/meetings/<meeting>/documents/<document>/sign")
def sign_document(meeting: str, document: str) -> Response:
    """Sign the document, as the secretary or the chair that one is."""
    found = seen(meeting, document)
    policy.check(found.role, "minutes.sign")
    try:
        with _signing.alone(viewer().person):
            _sign(found, _key(), _upload("picture", _MOST_PICTURE_BYTES))
        flash(_("The document is signed."), "ok")
    except NotFound:
        raise
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.document", meeting=meeting, document=document), 303)


def ways() -> list[str]:
    """Return by what keys one can sign here: a file always, token and service where they are set."""
    settings = services().settings
    token, service = ["token"] if settings.sign_token else [], ["service"] if settings.sign_service_url else []
    return ["file", *token, *service]


def signed_so_far(found: Seen) -> list[SignatureRow]:
    with services().db.reading() as session:
        return signatures_of(session, stream_of(found.meeting["id"]), found.row.id)


def places(found: Seen) -> list[dict[str, Any]]:
    """Return who signs the document: {place, mine, signature: row or None}, from left to right."""
    there = {row.place: row for row in signed_so_far(found)}
    mine = place_for(found.row.kind, found.role) if policy.may(found.role, "minutes.sign") else None
    return [
        {"place": place, "mine": place == mine, "signature": there.get(place)} for place in places_of(found.row.kind)
    ]


@contextmanager
def as_it_stands(found: Seen, form: str = "pdf") -> Iterator[Path]:
    """Have the document's file: the PDF with the signatures that it has, else one that is made anew (docx, pdf)."""
    with services().db.reading() as session:
        sha = signed_file(session, stream_of(found.meeting["id"]), found.row.id)
    if sha is None:
        with made(paper_of(found), form) as file, file:
            yield Path(file.name)
        return
    path = services().storage.find(original_name(sha))
    if path is None:
        raise Damaged(name=original_name(sha))
    yield path


def _sign(found: Seen, key: Key, picture: bytes) -> None:
    """Sign what stands now; should somebody else sign in that very moment, what stands then."""
    place = place_for(found.row.kind, found.role)
    if place is None:
        raise NotAllowed(permission="minutes.sign")
    for last in reversed(range(_TIMES)):
        taken = [row.place for row in signed_so_far(found)]
        check_may_sign(found.row.id, found.row.kind, found.row.state, found.role, place=place, taken=taken)
        try:
            _sign_once(found, place, key, picture)
        except SignedMeanwhile:
            if not last:
                raise
        else:
            return


def _sign_once(found: Seen, place: Place, key: Key, picture: bytes) -> None:
    storage, limit = services().storage, services().settings.max_upload
    with as_it_stands(found) as source:
        before = services().offload(sha_of, source)
        with signed(source, FIELDS[place], _look(found, place, picture), key) as (path, told), path.open("rb") as file:
            stored = storage.keep(file, limit)
    args = {
        "id": text(request.form, "id"),
        "document": found.row.id,
        "place": place,
        "before": before,
        "sha": stored.sha,
        "size": stored.size,
        **told,
    }
    perform_inside(actor(), stream_of(found.meeting["id"]), text(request.form, "act"), "signing.sign", args)


def _look(found: Seen, place: Place, picture: bytes) -> Look:
    signer = paper_of(found).signers[places_of(found.row.kind).index(place)]
    now = local(clock.now_ms())
    return Look(
        office=signer.office,
        name=signer.name,
        organ=found.letterhead.name,
        at=f"{now:%d.%m.%Y %H:%M:%S} {now.isoformat()[-6:]}",
        picture=picture,
    )


def _key() -> Key:
    """Return what the request brings to sign with; it is held nowhere else."""
    form, settings, way = request.form, services().settings, text(request.form, "way")
    secret = form.get("password", "")[:_LONGEST_SECRET]
    if way not in ways():
        raise Invalid(where="way", why="unknown")
    if way == "file":
        return KeyFile(_upload("key", _MOST_KEY_BYTES), secret)
    if way == "token":
        return Token(settings.sign_token, text(form, "label")[:_LONGEST_SECRET], secret)
    named = text(form, "credential")[:_LONGEST_SECRET]
    otp = text(form, "otp")[:_LONGEST_SECRET]
    return Service(settings.sign_service_url, settings.sign_service_access, named, secret, otp)


def _upload(name: str, most: int) -> bytes:
    file = request.files.get(name)
    data = file.stream.read(most + 1) if file else b""
    if len(data) > most:
        raise TooLarge(limit=most)
    return data
