"""The published API, by key: meetings of a unit and of a person, coming and past, one meeting, its papers."""

from typing import Any, TypeVar

from flask import Response, current_app, request, url_for

from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.meetings.tables import MeetingRow
from icabinet.papers.sightings import Sighting
from icabinet.papers.storage import original_name
from icabinet.people.keys import LIST, PAPERS, READ, SCOPES, TAKE
from icabinet.web.api.operations import Shown, operation
from icabinet.web.published import check_has_unit, meetings_for, papers_for, records_for, span_in
from icabinet.web.security import asking_key, device
from icabinet.web.sending import named, send

_SHOWN_OF_ID, _SHOWN_OF_AGENT = 12, 40
S = TypeVar("S", bound=Shown)
_QUERY = {
    "when": "coming (by time; the default) or past (the latest first)",
    "since": "moment (ms) from which on they begin",
    "until": "moment (ms) before which they begin",
    "limit": "how many at most, up to 200; 50 if left out",
    "after": "where to go on, as the answer before said",
}


class KeyShown(Shown, frozen=True):
    """Whose meetings the key reaches: a person's, a body's (and of those beneath), or, if both are null, all."""

    name: str
    scopes: list[str]
    person: str | None
    body: str | None
    beneath: bool
    rate: int
    expires_at: int


class MeetingListed(Shown, frozen=True):
    """`state` is planned, live or ended; a meeting that was called off is ended, too."""

    id: str
    title: str
    body: str
    body_name: str
    state: str
    called_off: bool
    place: str
    starts_at: int
    minutes: int
    started_at: int | None
    ended_at: int | None


class MeetingsListed(Shown, frozen=True):
    """`after` is null at the end."""

    meetings: list[MeetingListed]
    after: str | None


class PartListed(Shown, frozen=True):
    person: str
    name: str
    title: str
    unit: str
    role: str
    entitled: bool


class ItemListed(Shown, frozen=True):
    id: str
    parent: str | None
    number: str
    title: str
    minutes: int | None
    presenter: str
    starts: str
    state: str


class VoteListed(Shown, frozen=True):
    """The verdict on a published vote, by language; who voted how is not said here."""

    id: str
    item: str | None
    question: str
    secret: bool
    closed_at: int | None
    sentences: dict[str, str]


class ConclusionListed(Shown, frozen=True):
    """`item` is null for the meeting as a whole."""

    item: str | None
    text: str
    announced_at: int


class DocumentListed(Shown, frozen=True):
    id: str
    kind: str
    about: str
    number: str | None
    issued_at: int


class MeetingTold(MeetingListed, frozen=True):
    """A meeting as everybody who takes part sees it."""

    online_url: str
    participants: list[PartListed]
    items: list[ItemListed]
    votes: list[VoteListed]
    conclusions: list[ConclusionListed]
    documents: list[DocumentListed]


class PaperListed(Shown, frozen=True):
    """`file`: path of the original, for a key with the scope papers.take."""

    id: str
    item: str | None
    title: str
    filename: str
    kind: str
    group: str
    level: str
    size: int
    pages: int | None
    version: int
    at: int
    sha: str
    file: str


@operation("GET", "/published/key", "published", answer=KeyShown, scope="any")
def published_key() -> KeyShown:
    """Say what the asking key is for."""
    key = asking_key()
    scopes = [scope for scope in SCOPES if scope in key.scopes]
    return KeyShown(
        name=key.name,
        scopes=scopes,
        person=key.person,
        body=key.body,
        beneath=key.beneath,
        rate=key.rate,
        expires_at=key.expires_at,
    )


@operation("GET", "/published/unit/meetings", "published", query=_QUERY, answer=MeetingsListed, scope=LIST)
def published_unit_meetings() -> MeetingsListed:
    """List meetings that the key's body holds, or at which somebody takes part for it."""
    check_has_unit(asking_key())
    return _page(*meetings_for(asking_key(), span_in(request.args)))


@operation("GET", "/published/people/<person>/meetings", "published", query=_QUERY, answer=MeetingsListed, scope=LIST)
def published_meetings_of(person: str) -> MeetingsListed:
    """List meetings that a person takes part in; "me" is whoever a person's key is for."""
    key = asking_key()
    wanted = key.person if person == "me" and key.person else person
    return _page(*meetings_for(key, span_in(request.args), wanted))


@operation("GET", "/published/meetings/<meeting>", "published", answer=MeetingTold, scope=READ)
def published_meeting(meeting: str) -> MeetingTold:
    """Read one meeting: who takes part, agenda, verdicts, conclusions, documents."""
    kinds = ("participants", "items", "polls", "conclusions", "documents")
    row, found = records_for(asking_key(), meeting, kinds)
    parts = [one for one in found["participants"] if one["role"] != "display"]
    votes = [one for one in found["polls"] if one["state"] == "published" and one["sentences"]]
    issued = [one for one in found["documents"] if one["state"] == "issued"]
    return MeetingTold(
        **_listed(row),
        online_url=row.online_url,
        participants=[_fitting(PartListed, one) for one in sorted(parts, key=lambda one: (one["rank"], one["name"]))],
        items=[_fitting(ItemListed, one) for one in found["items"]],
        votes=[_fitting(VoteListed, one) for one in sorted(votes, key=lambda one: (one["closed_at"] or 0, one["id"]))],
        conclusions=[_fitting(ConclusionListed, one) for one in found["conclusions"]],
        documents=[_fitting(DocumentListed, one) for one in sorted(issued, key=lambda one: one["issued_at"])],
    )


@operation("GET", "/published/meetings/<meeting>/papers", "published", answer=list[PaperListed], scope=PAPERS)
def published_papers(meeting: str) -> list[PaperListed]:
    """List the papers of a meeting that are for everybody in it, in their latest version."""
    return [
        _fitting(PaperListed, one | {"file": url_for("api.published_paper", meeting=meeting, paper=one["id"])})
        for one in papers_for(asking_key(), meeting)
    ]


@operation(
    "GET", "/published/meetings/<meeting>/papers/<paper>/file", "published", scope=TAKE,
    media="application/octet-stream",
)  # fmt: skip
def published_paper(meeting: str, paper: str) -> Response:
    """Take the original of a paper; that it was taken, and by which key, is on record with it."""
    key = asking_key()
    found = next((one for one in papers_for(key, meeting) if one["id"] == paper), None)
    path = services().storage.find(original_name(found["sha"])) if found else None
    if found is None or path is None:
        raise NotFound(kind="papers", id=paper[:40])
    current_app.extensions["sightings"].note_now(
        Sighting(
            meeting=meeting,
            paper=paper,
            person=f"key: {key.name}",
            what="original",
            session=key.id[:_SHOWN_OF_ID],
            device=device()[:_SHOWN_OF_AGENT],
        )
    )
    return named(send(path, mimetype="application/octet-stream"), found["filename"])


def _page(rows: list[MeetingRow], after: str | None) -> MeetingsListed:
    return MeetingsListed(meetings=[MeetingListed(**_listed(row)) for row in rows], after=after)


def _listed(row: MeetingRow) -> dict[str, Any]:
    named_so = {name: getattr(row, name) for name in MeetingListed.__struct_fields__ if name != "called_off"}
    return named_so | {"called_off": bool(row.called_off)}


def _fitting(shape: type[S], record: dict[str, Any]) -> S:
    """Return of a record what a shape has."""
    return shape(**{name: record[name] for name in shape.__struct_fields__})
