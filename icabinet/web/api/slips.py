"""Slips by program: those that concern the asker. All that is done with one is an action on its meeting in writing."""

from typing import Any

from icabinet.extensions import services
from icabinet.people.policy import DESK_ROLES
from icabinet.slips.queries import Mine, slips_of
from icabinet.slips.records import seen_slip
from icabinet.web.api.operations import operation
from icabinet.web.security import viewer


@operation("GET", "/slips", "meetings", answer=list[dict[str, Any]])
def list_slips() -> list[dict[str, Any]]:
    """List the slips that one writes, leads or is asked by, the latest first."""
    asking = viewer()
    with services().db.reading() as session:
        mine = slips_of(session, asking.person)
        return [_shown(one) for one in mine if asking.meeting in (None, one.slip.id) and _is_seen(one)]


def _is_seen(one: Mine) -> bool:
    return one.slip.sent_at is not None or one.role in DESK_ROLES


def _shown(one: Mine) -> dict[str, Any]:
    """Return the slip; `mine`: whose answers the asker may give, and when these were given."""
    answers = [{"person": reply.person, "answered_at": reply.answered_at} for reply in one.replies]
    return seen_slip(one.slip, desk=one.role in DESK_ROLES) | {"role": one.role, "body": one.body, "mine": answers}
