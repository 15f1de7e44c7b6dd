"""Accounts, as an administrator keeps them."""

import unicodedata

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.errors import Refusal
from icabinet.people import accounts
from icabinet.people.tables import PersonRow
from icabinet.web.pages.blueprint import pages
from icabinet.web.refusals import sentence
from icabinet.web.security import administrator

_NEW = {"id": "", "name": "", "login": "", "locale": "vi", "disabled": False, "administers": False}


@pages.get("/people")
def people() -> str:
    administrator()
    sought = request.args.get("q", "")
    found = [_line(row) for row in accounts.people() if _plain(sought) in _plain(f"{row.name} {row.login or ''}")]
    return render_template("people/people.html", people=found, sought=sought, here="people")


@pages.get("/people/new")
def new_person() -> str:
    administrator()
    return render_template("people/person.html", person=_NEW, problem=None, here="people")


@pages.post("/people/new")
def add_person() -> Response | tuple[str, int]:
    administrator()
    form = _form()
    try:
        person = accounts.add_person(
            form["name"], form["login"] or None, form["password"] or None, administers=form["administers"],
        )
        accounts.set_locale(person, form["locale"])
    except Refusal as refusal:
        return _again({**_NEW, **form}, refusal)
    flash(_("%(name)s was added.", name=form["name"]), "ok")
    return redirect(url_for("pages.people"), 303)


@pages.get("/people/<person>")
def edit_person(person: str) -> str:
    administrator()
    return render_template("people/person.html", person=accounts.person(person), problem=None, here="people")


@pages.post("/people/<person>")
def change_person(person: str) -> Response | tuple[str, int]:
    asker, known, form = administrator(), accounts.person(person), _form()
    if asker.person == person:
        form |= {"administers": True, "disabled": False}
    try:
        if form["password"]:
            accounts.set_password(person, form["password"])
        accounts.change_person(
            person, name=form["name"], locale=form["locale"],
            disabled=form["disabled"], administers=form["administers"],
        )
    except Refusal as refusal:
        return _again({**form, "id": person, "login": known.login}, refusal)
    flash(_("%(name)s was changed.", name=form["name"]), "ok")
    return redirect(url_for("pages.people"), 303)


def _again(person: dict[str, object], refusal: Refusal) -> tuple[str, int]:
    return render_template("people/person.html", person=person, problem=sentence(refusal), here="people"), refusal.status


def _form() -> dict[str, object]:
    texts = {name: request.form.get(name, "") for name in ("name", "login", "password", "locale")}
    return texts | {name: name in request.form for name in ("administers", "disabled")}


def _line(row: PersonRow) -> dict[str, object]:
    seats = [{"office": seat.office, "unit": seat.unit, "body": seat.organisation} for seat in row.seats]
    return {"id": row.id, "name": row.name, "login": row.login, "disabled": row.disabled,
            "administers": row.administers, "seats": seats}


def _plain(text: str) -> str:
    """Lower case without diacritics, so that "bien" finds "Biên"."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).strip()
