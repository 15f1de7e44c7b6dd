"""What can happen to invitations."""

import msgspec

from icabinet.journal.facts import Audience, Fact, fact


class What(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What people are told of a meeting: what, when (ms), for how long and where."""

    title: str
    starts_at: int
    minutes: int
    place: str
    online_url: str


@fact("invitations.written", audience=Audience.DESK)
class InvitationWritten(Fact, frozen=True):
    """The letter of invitation, as it is now.

    number: as it is filed; issued_in: the place over the date; note: what guests should know; signer, signer_office:
    who signs; copies: who gets one; remind_h: how many hours before the meeting people are reminded, 0 for never.
    """

    number: str
    issued_in: str
    note: str
    signer: str
    signer_office: str
    copies: list[str]
    remind_h: int


@fact("invitations.sent", audience=Audience.DESK)
class InvitationsSent(Fact, frozen=True):
    """These were invited, or told what has changed; what: all that they know by now."""

    persons: list[str]
    what: What


@fact("invitations.reminded", audience=Audience.DESK)
class InvitedReminded(Fact, frozen=True):
    """These were reminded of the meeting."""

    persons: list[str]
