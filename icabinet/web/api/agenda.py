"""Reading a Word programme into a draft, for the secretary to review."""

from typing import Any

from flask import request

from icabinet.desks.drafting import draft_of
from icabinet.errors import Invalid
from icabinet.web.api.meetings import check_in_meeting
from icabinet.web.api.operations import operation

_FORM = {"file": "a programme as .docx"}


@operation("POST", "/meetings/<meeting>/agenda/draft", "agenda", form=_FORM, answer=dict[str, Any])
def draft_agenda(meeting: str) -> dict[str, Any]:
    """Read a Word programme into draft items; nothing is stored until the action agenda.import_items."""
    check_in_meeting(meeting, "agenda.edit")
    upload = request.files.get("file")
    if upload is None:
        raise Invalid(where="file", why="missing")
    return draft_of(upload.stream)
