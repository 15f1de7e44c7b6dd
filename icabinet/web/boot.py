"""What a page's scripts start from."""

from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from flask_wtf.csrf import generate_csrf

from icabinet.extensions import services
from icabinet.languages import current_locale
from icabinet.web.assets import asset
from icabinet.web.security import viewer

_TRANSLATIONS = Path(__file__).parent.parent / "translations"


def boot_of(meeting: str, role: str) -> dict[str, Any]:
    """Return the boot object of a meeting's page (docs/protocol.md does not need it: a client may do without)."""
    locale, settings = current_locale(), services().settings
    return {
        "meeting": meeting,
        "person": viewer().person,
        "role": role,
        "csrf": generate_csrf(),
        "locale": locale,
        "catalog": catalog(locale),
        "socket_path": "/socket.io",
        "icons": asset("vendor/icons.svg"),
        "mark": asset("design/mark.svg"),
        "devices": bool(settings.mqtt_url),
        "folders": viewer().meeting is None,
        "offline": {"days": settings.offline_days, "mb": settings.offline_mb},
    }


@cache
def catalog(locale: str) -> dict[str, str]:
    """Return the translations that scripts need: those of the strings found in scripts."""
    path = _TRANSLATIONS / locale / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        messages = read_po(file, locale=locale)
    return {
        str(message.id): str(message.string)
        for message in messages
        if message.id and message.string and any(name.endswith(".js") for name, _ in message.locations)
    }
