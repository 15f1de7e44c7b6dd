"""What is said of invitations and of how they fared."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from icabinet import clock
from icabinet.extensions import services
from icabinet.invitations import queries
from icabinet.languages import format_clock, format_moment
from icabinet.post import deliveries, parcels
from icabinet.post.deliveries import Sent

ABOUT = {
    queries.INVITED: lazy_gettext("Invitation"),
    queries.CHANGED: lazy_gettext("What has changed"),
    queries.CANCELLED: lazy_gettext("Not to come"),
    queries.REMINDED: lazy_gettext("Reminder"),
    queries.TASK_DUE: lazy_gettext("Reminder of a task"),
    queries.PAPERS_DUE: lazy_gettext("Papers to deliver"),
    queries.PAPER_RETURNED: lazy_gettext("Paper to be changed"),
}
WHY = {
    parcels.REFUSED: lazy_gettext("the mail server refused the address"),
    parcels.LATER: lazy_gettext("the mail server asked to come later"),
    parcels.UNREACHABLE: lazy_gettext("the mail server could not be reached"),
    parcels.NOT_LET_IN: lazy_gettext("the mail server did not let us in"),
    parcels.NO_ADDRESS: lazy_gettext("no e-mail address"),
    parcels.TOO_LATE: lazy_gettext("it came too late"),
    parcels.INTERNAL: lazy_gettext("the message could not be made"),
}
ANSWERS = {
    "accepted": lazy_gettext("Will come"),
    "declined": lazy_gettext("Will not come"),
    "substitute": lazy_gettext("Sends somebody"),
}
CHANGES = {
    "title": lazy_gettext("name"),
    "starts_at": lazy_gettext("time"),
    "minutes": lazy_gettext("length"),
    "place": lazy_gettext("place"),
    "online_url": lazy_gettext("online link"),
}
_LOOKS = {deliveries.TAKEN: "ok", deliveries.FAILED: "danger"}


def look(sent: Sent) -> str:
    """Return how the state of a message is shown: ok, danger or warn."""
    return _LOOKS.get(sent.delivery.state if sent.delivery else "", "warn")


def changes(names: Iterable[str]) -> str:
    """Say which fields somebody does not know as they are now."""
    return ", ".join(str(CHANGES[name]) for name in names)


def fared(sent: Sent) -> str:
    """Say how a message fared."""
    row = sent.delivery
    if row is None:
        if not services().settings.smtp_url:
            return _("not sent: no mail server is set")
        given_up = sent.mailing.at <= clock.now_ms() - deliveries.GIVEN_UP_MS
        return _("not sent: it came too late") if given_up else _("on its way")
    if row.state == deliveries.TAKEN:
        return _("taken by the mail server, %(time)s", time=format_moment(row.at))
    if row.state == deliveries.SENDING:
        return _("on its way")
    why = str(WHY.get(row.why, row.why))
    if row.state == deliveries.WAITING and row.next_at is not None:
        return _("%(why)s; tried again at %(time)s", why=why, time=format_clock(row.next_at))
    return _("not sent: %(why)s", why=why)
