"""One's own account: display, password, and where one is signed in."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.errors import Refusal
from icabinet.people import accounts, keys, sessions
from icabinet.post.addresses import calendar_address
from icabinet.web.pages import display
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.paths import own_path
from icabinet.web.pages.sign_ins import own
from icabinet.web.pages.signed_in import signed_in
from icabinet.web.refusals import sentence
from icabinet.web.security import limited, remember_locale, viewer, viewer_or_none


@pages.get("/account")
def account() -> str:
    person = accounts.person(viewer().person)
    ending = url_for("pages.end_session")
    return render_template(
        "people/account.html",
        person=person,
        sessions=signed_in(person.id),
        ending=ending,
        sign_ins=[] if viewer().meeting else own(person.id),
        calendar=calendar_address(person.id),
        keys=keys.all_keys(of=person.id),
        here="account",
    )


@pages.post("/account/display")
def change_display() -> Response:
    accounts.set_locale(viewer().person, request.form.get("locale", ""))
    response = redirect(url_for("pages.account"), 303)
    return display.keep(response, *map(request.form.get, ("theme", "text", "hand")))


@pages.post("/language")
def choose_language() -> Response:
    """Change the language before anybody is signed in."""
    back = own_path(request.form.get("back", "").rstrip("?"))
    response = redirect(back or url_for("pages.home"), 303)
    if viewer_or_none():
        accounts.set_locale(viewer().person, request.form.get("locale", ""))
    return remember_locale(response, request.form.get("locale", ""))


@pages.post("/account/password")
@limited
def change_password() -> Response:
    asker = viewer()
    try:
        accounts.change_password(
            asker.person,
            request.form.get("old", ""),
            request.form.get("new", ""),
            keep=asker.session,
        )
        flash(_("The password was changed. Other devices were signed out."), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.account"), 303)


@pages.post("/account/sessions/end")
def end_session() -> Response:
    sessions.end(request.form.get("session", ""), of=viewer().person)
    flash(_("The session was ended."), "ok")
    return redirect(url_for("pages.account"), 303)
