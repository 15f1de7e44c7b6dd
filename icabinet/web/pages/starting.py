"""The list of first steps, for administrators: to be left, and found again."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from icabinet.extensions import services
from icabinet.people import beginning
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.steps import look
from icabinet.web.security import administrator


@pages.get("/start")
def start() -> str:
    asker = administrator()
    with services().db.reading() as session:
        steps = look(session, asker.person)
    return render_template("starting/start.html", steps=steps, here="start")


@pages.post("/start/leave")
def leave_steps() -> Response:
    """Go on alone."""
    beginning.leave(administrator().person)
    return redirect(url_for("pages.home"), 303)


@pages.post("/start/resume")
def resume_steps() -> Response:
    """Be led again."""
    beginning.resume(administrator().person)
    return redirect(url_for("pages.start"), 303)
