"""Words of the pages of programs."""

from flask_babel import lazy_gettext as _

from icabinet.hooks import parcels
from icabinet.people import keys

SCOPES = {
    keys.LIST: _("See which meetings there are, when and where"),
    keys.READ: _("Read one meeting: agenda, participants, verdicts, conclusions, documents"),
    keys.PAPERS: _("See which papers there are"),
    keys.TAKE: _("Take papers along"),
    keys.CALENDAR: _("Open a calendar by its address"),
}
EVENTS = {
    "agenda.changed": _("The agenda has changed"),
    "conclusion.announced": _("A conclusion was announced"),
    "document.issued": _("A document was issued"),
    "item.closed": _("An item was closed"),
    "item.opened": _("An item was opened"),
    "meeting.called_off": _("A meeting was called off"),
    "meeting.changed": _("Title, time or place have changed"),
    "meeting.ended": _("A meeting has ended"),
    "meeting.planned": _("A meeting was planned"),
    "meeting.started": _("A meeting has begun"),
    "paper.ready": _("A paper can be read"),
    "paper.removed": _("A paper was removed"),
    "participants.changed": _("Who takes part has changed"),
    "publication.published": _("Something was published"),
    "publication.withdrawn": _("Something published was taken back"),
    "vote.published": _("The result of a vote was published"),
}
STATES = {
    "waiting": _("Waits to be tried again"),
    "calling": _("Being told"),
    "taken": _("Told"),
    "failed": _("Given up"),
    "merged": _("Told with a later one"),
}
WHY = {
    parcels.FORBIDDEN: _("The name leads to an address that may not be called"),
    parcels.UNREACHABLE: _("Nobody answers there"),
    parcels.UNTRUSTED: _("The certificate cannot be trusted"),
    parcels.REFUSED: _("The answer was not that it was taken"),
    parcels.GONE: _("The answer was that there is nobody any more (410)"),
    parcels.INTERNAL: _("It could not be sent"),
}
