"""The page of a slip: the question with its papers, my answer, and for the desk who has answered and what is to do."""

from typing import Any

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from icabinet import clock
from icabinet.languages import current_locale
from icabinet.slips.rules import is_late
from icabinet.web.boot import boot_of
from icabinet.web.pages import moments
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.shelves import shelves
from icabinet.web.pages.slips import words
from icabinet.web.pages.slips.charts import bars
from icabinet.web.pages.slips.reading import Seen, seen
from icabinet.web.pages.slips.reporting import meetings_for


@pages.get("/slips/<slip>")
def slip(slip: str) -> str | Response:
    found = seen(slip)
    if found.slip["state"] == "draft" and found.writes:
        return redirect(url_for("pages.edit_slip", slip=slip), 303)
    return page_of(found)


def page_of(found: Seen, typed: dict[str, Any] | None = None, problem: str | None = None) -> str:
    """Show the slip; `typed`: what was answered for a `member` and not taken, to be looked at again."""
    boot = boot_of(found.slip["id"], found.role)
    shown = _shown(found)
    return render_template("slips/slip.html", **shown, typed=typed, problem=problem, boot=boot, here="slips")


def _shown(found: Seen) -> dict[str, Any]:
    slip, locale = found.slip, current_locale()
    day, time = moments.to_type(slip["deadline_at"])
    roll = found.roll()
    answered = [line for line in roll if line["reply"]["answers"] is not None]
    return {
        "slip": slip,
        "meeting": found.meeting,
        "parts": found.parts,
        "runs": found.runs,
        "papers": [paper for paper in shelves(found.papers).get(None, []) if paper["state"] == "ready"],
        "mine": found.mine(),
        "roll": roll if found.runs or slip["ways"]["shown"] else [],
        "missing": [line for line in roll if line["reply"]["answers"] is None],
        "holders": [line for line in roll if line["part"]["role"] != "secretary"],
        "all_answered": len(answered) == len(roll),
        "late": is_late(clock.now_ms(), slip["deadline_at"]),
        "terms": slip["terms"][locale],
        "results": _results(slip, locale),
        "turnout": slip["turnout"][locale] if slip["turnout"] else None,
        "meetings": meetings_for(found) if found.runs and slip["state"] == "closed" else [],
        "day": day,
        "time": time,
        "words": words,
    }


def _results(slip: dict[str, Any], locale: str) -> list[dict[str, Any]]:
    """Return, of each question, its sentence and its bars; nothing as long as the slip is not closed."""
    if not slip["result"]:
        return []
    triples = zip(slip["questions"], slip["result"]["questions"], slip["sentences"], strict=True)
    return [
        {"sentence": said[locale], "verdict": counted["verdict"], **bars(question, counted, slip["result"])}
        for question, counted, said in triples
    ]
