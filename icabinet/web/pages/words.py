"""Words for what the records name by a code."""

from collections.abc import Collection

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from icabinet.web.refusals import SENTENCES

NO_FOLDER = lazy_gettext("In no folder")
WHOLE_MEETING = lazy_gettext("For the whole meeting")
ROLES = {
    "chair": lazy_gettext("Chair"),
    "secretary": lazy_gettext("Secretary"),
    "member": lazy_gettext("Member"),
    "guest": lazy_gettext("Guest"),
    "display": lazy_gettext("Room display"),
    "auditor": lazy_gettext("Auditor"),
}
# What a file dialogue offers; what a file really is, the conversion looks at.
ACCEPTED = ".pdf,.docx,.pptx,.xlsx,.odt,.ods,.odp,.rtf,.png,.jpg,.jpeg,.tif,.tiff,.heic,.txt"
LEVELS = {
    "ordinary": lazy_gettext("Ordinary"),
    "internal": lazy_gettext("Internal"),
    "limited": lazy_gettext("Limited"),
}
# The levels of the law, as it calls them, in every language.
STATE_SECRETS = {"mat": "Mật", "toi_mat": "Tối mật", "tuyet_mat": "Tuyệt mật"}
READERS = {
    "member": lazy_gettext("Members"),
    "guest": lazy_gettext("Guests"),
    "display": lazy_gettext("The room display"),
}
VIEWED = {
    "page": lazy_gettext("Page"),
    "words": lazy_gettext("Text of the page"),
    "structure": lazy_gettext("Outline and links"),
    "original": lazy_gettext("Original file"),
    "annotated": lazy_gettext("Copy with marks"),
    "kept": lazy_gettext("Kept on a tablet for reading without network"),
}
GROUPS = {
    "programme": lazy_gettext("Programmes"),
    "submission": lazy_gettext("Submissions"),
    "report": lazy_gettext("Reports"),
    "resolution": lazy_gettext("Resolutions"),
    "decision": lazy_gettext("Decisions"),
    "plan": lazy_gettext("Plans and schemes"),
    "notice": lazy_gettext("Notices and letters"),
    "minutes": lazy_gettext("Records of meetings"),
    "annex": lazy_gettext("Annexes"),
    "other": lazy_gettext("Other papers"),
}
POSITIONS = {
    "no_objection": lazy_gettext("No objection"),
    "objection": lazy_gettext("Objection"),
    "speak": lazy_gettext("Wish to speak"),
    "other": lazy_gettext("Other opinion"),
}
CONSENT_RULES = {
    "all_agree": lazy_gettext("Every member has answered “no objection”"),
    "two_thirds_answered": lazy_gettext("At least 2/3 of the members have answered, all of them “no objection”"),
    "half_answered": lazy_gettext("At least half of the members have answered, all of them “no objection”"),
    "silence_is_consent": lazy_gettext("Nobody has answered otherwise than “no objection”; silence is consent"),
}
ADOPTIONS = {"gesture": lazy_gettext("By one gesture of the chair"), "vote": lazy_gettext("By one vote")}
CONSENT_STATES = {
    "listed": lazy_gettext("On the consent list"),
    "pulled": lazy_gettext("To be debated"),
    "adopted": lazy_gettext("Adopted together"),
    "dropped": lazy_gettext("To be debated"),
}
SPEECHES = {
    "contribution": lazy_gettext("Contribution"),
    "pro": lazy_gettext("In favour"),
    "contra": lazy_gettext("Against"),
    "question": lazy_gettext("Question (question time)"),
    "interposed": lazy_gettext("Interposed question"),
    "intervention": lazy_gettext("Intervention"),
    "point_of_order": lazy_gettext("Point of order"),
    "answer": lazy_gettext("Answer"),
}
FLOOR_ORDERS = [
    ("asked", lazy_gettext("Who asked first")),
    ("fewest", lazy_gettext("Who has spoken least often")),
    ("least_time", lazy_gettext("Who has spoken the shortest time")),
]
FLOOR_SCOPES = [("item", lazy_gettext("on this item")), ("meeting", lazy_gettext("in the whole meeting"))]
FLOOR_TICKS = [
    ("before", lazy_gettext("Registration before the meeting")),
    ("questions", lazy_gettext("There is a question time")),
    ("several", lazy_gettext("One may wait more than once")),
    ("orders_pass", lazy_gettext("Points of order pass while the queue is closed")),
    ("anonymous", lazy_gettext("Who asks is shown only with the call")),
    ("to_page", lazy_gettext("With the call everybody goes to the page that was asked from")),
]
_MB = 1024 * 1024
FAILURES = {
    "encrypted": lazy_gettext("The file is protected by a password. Enter it here, or upload the file without one."),
    "no_pages": lazy_gettext("The file has no pages."),
    "too_many_pages": lazy_gettext("The file has too many pages (more than 2,000)."),
    "broken": lazy_gettext("The file is damaged. Save it anew, and upload it again."),
    "unpacks_too_large": lazy_gettext("The file is suspicious: it unpacks to an enormous size."),
    "cancelled": lazy_gettext("The conversion was cancelled."),
    "has_doctype": lazy_gettext("The file is suspicious: it contains instructions that no Office file has."),
    "wrong_password": lazy_gettext("This is not the password of the file."),
    "not_encrypted": lazy_gettext("The file has no password. Upload it as it is."),
    "image_too_large": lazy_gettext("The picture is too large (more than 200 million pixels). Upload a smaller one."),
    "old_office": lazy_gettext(
        "The file is in the Office format of before 2007. Save it as .docx, .xlsx or .pptx, or as PDF, and upload that."
    ),
    "needs_office": lazy_gettext(
        "The server has no program for this kind of file. Upload it as PDF, or have LibreOffice installed "
        "(libreoffice-writer-nogui, libreoffice-calc-nogui, libreoffice-impress-nogui)."
    ),
    "not_converted": lazy_gettext("LibreOffice could not convert the file. Save it as PDF, and upload that."),
    "takes_too_long": lazy_gettext("The file takes too long to convert. Save it as PDF, and upload that."),
}
# The first sign that is found counts: Edge also says Chrome, and Chrome also says Safari.
_PROGRAMS = (
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("CocCoc", "Cốc Cốc"),
    ("coc_coc", "Cốc Cốc"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def failure(reason: str | None) -> str:
    """Say why a paper could not be converted, and what helps."""
    known = FAILURES.get(reason or "") or SENTENCES.get(reason or "")
    return str(known) if known else _("This file could not be converted.")


def device(agent: str) -> str:
    """Say what a user agent means to people: "Safari, iPad"."""
    return device_kind(agent) or _("Unknown device")


def device_kind(agent: str) -> str:
    """Return "Safari, iPad"; nothing if the user agent is of no known kind."""
    program = next((name for sign, name in _PROGRAMS if sign in agent), "")
    machine = next((name for sign, name in _MACHINES if sign in agent), "")
    return ", ".join(filter(None, (program, machine)))


def spans(numbers: Collection[int]) -> str:
    """Say which numbers these are: "1–3, 7"."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found)


def weight(size: int) -> str:
    """Say a number of bytes: "310 KB", "2.4 MB"."""
    return f"{size / _MB:.1f} MB" if size >= _MB else f"{max(1, round(size / 1024))} KB"


def duration(ms: int) -> str:
    """Say a length of time exactly: "2:05.123", "1:02:05.000"."""
    seconds, rest = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    head = f"{hours}:{minutes:02}" if hours else str(minutes)
    return f"{head}:{seconds:02}.{rest:03}"
