"""Devices at the door, and by what they know people, as an administrator keeps them."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.errors import Refusal
from icabinet.extensions import services
from icabinet.people import accounts, badges
from icabinet.people import devices as kept
from icabinet.seats.rooms import room, rooms
from icabinet.web.pages.blueprint import pages
from icabinet.web.refusals import sentence
from icabinet.web.security import administrator


@pages.get("/devices")
def devices() -> str:
    administrator()
    return _page()


@pages.post("/devices")
def add_device() -> str | Response:
    """Make a device for a room, or for one meeting; its token is shown once."""
    asker, form = administrator(), request.form
    try:
        where = form.get("room", "")
        known = room(where).id if where else None
        _device, token = kept.add_device(
            form.get("name", ""), asker.person, room=known, meeting=form.get("meeting", "").strip() or None
        )
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
        return redirect(url_for("pages.devices"), 303)
    return _page(token)


@pages.post("/devices/<device>/revoke")
def revoke_device(device: str) -> Response:
    administrator()
    kept.revoke_device(device)
    flash(_("The device can no longer note anything."), "ok")
    return redirect(url_for("pages.devices"), 303)


@pages.post("/people/<person>/badges")
def add_badge(person: str) -> Response:
    """Let devices know somebody by the number of a card, or of a face."""
    administrator()
    accounts.person(person)
    try:
        badges.add_badge(person, request.form.get("identity", ""))
        flash(_("Saved."), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.edit_person", person=person, _anchor="badges"), 303)


@pages.post("/people/<person>/badges/<badge>/remove")
def remove_badge(person: str, badge: str) -> Response:
    administrator()
    badges.remove_badge(person, badge)
    flash(_("Saved."), "ok")
    return redirect(url_for("pages.edit_person", person=person, _anchor="badges"), 303)


def _page(token: str = "") -> str:
    names = {one.id: one.name for one in rooms()}
    return render_template(
        "seats/devices.html",
        devices=[(one, names.get(one.room or "", "")) for one in kept.devices()],
        rooms=[("", _("One meeting only")), *names.items()],
        token=token,
        address=f"{services().settings.origin}{url_for('api.note_passage')}",
        here="rooms",
    )
