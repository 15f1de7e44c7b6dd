"""Words and signs for what slips name by a code."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from icabinet import clock
from icabinet.slips.questions import OTHER

STATES = {
    "draft": lazy_gettext("Draft"),
    "sent": lazy_gettext("Being asked"),
    "closed": lazy_gettext("Finished"),
    "withdrawn": lazy_gettext("Withdrawn"),
}
CHOICES = {"yes": lazy_gettext("Agree"), "no": lazy_gettext("Disagree"), OTHER: lazy_gettext("Other opinion")}
SIGNS = {"yes": "thumbs-up", "no": "thumbs-down", OTHER: "message-square"}
LATE = {
    "refused": lazy_gettext("Refuse them: the slip closes at the deadline by itself"),
    "marked": lazy_gettext("Take them and mark them as late, until the slip is closed by hand"),
}
_MINUTE_MS, _HOUR_MS, _DAY_MS = 60_000, 3_600_000, 86_400_000


def choice_word(question: dict[str, Any], choice: str) -> str:
    """Say a choice: a word of ours, or the option that it names."""
    return str(CHOICES[choice]) if choice in CHOICES else str(question["options"][int(choice)])


def sign(choice: str, *, taken: bool = False) -> str:
    """Return the icon of a choice; `taken`: somebody took it, or it was decided for."""
    return SIGNS.get(choice, "circle-check" if taken else "circle")


def left(deadline_at: int) -> str:
    """Say how much time there is until a deadline, or since it."""
    rest = deadline_at - clock.now_ms()
    return _("%(time)s left", time=_length(rest)) if rest > 0 else _("over since %(time)s", time=_length(-rest))


def is_near(deadline_at: int) -> bool:
    """Whether less than a day is left."""
    return deadline_at - clock.now_ms() < _DAY_MS


def _length(ms: int) -> str:
    if ms >= 2 * _DAY_MS:
        return _("%(count)s days", count=ms // _DAY_MS)
    if ms >= 2 * _HOUR_MS:
        return _("%(count)s hours", count=ms // _HOUR_MS)
    return _("%(count)s minutes", count=max(1, ms // _MINUTE_MS))
