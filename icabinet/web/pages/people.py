"""Accounts, as an administrator keeps them."""

from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.errors import Refusal
from icabinet.people import accounts, mail, sessions
from icabinet.people.badges import badges_of
from icabinet.people.tables import PersonRow
from icabinet.text import called, plain
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.signed_in import signed_in
from icabinet.web.refusals import sentence
from icabinet.web.security import administrator


@dataclass(frozen=True)
class Typed:
    """An account as the form shows it and sends it."""

    id: str = ""
    name: str = ""
    login: str | None = ""
    password: str = ""
    email: str = ""
    locale: str = "vi"
    administers: bool = False
    disabled: bool = False


@pages.get("/people")
def people() -> str:
    administrator()
    sought = request.args.get("q", "")
    found = [row for row in accounts.people() if plain(sought) in plain(f"{row.name} {row.login or ''}")]
    found.sort(key=lambda row: called(row.name))
    return render_template("people/people.html", people=[_line(row) for row in found], sought=sought, here="people")


@pages.get("/people/new")
def new_person() -> str:
    administrator()
    return render_template("people/person.html", person=Typed(), problem=None, here="people")


@pages.post("/people/new")
def add_person() -> Response | tuple[str, int]:
    administrator()
    typed = _typed()
    try:
        mail.checked_address(typed.email)
        person = accounts.add_person(
            typed.name, typed.login or None, typed.password or None, administers=typed.administers
        )
        accounts.set_locale(person, typed.locale)
        mail.set_address(person, typed.email)
    except Refusal as refusal:
        return _again(typed, refusal)
    flash(_("%(name)s was added.", name=typed.name), "ok")
    return redirect(url_for("pages.people"), 303)


@pages.get("/people/<person>")
def edit_person(person: str) -> str:
    administrator()
    known = accounts.person(person)
    return render_template(
        "people/person.html",
        person=known,
        problem=None,
        sessions=signed_in(person),
        badges=badges_of(person),
        here="people",
    )


@pages.post("/people/<person>")
def change_person(person: str) -> Response | tuple[str, int]:
    asker, known = administrator(), accounts.person(person)
    typed = replace(_typed(), id=person, login=known.login)
    if asker.person == person:
        # Nobody locks themselves out.
        typed = replace(typed, administers=True, disabled=False)
    try:
        mail.set_address(person, typed.email)
        if typed.password:
            accounts.set_password(person, typed.password)
        accounts.change_person(
            person,
            name=typed.name,
            locale=typed.locale,
            disabled=typed.disabled,
            administers=typed.administers,
        )
    except Refusal as refusal:
        return _again(typed, refusal)
    flash(_("%(name)s was changed.", name=typed.name), "ok")
    return redirect(url_for("pages.people"), 303)


@pages.post("/people/<person>/sessions/end")
def end_sessions_of(person: str) -> Response:
    """End one session of somebody, or all of them but the asker's own."""
    asker, known = administrator(), accounts.person(person)
    if one := request.form.get("session", ""):
        sessions.end(one, of=known.id)
        flash(_("The session was ended."), "ok")
    else:
        sessions.end_all(known.id, but=asker.session)
        flash(_("%(name)s was signed out everywhere.", name=known.name), "ok")
    return redirect(url_for("pages.edit_person", person=person), 303)


def _again(typed: Typed, refusal: Refusal) -> tuple[str, int]:
    page = render_template("people/person.html", person=typed, problem=sentence(refusal), here="people")
    return page, refusal.status


def _typed() -> Typed:
    form = request.form
    return Typed(
        name=form.get("name", ""),
        login=form.get("login", ""),
        password=form.get("password", ""),
        email=form.get("email", ""),
        locale=form.get("locale", ""),
        administers="administers" in form,
        disabled="disabled" in form,
    )


def _line(row: PersonRow) -> dict[str, object]:
    seats = [{"office": seat.office, "unit": seat.unit, "body": seat.organisation} for seat in row.seats]
    return {
        "id": row.id,
        "name": row.name,
        "login": row.login,
        "disabled": row.disabled,
        "administers": row.administers,
        "seats": seats,
    }
