"""The blueprint of all pages, and what every template of theirs may use."""

from flask import Blueprint

from icabinet import ids
from icabinet.web.pages import display, words
from icabinet.web.security import viewer_or_none

pages = Blueprint("pages", __name__)
pages.app_template_global("new_id")(ids.new)


@pages.before_request
def know_viewer() -> None:
    """Before anything is said: the language is the viewer's."""
    viewer_or_none()


@pages.app_context_processor
def common() -> dict[str, object]:
    return {"viewer": viewer_or_none(), "level_words": words.LEVELS, **display.chosen()}
