"""Addresses that are told of events: made, tried, looked into, taken away."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet import ids
from icabinet.errors import Refusal
from icabinet.extensions import services
from icabinet.hooks import calls, keeping
from icabinet.hooks.carrier import carry
from icabinet.hooks.composing import trial_for
from icabinet.hooks.keeping import WantedHook
from icabinet.web.pages.acting import text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.programs import words
from icabinet.web.pages.programs.keys import page, reach_in
from icabinet.web.refusals import sentence
from icabinet.web.restricting import several_in
from icabinet.web.security import administrator


@pages.post("/programs/hooks")
def add_hook() -> str | Response:
    """Have an address told from now on; its secret is shown once."""
    asker, form = administrator(), request.form
    try:
        _person, body, beneath = reach_in(text(form, "reach"))
        wanted = WantedHook(text(form, "name"), text(form, "url"), several_in(form, "events"), body, beneath)
        _hook, secret = keeping.add_hook(wanted, asker.person)
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
        return redirect(url_for("pages.programs"), 303)
    return page(secret=secret)


@pages.get("/programs/hooks/<hook>")
def hook(hook: str) -> str:
    """Show what an address was told of late, and how that fared."""
    administrator()
    row = keeping.hook_row(hook)
    with services().db.reading() as session:
        found = calls.of_hook(session, hook)
    return render_template("programs/hook.html", hook=row, calls=found, words=words, here="programs")


@pages.post("/programs/hooks/<hook>/stop")
def stop_hook(hook: str) -> Response:
    administrator()
    keeping.stop_hook(hook)
    flash(_("This address is told nothing any more."), "ok")
    return redirect(url_for("pages.programs"), 303)


@pages.post("/programs/hooks/<hook>/again")
def tell_again(hook: str) -> Response:
    """Have all that was not taken told now."""
    administrator()
    keeping.hook_row(hook)
    flash(_("Calls that are tried again: %(count)s", count=calls.try_again(hook)), "ok")
    return _back(hook)


@pages.post("/programs/hooks/<hook>/trial")
def try_hook(hook: str) -> Response:
    """Call an address now, with an event that means nothing, and say what it answers."""
    administrator()
    (receipt,) = carry([trial_for(keeping.hook_row(hook), ids.new())])
    if receipt.why:
        flash(f"{words.WHY.get(receipt.why, receipt.why)} ({receipt.status or '–'})", "danger")
    else:
        flash(_("It was taken (%(status)s).", status=receipt.status), "ok")
    return _back(hook)


@pages.post("/programs/hooks/<hook>/secret")
def renew_secret(hook: str) -> str:
    """Give an address another secret; it is shown once."""
    administrator()
    return page(secret=keeping.renew_secret(hook))


def _back(hook: str) -> Response:
    return redirect(url_for("pages.hook", hook=hook), 303)
