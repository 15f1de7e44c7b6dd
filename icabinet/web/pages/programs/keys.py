"""The page of programs, and their keys: made, shown once, taken back; and the keys that read for oneself."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet import clock
from icabinet.errors import Invalid, NotAllowed, Refusal
from icabinet.hooks.keeping import hooks
from icabinet.people import accounts, bodies
from icabinet.people import keys as kept
from icabinet.people.keys import WantedKey
from icabinet.people.tables import KeyRow
from icabinet.post.addresses import address
from icabinet.publications.events import EVENTS
from icabinet.web.pages.acting import number, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.programs import words
from icabinet.web.pages.programs.reading import key_calendar_address
from icabinet.web.refusals import sentence
from icabinet.web.restricting import several_in
from icabinet.web.security import administrator, viewer

_BENEATH = "+"


@pages.get("/programs")
def programs() -> str:
    """Show which programs read here, and which are told."""
    administrator()
    return page()


@pages.post("/programs/keys")
def add_key() -> str | Response:
    """Make a key; it is shown once."""
    asker, form = administrator(), request.form
    try:
        person, body, beneath = reach_in(text(form, "reach"))
        wanted = WantedKey(
            name=text(form, "name"),
            scopes=several_in(form, "scopes"),
            person=person,
            body=body,
            beneath=beneath,
            days=number(form, "days") or kept.USUAL_DAYS,
            rate=number(form, "rate") or kept.USUAL_RATE,
        )
        key, token = kept.add_key(wanted, asker.person)
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
        return redirect(url_for("pages.programs"), 303)
    calendar = key_calendar_address(key) if kept.CALENDAR in wanted.scopes else ""
    return page(token=token, calendar=calendar)


@pages.post("/programs/keys/<key>/revoke")
def revoke_key(key: str) -> Response:
    kept.revoke_key(key, administrator().person)
    flash(_("The key no longer opens anything."), "ok")
    return redirect(url_for("pages.programs"), 303)


@pages.post("/account/keys/<key>/revoke")
def revoke_own_key(key: str) -> Response:
    """Take back a key that reads for oneself, whoever made it."""
    asker = viewer()
    if asker.meeting:
        raise NotAllowed(permission="account")
    kept.revoke_key(key, asker.person, of=asker.person)
    flash(_("The key no longer opens anything."), "ok")
    return redirect(url_for("pages.account"), 303)


def page(**shown: Any) -> str:
    """Return the page of all programs, with what is shown once."""
    names = {row.id: row.name for row in bodies.bodies()}
    people = {row.id: row.name for row in accounts.people()}
    now = clock.now_ms()
    reaches = [("", _("All meetings"))]
    reaches += [(f"body:{one}", name) for one, name in names.items()]
    reaches += [(f"body:{one}{_BENEATH}", _("%(name)s and those beneath", name=name)) for one, name in names.items()]
    return render_template(
        "programs/programs.html",
        keys=[{"row": row, "reach": _reach(row, names, people), "works": _works(row, now)} for row in kept.all_keys()],
        hooks=[{"row": row, "body": names.get(row.body or "", "")} for row in hooks()],
        reaches=reaches,
        persons=[(f"person:{one}", name) for one, name in people.items()],
        events=EVENTS,
        words=words,
        usual=kept,
        api=address("pages.api"),
        here="programs",
        **shown,
    )


def reach_in(typed: str) -> tuple[str | None, str | None, bool]:
    """Read whose meetings are chosen: "person:…", "body:…", "body:…+" with those beneath, or "" for all."""
    kind, _colon, name = typed.partition(":")
    if kind == "person":
        return name, None, False
    if kind == "body":
        return None, name.removesuffix(_BENEATH), name.endswith(_BENEATH)
    if typed:
        raise Invalid(where="reach", why="unknown")
    return None, None, False


def _works(row: KeyRow, now: int) -> bool:
    return row.revoked_at is None and row.expires_at > now


def _reach(row: KeyRow, names: dict[str, str], people: dict[str, str]) -> str:
    if row.person is not None:
        return _("Meetings of %(name)s", name=people.get(row.person, row.person))
    if row.body is None:
        return _("All meetings")
    name = names.get(row.body, row.body)
    return _("%(name)s and those beneath", name=name) if row.beneath else name
