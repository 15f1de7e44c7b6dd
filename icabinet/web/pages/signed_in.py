"""Where somebody is signed in, as pages show it."""

from icabinet.people import sessions
from icabinet.web.pages import words
from icabinet.web.security import viewer


def signed_in(person: str) -> list[dict[str, object]]:
    """Return the person's sessions, newest first, as templates/parts/sessions.html shows them."""
    current = viewer().session
    return [
        {
            "id": row.id,
            "device": words.device(row.device),
            "meeting": row.meeting,
            "created_at": row.created_at,
            "seen_at": row.seen_at,
            "current": row.id == current,
        }
        for row in sessions.list_of(person)
    ]
