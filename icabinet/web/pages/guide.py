"""The user guide: what each part in a meeting, and the house, asks for; the same words as on the buttons."""

from flask import render_template
from flask_babel import lazy_gettext as _

from icabinet.errors import NotFound
from icabinet.web.pages.blueprint import pages
from icabinet.web.security import viewer

PARTS = {
    "member": _("Members and guests"),
    "chair": _("Chair"),
    "secretary": _("Secretary"),
    "unit": _("Units: papers and tasks"),
    "auditor": _("Auditor"),
    "administrator": _("Administrator"),
}


@pages.get("/guide/<part>")
def guide(part: str) -> str:
    viewer()
    if part not in PARTS:
        raise NotFound(kind="guide", id=part)
    return render_template("guide/guide.html", part=part, parts=list(PARTS.items()), here="guide")
