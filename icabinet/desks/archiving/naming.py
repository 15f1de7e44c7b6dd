"""Names that every file system takes, of an archive and of the files in it."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from textwrap import shorten
from typing import Any

from icabinet.languages import local

_LONGEST, _LONGEST_ENDING = 80, 10
# What no file system wants in a name.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|\s]+')


def archive_name(meeting: Mapping[str, Any]) -> str:
    """Return what the archive of a meeting is called, without its ending: the day, and the title."""
    at = meeting["started_at"] or meeting["starts_at"]
    return Path(safe_name(f"{local(at):%Y-%m-%d} {meeting['title']}.zip")).stem


def safe_name(name: str) -> str:
    """Return a name that every file system takes, with its ending."""
    whole = Path(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", name)).strip(" ."))
    stem = shorten(whole.stem, _LONGEST, placeholder="…") or "…"
    return f"{stem}{whole.suffix[:_LONGEST_ENDING]}"
