"""What lets a tablet keep papers for a time without network, sealed: its key, and what it may still keep."""

import base64
import hmac

from icabinet import clock, ids
from icabinet.errors import Invalid
from icabinet.extensions import services
from icabinet.people import sessions
from icabinet.web.api.operations import Body, Shown, operation
from icabinet.web.keeping import keepable
from icabinet.web.security import viewer

_MOST_MEETINGS = 50


class Tablet(Body, frozen=True):
    """`device`: a name that the tablet gave itself at random, for as long as it keeps anything."""

    device: str


class Key(Shown, frozen=True):
    """`secret`: base64url, 32 bytes, the same for this person on this tablet; `until`: when the session ends, ms."""

    secret: str
    person: str
    until: int
    now: int


class Kept(Body, frozen=True):
    meetings: list[str]


class Meeting(Shown, frozen=True):
    """`until`: when it has to go, ms; `papers`: the SHA-256 of each that may be kept, by its id."""

    until: int
    papers: dict[str, str]


class Keepable(Shown, frozen=True):
    """Of the meetings asked for those that may still be kept, by id; `until` is the session's end, ms."""

    until: int
    now: int
    meetings: dict[str, Meeting]


@operation("POST", "/offline/key", "offline", body=Tablet, answer=Key)
def offline_key(given: Tablet) -> Key:
    """Give what this person's papers are sealed with on this tablet; it is kept nowhere here."""
    asking, device = viewer(), ids.check(given.device, "device")
    settings = services().settings
    made = hmac.digest(settings.secret_key.encode(), f"offline {asking.person} {device}".encode(), "sha256")
    secret = base64.urlsafe_b64encode(made).decode().rstrip("=")
    return Key(secret=secret, person=asking.person, until=sessions.ends_at(asking.session), now=clock.now_ms())


@operation("POST", "/offline/keepable", "offline", body=Kept, answer=Keepable)
def offline_keepable(given: Kept) -> Keepable:
    """Say what a tablet may still keep of these meetings; all else it has to remove."""
    asking = viewer()
    if len(given.meetings) > _MOST_MEETINGS:
        raise Invalid(where="meetings", why="too_many")
    days = services().settings.offline_days
    with services().db.reading() as session:
        found = {meeting: keepable(session, asking, ids.check(meeting, "meeting"), days) for meeting in given.meetings}
    return Keepable(
        until=sessions.ends_at(asking.session),
        now=clock.now_ms(),
        meetings={meeting: Meeting(until=may[0], papers=may[1]) for meeting, may in found.items() if may},
    )
