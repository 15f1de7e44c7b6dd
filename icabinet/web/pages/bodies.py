"""Bodies and their members, as an administrator keeps them."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.floor import settings as floor
from icabinet.people import accounts
from icabinet.people import bodies as kept
from icabinet.people.bodies import Seat
from icabinet.people.tables import BodyRow
from icabinet.polls.electorate import weight_from, weight_text
from icabinet.polls.majority import PRESETS, preset
from icabinet.polls.words import preset_words
from icabinet.positions import rules as consent
from icabinet.web.pages import flooring, words
from icabinet.web.pages.blueprint import pages
from icabinet.web.security import administrator


@pages.get("/bodies")
def bodies() -> str:
    administrator()
    rows = kept.bodies()
    parents = [("", _("None")), *((row.id, row.name) for row in rows)]
    return render_template("people/bodies.html", bodies=_tree(rows), parents=parents, here="bodies")


@pages.post("/bodies")
def add_body() -> Response:
    administrator()
    body = kept.add_body(request.form.get("name", ""), request.form.get("parent") or None)
    return redirect(url_for("pages.body", body=body), 303)


@pages.get("/bodies/<body>")
def body(body: str) -> str:
    administrator()
    row = kept.body(body)
    seats = [
        {
            "person": seat.holder,
            "office": seat.office,
            "unit": seat.unit,
            "rank": seat.rank,
            "votes": seat.votes,
            "prepares": seat.prepares,
            "weight": weight_text(seat.weight),
        }
        for seat in row.seats
    ]
    seated = {seat.person for seat in row.seats}
    others = [(other.id, other.name) for other in accounts.people() if other.id not in seated and not other.disabled]
    rules = [(name, preset_words(name)) for name in PRESETS]
    return render_template(
        "people/body.html",
        body=row,
        seats=seats,
        others=others,
        rules=rules,
        consents=[(name, words.CONSENT_RULES[name]) for name in consent.PRESETS],
        adoptions=[(name, words.ADOPTIONS[name]) for name in consent.ADOPTIONS],
        here="bodies",
        **flooring.shown(floor.kept(row.floor), row),
    )


@pages.post("/bodies/<body>/rule")
def set_rule(body: str) -> Response:
    administrator()
    rule = preset(request.form.get("preset", "")).preset
    kept.set_preset(body, rule, afar="afar" in request.form)
    flash(_("The majority rule was saved."), "ok")
    return redirect(url_for("pages.body", body=body), 303)


@pages.post("/bodies/<body>/consent")
def set_consent(body: str) -> Response:
    administrator()
    rule = consent.preset(request.form.get("consent", ""))
    kept.set_consent(body, rule.preset, consent.checked_adoption(request.form.get("adoption", "")))
    flash(_("How items are adopted without debate was saved."), "ok")
    return redirect(url_for("pages.body", body=body), 303)


@pages.post("/bodies/<body>/letterhead")
def set_letterhead(body: str) -> Response:
    administrator()
    kept.set_letterhead(body, request.form.get("symbol", ""), request.form.get("town", ""))
    flash(_("How documents are numbered and dated was saved."), "ok")
    return redirect(url_for("pages.body", body=body), 303)


@pages.post("/bodies/<body>/floor")
def set_floor(body: str) -> Response:
    """Keep how the body's meetings give the floor."""
    administrator()
    kept.set_floor(body, floor.typed(flooring.read(request.form)))
    flash(_("The rules of the floor were saved."), "ok")
    return redirect(url_for("pages.body", body=body, _anchor="floor"), 303)


@pages.post("/bodies/<body>")
def seat(body: str) -> Response:
    administrator()
    form = request.form
    rank = form.get("rank", default=100, type=int)
    place = Seat(
        form.get("office", "").strip(),
        form.get("unit", "").strip(),
        rank,
        "votes" in form,
        "prepares" in form,
        weight_from(form.get("weight") or "1"),
    )
    kept.seat(body, form.get("person", ""), place)
    flash(_("The seat was saved."), "ok")
    return redirect(url_for("pages.body", body=body), 303)


@pages.post("/bodies/<body>/members/<person>/remove")
def unseat(body: str, person: str) -> Response:
    administrator()
    kept.unseat(body, person)
    flash(_("The member was removed from this body."), "ok")
    return redirect(url_for("pages.body", body=body), 303)


def _tree(rows: Sequence[BodyRow], parent: str | None = None, depth: int = 0) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for row in rows:
        if row.parent == parent:
            line: dict[str, object] = {
                "id": row.id,
                "name": row.name,
                "parent": parent,
                "depth": depth,
                "members": len(row.seats),
            }
            found += [line, *_tree(rows, row.id, depth + 1)]
    return found
