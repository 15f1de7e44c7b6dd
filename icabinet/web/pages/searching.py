"""Searching the papers of one's meetings, for where no script runs, and from outside the room."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from icabinet import ids
from icabinet.errors import Invalid
from icabinet.extensions import services
from icabinet.search.asking import ask
from icabinet.search.finding import Findings, Found
from icabinet.search.own import ask_own
from icabinet.search.question import LONGEST
from icabinet.search.titles import titles_of
from icabinet.web.pages import moments
from icabinet.web.pages.blueprint import pages
from icabinet.web.refusals import sentence
from icabinet.web.security import viewer


@dataclass(frozen=True)
class Shelf:
    """A meeting's papers that were found, the items that they lie under, and what they are called."""

    meeting: str
    title: str
    starts_at: int
    items: dict[str, str]
    papers: list[Found]


@pages.get("/search")
def search() -> str | tuple[str, int]:
    asked, meeting = request.args.get("q", ""), request.args.get("meeting") or None
    days = {name: request.args.get(name, "").strip()[:10] for name in ("since", "until")}
    try:
        moments.within(0, **days)  # whether the days are days is asked before anything is looked up
        # What was sent is finished: the last word is a beginning only where it finds nothing else.
        _, findings = ask(
            viewer(), asked, meeting=ids.check(meeting, "meeting") if meeting else None,
            after=request.args.get("after", ""),
        )  # fmt: skip
        # One's own files stand first, once: they are of no meeting, and of no day of one.
        is_first = not (meeting or request.args.get("after") or any(days.values()))
        own = ask_own(viewer(), asked).found if is_first else []
    except Invalid as refusal:
        return _page(asked, meeting, days=days, problem=sentence(refusal)), refusal.status
    shelves = [shelf for shelf in _shelves(findings) if moments.within(shelf.starts_at, **days)]
    return _page(asked, meeting, days=days, shelves=shelves, own=own, after=findings.after)


def _page(asked: str, meeting: str | None, **more: Any) -> str:
    shown = {"shelves": [], "own": [], "after": None, "problem": None} | more
    return render_template(
        "search/search.html", asked=asked[:LONGEST], meeting=meeting, longest=LONGEST, here="search", **shown
    )


def _shelves(findings: Findings) -> list[Shelf]:
    with services().db.reading() as session:
        titles = titles_of(session, [one.paper for one in findings.found])
    shelves: dict[str, Shelf] = {}
    for one in findings.found:
        row = one.paper
        fresh = Shelf(row.meeting, titles.meetings[row.stream], row.starts_at, {}, [])
        shelf = shelves.setdefault(row.stream, fresh)
        shelf.papers.append(one)
        if row.item:
            shelf.items[row.item] = titles.items[row.stream, row.item]
    return list(shelves.values())
