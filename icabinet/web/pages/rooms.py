"""Rooms and their plans, as an administrator keeps them."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.errors import Refusal
from icabinet.languages import current_locale
from icabinet.people.devices import devices
from icabinet.seats import rooms as kept
from icabinet.seats.arranging import arranged
from icabinet.seats.plans import Plan, read_plan
from icabinet.web.assets import asset
from icabinet.web.boot import catalog
from icabinet.web.pages.acting import number
from icabinet.web.pages.blueprint import pages
from icabinet.web.refusals import sentence
from icabinet.web.security import administrator


@pages.get("/rooms")
def rooms() -> str:
    administrator()
    found = [{"id": row.id, "name": row.name, "seats": len(kept.plan_in(row).seats)} for row in kept.rooms()]
    return render_template("seats/rooms.html", rooms=found, here="rooms")


@pages.post("/rooms")
def add_room() -> Response:
    administrator()
    try:
        room = kept.add_room(request.form.get("name", ""), _arranged())
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
        return redirect(url_for("pages.rooms"), 303)
    return redirect(url_for("pages.room_plan", room=room), 303)


@pages.get("/rooms/<room>")
def room_plan(room: str) -> str:
    administrator()
    row = kept.room(room)
    plan = kept.plan_in(row)
    boot = {
        "plan": row.plan,
        "locale": current_locale(),
        "catalog": catalog(current_locale()),
        "icons": asset("vendor/icons.svg"),
    }
    in_use = [one for one in devices() if one.room == room and one.revoked_at is None]
    return render_template("seats/room.html", room=row, plan=plan, boot=boot, devices=in_use, here="rooms")


@pages.post("/rooms/<room>")
def change_room(room: str) -> Response:
    """Keep the name, and the plan as it was drawn."""
    administrator()
    form = request.form
    try:
        plan = read_plan(form["plan"]) if form.get("plan") else None
        kept.change_room(room, name=form.get("name", ""), plan=plan)
        flash(_("Saved."), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.room_plan", room=room), 303)


@pages.post("/rooms/<room>/arrange")
def arrange_room(room: str) -> Response:
    """Draw the plan anew, from a few numbers."""
    administrator()
    try:
        kept.change_room(room, plan=_arranged())
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.room_plan", room=room), 303)


def _arranged() -> Plan:
    form = request.form
    head, across, deep = (number(form, name) or 0 for name in ("head", "across", "deep"))
    return arranged(form.get("shape", ""), head=head, across=across, deep=deep)
