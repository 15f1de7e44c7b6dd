"""The blueprint of all pages, and what every template of theirs may use."""

from flask import Blueprint, g

from icabinet import clock, ids
from icabinet.extensions import services
from icabinet.papers.expecting.queries import wanted_from
from icabinet.papers.expecting.rules import WAITED_FOR
from icabinet.slips.queries import waiting_for
from icabinet.tasks.queries import waiting_for as waiting_tasks
from icabinet.web.pages import display, words
from icabinet.web.pages.steps import Steps, steps_for
from icabinet.web.security import viewer_or_none

pages = Blueprint("pages", __name__)
pages.app_template_global("new_id")(ids.new)


@pages.before_request
def know_viewer() -> None:
    """Before anything is said: the language is the viewer's."""
    viewer_or_none()


@pages.app_context_processor
def common() -> dict[str, object]:
    ours = {
        "viewer": viewer_or_none(),
        "level_words": words.LEVELS,
        "slips_waiting": slips_waiting,
        "tasks_waiting": tasks_waiting,
        "papers_waiting": papers_waiting,
        "first_steps": first_steps,
    }
    return {**ours, **display.chosen()}


def slips_waiting() -> int:
    """Return how many slips wait for an answer of the viewer; a tablet that is signed in for one meeting has none."""
    asker = viewer_or_none()
    if asker is None or asker.meeting is not None:
        return 0
    if "slips_waiting" not in g:
        with services().db.reading() as session:
            g.slips_waiting = waiting_for(session, asker.person, clock.now_ms())
    return int(g.slips_waiting)


def tasks_waiting() -> int:
    """Return of how many tasks the viewer was reminded, or is late with; none on a tablet for one meeting."""
    asker = viewer_or_none()
    if asker is None or asker.meeting is not None:
        return 0
    if "tasks_waiting" not in g:
        with services().db.reading() as session:
            g.tasks_waiting = waiting_tasks(session, asker.person, clock.now_ms())
    return int(g.tasks_waiting)


def papers_waiting() -> tuple[int, int]:
    """Return how many papers the viewer's units have yet to deliver, and how many are expected from them at all."""
    asker = viewer_or_none()
    if asker is None or asker.meeting is not None:
        return 0, 0
    if "papers_waiting" not in g:
        with services().db.reading() as session:
            found = wanted_from(session, asker.person)
        g.papers_waiting = sum(one.expected.state in WAITED_FOR for one in found), len(found)
    return int(g.papers_waiting[0]), int(g.papers_waiting[1])


def first_steps() -> Steps | None:
    """Return the first steps of the house, for an administrator who is being led through them; None for others."""
    asker = viewer_or_none()
    if asker is None or asker.meeting is not None or not asker.administers:
        return None
    if "first_steps" not in g:
        g.first_steps = steps_for(asker.person)
    found: Steps | None = g.first_steps
    return found
