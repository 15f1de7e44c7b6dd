"""The code at the door as it is shown: the letters, the address that a telephone opens, and its picture."""

from typing import NamedTuple

import segno
from flask import url_for

from icabinet import clock
from icabinet.attendance.door import changes_at, code_at
from icabinet.extensions import services


class DoorCode(NamedTuple):
    """`qr` is a picture of `url` as an SVG data address; changes_at: ms."""

    code: str
    url: str
    qr: str
    changes_at: int


def door_code(meeting: str) -> DoorCode:
    """Return what the door shows at this moment."""
    now, settings = clock.now_ms(), services().settings
    code = code_at(settings.secret_key.encode(), meeting, now)
    url = settings.origin + url_for("pages.here", meeting=meeting, code=code)
    qr = segno.make(url, error="m", micro=False).svg_data_uri(scale=8, border=2)
    return DoorCode(code, url, qr, changes_at(now))
