"""Words and signs for what documents name by a code."""

from flask_babel import lazy_gettext

KINDS = {
    "minutes": lazy_gettext("Minutes of the meeting"),
    "conclusions": lazy_gettext("Notice of conclusions"),
    "resolution": lazy_gettext("Resolution"),
}
STATES = {
    "draft": lazy_gettext("Draft"),
    "circulated": lazy_gettext("Out for remarks"),
    "issued": lazy_gettext("Issued"),
}
TONES = {"draft": "", "circulated": "warn", "issued": "ok"}
REMARKS = {
    "open": lazy_gettext("Not answered yet"),
    "taken": lazy_gettext("Taken up"),
    "declined": lazy_gettext("Not taken up"),
}
