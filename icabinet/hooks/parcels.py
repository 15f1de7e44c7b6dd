"""What the desk and the child that calls programs say to each other."""

import msgspec

# Why a call was not taken: no address may be, or can be, reached; who answers cannot be trusted; what was answered.
FORBIDDEN, UNREACHABLE, UNTRUSTED, REFUSED, GONE, TOO_LATE, INTERNAL = (
    "forbidden", "unreachable", "untrusted", "refused", "gone", "too_late", "internal",
)  # fmt: skip
FOR_GOOD = frozenset({GONE, TOO_LATE})


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """How calls are made. inside: the setting, as it is; ca: who vouches besides; closed: nobody outside is called."""

    inside: str = ""
    ca: str = ""
    closed: bool = False


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A whole request."""

    url: str
    headers: dict[str, str]
    body: bytes


class Bag(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be said to one address, in order."""

    way: Way
    calls: list[Call]


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """How a call fared. why: "" if it was taken; status: of the answer, 0 if there was none."""

    why: str = ""
    status: int = 0
