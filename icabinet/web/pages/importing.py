"""People from a list: uploaded, looked at line by line, imported as it was shown."""

import csv
import io
from typing import Any

from flask import Response as Sent
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from icabinet.desks.listing import rows_of
from icabinet.errors import Invalid, Refusal
from icabinet.people import bodies
from icabinet.people.importing import columns, doing
from icabinet.people.importing.planning import Change, Choice, Step
from icabinet.web.pages.blueprint import pages
from icabinet.web.refusals import sentence
from icabinet.web.security import administrator

FIELDS = {
    "name": lazy_gettext("Full name"),
    "login": lazy_gettext("User name"),
    "password": lazy_gettext("Password"),
    "email": lazy_gettext("E-mail"),
    "office": lazy_gettext("Office"),
    "unit": lazy_gettext("Unit"),
    "body": lazy_gettext("Body"),
    "rank": lazy_gettext("Rank"),
    "votes": lazy_gettext("Votes (x)"),
    "prepares": lazy_gettext("Prepares (x)"),
    "locale": lazy_gettext("Language"),
}
# As a list of an office has them; the order is that of the template.
_EXAMPLE = {
    "name": "Nguyễn Văn An",
    "login": "an.nv",
    "password": "",
    "email": "an.nv@example.vn",
    "office": "Phó Chủ tịch",
    "unit": "Văn phòng",
    "body": "Ủy ban nhân dân thành phố",
    "rank": "2",
    "votes": "x",
    "prepares": "",
    "locale": "vi",
}
_HEADINGS = {
    "name": "Họ và tên",
    "login": "Tên đăng nhập",
    "password": "Mật khẩu",
    "email": "Thư điện tử",
    "office": "Chức vụ",
    "unit": "Đơn vị",
    "body": "Cơ quan",
    "rank": "Thứ tự",
    "votes": "Biểu quyết",
    "prepares": "Chuẩn bị họp",
    "locale": "Ngôn ngữ",
}
WHYS = {
    "no_name": lazy_gettext("There is no name."),
    "several": lazy_gettext("Several people are called so. Give the user name."),
    "locked": lazy_gettext("This account is locked. Unlock it first."),
    "length": lazy_gettext("This is empty or too long."),
    "control_character": lazy_gettext("There is a sign that no text has."),
    "not_an_address": lazy_gettext("This is no e-mail address."),
    "unknown_language": lazy_gettext("Languages are vi and en."),
    "weak_password": lazy_gettext("A password has at least 10 characters."),
    "not_a_rank": lazy_gettext("A rank is a number from 0 to 9999."),
    "not_yes_or_no": lazy_gettext("Here stands x, or nothing."),
    "no_body": lazy_gettext("It does not say in which body."),
    "body_twice": lazy_gettext("Several bodies are called so. Rename one first."),
    "unknown_body": lazy_gettext("There is no such body. Add it first, or have bodies made that are missing."),
}
DOES = {
    "make": lazy_gettext("New"),
    "change": lazy_gettext("Changed"),
    "nothing": lazy_gettext("As it is"),
    "refuse": lazy_gettext("Left out"),
}


@pages.get("/people/import")
def import_people() -> str:
    administrator()
    return _page()


@pages.get("/people/import/template.csv")
def import_template() -> Sent:
    """An empty list with all columns and one example, as Excel opens it."""
    administrator()
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(_HEADINGS.values())
    writer.writerow(_EXAMPLE[name] for name in _HEADINGS)
    made = Sent(text.getvalue().encode("utf-8-sig"), mimetype="text/csv")
    made.headers["Content-Disposition"] = "attachment; filename=danh-sach.csv"
    return made


@pages.post("/people/import")
def look_at_people() -> Response | tuple[str, int]:
    """Read a list, and show what it would do."""
    asker, file = administrator(), request.files.get("file")
    choice = Choice(request.form.get("body", ""), "make_bodies" in request.form)
    try:
        if file is None or not file.filename:
            raise Invalid(where="file", why="missing")
        listing = columns.read(rows_of(file.stream))
        kept = doing.keep(asker.person, file.filename, listing, choice)
    except Refusal as refusal:
        return _page(sentence(refusal), choice), refusal.status
    return redirect(url_for("pages.imported_people", listing=kept), 303)


@pages.get("/people/import/<listing>")
def imported_people(listing: str) -> str:
    administrator()
    kept = doing.kept(listing)
    if not kept.seen:
        doing.look_again(listing)
    plan, wanted = kept.plan, request.args.get("show", "")
    steps = [_shown(step) for step in plan.steps if wanted in ("", step.does)]
    return render_template(
        "people/imported.html",
        listing=listing,
        filename=kept.filename,
        unused=kept.listing.unused,
        steps=steps,
        counts=[(does, words, plan.count(does)) for does, words in DOES.items()],  # type: ignore[arg-type]
        made_bodies=sorted(plan.bodies.values()),
        goes=plan.count("make") + plan.count("change"),
        changed=not kept.seen,
        show=wanted,
        total=len(plan.steps),
        here="people",
    )


@pages.post("/people/import/<listing>")
def carry_out_import(listing: str) -> Response:
    """Do what was shown."""
    asker = administrator()
    try:
        plan = doing.carry_out(listing, asker.person)
    except doing.PlanChanged as refusal:
        flash(sentence(refusal), "warn")
        return redirect(url_for("pages.imported_people", listing=listing), 303)
    made, changed = plan.count("make"), plan.count("change")
    flash(_("People added: %(made)s, changed: %(changed)s.", made=made, changed=changed), "ok")
    return redirect(url_for("pages.people"), 303)


def _page(problem: str | None = None, choice: Choice | None = None) -> str:
    names = [("", _("None"))] + [(row.name, row.name) for row in bodies.bodies()]
    return render_template(
        "people/import.html",
        bodies=names,
        choice=choice or Choice(),
        problem=problem,
        fields=[(words, _HEADINGS[name], _EXAMPLE[name]) for name, words in FIELDS.items()],
        here="people",
    )


def _shown(step: Step) -> dict[str, Any]:
    why = WHYS.get(step.why, step.why)
    return {
        "line": step.line,
        "name": step.name,
        "does": step.does,
        "words": DOES[step.does],
        "changes": [_told(change) for change in step.changes],
        "why": f"{FIELDS[step.where]}: {why}" if step.where in FIELDS else why,
        "same_name": step.same_name,
    }


def _told(change: Change) -> dict[str, str]:
    return {"field": str(FIELDS[change.field]), "old": change.old, "new": change.new}
