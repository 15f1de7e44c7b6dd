"""Vietnamese first, English complete: which language a person gets, and how times look."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.support import Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel

LOCALES = ("vi", "en")
LAWFUL = "vi"  # the language of administrative documents, whoever asks for one
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def languages(app: Flask) -> None:
    app.config.update(
        BABEL_DEFAULT_LOCALE="vi",
        BABEL_DEFAULT_TIMEZONE="Asia/Ho_Chi_Minh",
        BABEL_TRANSLATION_DIRECTORIES="translations",
    )
    Babel(app, locale_selector=current_locale)
    app.jinja_env.globals.update(
        format_when=format_when,
        format_day=format_day,
        format_exactly=format_exactly,
        format_moment=format_moment,
        format_clock=format_clock,
        current_locale=current_locale,
    )


def current_locale() -> str:
    """Return the signed-in person's language, else the cookie's, else Vietnamese."""
    viewer = g.get("viewer")
    cookie = request.cookies.get("locale") if has_request_context() else None
    chosen = viewer.locale if viewer else cookie
    return chosen if chosen in LOCALES else "vi"


@cache
def in_language(locale: str) -> Callable[[str], str]:
    """Return what says a text in this language, whoever is asking: for what is kept in every language."""
    folder = Path(__file__).parent / "translations"
    return Translations.load(folder, [locale]).gettext


def format_when(ms: int | None) -> str:
    """Say a time as people in Vietnam write it: 24/11/2026 08:30."""
    return local(ms).strftime("%d/%m/%Y %H:%M") if ms is not None else ""


def format_day(ms: int | None) -> str:
    return local(ms).strftime("%d/%m/%Y") if ms is not None else ""


def format_exactly(ms: int) -> str:
    """Say a time to the second: 24/11/2026 08:30:05."""
    return local(ms).strftime("%d/%m/%Y %H:%M:%S")


def format_moment(ms: int | None) -> str:
    """Say a time of these days shortly: 08:00 26/11."""
    return local(ms).strftime("%H:%M %d/%m") if ms is not None else ""


def format_clock(ms: int) -> str:
    """Say a time of the day: 08:30."""
    return local(ms).strftime("%H:%M")


def local_iso(ms: int) -> str:
    """Return a time of the clocks on the wall as programs write it: 2026-11-24T08:30:05."""
    return local(ms).replace(tzinfo=None).isoformat(timespec="seconds")


def local(ms: int) -> datetime:
    """Return a time in the zone of the product."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(ZONE)
