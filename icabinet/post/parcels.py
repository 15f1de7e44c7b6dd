"""What the desk and the child that speaks to the mail server say to each other."""

from urllib.parse import urlsplit

import msgspec

# Why a message was not taken, and whether it makes sense to try again.
REFUSED, LATER, UNREACHABLE, NOT_LET_IN, NO_ADDRESS, TOO_LATE, INTERNAL = (
    "refused", "later", "unreachable", "not_let_in", "no_address", "too_late", "internal",
)  # fmt: skip
FOR_GOOD = frozenset({REFUSED, NO_ADDRESS, TOO_LATE})

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """The mail server, and as whom we come. scheme: as in ICABINET_SMTP_URL; me: how we greet it."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""
    ca: str = ""
    me: str = ""
    inside_only: bool = False


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """A message, whole, and between whom; `sender` alone is told where it cannot be brought."""

    sender: str
    to: str
    content: bytes


class Bag(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be brought in one go."""

    office: Office
    parcels: list[Parcel]


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """How a parcel fared, in the order of the bag. why: "" if it was taken; said: the server's own words."""

    why: str = ""
    said: str = ""


class Next(msgspec.Struct, frozen=True):
    """The receipt was written down: the next parcel may be brought."""


def office_of(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port of a mail server's address."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme]
