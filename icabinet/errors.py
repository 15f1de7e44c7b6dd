"""Everything a person can be told "no" about: a code, an HTTP status and data; never prose.

The sentences live with the translations (`icabinet/refusals.py`). Whatever else is raised is a bug.
"""

from typing import ClassVar


class Refusal(Exception):
    """Base of every expected "no". Subclasses set `code`, and `status` for HTTP; `data` explains."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400

    def __init__(self, **data: object) -> None:
        super().__init__(self.code, data)
        self.data = data


class Invalid(Refusal):
    """The request is not of the documented shape. data: where, why."""

    code, status = "invalid", 422


class NotSignedIn(Refusal):
    code, status = "not_signed_in", 401


class NotAllowed(Refusal):
    """data: permission."""

    code, status = "not_allowed", 403


class NotFound(Refusal):
    """data: kind, id. Also the answer for what exists but is none of the asker's business."""

    code, status = "not_found", 404


class Conflict(Refusal):
    """The request was right in itself, but not in this state. Subclasses say why."""

    code, status = "conflict", 409


class Stale(Conflict):
    """Somebody else was faster: the thing is no longer as the asker saw it. data: kind, id, state."""

    code = "stale"


class TooLate(Conflict):
    """A step can be taken back for a while only. data: minutes."""

    code = "too_late"


class SomethingFollowed(Conflict):
    """What came after a step would lose its ground, were it taken back."""

    code = "something_followed"


class TooLarge(Refusal):
    """data: limit (bytes)."""

    code, status = "too_large", 413


class TooMany(Refusal):
    """data: retry_after_s."""

    code, status = "too_many", 429


class Unavailable(Refusal):
    """Nothing was changed; the same request may be sent again. data: what."""

    code, status = "unavailable", 503


class Incident(Refusal):
    """A bug of ours. data: incident, the number under which the log has it."""

    code, status = "internal", 500
