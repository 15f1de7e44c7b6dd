"""What the chair has published, for anybody: pages without scripts or cookies, a feed and a calendar.

Nothing is read here but the table of what was published, so that nothing else can ever be shown.
"""

from typing import Any

from flask import Blueprint, Response, render_template, request
from flask_babel import force_locale

from icabinet import ids
from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.invitations.facts import What
from icabinet.languages import LAWFUL, LOCALES
from icabinet.post import calendar as dates
from icabinet.post.addresses import address
from icabinet.post.composing import host
from icabinet.publications.contents import AGENDA, agenda_in, decisions_in
from icabinet.publications.queries import bodies_published, publication_of, published
from icabinet.publications.tables import PublicationRow
from icabinet.web.feed import feed_of
from icabinet.web.limits import public_limited

public = Blueprint("public", __name__, url_prefix="/public")
_MOST = 100
_KEPT_S = 60
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


@public.get("")
@public_limited
def index() -> Response:
    """List what is published, of all bodies or of one."""
    rows, bodies = _found()
    return _page("publications/public/list.html", rows=rows, bodies=bodies, body=_asked_body())


@public.get("/<meeting>/<what>")
@public_limited
def one(meeting: str, what: str) -> Response:
    """Show an agenda, or decisions; of what was taken back, only that it was."""
    with services().db.reading() as session:
        row = publication_of(session, ids.check(meeting, "meeting"), what[:20])
    if row is None:
        raise NotFound(kind="publications", id=meeting)
    if row.withdrawn_at is not None:
        answer = _page("publications/public/gone.html")
        answer.status_code = 410
        return answer
    content: Any = agenda_in(row.content) if row.what == AGENDA else decisions_in(row.content)
    return _page("publications/public/one.html", row=row, content=content)


@public.get("/feed.atom")
@public_limited
def feed() -> Response:
    """Send the latest of what is published as an Atom feed."""
    rows, _bodies = _found()
    lang = _lang()
    with force_locale(lang):
        made = feed_of(rows, lang, address("public.feed"), _where)
    return _kept(Response(made, mimetype="application/atom+xml"))


@public.get("/calendar.ics")
@public_limited
def calendar() -> Response:
    """Send the meetings whose agenda is published as a calendar."""
    rows, _bodies = _found()
    found = [_date(row) for row in rows if row.what == AGENDA]
    return _kept(Response(dates.feed("I-Cabinet", found, host()), mimetype="text/calendar"))


def _found() -> tuple[list[PublicationRow], list[tuple[str, str]]]:
    with services().db.reading() as session:
        return published(session, _MOST, _asked_body()), bodies_published(session)


def _where(row: PublicationRow) -> str:
    return address("public.one", meeting=row.meeting, what=row.what)


def _date(row: PublicationRow) -> dates.Date:
    return dates.Date(
        meeting=row.meeting,
        what=What(title=row.title, starts_at=row.starts_at, minutes=row.minutes, place=row.place, online_url=""),
        number=row.revision + row.called_off,
        at=row.at,
        link=_where(row),
        note=row.body_name,
        off=row.called_off,
    )


def _asked_body() -> str | None:
    return request.args.get("body", "")[:40] or None


def _lang() -> str:
    """Return the language that the address asks for: a cookie would make the page another for each reader."""
    asked = request.args.get("lang", LAWFUL)
    return asked if asked in LOCALES else LAWFUL


def _page(template: str, **shown: Any) -> Response:
    lang = _lang()
    with force_locale(lang):
        page = render_template(template, lang=lang, other="en" if lang == LAWFUL else LAWFUL, **shown)
    answer = _kept(Response(page, mimetype="text/html"))
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer


def _kept(answer: Response) -> Response:
    """Let proxies and browsers keep it for a minute, and ask afterwards whether it has changed."""
    answer.headers["Cache-Control"] = f"public, max-age={_KEPT_S}"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
