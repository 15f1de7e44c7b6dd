"""Bodies and their members, as an administrator keeps them."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.errors import Invalid
from icabinet.extensions import services
from icabinet.floor import settings as floor
from icabinet.people import accounts
from icabinet.people import bodies as kept
from icabinet.people.bodies import Seat
from icabinet.people.letterheads import set_letterhead as set_head
from icabinet.people.lists import choosing
from icabinet.polls.electorate import weight_from, weight_text
from icabinet.polls.majority import PRESETS, preset
from icabinet.polls.words import preset_words
from icabinet.positions import rules as consent
from icabinet.web.pages import choices, flooring, organisation, words
from icabinet.web.pages.blueprint import pages
from icabinet.web.security import administrator


@pages.get("/bodies")
def bodies() -> str:
    administrator()
    lines = organisation.lines_of(kept.bodies())
    indented = [(line["id"], "\u2003" * line["depth"] + line["name"]) for line in lines]
    parents = [("", _("None")), *indented]
    tree = organisation.nested(lines)
    return render_template(
        "people/bodies.html", tree=tree, count=len(lines), bodies=indented, parents=parents, here="bodies"
    )


@pages.post("/bodies")
def add_body() -> Response:
    administrator()
    body = kept.add_body(request.form.get("name", ""), request.form.get("parent") or None)
    return redirect(url_for("pages.body", body=body), 303)


@pages.post("/bodies/move")
def move_body() -> Response:
    """Put a body under another one (`parent`), or one place on among those beside it (`way`)."""
    administrator()
    form = request.form
    body = form.get("body", "")
    try:
        if way := form.get("way"):
            organisation.move_on(body, way)
        else:
            kept.move(body, form.get("parent") or None)
            flash(_("The body was moved, with all that lies below it."), "ok")
    except Invalid:
        flash(_("A body cannot lie below itself."), "danger")
    return redirect(url_for("pages.bodies", _anchor=f"body-{body}"), 303)


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
        issuers=choices.issuers(),
        offices=_offices(),
        consents=[(name, words.CONSENT_RULES[name]) for name in consent.PRESETS],
        adoptions=[(name, words.ADOPTIONS[name]) for name in consent.ADOPTIONS],
        here="bodies",
        **flooring.shown(floor.kept(row.floor), row),
    )


@pages.post("/bodies/<body>/name")
def rename_body(body: str) -> Response:
    administrator()
    kept.rename(body, request.form.get("name", ""))
    flash(_("Saved."), "ok")
    return redirect(url_for("pages.body", body=body), 303)


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
    form = request.form
    set_head(body, form.get("symbol", ""), form.get("town", ""), form.get("issuer", ""))
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
    office = form.get("office", "").strip()
    place = Seat(
        office,
        form.get("unit", "").strip(),
        form.get("rank", default=_rank_of(office), type=int),
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


def _offices() -> list[str]:
    with services().db.reading() as session:
        return list(choosing.offices(session))


def _rank_of(office: str) -> int:
    """Return the rank that goes with a position, or the one of everybody else."""
    with services().db.reading() as session:
        rank = choosing.rank_of(session, office)
    return Seat().rank if rank is None else rank
