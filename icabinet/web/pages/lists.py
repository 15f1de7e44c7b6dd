"""The lists of the house, as administrators keep them: kinds of meetings and papers, issuers, positions."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import force_locale, lazy_gettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.languages import LAWFUL
from icabinet.papers.groups import USUAL, Kind
from icabinet.people.bodies import bodies
from icabinet.people.lists import keeping
from icabinet.people.lists.keeping import ISSUERS, LISTS, MEETINGS, OFFICES, PAPERS
from icabinet.text import plain
from icabinet.web.pages import words
from icabinet.web.pages.blueprint import pages
from icabinet.web.refusals import sentence
from icabinet.web.security import administrator

NAMES = {
    MEETINGS: lazy_gettext("Kinds of meetings"),
    PAPERS: lazy_gettext("Kinds of papers"),
    ISSUERS: lazy_gettext("Issuing bodies"),
    OFFICES: lazy_gettext("Positions and titles"),
}
USES = {
    MEETINGS: lazy_gettext("Chosen when a meeting is made. Meetings can be searched by them."),
    PAPERS: lazy_gettext(
        "How papers are sorted. What a title begins with, or the sign in its number, says of which kind a paper is."
    ),
    ISSUERS: lazy_gettext(
        "Who has issued a paper; and what stands at the head of a body's documents, where the body chooses it."
    ),
    OFFICES: lazy_gettext("Offered where people get a seat in a body. The rank goes with the position."),
}
# The further columns, with what helps to fill them.
COLUMNS = {
    "begins": (lazy_gettext("Titles begin with"), lazy_gettext("Several are parted by semicolons.")),
    "signs": (lazy_gettext("Signs in numbers"), lazy_gettext("For example: BC; BCTH")),
    "superior": (lazy_gettext("Body above it"), lazy_gettext("The first line at the head of documents.")),
    "symbol": (lazy_gettext("Symbol"), lazy_gettext("For example: UBND")),
    "town": (lazy_gettext("Place name"), ""),
    "rank": (lazy_gettext("Rank"), lazy_gettext("1 comes first.")),
}
_MEETING_KINDS = (
    "Phiên họp thường kỳ", "Phiên họp chuyên đề", "Phiên họp bất thường", "Kỳ họp", "Hội nghị", "Họp giao ban",
    "Họp tập thể lãnh đạo", "Cuộc họp tham mưu, tư vấn", "Cuộc họp làm việc",
)  # fmt: skip
_OFFICES = (
    ("Chủ tịch", 1), ("Phó Chủ tịch Thường trực", 2), ("Phó Chủ tịch", 3), ("Ủy viên Thường trực", 5), ("Ủy viên", 10),
    ("Chánh Văn phòng", 20), ("Phó Chánh Văn phòng", 25), ("Giám đốc", 30), ("Phó Giám đốc", 35), ("Trưởng ban", 40),
    ("Phó Trưởng ban", 45), ("Trưởng phòng", 50), ("Phó Trưởng phòng", 55), ("Chuyên viên cao cấp", 70),
    ("Chuyên viên chính", 75), ("Chuyên viên", 80), ("Thư ký", 90),
)  # fmt: skip


@pages.get("/lists")
def house_lists() -> str:
    administrator()
    found = keeping.lists()
    shown = [{"id": name, "name": NAMES[name], "use": USES[name], "lines": found[name]} for name in LISTS]
    return render_template("people/lists.html", lists=shown, here="lists")


@pages.get("/lists/<listed>")
def house_list(listed: str) -> str:
    administrator()
    shape = keeping.shape_of(listed)
    return render_template(
        "people/list.html",
        name=listed,
        title=NAMES[listed],
        use=USES[listed],
        columns=[(column, *COLUMNS[column]) for column in shape.columns],
        lines=keeping.lists()[listed],
        here="lists",
    )


@pages.post("/lists/<listed>")
def change_list(listed: str) -> Response:
    """Add a line, or with `line` change, move, retire or offer it again, as `does` says."""
    administrator()
    form, line = request.form, request.form.get("line", "")
    does = {
        "add": lambda: keeping.add(listed, form),
        "change": lambda: keeping.change(listed, line, form),
        "up": lambda: keeping.move(listed, line, "up"),
        "down": lambda: keeping.move(listed, line, "down"),
        "retire": lambda: keeping.retire(listed, line),
        "offer": lambda: keeping.retire(listed, line, retired=False),
        "begin": lambda: keeping.begin(listed, usual(listed)),
    }
    try:
        does.get(form.get("does", ""), lambda: keeping.shape_of(listed))()
        flash(_("Saved."), "ok")
    except keeping.ListedTwice as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.house_list", listed=listed, _anchor=f"line-{line}" if line else None), 303)


def usual(name: str) -> list[dict[str, str]]:
    """Return what most houses begin with; for positions, those that people have here already, too."""
    if name == MEETINGS:
        return [{"name": one} for one in _MEETING_KINDS]
    if name == PAPERS:
        return [_paper_kind(one) for one in USUAL]
    if name == ISSUERS:
        return _issuers()
    ranks = {one: str(rank) for one, rank in _OFFICES}
    used = {seat.office: str(seat.rank) for body in bodies() for seat in body.seats if seat.office}
    known = {plain(one) for one in ranks}
    return [{"name": one, "rank": rank} for one, rank in (ranks | _new(used, known)).items()]


def _new(used: dict[str, str], known: set[str]) -> dict[str, str]:
    return {one: rank for one, rank in used.items() if plain(one) not in known}


def _paper_kind(one: Kind) -> dict[str, str]:
    """Return one as the list begins with it, in Vietnamese, as papers are titled."""
    with force_locale(LAWFUL):
        name = str(words.GROUPS[one.id])
    return {"id": one.id, "name": name, "begins": "; ".join(one.begins), "signs": "; ".join(one.signs)}


def _issuers() -> list[dict[str, str]]:
    """The bodies themselves, with the one above each."""
    rows = bodies()
    names = {row.id: row.name for row in rows}
    found = {
        row.name: {"superior": names.get(row.parent or "", ""), "symbol": row.symbol, "town": row.town} for row in rows
    }
    return [{"name": name, **said} for name, said in found.items()]
