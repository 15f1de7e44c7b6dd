"""What the display at the door asks for, again and again."""

from icabinet import clock
from icabinet.web.api.meetings import check_in_meeting
from icabinet.web.api.operations import Shown, operation
from icabinet.web.door_code import door_code


class Door(Shown, frozen=True):
    """`qr`: a picture of `url` as an SVG data address, to be shown for `valid_ms`."""

    code: str
    url: str
    qr: str
    valid_ms: int


@operation("GET", "/meetings/<meeting>/door", "meetings", answer=Door)
def door(meeting: str) -> Door:
    """Read the code that is shown at the door now, by which those who are there check in."""
    check_in_meeting(meeting, "attendance.show_door")
    shown = door_code(meeting)
    return Door(code=shown.code, url=shown.url, qr=shown.qr, valid_ms=shown.changes_at - clock.now_ms())
