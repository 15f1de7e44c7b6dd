"""How a page looks to this browser: theme, text size and writing hand are cookies, the language is the account's."""

from flask import request
from werkzeug.wrappers import Response

from icabinet.languages import current_locale

_YEAR_S = 366 * 24 * 3600
THEMES = ("", "light", "dark")
HANDS = ("right", "left")
TEXTS = ("100", "115", "130", "150", "175", "200")


def chosen() -> dict[str, str]:
    """Return `locale`, `theme` ("" as the device), `text` (percent) and `hand` (that writes) of this request."""
    return {
        "locale": current_locale(),
        "theme": _one_of(THEMES, request.cookies.get("theme")),
        "text": _one_of(TEXTS, request.cookies.get("text")),
        "hand": _one_of(HANDS, request.cookies.get("hand")),
    }


def keep(response: Response, theme: str | None, text: str | None, hand: str | None) -> Response:
    """Remember theme, text size and writing hand in this browser."""
    said = {"theme": _one_of(THEMES, theme), "text": _one_of(TEXTS, text), "hand": _one_of(HANDS, hand)}
    for name, value in said.items():
        response.set_cookie(name, value, max_age=_YEAR_S, samesite="Lax", httponly=True, secure=request.is_secure)
    return response


def _one_of(known: tuple[str, ...], value: str | None) -> str:
    return value if value in known else known[0]
